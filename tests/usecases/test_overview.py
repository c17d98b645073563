"""Every office in one view: silence is never zero, and no role reads more than it may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from focal_desktop.domain.annual.values import Share
from focal_desktop.usecases import acts, overview, records, reporting
from focal_desktop.usecases.overview import OfficeLine
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import refused
from tests.sync.company import Company

CASE = {"regime": "sea", "received_on": "2026-03-01", "conduct": "sexual_exploitation", "child": "no"}


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """Headquarters with its hub, and one office that has joined."""
    made = Company(tmp_path, clock)
    yield made
    made.close()


@pytest.fixture
def office(company: Company) -> Session:
    """The vault of the focal point of KEN."""
    return company.staff()


def read(session: Session, code: str = "KEN") -> OfficeLine:
    """Return one office as headquarters sees it."""
    return next(line for line in overview.read_lines(session) if line.code == code)


def file_return(session: Session, month: str) -> None:
    """File the return of a month."""
    said = {"all_passed_on": "yes", "channels_checked_on": f"{month}-28", "nobody_turned_away": "yes"}
    made = records.add(session, "monthly_return", {"office": "KEN", "month": month, **said})
    acts.act(session, "monthly_return", made.id, "file", {})


def name_focal_point(session: Session) -> str:
    """Name a focal point who is trained in nothing yet."""
    person = records.add(session, "person", {"name": "P. One", "contract": "staff_international"}).id
    said = {"role": "country_focal_point", "status": "designated", "designated_on": "2026-01-05"}
    records.add(session, "focal_point", {"person": person, **said})
    return person


def test_silence_is_dated_by_the_last_word_and_is_never_zero(
    company: Company, office: Session, clock: HandClock
) -> None:
    name_focal_point(office)
    company.sync(office, company.hq)
    heard = read(company.hq)
    clock.move(days=31)
    silent = read(company.hq)
    assert (heard.is_silent, silent.is_silent) == (False, True)
    assert heard.heard_at == silent.heard_at == "2026-03-02T09:00:00Z"
    assert silent.needs[0] == "silent"
    assert silent.desk is not None
    assert silent.desk.training.of == 1, "what was heard stays; it is of its day"


def test_an_office_that_was_only_invited_has_no_figures(company: Company) -> None:
    company.invite("IRQ")
    line = read(company.hq, "IRQ")
    assert (line.devices, line.heard_at, line.months, line.desk) == (0, "", (), None)
    assert line.needs == ("not_joined",)
    assert not line.is_silent


def test_months_are_here_or_not_or_not_due_yet(company: Company, office: Session, clock: HandClock) -> None:
    clock.move(days=62)
    file_return(office, "2026-03")
    company.sync(office, company.hq)
    months = read(company.hq).months
    assert [month.last_on.month for month in months] == [2, 3, 4]
    assert [month.is_filed for month in months] == [None, True, None]
    clock.move(days=20)
    line = read(company.hq)
    assert [month.is_filed for month in line.months] == [None, True, False]
    assert line.missing == 1
    assert "returns_missing" in line.needs


def test_figures_are_those_of_the_annual_report(company: Company, office: Session) -> None:
    name_focal_point(office)
    plan = records.add(office, "plan", {"office": "KEN", "year": 2026}).id
    for state, due in (("on_track", "2026-02-01"), ("completed", "2026-02-01"), ("cancelled", "2026-02-01")):
        records.add(office, "action", {"plan": plan, "activity": "x", "state": state, "due_on": due})
    company.sync(office, company.hq)
    desk, model = read(company.hq).desk, reporting.make_office_annual(office, 2026)
    assert desk is not None
    share = next(one.share for one in model.figures if one.indicator.code == "all_courses_rate")
    assert (desk.training, desk.training.of) == (share, 1)
    assert desk.plan == Share(1, 2), "a cancelled action applies no more"
    assert [one.action.state for one in desk.late] == ["on_track"]
    assert (desk.has_focal_point, desk.is_trained, desk.alternates) == (True, False, 0)
    assert read(company.hq).needs == ("focal_point_untrained",)


def test_the_longest_silence_stands_first(company: Company, office: Session, clock: HandClock) -> None:
    clock.move(days=5)
    other = company.staff("IRQ")
    name_focal_point(other)
    name_focal_point(office)
    company.sync(office, company.hq)
    clock.move(days=3)
    company.sync(other, company.hq)
    company.invite("COL")
    clock.move(days=60)
    assert [line.code for line in overview.read_lines(company.hq)] == ["KEN", "IRQ", "COL"]


def test_what_a_new_officer_is_given_is_dated_by_who_wrote_it(
    company: Company, office: Session, clock: HandClock
) -> None:
    name_focal_point(office)
    company.sync(office, company.hq)
    clock.move(days=50)
    newcomer = company.staff("HQ", "hq_desk")
    company.sync(company.hq, newcomer)
    assert read(newcomer).heard_at == "2026-03-02T09:00:00Z"
    assert read(newcomer).is_silent


def test_each_role_reads_its_own_part(company: Company, office: Session) -> None:
    name_focal_point(office)
    records.add(office, "allegation", CASE)
    company.sync(office, company.hq)
    desk, case = company.staff("HQ", "hq_desk"), company.staff("HQ", "hq_case")
    company.sync(company.hq, desk, case)
    assert read(desk).months == ()
    assert read(desk).desk is not None
    assert read(case).desk is None
    assert read(case).months != ()
    assert (overview.reads_desks(desk), overview.reads_returns(desk)) == (True, False)


def test_two_offices_alike_but_for_a_case_are_the_same_line(company: Company, office: Session) -> None:
    other = company.staff("IRQ")
    made = records.add(office, "allegation", CASE)
    acts.act(office, "allegation", made.id, "notify", {})
    company.sync(office, other, company.hq)
    first, second = read(company.hq, "KEN"), read(company.hq, "IRQ")
    assert (first.months, first.needs, first.desk) == (second.months, second.needs, second.desk)


def test_an_office_has_no_such_view(office: Session) -> None:
    with refused("not_allowed"):
        overview.read_lines(office)


def test_it_is_counted_in_small_turns(company: Company, office: Session) -> None:
    records.add_many(office, "person", [{"name": f"P. {n}", "contract": "intern"} for n in range(600)])
    company.sync(office, company.hq)
    turns = list(overview.count_lines(company.hq))
    assert turns[-1] is not None
    assert turns.count(None) >= len(overview.COUNTED) + 2, "six hundred people are read in three pages"

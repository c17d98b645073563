"""Reports read what a person may read, from live records, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import OfficeAnnual
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import Scope
from focal_desktop.usecases import acts, records, reporting
from focal_desktop.usecases.practice import agreements, desks, filling, office
from focal_desktop.usecases.practice.draft import Times
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import POLICY, Desk, make_desk, refused
from tests.usecases.country import CASE, HQ, HQ_ROLES, Country

YEAR = 2025


@pytest.fixture
def country(tmp_path: Path, clock: HandClock) -> Iterator[Country]:
    """Vaults that know each other."""
    made = Country(tmp_path, clock)
    yield made
    made.lock()


@pytest.fixture(scope="module")
def kisumu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The vault of the invented English-speaking office, filled; a test only adds to next year's plan."""
    clock = HandClock()
    folder = tmp_path_factory.mktemp("kisumu") / "vault"
    desk, times = make_desk(folder, clock, place=desks.KISUMU.place), Times(clock.now().date())
    names = filling.keep_all(desk.session, office.list_desk(desks.KISUMU, times, POLICY))
    for name, steps in agreements.list_signatures(desks.KISUMU, times):
        filling.do_steps(desk.session, "agreement", names[name], steps)
    filling.keep_all(desk.session, office.list_months(desks.KISUMU, times))
    yield desk
    desk.lock()


def figure(model: OfficeAnnual, code: str) -> tuple[int, int]:
    """Return one figure of a report as so many of so many."""
    share = next(one.share for one in model.figures if one.indicator.code == code)
    return (share.n, share.of)


def file_return(session: Session, month: str) -> None:
    """File the return of a month."""
    values = {
        "office": session.person.office,
        "month": month,
        "all_passed_on": "yes",
        "channels_checked_on": f"{month}-28",
        "nobody_turned_away": "yes",
    }
    kept = records.add(session, "monthly_return", values)
    acts.act(session, "monthly_return", kept.id, "file", {})


def test_every_list_names_a_kind() -> None:
    lists = {name for name in OfficeRecords.__struct_fields__ if name not in ("office", "since_on")}
    assert {name.removesuffix("s") for name in lists} <= set(KINDS)
    scopes = {KINDS[name.removesuffix("s")].scope for name in lists if name != "monthly_returns"}
    assert scopes == {Scope.DESK}


def test_an_office_reports_what_it_holds(kisumu: Desk) -> None:
    model = reporting.make_office_annual(kisumu.session, YEAR)
    assert (model.office, model.year, model.entity.code) == ("Kisumu project office", YEAR, "un_habitat")
    assert figure(model, "returns_filed") == (12, 12)
    assert figure(model, "partners_assessed")[1] == 3
    assert figure(model, "actions_completed") == (7, 11)
    assert (len(model.last_actions), len(model.plan)) == (12, 15)
    assert all(line.activity and line.target for line in model.last_actions)
    assert model.needs_text


def test_a_report_counts_what_was_added_since(kisumu: Desk) -> None:
    before = reporting.make_office_annual(kisumu.session, YEAR + 1)
    plan = records.list_page(kisumu.session, "plan", {"year": str(YEAR + 1)})[0][0]
    values = {"plan": plan.id, "area": "vetting", "activity": "Added by hand", "state": "completed"}
    records.add(kisumu.session, "action", values)
    after = reporting.make_office_annual(kisumu.session, YEAR + 1)
    assert figure(after, "actions_completed")[0] == figure(before, "actions_completed")[0] + 1
    assert "Added by hand" in [line.activity for line in after.last_actions]


def test_a_month_before_the_office_is_not_due(kisumu: Desk, country: Country) -> None:
    session = country.make("focal_point")
    file_return(session, "2026-01")
    model = reporting.make_office_annual(session, 2026)
    assert model.months_filed[0] is True
    assert reporting.make_office_annual(session, 2025).months_filed == (None,) * 12
    assert reporting.make_office_annual(kisumu.session, 2024).months_filed[:11] == (None,) * 11


def test_a_head_of_office_prints_without_the_returns(country: Country) -> None:
    point, head = country.make("focal_point"), country.make("head_of_office")
    file_return(point, "2026-01")
    records.add(point, "person", {"code": "A1", "contract": "unv"})
    country.exchange(point, head)
    full, open_part = (reporting.make_office_annual(one, 2026) for one in (point, head))
    assert figure(full, "returns_filed") == (1, 1)
    assert not any(open_part.months_filed)
    assert open_part.courses == full.courses


def test_who_reads_no_desk_prints_nothing(country: Country) -> None:
    for one in (country.make("monitor"), country.make(*HQ_ROLES, office=HQ)):
        with refused("not_allowed"):
            reporting.make_office_annual(one, YEAR)
    for role in ("focal_point", "head_of_office"):
        with refused("not_allowed"):
            reporting.make_hq_annual(country.make(role), YEAR)
    for role in ("root", "hq_case"):
        with refused("not_allowed"):
            reporting.make_hq_annual(country.make(role, office=HQ), YEAR)


def test_headquarters_adds_up_its_offices(country: Country) -> None:
    point, hq = country.make("focal_point"), country.make(*HQ_ROLES, office=HQ)
    file_return(point, "2026-01")
    records.add(point, "person", {"code": "A1", "contract": "unv"})
    plan = records.add(hq, "plan", {"office": HQ, "year": 2026})
    records.add(hq, "action", {"plan": plan.id, "area": "vetting", "activity": "Of the entity"})
    records.add(hq, "recommendation", {"code": "stronger_focal_points", "title": "Said"})
    country.exchange(point, hq)
    model = reporting.make_hq_annual(hq, 2026)
    assert (model.offices, model.confirmed.n, model.confirmed.of) == (1, 1, 1)
    assert [line.activity for line in model.own_actions] == ["Of the entity"]
    assert [line.people for line in model.sums.contracts] == [1]
    assert "stronger_focal_points" in [line.title.code for line in model.recommendations]
    assert model.is_nil


def test_only_a_case_officer_can_say_that_there_was_nothing(country: Country) -> None:
    point, hq = country.make("focal_point"), country.make(*HQ_ROLES, office=HQ)
    desk_alone = country.make("hq_desk", office=HQ)
    file_return(point, "2026-01")
    case = records.add(point, "allegation", {**CASE})
    acts.act(point, "allegation", case.id, "notify", {})
    country.exchange(point, hq, desk_alone)
    assert not reporting.make_hq_annual(hq, 2026).is_nil
    assert reporting.make_hq_annual(hq, 2025).response is None
    blind = reporting.make_hq_annual(desk_alone, 2026)
    assert (blind.is_nil, blind.response, blind.offices) == (False, None, 1)

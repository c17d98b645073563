"""The monthly return: filed once, three statements, the same with or without cases."""

from __future__ import annotations

from typing import Any

import pytest

from focal_desktop.usecases import acts, records
from focal_desktop.usecases.session import Session
from tests.desks import Desk, refused
from tests.usecases.country import SEA, Country, take_down, written

STATED: dict[str, Any] = {
    "all_passed_on": "yes",
    "channels_checked_on": "2026-02-27",
    "nobody_turned_away": "yes",
}


def begin(session: Session, month: str = "2026-02", **more: Any) -> str:
    """Keep the draft of a return and return its id."""
    return records.add(session, "monthly_return", {"office": "KEN", "month": month, **more}).id


def file(session: Session, identity: str, **brought: Any) -> dict[str, Any]:
    """File a return."""
    return dict(acts.act(session, "monthly_return", identity, "file", brought))


def test_a_return_is_filed_with_its_day(desk: Desk) -> None:
    made = begin(desk.session, **STATED)
    assert file(desk.session, made) == {"state": "filed"}
    assert records.read(desk.session, "monthly_return", made).values["filed_on"] == "2026-03-02"


def test_the_act_may_bring_the_statements(desk: Desk) -> None:
    assert file(desk.session, begin(desk.session), **STATED) == {"state": "filed"}


@pytest.mark.parametrize("missing", list(STATED))
def test_each_statement_is_needed(desk: Desk, missing: str) -> None:
    made = begin(desk.session, **{name: value for name, value in STATED.items() if name != missing})
    with refused("needed", missing):
        file(desk.session, made)
    assert records.read(desk.session, "monthly_return", made).state == "draft"


@pytest.mark.parametrize("statement", ["all_passed_on", "nobody_turned_away"])
@pytest.mark.parametrize("said", ["no", "not_known"])
def test_what_does_not_hold_is_for_the_telephone(desk: Desk, statement: str, said: str) -> None:
    made = begin(desk.session, **{**STATED, statement: said})
    with refused("needed", statement) as found:
        file(desk.session, made)
    assert "call headquarters" in found.value.sentence


def test_twice_filed_is_once_filed(desk: Desk) -> None:
    made = begin(desk.session, **STATED)
    file(desk.session, made)
    tail = desk.session.store.tail()
    with refused("already_filed"):
        file(desk.session, made)
    with refused("already_filed", "month") as found:
        begin(desk.session)
    assert dict(found.value.known)["id"] == made
    assert desk.session.store.tail() == tail


def test_no_step_goes_around_the_act(desk: Desk) -> None:
    made = begin(desk.session, **STATED)
    with refused("illegal_move"):
        records.edit(desk.session, "monthly_return", made, {"state": "filed"})


def test_a_month_that_has_not_begun_is_a_warning(desk: Desk) -> None:
    done = file(desk.session, begin(desk.session, "2026-07"), **STATED)
    assert done == {"state": "filed", "warnings": [{"field": "month", "error": "in_the_future"}]}


def test_a_month_that_is_none_is_not_filed(desk: Desk) -> None:
    with refused("not_a_date", "month"):
        file(desk.session, begin(desk.session, "spring"), **STATED)


def test_an_office_files_for_itself(desk: Desk) -> None:
    other = records.add(desk.session, "monthly_return", {"office": "UGA", "month": "2026-02"}).id
    with refused("not_allowed", "office"):
        file(desk.session, other, **STATED)


def test_made_on_two_devices_it_is_one(country: Country, office: Session, hq: Session) -> None:
    alternate = country.make("alternate")
    made = [begin(one) for one in (office, alternate)]
    assert made[0] == made[1]
    for one in (office, alternate):
        file(one, made[0], **STATED)
    country.exchange(office, alternate, hq)
    (found,), _ = records.list_page(hq, "monthly_return", {})
    assert (found.state, dict(found.clashes)) == ("filed", {})


def test_the_return_is_the_same_with_and_without_cases(country: Country) -> None:
    said = []
    for cases in (0, 3):
        session = country.make("focal_point")
        for _ in range(cases):
            acts.act(session, "allegation", take_down(session), "notify", {})
        file(session, begin(session), **STATED)
        said.append({c.field: c.value for c in written(session, SEA) if c.kind == "monthly_return"})
    assert said[0] == said[1]
    assert said[0]["state"] == "filed"

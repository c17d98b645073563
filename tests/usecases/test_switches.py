"""Workplace reports: nothing is kept before headquarters' switch and the person's own yes, by any way."""

from __future__ import annotations

from typing import Any

import pytest

from focal_desktop.base import ids
from focal_desktop.usecases import acts, records, switches
from focal_desktop.usecases.session import Session
from tests.desks import Desk, refused
from tests.usecases.country import HQ_CASE, OFFICE, SEA, WORK, Country, everything, written

WORKPLACE: dict[str, Any] = {"regime": "workplace", "received_on": "2026-03-01", "consent_record": "given"}


@pytest.fixture
def switched(country: Country, office: Session, hq: Session) -> Session:
    """An office for which headquarters has turned workplace logging on."""
    turn(country, office, hq, ["workplace_logging"])
    return office


def turn(country: Country, office: Session, hq: Session, on: list[str]) -> None:
    """Let headquarters say what is on."""
    country.exchange(office, hq)
    records.edit(hq, "office", ids.keyed_id("office", (OFFICE,)), {"switches_on": on})
    country.exchange(office, hq)


@pytest.mark.parametrize(
    "said", [WORKPLACE, {"regime": "workplace"}, {**WORKPLACE, "subject_name": "Canary"}]
)
def test_off_keeps_nothing(desk: Desk, said: dict[str, Any]) -> None:
    tail = desk.session.store.tail()
    with refused("not_allowed", "regime"):
        records.add(desk.session, "allegation", said)
    assert desk.session.store.tail() == tail
    assert "Canary" not in everything(desk.session)


def test_off_no_way_leads_around_it(desk: Desk) -> None:
    case = records.add(
        desk.session, "allegation", {"received_on": "2026-03-01", "consent_record": "given"}
    ).id
    with refused("not_allowed", "regime"):
        records.edit(desk.session, "allegation", case, {"regime": "workplace"})
    with refused("not_allowed", "regime"):
        acts.act(
            desk.session, "allegation", case, "notify", {"regime": "workplace", "consent_share": "given"}
        )
    with refused("not_allowed", "regime"):
        acts.act(
            desk.session, "allegation", case, "told_by_phone", {"regime": "workplace", "told_to": "oios"}
        )
    assert records.read(desk.session, "allegation", case).values.get("regime") is None


def test_an_office_cannot_switch_itself_on(desk: Desk) -> None:
    office = ids.keyed_id("office", (desk.session.person.office,))
    with refused("not_allowed", "switches_on"):
        records.edit(desk.session, "office", office, {"switches_on": ["workplace_logging"]})
    with desk.session.store.transaction() as writer:
        opened = records.open_record(desk.session, "office", office)
        (scope,) = desk.session.scopes("desk")
        target = records.Target(desk.session.kind("office"), office, opened.written, scope.id)
        records.write(desk.session, writer, target, {"switches_on": ["workplace_logging"]})
    assert not switches.is_on(desk.session, switches.WORKPLACE)
    with refused("not_allowed", "regime"):
        records.add(desk.session, "allegation", WORKPLACE)


def test_on_takes_the_persons_own_yes_to_a_record(switched: Session) -> None:
    assert switches.is_on(switched, switches.WORKPLACE)
    for word in ("guardian", "not_asked", "not_asked_unsafe", "refused", "withdrawn"):
        with refused("not_allowed", "consent_record"):
            records.add(switched, "allegation", {**WORKPLACE, "consent_record": word})
    with refused("not_allowed", "consent_record"):
        records.add(switched, "allegation", {"regime": "workplace"})
    assert records.add(switched, "allegation", WORKPLACE).id


def test_a_kept_report_goes_only_with_the_yes_to_share(
    country: Country, switched: Session, hq: Session
) -> None:
    case = records.add(
        switched, "allegation", {**WORKPLACE, "subject_points_to_survivor": "no", "area": "x"}
    ).id
    for act in ("notify", "share_details", "share_subject", "share_account", "share_survivor"):
        with refused("not_allowed", "consent_share"):
            acts.act(switched, "allegation", case, act, {})
    assert written(switched, WORK) == []
    acts.act(switched, "allegation", case, "notify", {"consent_share": "given"})
    acts.act(switched, "allegation", case, "share_details", {})
    assert {c.record for c in written(switched, WORK)} == {case}
    assert case not in {c.record for scope in (SEA, HQ_CASE) for c in written(switched, scope)}
    country.exchange(switched, hq)
    assert records.read(hq, "allegation", case).values["area"] == "x"
    acts.act(hq, "allegation", case, "answer", {"answer": "received"})


def test_a_withdrawal_is_taken_down_and_after_it_nothing_else(
    country: Country, switched: Session, hq: Session
) -> None:
    case = records.add(switched, "allegation", WORKPLACE).id
    turn(country, switched, hq, [])
    with refused("not_allowed", "regime"):
        records.edit(switched, "allegation", case, {"area": "North"})
    records.edit(switched, "allegation", case, {"consent_record": "withdrawn"})
    turn(country, switched, hq, ["workplace_logging"])
    for do in (
        lambda: records.edit(switched, "allegation", case, {"area": "North"}),
        lambda: acts.act(switched, "allegation", case, "notify", {}),
    ):
        with refused("not_allowed", "consent_record"):
            do()
    assert records.read(switched, "allegation", case).values["consent_record"] == "withdrawn"


def test_once_passed_on_a_case_stays_in_its_regime(switched: Session) -> None:
    case = records.add(switched, "allegation", {"regime": "sea", "received_on": "2026-03-01"}).id
    acts.act(switched, "allegation", case, "notify", {})
    with refused("not_allowed", "regime"):
        records.edit(switched, "allegation", case, {"regime": "workplace", "consent_record": "given"})
    with refused("not_allowed", "regime"):
        records.edit(switched, "allegation", case, {"regime": "not_known"})


def test_the_alternate_keeps_no_workplace_report_even_where_it_is_on(
    country: Country, switched: Session, hq: Session
) -> None:
    alternate = country.make("alternate")
    country.exchange(switched, hq, alternate)
    assert switches.is_on(alternate, switches.WORKPLACE)
    with refused("not_allowed"):
        records.add(alternate, "allegation", WORKPLACE)


def test_headquarters_keeps_one_without_a_switch_but_not_without_a_yes(hq: Session) -> None:
    with refused("not_allowed", "consent_record"):
        records.add(hq, "allegation", {"regime": "workplace"})
    assert records.add(hq, "allegation", WORKPLACE).id


def test_the_other_regime_asks_for_no_switch(desk: Desk) -> None:
    assert not switches.is_on(desk.session, switches.WORKPLACE)
    assert records.add(desk.session, "allegation", {"regime": "sea"}).id

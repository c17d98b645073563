"""Conflicts: both sides stay until a person settles them, and then they are settled on every desk."""

from __future__ import annotations

import pytest

from focal_desktop.store import log
from focal_desktop.usecases import acts, conflicts, records
from focal_desktop.usecases.session import Session
from tests.desks import refused
from tests.usecases.country import DESK, OFFICE, Country, take_down


@pytest.fixture
def second(country: Country, office: Session) -> Session:
    """The alternate of the same office, who has its desk."""
    assert office.person.office == OFFICE
    return country.make("alternate")


def clash(country: Country, one: Session, other: Session, kind: str, field: str, *values: str) -> str:
    """Let two desks write one field of one record without knowing of each other; return its id."""
    identity = records.add(one, kind, {}).id
    country.exchange(one, other)
    for session, value in zip((one, other), values, strict=True):
        records.edit(session, kind, identity, {field: value})
    country.exchange(one, other)
    return identity


def test_nothing_side_by_side_is_no_conflict(office: Session) -> None:
    records.add(office, "partner", {"name": "Water Trust"})
    assert conflicts.list_conflicts(office) == []


@pytest.mark.parametrize("side", [0, 1])
def test_a_conflict_shows_every_side_and_is_settled_on_both_desks(
    country: Country, office: Session, second: Session, side: int
) -> None:
    partner = clash(country, office, second, "partner", "name", "Water Trust", "Water and Trust")
    seen = [conflicts.list_conflicts(one) for one in (office, second)]
    assert seen[0] == seen[1]
    (conflict,) = seen[0]
    assert (conflict.kind, conflict.id, conflict.field) == ("partner", partner, "name")
    assert {s.value for s in conflict.sides} == {"Water Trust", "Water and Trust"}
    wanted = conflict.sides[side].value
    assert conflicts.settle(second, "partner", partner, "name", side) == wanted
    (settled,) = [c for c in log.read_own(second.store.connection, DESK, second.person.device, 0, 100)][-1:]
    assert settled.base == tuple(sorted(s.name for s in conflict.sides))
    country.exchange(office, second)
    for one in (office, second):
        assert conflicts.list_conflicts(one) == []
        assert records.read(one, "partner", partner).values["name"] == wanted
        assert len([c for c in records.history(one, "partner", partner) if c.field == "name"]) == 4


def test_settling_what_is_shown_already_still_settles(
    country: Country, office: Session, second: Session
) -> None:
    partner = clash(country, office, second, "partner", "has_contact", "yes", "no")
    (conflict,) = conflicts.list_conflicts(office)
    assert records.read(office, "partner", partner).values["has_contact"] == "yes"
    side = [s.value for s in conflict.sides].index("yes")
    conflicts.settle(office, "partner", partner, "has_contact", side)
    country.exchange(office, second)
    assert conflicts.list_conflicts(office) == conflicts.list_conflicts(second) == []


def test_a_narrative_keeps_both_until_a_person_chooses(
    country: Country, office: Session, second: Session
) -> None:
    kept = clash(country, office, second, "assessment", "partner_comment", "We agree", "We do not")
    (conflict,) = conflicts.list_conflicts(second)
    assert conflicts.settle(second, "assessment", kept, "partner_comment", 0) == conflict.sides[0].value


@pytest.mark.parametrize(
    ("values", "kept"),
    [(("We agree", "We do not"), {"We agree\nWe do not", "We do not\nWe agree"}), (("Yes", "Yes"), {"Yes"})],
)
def test_two_texts_can_both_hold(
    country: Country, office: Session, second: Session, values: tuple[str, str], kept: set[str]
) -> None:
    made = clash(country, office, second, "assessment", "partner_comment", *values)
    for found in conflicts.list_conflicts(second):
        assert conflicts.can_keep_both(second, found)
        assert str(conflicts.keep_both(second, found.kind, found.id, found.field)) in kept
    country.exchange(office, second)
    for one in (office, second):
        assert conflicts.list_conflicts(one) == []
        assert str(records.read(one, "assessment", made).values["partner_comment"]) in kept
    with refused("not_found"):
        conflicts.keep_both(office, "assessment", made, "partner_comment")


def test_two_answers_from_a_list_cannot_both_hold(country: Country, office: Session, second: Session) -> None:
    partner = clash(country, office, second, "partner", "has_contact", "yes", "no")
    (conflict,) = conflicts.list_conflicts(office)
    assert not conflicts.can_keep_both(office, conflict)
    with refused("not_allowed"):
        conflicts.keep_both(office, "partner", partner, "has_contact")


@pytest.mark.parametrize("side", [-1, 2, 99])
def test_a_side_that_is_none_is_refused(
    country: Country, office: Session, second: Session, side: int
) -> None:
    partner = clash(country, office, second, "partner", "name", "One", "Two")
    with refused("not_found", "side"):
        conflicts.settle(office, "partner", partner, "name", side)
    with refused("not_found", "field"):
        conflicts.settle(office, "partner", partner, "country", 0)
    with refused("not_found", "field"):
        conflicts.settle(office, "partner", partner, "nothing", 0)
    with refused("not_found", "id"):
        conflicts.settle(office, "partner", "x" * 24, "name", 0)
    assert len(conflicts.list_conflicts(office)) == 1


def test_a_step_of_headquarters_is_settled_by_headquarters(
    country: Country, office: Session, hq: Session
) -> None:
    agreement = records.add(office, "agreement", {"partner": records.add(office, "partner", {}).id}).id
    country.exchange(office, hq)
    with office.store.transaction() as writer:
        opened = records.open_record(office, "agreement", agreement)
        target = records.Target(office.kind("agreement"), agreement, opened.written, DESK)
        records.write(office, writer, target, {"state": "signed"})
    with hq.store.transaction() as writer:
        opened = records.open_record(hq, "agreement", agreement)
        target = records.Target(hq.kind("agreement"), agreement, opened.written, DESK)
        records.write(hq, writer, target, {"state": "ended"})
    country.exchange(office, hq)
    with refused("not_allowed", "state"):
        conflicts.settle(office, "agreement", agreement, "state", 0)
    assert conflicts.settle(hq, "agreement", agreement, "state", 0) in ("signed", "ended")
    country.exchange(office, hq)
    assert conflicts.list_conflicts(office) == conflicts.list_conflicts(hq) == []


def test_details_of_a_case_that_went_are_settled_where_both_read_them(
    country: Country, office: Session, hq: Session
) -> None:
    case = take_down(office)
    acts.act(office, "allegation", case, "notify", {})
    acts.act(office, "allegation", case, "share_details", {})
    country.exchange(office, hq)
    acts.act(office, "allegation", case, "share_details", {"area": "North"})
    acts.act(hq, "allegation", case, "share_details", {"area": "South"})
    country.exchange(office, hq)
    assert len(conflicts.list_conflicts(office)) == len(conflicts.list_conflicts(hq)) == 1
    value = conflicts.settle(hq, "allegation", case, "area", 1)
    country.exchange(office, hq)
    assert conflicts.list_conflicts(office) == conflicts.list_conflicts(hq) == []
    assert records.read(office, "allegation", case).values["area"] == value


def test_what_stands_here_alone_is_not_sent_by_settling(
    country: Country, office: Session, hq: Session
) -> None:
    case = take_down(office)
    acts.act(office, "allegation", case, "notify", {})
    acts.act(office, "allegation", case, "share_details", {})
    country.exchange(office, hq)
    acts.act(hq, "allegation", case, "share_details", {"area": "South"})
    records.edit(office, "allegation", case, {"area": "Only here"})
    country.exchange(office, hq)
    (conflict,) = conflicts.list_conflicts(office)
    conflicts.settle(office, "allegation", case, "area", [s.value for s in conflict.sides].index("Only here"))
    country.exchange(office, hq)
    assert conflicts.list_conflicts(office) == []
    assert records.read(office, "allegation", case).values["area"] == "Only here"
    assert records.read(hq, "allegation", case).values["area"] == "South"


def test_a_clash_of_a_case_is_no_clash_for_the_desk(country: Country, office: Session, hq: Session) -> None:
    case = take_down(office)
    acts.act(office, "allegation", case, "notify", {})
    country.exchange(office, hq)
    records.edit(office, "allegation", case, {"danger_now": "yes"})
    records.edit(hq, "allegation", case, {"danger_now": "no"})
    country.exchange(office, hq)
    clerk = country.make("hr_clerk")
    country.exchange(office, hq, clerk)
    assert len(conflicts.list_conflicts(office)) == 1
    assert conflicts.list_conflicts(clerk) == []

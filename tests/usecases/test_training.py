"""The register: how people stand, and sessions recorded for many of them as one save."""

from __future__ import annotations

from datetime import date
from typing import Any

from focal_desktop.base import turns
from focal_desktop.domain.annual.values import Share
from focal_desktop.usecases import records, training
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.training import Attending, Held, Recorded, Register, Status
from tests.desks import POLICY, Desk, is_sound, refused

TODAY = date(2026, 3, 2)
SESSION = Held(course="sea_all", completed_on="2026-03-01", evidence="attendance_sheet")


def register(session: Session) -> Register:
    """Return how everybody stands."""
    return training.sum_up(turns.finish(training.read_register(session)), POLICY, TODAY)


def people(session: Session, *many: dict[str, Any]) -> list[str]:
    """Keep some people."""
    return [one.id for one in records.add_many(session, "person", many)]


def complete(session: Session, who: str, *courses: str) -> None:
    """Let somebody have completed courses."""
    for course in courses:
        said = {"person": who, "course": course, "completed_on": "2026-01-10", "evidence": "inspira"}
        records.add(session, "completion", said)


def asked_of_all() -> list[str]:
    """Return the courses that everybody must have."""
    return [
        code
        for code, entry in POLICY.entries("course").items()
        if entry.extra["mandatory"]
        and not entry.extra["retired"]
        and "all_personnel" in entry.extra["audience"]
    ]


def test_each_person_stands_somewhere(desk: Desk) -> None:
    done, missing, new, away, left = people(
        desk.session,
        {"name": "One"},
        {"name": "Two"},
        {"name": "Three", "entered_on": "2026-03-01"},
        {"name": "Four", "exemption": "long_leave"},
        {"name": "Five", "left_on": "2026-01-01"},
    )
    complete(desk.session, done, *asked_of_all())
    found = {one.person.id: one for one in register(desk.session).standings}
    assert found[done].status is Status.UP_TO_DATE
    assert found[done].missing == ()
    assert found[missing].status is Status.MISSING
    assert list(found[missing].missing) == asked_of_all()
    assert [found[one].status for one in (new, away, left)] == [Status.NEW, Status.AWAY, Status.NOT_HERE]
    assert [one.is_counted for one in found.values()].count(True) == 2


def test_the_rate_is_that_of_the_annual_report(desk: Desk) -> None:
    one, two, _ = people(
        desk.session, {"unit": "A"}, {"unit": "A"}, {"unit": "B", "entered_on": "2026-03-01"}
    )
    complete(desk.session, one, *asked_of_all())
    found = register(desk.session)
    assert found.training.everyone == Share(1, 2)
    assert training.rate(found.standings, lambda person: person.unit) == {"A": Share(1, 2)}
    assert list(found.completions) == [one]
    assert two not in found.completions


def test_a_session_is_recorded_for_everybody_as_one_save(desk: Desk) -> None:
    known = people(desk.session, {"name": "One"})[0]
    tail = desk.session.store.tail()[0]
    done = training.record_session(
        desk.session, SESSION, [Attending(person=known), Attending(said={"name": "Two", "unit": "A"})]
    )
    assert (done.count, len(done.people), done.already) == (2, 1, 0)
    assert desk.session.store.tail()[0] == tail + 2 + 8
    found = register(desk.session)
    assert all("sea_all" not in one.missing for one in found.standings)
    assert {one.person.name for one in found.standings} == {"One", "Two"}


def test_what_is_wrong_keeps_nothing_of_it(desk: Desk) -> None:
    tail = desk.session.store.tail()
    new = [Attending(said={"name": "One"}), Attending(said={"name": "Two"})]
    wrong = Held(course="no_such_course", completed_on="2026-03-01", evidence="certificate")
    with refused("not_in_list", "course"):
        training.record_session(desk.session, wrong, new)
    with refused("needed", "completed_on"):
        training.record_session(
            desk.session, Held(course="sea_all", completed_on=None, evidence="certificate"), new
        )
    assert desk.session.store.tail() == tail


def test_recorded_again_it_counts_once(desk: Desk) -> None:
    known = people(desk.session, {"name": "One"})[0]
    training.record_session(desk.session, SESSION, [Attending(person=known)])
    again = training.record_session(desk.session, SESSION, [Attending(person=known), Attending(person=known)])
    assert again == Recorded(already=1)


def test_an_import_is_taken_back_and_can_come_again(desk: Desk) -> None:
    known = people(desk.session, {"name": "One"})[0]
    lines = [Attending(person=known), Attending(said={"name": "Two"})]
    done = training.record_session(desk.session, SESSION, lines)
    training.take_back(desk.session, done)
    found = {one.person.name: one for one in register(desk.session).standings}
    assert "sea_all" in found["One"].missing
    assert found["Two"].status is Status.NOT_HERE
    training.put_back(desk.session, done, SESSION.evidence)
    found = {one.person.name: one for one in register(desk.session).standings}
    assert "sea_all" not in found["One"].missing
    assert found["Two"].status is not Status.NOT_HERE
    training.take_back(desk.session, done)
    assert is_sound(desk.session)
    again = training.record_session(desk.session, SESSION, lines[:1])
    assert (again.added, again.already, again.count) == ((), 0, 1)
    assert "sea_all" not in {one.person.name: one for one in register(desk.session).standings}["One"].missing
    training.take_back(desk.session, again)
    row = records.read(desk.session, "completion", done.added[0])
    assert row.values["evidence"] == training.MISTAKE


def test_somebodys_own_word_becomes_a_completion_that_counts(desk: Desk) -> None:
    known = people(desk.session, {"name": "One"})[0]
    own = Held(course="sea_all", completed_on="2026-03-01", evidence="self_declared")
    training.record_session(desk.session, own, [Attending(person=known)])
    done = training.record_session(desk.session, SESSION, [Attending(person=known)])
    assert list(done.renewed.values()) == ["self_declared"]
    training.take_back(desk.session, done)
    assert records.read(desk.session, "completion", next(iter(done.renewed))).values["evidence"] == (
        "self_declared"
    )


def test_without_a_course_only_the_people_are_kept(desk: Desk) -> None:
    done = training.record_session(
        desk.session, Held(course="", completed_on=None, evidence=""), [Attending(said={"code": "7"})]
    )
    assert (len(done.people), done.count) == (1, 0)


def test_long_registers_come_in_turns(desk: Desk) -> None:
    people(desk.session, *({"code": str(number)} for number in range(training.PAGE + 1)))
    reading = training.read_register(desk.session)
    assert next(reading) == training.PAGE
    assert len(turns.finish(reading).persons) == training.PAGE + 1

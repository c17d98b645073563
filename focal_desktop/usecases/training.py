"""The training register: who is here and up to date, and one session recorded for many people."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from focal_desktop.base import ids
from focal_desktop.domain import codec, completion, person
from focal_desktop.domain.annual import figures
from focal_desktop.domain.annual.figures import OfficeRecords, Requirements, Training
from focal_desktop.domain.annual.values import Share
from focal_desktop.domain.office import Office
from focal_desktop.domain.person import Person
from focal_desktop.domain.policy import Policy
from focal_desktop.store import reader
from focal_desktop.store.writer import Writer
from focal_desktop.usecases import records, together
from focal_desktop.usecases.session import Session

PAGE = 500
AT_ONCE = 20
"""So many people of a long import are one save."""
MISTAKE = "entered_by_mistake"
"""The evidence of a completion that was taken back: it stays in the log and counts for nothing."""
LISTS: Mapping[str, str] = {"persons": "person", "completions": "completion", "focal_points": "focal_point"}


class Status(StrEnum):
    """How somebody stands on a day."""

    MISSING = "missing"
    UP_TO_DATE = "up_to_date"
    NEW = "new"
    AWAY = "away"
    NOT_HERE = "not_here"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One person, and the required courses that are missing or have run out."""

    person: Person
    status: Status
    missing: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether the person is in the rate."""
        return self.status in (Status.MISSING, Status.UP_TO_DATE)


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody with how they stand, and the figures of the annual report for the same day."""

    standings: tuple[Standing, ...] = ()
    training: Training = Training((), Share(0, 0))
    completions: Mapping[str, tuple[completion.Completion, ...]] = {}


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A session that was held: its course, its day and what shows who took part."""

    course: str
    completed_on: str | None
    evidence: str


class Attending(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who took part: known by id, else as much as was said of somebody new."""

    person: str = ""
    said: Mapping[str, str] = {}
    completed_on: str = ""
    """Where it is another day than that of the session."""


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """What one import added, so that it can be taken back as one."""

    added: tuple[str, ...] = ()
    renewed: Mapping[str, str] = {}
    people: tuple[str, ...] = ()
    already: int = 0

    @property
    def count(self) -> int:
        """How many completions count because of it."""
        return len(self.added) + len(self.renewed)


def read_register(session: Session) -> Generator[int, None, OfficeRecords]:
    """Read what the register stands on in short turns, each of at most a page; return it at the end."""
    where = {} if session.person.is_hq else {"office": session.person.office}
    found: dict[str, Any] = {}
    for name, kind_name in LISTS.items():
        kind, held = session.kind(kind_name), []
        after, more = "", True
        while more:
            rows, more = records.list_page(session, kind_name, where, after, PAGE)
            held += [codec.read(kind, row.id, row.values) for row in rows]
            after = rows[-1].id if rows else ""
            yield len(rows)
        found[name] = tuple(held)
    return OfficeRecords(office=Office(code=session.person.office), **found)


def sum_up(found: OfficeRecords, rules: Policy, day: date) -> Register:
    """Return how everybody stands on a day; pure, so that it may run beside the window."""
    asked = figures.require(found, rules, day)
    present = {one.id for one in asked.present}
    held: dict[str, list[completion.Completion]] = {}
    for one in found.completions:
        held.setdefault(one.person, []).append(one)
    return Register(
        standings=tuple(_stand(one, one.id in present, asked) for one in found.persons),
        training=figures.count_training(asked, rules),
        completions={who: tuple(sorted(all_, key=_newest)) for who, all_ in held.items()},
    )


def _newest(one: completion.Completion) -> tuple[int, str]:
    return (-one.completed_on.toordinal() if one.completed_on else 0, one.course)


def _stand(one: Person, is_present: bool, asked: Requirements) -> Standing:
    if not is_present:
        return Standing(person=one, status=Status.NOT_HERE)
    missing = tuple(
        code
        for code, people in asked.required.items()
        if one.id in people and (one.id, code) not in asked.valid
    )
    if one.id not in asked.counted:
        away = one.exemption == "long_leave"
        return Standing(person=one, status=Status.AWAY if away else Status.NEW, missing=missing)
    status = Status.MISSING if missing else Status.UP_TO_DATE
    return Standing(person=one, status=status, missing=missing)


def rate(standings: Iterable[Standing], key: Callable[[Person], str]) -> dict[str, Share]:
    """Return for each group of people who is up to date, of those who are counted."""
    found: dict[str, Share] = {}
    for one in standings:
        if one.is_counted:
            before = found.get(key(one.person), Share(0, 0))
            done = before.n + (one.status is Status.UP_TO_DATE)
            found[key(one.person)] = Share(done, before.of + 1)
    return found


def find_person(session: Session, kind_name: str, identity: str) -> str:
    """Return who is meant by a person's own record, or by a completion."""
    if kind_name == person.KIND.name:
        return identity
    return str(records.read(session, kind_name, identity).values.get("person", ""))


def record_session(session: Session, held: Held, attending: Iterable[Attending]) -> Recorded:
    """Record a session for everybody who took part, and who is new, as one save.

    Without a course only the new people are kept. Somebody named twice, or recorded before, counts once.
    """
    with session.store.transaction() as writer:
        people, new = dict[str, str | None](), []
        for one in attending:
            known = one.person or records.add_one(session, writer, person.KIND, one.said).id
            people.setdefault(known, one.completed_on or held.completed_on)
            new += [] if one.person else [known]
        if not held.course:
            return Recorded(people=tuple(new))
        done = _complete(session, writer, held, people)
        return msgspec.structs.replace(done, people=tuple(new))


def _complete(session: Session, writer: Writer, held: Held, people: Mapping[str, str | None]) -> Recorded:
    added, renewed, already = [], {}, 0
    for who, day in people.items():
        key = (who, held.course, str(day))
        known = ids.keyed_id(completion.KIND.name, key)
        row = reader.read_row(session.store.connection, completion.KIND.name, known)
        before = str(row.values.get("evidence", "")) if row else ""
        if row is None:
            said = {"person": who, **msgspec.to_builtins(held), "completed_on": day}
            added.append(records.add_one(session, writer, completion.KIND, said).id)
        elif _counts(session, before):
            already += 1
        else:
            renewed[known] = before
    change = {one: {"evidence": held.evidence} for one in renewed}
    together.edit_within(session, writer, completion.KIND.name, change)
    return Recorded(added=tuple(added), renewed=renewed, already=already)


def _counts(session: Session, evidence: str) -> bool:
    entry = session.policy.entry("completion_evidence", evidence)
    return entry is not None and bool(entry.extra["counts"])


def record_in_turns(
    session: Session, held: Held, attending: Sequence[Attending]
) -> Generator[tuple[float, Recorded], None, None]:
    """Record a long session in several saves, each for a few people; tell each time what was recorded so far.

    Wherever it is cut, what was saved counts once when the rest is recorded.
    """
    done = Recorded()
    for begin in range(0, len(attending), AT_ONCE):
        part = record_session(session, held, attending[begin : begin + AT_ONCE])
        done = Recorded(
            added=done.added + part.added,
            renewed={**part.renewed, **done.renewed},
            people=done.people + part.people,
            already=done.already + part.already,
        )
        yield (begin + AT_ONCE) / (len(attending) + AT_ONCE), done


def list_parts(recorded: Recorded) -> list[Recorded]:
    """Return an import in parts that are each taken back, or put back, in a moment."""
    lines = [Recorded(added=one) for one in _cut(recorded.added)]
    lines += [Recorded(renewed=dict(one)) for one in _cut(tuple(recorded.renewed.items()))]
    return lines + [Recorded(people=one) for one in _cut(recorded.people)]


def _cut(many: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    return [many[begin : begin + AT_ONCE] for begin in range(0, len(many), AT_ONCE)]


def take_back(session: Session, recorded: Recorded) -> None:
    """Let an import count for nothing: its lines are marked as a mistake, its new people as not in scope.

    Nothing leaves the log; whoever reads the history sees both.
    """
    before = {one: {"evidence": MISTAKE} for one in recorded.added}
    before |= {one: {"evidence": evidence} for one, evidence in recorded.renewed.items()}
    _restate(session, recorded, before, "not_in_scope")


def put_back(session: Session, recorded: Recorded, evidence: str) -> None:
    """Let an import that was taken back count again, by what showed who took part."""
    shown = {one: {"evidence": evidence} for one in (*recorded.added, *recorded.renewed)}
    _restate(session, recorded, shown, "")


def _restate(
    session: Session, recorded: Recorded, lines: Mapping[str, Mapping[str, str]], exemption: str
) -> None:
    with session.store.transaction() as writer:
        together.edit_within(session, writer, completion.KIND.name, lines)
        people = {one: {"exemption": exemption} for one in recorded.people}
        together.edit_within(session, writer, person.KIND.name, people)

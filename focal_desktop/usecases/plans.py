"""The plan of an office: its actions and quarter notes, begun, copied forward, noted quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from focal_desktop.base import ids
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import action, calendar, codec, plan, quarter_note
from focal_desktop.domain.action import Action
from focal_desktop.domain.annual import actions as annual
from focal_desktop.domain.annual import values
from focal_desktop.domain.annual.values import ActionLine, Share, Term
from focal_desktop.domain.plan import Plan
from focal_desktop.domain.quarter_note import Quarter, QuarterNote
from focal_desktop.store import reader
from focal_desktop.store.writer import Writer
from focal_desktop.usecases import records, together
from focal_desktop.usecases.records import Opened
from focal_desktop.usecases.session import Session

OVER = (values.DONE, *values.DROPPED)
"""An action at one of these asks for nothing more and is not carried into another year."""
CARRIED = (
    *("area", "objective", "activity", "indicator", "core_indicator", "unit", "responsible"),
    *("contributing", "budget", "funding", "contributes_to"),
)
ROLES: Mapping[str, str] = {
    "focal_point": "focal_point",
    "alternate": "focal_point",
    "hr_clerk": "human_resources",
    "head_of_office": "head_of_office",
    "hq_desk": "hq_psea",
    "hq_case": "hq_psea",
    "root": "hq_psea",
}
"""What a plan calls the role of somebody who has a vault."""
MONTHS_A_QUARTER = 3


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """One action with its notes by quarter."""

    action: Action
    notes: Mapping[str, QuarterNote] = {}

    def is_noted(self, quarter: str) -> bool:
        """Whether somebody noted how it stood in a quarter."""
        note = self.notes.get(quarter)
        return note is not None and bool(note.note or note.status != quarter_note.QuarterNote().status)

    def wants_note(self, quarter: str) -> bool:
        """Whether a note for a quarter is still to be written: what was dropped wants none."""
        return self.action.state not in values.DROPPED and not self.is_noted(quarter)

    def is_late(self, today: date) -> bool:
        """Whether it should be over by now, or is said to be delayed."""
        is_past = self.action.due_on is not None and self.action.due_on < today
        asks = self.action.state not in (*OVER, "carried_over")
        return asks and (is_past or self.action.state == "delayed")

    def is_of(self, roles: Iterable[str]) -> bool:
        """Whether it is for one of these roles to do."""
        named = {ROLES.get(role, role) for role in roles}
        return self.action.responsible in named or not named.isdisjoint(self.action.contributing)


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A plan with all its actions, in the order of the areas and then of the days they are due."""

    plan: Plan
    office: str
    actions: tuple[Planned, ...] = ()

    def list_unnoted(self, quarter: str) -> tuple[Planned, ...]:
        """Return the actions that still want a note for a quarter."""
        return tuple(one for one in self.actions if one.wants_note(quarter))


class Begun(msgspec.Struct, frozen=True):
    """A plan that was begun, and the actions that were put into it."""

    plan: str
    actions: tuple[str, ...] = ()


def list_plans(session: Session, office: str = "") -> list[Plan]:
    """Return an office's plans by their year; of the person's own office where none is named."""
    wanted = office or session.person.office
    rows = reader.read_all(session.store.connection, plan.KIND)
    found = [codec.read(plan.KIND, row.id, row.values) for row in rows if row.office == wanted]
    return sorted((one for one in found if one.year), key=lambda one: (one.year or 0, one.id))


def list_offices(session: Session) -> list[str]:
    """Return the offices that have a plan here."""
    rows = reader.read_all(session.store.connection, plan.KIND)
    return sorted({row.office for row in rows if row.office})


def read_outline(session: Session, identity: str) -> Outline:
    """Return a plan as its outline shows it."""
    row = records.read(session, plan.KIND.name, identity)
    found = reader.read_parts(session.store.connection, action.KIND.name, identity)
    areas = session.policy.codes("plan_area")
    planned = [_read_planned(session, one.id, one.values) for one in found]
    return Outline(
        plan=codec.read(plan.KIND, row.id, row.values),
        office=row.office,
        actions=tuple(sorted(planned, key=lambda one: _order(one.action, areas))),
    )


def _read_planned(session: Session, identity: str, said: Mapping[str, Any]) -> Planned:
    rows = reader.read_parts(session.store.connection, quarter_note.KIND.name, identity)
    notes = [codec.read(quarter_note.KIND, row.id, row.values) for row in rows]
    return Planned(
        action=codec.read(action.KIND, identity, said), notes={note.quarter: note for note in notes}
    )


def _order(one: Action, areas: tuple[str, ...]) -> tuple[int, bool, str, str]:
    place = areas.index(one.area) if one.area in areas else len(areas)
    return (place, one.due_on is None, str(one.due_on), one.id)


def count_done(found: Iterable[Planned]) -> Share:
    """Return how many actions are done, of those that still apply, as the annual report counts them."""
    lines = [ActionLine(area=Term(one.action.area), status=Term(one.action.state)) for one in found]
    return annual.count_done(lines)


def find_quarter_before(day: date) -> tuple[int, Quarter]:
    """Return the year and the quarter that ended last before a day."""
    number = (day.month - 1) // MONTHS_A_QUARTER
    return (day.year, list(Quarter)[number - 1]) if number else (day.year - 1, Quarter.Q4)


def begin(session: Session, year: int) -> Begun:
    """Begin an empty plan of the person's own office, or return the one that is there."""
    with session.store.transaction() as writer:
        return Begun(_begin(session, writer, year))


def begin_from_areas(session: Session, year: int) -> Begun:
    """Begin a plan with one action still to be written for each area of the policy."""
    with session.store.transaction() as writer:
        made = _begin(session, writer, year)
        held = _list_held(session, made, "area")
        areas = [area for area in session.policy.codes("plan_area") if area not in held]
        return Begun(made, _add_actions(session, writer, [{"plan": made, "area": area} for area in areas]))


def copy_forward(session: Session, source: str, year: int) -> Begun:
    """Carry the unfinished actions of a plan into another year: targets are to be set anew.

    What was reached becomes the baseline. Done twice, nothing is there twice.
    """
    outline = read_outline(session, source)
    months = (year - (outline.plan.year or year)) * calendar.MONTHS_A_YEAR
    with session.store.transaction() as writer:
        made = _begin(session, writer, year)
        held = _list_held(session, made, "carried_over_from")
        going = [one.action for one in outline.actions if one.action.state not in OVER]
        return Begun(
            made,
            _add_actions(session, writer, [_carry(one, made, months) for one in going if one.id not in held]),
        )


def take_out(session: Session, actions: Iterable[str]) -> None:
    """Take actions out of their plan; the log keeps that they were there."""
    together.edit_many(session, action.KIND.name, {one: {"plan": ""} for one in actions})


def put_back(session: Session, identity: str, actions: Iterable[str]) -> None:
    """Put actions into a plan again."""
    together.edit_many(session, action.KIND.name, {one: {"plan": identity} for one in actions})


def _begin(session: Session, writer: Writer, year: int) -> str:
    office = session.person.office
    identity = ids.keyed_id(plan.KIND.name, (office, str(year)))
    if reader.read_row(session.store.connection, plan.KIND.name, identity) is None:
        said = {"office": office, "year": year, "policy_version": session.policy.version}
        records.add_one(session, writer, plan.KIND, said)
    return identity


def _list_held(session: Session, identity: str, name: str) -> set[str]:
    rows = reader.read_parts(session.store.connection, action.KIND.name, identity)
    return {str(row.values.get(name, "")) for row in rows}


def _add_actions(session: Session, writer: Writer, many: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(records.add_one(session, writer, action.KIND, said).id for said in many)


def _carry(one: Action, identity: str, months: int) -> dict[str, Any]:
    said = {name: value for name, value in msgspec.to_builtins(one).items() if name in CARRIED and value}
    days = {"starts_on": one.starts_on, "due_on": one.due_on}
    moved = {name: calendar.add_months(day, months).isoformat() for name, day in days.items() if day}
    return {**said, **moved, "plan": identity, "baseline": one.actual, "carried_over_from": one.id}


def open_note(session: Session, identity: str, quarter: str) -> Opened:
    """Open the note of an action to work on, one that is not there yet too: what comes meanwhile is seen."""
    kind, known = quarter_note.KIND, ids.keyed_id(quarter_note.KIND.name, (identity, quarter))
    if reader.read_row(session.store.connection, kind.name, known) is None:
        return Opened(kind.name, known, {}, {})
    return records.open_record(session, kind.name, known)


def keep_note(
    session: Session, identity: str, quarter: str, said: Mapping[str, Any], opened: Opened | None = None
) -> Mapping[str, Any]:
    """Keep what is noted of an action in a quarter; return what stood there before, to take it back by.

    That nothing was started is a note only together with why. What came since the note was opened stays
    beside it, until a person settles which of them holds.
    """
    default = QuarterNote()
    if said.get("status", default.status) == default.status and not said.get("note"):
        raise Trouble(
            "needed",
            "A word is missing of why nothing has started. What was typed is kept; add it and save again.",
            field="note",
        )
    return _put_note(session, identity, quarter, said, opened)


def take_back_note(session: Session, identity: str, quarter: str, before: Mapping[str, Any]) -> None:
    """Put a note back to what it was; one that is empty counts as none."""
    _put_note(session, identity, quarter, before)


def _put_note(
    session: Session, identity: str, quarter: str, said: Mapping[str, Any], opened: Opened | None = None
) -> Mapping[str, Any]:
    kind = quarter_note.KIND
    known = ids.keyed_id(kind.name, (identity, quarter))
    row = reader.read_row(session.store.connection, kind.name, known)
    if row is None:
        records.add(session, kind.name, {**said, "action": identity, "quarter": quarter})
        return {"status": QuarterNote().status, "note": ""}
    records.edit(session, kind.name, known, said, opened)
    held = codec.read(kind, known, row.values)
    return {"status": held.status, "note": held.note}

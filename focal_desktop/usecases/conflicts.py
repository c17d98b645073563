"""Values that stand side by side, and a person's word on which of them holds."""

from __future__ import annotations

from typing import Any

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.record import Kind, Merge, Plain, Scope
from focal_desktop.store import reader
from focal_desktop.store.rows import Side
from focal_desktop.usecases import places, records
from focal_desktop.usecases.records import Target
from focal_desktop.usecases.session import Session


class Conflict(msgspec.Struct, frozen=True):
    """One field of one record with every value nobody has replaced yet; nothing of it was overwritten."""

    kind: str
    id: str
    field: str
    sides: tuple[Side, ...]


def list_conflicts(session: Session) -> list[Conflict]:
    """Return every conflict this person may see, in one order on every computer."""
    return [
        Conflict(row.kind, row.id, field, sides)
        for row in reader.read_clashing(session.store.connection)
        if places.is_seen(session, row.kind)
        for field, sides in sorted(row.clashes.items())
    ]


def settle(session: Session, kind_name: str, identity: str, field: str, side: int) -> Plain:
    """Let one side hold, having seen them all, and return its value; nobody else is asked again."""
    kind = session.kind(kind_name)
    opened = records.open_record(session, kind_name, identity)
    sides = records.read(session, kind_name, identity).clashes.get(field, ())
    if not 0 <= side < len(sides):
        raise Trouble(
            "not_found",
            "There is no such side to settle in this field. Nothing was changed.",
            field="side" if sides else "field",
        )
    _require_say(session, kind, field, sides)
    shared = places.find_shared_scope(session, kind, opened.values, opened.written)
    target = Target(kind, identity, opened.written, shared)
    scope = places.find_scope_of(kind, field, opened.written, shared)
    if scope == Scope.SEALED:  # what stands elsewhere already is settled there, and only that
        scope = sides[side].scope
    with session.store.transaction() as writer:
        records.write_in(session, writer, target, {field: sides[side].value}, scope)
    return sides[side].value


def can_keep_both(session: Session, one: Conflict) -> bool:
    """Tell whether every side may hold at once: a text of the desk, one below the other."""
    kind = session.kinds[one.kind]
    slot = kind.slots.get(one.field)
    return slot is not None and slot.form in ("text", "long_text") and kind.scope == Scope.DESK


def keep_both(session: Session, kind_name: str, identity: str, field: str) -> Plain:
    """Let every text hold, one below the other, the earlier first; nobody else is asked again."""
    kind = session.kind(kind_name)
    opened = records.open_record(session, kind_name, identity)
    sides = records.read(session, kind_name, identity).clashes.get(field, ())
    if not sides:
        raise Trouble("not_found", "Nothing stands side by side here. Nothing was changed.", field="field")
    _require_say(session, kind, field, sides)
    if not can_keep_both(session, Conflict(kind.name, identity, field, sides)):
        raise places.not_allowed(field)
    said = [str(side.value or "").strip() for side in sorted(sides, key=lambda side: side.at)]
    joined = "\n".join(dict.fromkeys(one for one in said if one))
    if not records.edit(session, kind_name, identity, {field: joined}, opened):
        return settle(session, kind_name, identity, field, 0)  # they say the same
    return joined


def _require_say(session: Session, kind: Kind[Any], field: str, sides: tuple[Side, ...]) -> None:
    """Leave to headquarters what it owns and each step it has taken, to a newer program its own fields."""
    if field not in kind.slots:
        raise Trouble(
            "unknown_field",
            "This field comes from a newer version of the program, which can settle it. Nothing was changed.",
            field=field,
        )
    said = kind.slots[field].said
    is_step_of_hq = said.merge is Merge.LATTICE and any(s.device in session.store.rules.hq for s in sides)
    if not session.person.is_hq and (said.owner == "hq" or is_step_of_hq):
        raise places.not_allowed(field)

"""Records, changes and hits in the shapes of the contract; shared by the commands and by `batch`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from focal_desktop.domain import merge
from focal_desktop.domain.change import Change
from focal_desktop.domain.problem import Problem
from focal_desktop.domain.record import SEALED_PARTS, Plain
from focal_desktop.store.rows import Row, Side
from focal_desktop.usecases import people
from focal_desktop.usecases.records import Saved
from focal_desktop.usecases.session import Session


def record(session: Session, row: Row, revealed: Mapping[str, Plain] | None = None) -> dict[str, Any]:
    """Return one record; of a sealed part what was revealed for a reason, of a draft what was written."""
    kind = session.kinds[row.kind]
    closed = set(kind.fields_leaving(*SEALED_PARTS)) - set(row.values)
    values = merge.show_values(kind, row.values)
    return {
        "kind": row.kind,
        "id": row.id,
        "reference": row.reference,
        "title": row.title,
        "state": row.state,
        "values": {**{n: v for n, v in values.items() if n not in closed}, **(revealed or {})},
        "clashes": [
            {"field": field, "sides": show_sides(session, sides)} for field, sides in row.clashes.items()
        ],
    }


def show_sides(session: Session, sides: Iterable[Side]) -> list[dict[str, Any]]:
    """Return the values that stand side by side in one field, in the order in which they are settled."""
    return [
        {"value": s.value, "by": people.describe(session, s.device), "device": s.device, "at": s.at}
        for s in sides
    ]


def change(session: Session, one: Change) -> dict[str, Any]:
    """Return one change of a history."""
    by = people.describe(session, one.device)
    return {"field": one.field, "value": one.value, "by": by, "device": one.device, "at": one.at}


def hits(rows: Iterable[Row]) -> list[dict[str, str]]:
    """Return what a search found."""
    return [{"kind": r.kind, "id": r.id, "reference": r.reference, "title": r.title} for r in rows]


def saved(one: Saved) -> dict[str, Any]:
    """Return what was written, and a warning beside it where the clock may be wrong."""
    return {"ok": True, "id": one.id, "reference": one.reference, **warned(one.warnings)}


def warned(warnings: Iterable[Problem]) -> dict[str, Any]:
    """Return what deserves a second look, as it stands beside an answer; nothing where there is nothing."""
    found = [{"field": one.field, "error": one.code} for one in warnings]
    return {"warnings": found} if found else {}

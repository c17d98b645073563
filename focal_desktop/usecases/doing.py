"""What every act is handed: the kind, the act as declared, the record as opened, the fields brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from focal_desktop.domain.record import Act, Kind, Leaves, Plain
from focal_desktop.usecases import places, records
from focal_desktop.usecases.session import Session


@dataclass(frozen=True)
class Doing:
    """One act about to be done; `values` holds the record with the fields the act brings."""

    kind: Kind[Any]
    act: Act
    opened: records.Opened
    brought: Mapping[str, Plain]
    values: Mapping[str, Plain]


def aim(session: Session, doing: Doing) -> records.Target:
    """Return where the act writes."""
    opened = doing.opened
    shared = places.find_shared_scope(session, doing.kind, doing.values, opened.written)
    return records.Target(doing.kind, opened.id, opened.written, shared)


def save(session: Session, doing: Doing, values: Mapping[str, Plain]) -> Mapping[str, Any]:
    """Write the fields of an act, each where it belongs now, and answer with the step."""
    target = aim(session, doing)
    with session.store.transaction() as writer:
        records.write(session, writer, target, values)
    return {"state": str({**doing.values, **values}.get("state", ""))}


def share(session: Session, doing: Doing, leaves: Leaves, values: Mapping[str, Plain]) -> Mapping[str, Any]:
    """Put every field that leaves this way into the shared scope, other fields where they go."""
    names = doing.kind.fields_leaving(leaves)
    going = {n: v for n, v in {**doing.values, **values}.items() if n in names}
    staying = {n: v for n, v in {**doing.brought, **values}.items() if n not in names}
    target = aim(session, doing)
    with session.store.transaction() as writer:
        if staying:
            records.write(session, writer, target, staying)
        if going:
            records.write_in(session, writer, target, going, target.shared)
    return {"state": str({**doing.values, **values}.get("state", ""))}

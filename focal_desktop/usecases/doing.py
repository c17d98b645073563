"""What every act is handed: the kind, the act as declared, the record as opened, the fields brought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from focal_desktop.domain import codec
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
    return send(session, doing, {}, values)


def share(session: Session, doing: Doing, leaves: Leaves, values: Mapping[str, Plain]) -> Mapping[str, Any]:
    """Put every field that leaves this way into the shared scope, other fields where they go."""
    names = doing.kind.fields_leaving(leaves)
    going = {n: v for n, v in {**doing.values, **values}.items() if n in names}
    staying = {n: v for n, v in {**doing.brought, **values}.items() if n not in names}
    return send(session, doing, going, staying)


def send(
    session: Session, doing: Doing, going: Mapping[str, Plain], staying: Mapping[str, Plain]
) -> Mapping[str, Any]:
    """Put some values into the shared scope and others where they belong now; answer with the step."""
    target = aim(session, doing)
    with session.store.transaction() as writer:
        if staying:
            records.write(session, writer, target, staying)
        if going:
            records.write_in(session, writer, target, going, target.shared)
    return {"state": state_of(doing.kind, {**doing.values, **staying, **going})}


def state_of(kind: Kind[Any], values: Mapping[str, Plain]) -> str:
    """Return the step at which a record with these values stands."""
    if "state" not in kind.slots:
        return ""
    return str(values.get("state", codec.plain_default(kind.slots["state"])))

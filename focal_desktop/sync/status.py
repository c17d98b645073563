"""Where each item is: here, waiting, at the hub, read in Nairobi; green only by a signature of HQ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.store.feeds import Kept
from focal_desktop.sync.engine import SEALED_REPORT
from focal_desktop.usecases.session import Session

PLACES = ("here", "waiting", "hub", "read")
SEALED_ITEM = "sealed_item"


class Item(msgspec.Struct, frozen=True):
    """One record this person wrote, the place of its least advanced change, and since when."""

    kind: str
    id: str
    reference: str
    place: str
    since: str


class _Mark(msgspec.Struct, frozen=True):
    """The place of one change, and since when it is there."""

    rank: int
    since: str


def list_items(session: Session) -> list[Item]:
    """Return every record with something of this person's own that leaves, or that has not left."""
    marks: dict[tuple[str, str], _Mark] = {}
    for scope in reader.read_scopes(session.store.connection):
        for key, mark in _marks(session, scope.id).items():
            marks[key] = min(marks.get(key, mark), mark, key=lambda m: m.rank)
    connection = session.store.connection
    found = []
    for (kind, identity), mark in sorted(marks.items()):
        row = reader.read_row(connection, kind, identity) if kind in session.kinds else None
        if row is not None:
            found.append(Item(kind, identity, row.reference, PLACES[mark.rank], mark.since))
    return [*found, *_list_sealed(session)]


def _list_sealed(session: Session) -> list[Item]:
    """Return a nameless item for each sealed report that no hub has taken yet (do_no_harm.md A5)."""
    connection, device = session.store.connection, session.person.device
    waiting = [one for one in rosters.read_waiting(connection) if one.item_type == SEALED_REPORT]
    own = [
        kept
        for scope in session.scopes(Scope.HQ_CASE)
        for kept in feeds.read_feed(connection, scope.id, device, only=feeds.OWN)
        if kept.covers and not kept.hub_at and not session.person.is_hq
    ]
    since = [*(kept.at for kept in own), *("" for _ in waiting)]
    return [Item(SEALED_ITEM, "", "", PLACES[1], at) for at in since]


def _marks(session: Session, scope: str) -> Mapping[tuple[str, str], _Mark]:
    """Return the place of the last own change of every record in one scope."""
    if scope == Scope.SEALED:
        return _local_marks(session)
    own = feeds.read_feed(session.store.connection, scope, session.person.device, only=feeds.OWN)
    marks: dict[tuple[str, str], _Mark] = {}
    for kind, identity, counter, at in reader.read_last_own(
        session.store.connection, scope, session.person.device
    ):
        marks[(kind, identity)] = _mark(own, counter, at)
    return marks


def _local_marks(session: Session) -> Mapping[tuple[str, str], _Mark]:
    """Return the drafts that stand here alone; what only adds to something sent is no item of its own."""
    connection, device = session.store.connection, session.person.device
    local = reader.read_last_own(connection, Scope.SEALED, device)
    shared = reader.read_shared(connection, device)
    return {(k, i): _Mark(0, at) for k, i, _, at in local if (k, i) not in shared}


def _mark(own: list[Kept], counter: int, at: str) -> _Mark:
    carrier = next((k for k in own if any(f <= counter <= last for f, last in k.covers)), None)
    if carrier is None:
        return _Mark(1, at)
    if carrier.read_at:
        return _Mark(3, carrier.read_at)
    return _Mark(2, carrier.hub_at) if carrier.hub_at else _Mark(1, at)


def answer(session: Session) -> dict[str, Any]:
    """Return the answer of the contract."""
    return {"ok": True, "items": [msgspec.to_builtins(item) for item in list_items(session)]}

"""Where each item is: here, waiting, at the hub, read in Nairobi; green only by a signature of HQ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.store.feeds import Kept
from focal_desktop.sync import readings
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


class Among(msgspec.Struct, frozen=True):
    """Which items are asked for: so many of the newest changes of each scope, or those of one kind."""

    newest: int = 0
    kind: str = ""


ALL = Among()


def list_items(session: Session, among: Among = ALL) -> list[Item]:
    """Return every record with something of this person's own that leaves, or that has not left."""
    marks: dict[tuple[str, str], _Mark] = {}
    for scope in reader.read_scopes(session.store.connection):
        after = scope.counter - among.newest if among.newest else 0
        for key, mark in _marks(session, scope.id, after, among.kind).items():
            marks[key] = min(marks.get(key, mark), mark, key=lambda m: m.rank)
    connection = session.store.connection
    found = []
    for (kind, identity), mark in sorted(marks.items()):
        row = reader.read_row(connection, kind, identity) if kind in session.kinds else None
        if row is not None:
            found.append(Item(kind, identity, row.reference, PLACES[mark.rank], mark.since))
    return found if among.kind else [*found, *_list_sealed(session)]


def _list_sealed(session: Session) -> list[Item]:
    """Return one nameless item for all sealed reports, at the place of the least advanced (do_no_harm.md A5).

    One for each would tell whoever shares the vault how many there are. A week after all were read, it goes.
    """
    marks = [] if session.person.is_hq else list(_list_sealed_marks(session))
    mark = min(marks, key=lambda one: (one.rank, one.since), default=None)
    return [Item(SEALED_ITEM, "", "", PLACES[mark.rank], mark.since)] if mark else []


def _list_sealed_marks(session: Session) -> Iterator[_Mark]:
    connection, device = session.store.connection, session.person.device
    for one in rosters.read_waiting(connection):
        if one.item_type == SEALED_REPORT:
            yield _Mark(1, msgspec.json.decode(one.content, type=Change).at)
    for scope in session.scopes(Scope.HQ_CASE):
        for kept in feeds.read_feed(connection, scope.id, device, only=feeds.OWN):
            if kept.covers:
                yield _Mark(2, kept.hub_at) if kept.hub_at else _Mark(1, kept.at)
    read_at = readings.find_recent(session)
    if read_at:
        yield _Mark(3, read_at)


def _marks(session: Session, scope: str, after: int, only: str) -> Mapping[tuple[str, str], _Mark]:
    """Return the place of the last own change of every record in one scope."""
    if scope == Scope.SEALED:
        return _local_marks(session, after, only)
    own = feeds.read_feed(session.store.connection, scope, session.person.device, only=feeds.OWN)
    marks: dict[tuple[str, str], _Mark] = {}
    for kind, identity, counter, at in reader.read_last_own(
        session.store.connection, scope, session.person.device, after=after, kind=only
    ):
        marks[(kind, identity)] = _mark(own, counter, at)
    return marks


def _local_marks(session: Session, after: int, only: str) -> Mapping[tuple[str, str], _Mark]:
    """Return the drafts that stand here alone; what only adds to something sent is no item of its own."""
    connection, device = session.store.connection, session.person.device
    local = reader.read_last_own(connection, Scope.SEALED, device, after=after, kind=only)
    return {(k, i): _Mark(0, at) for k, i, _, at in local if not reader.is_shared(connection, k, i, device)}


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

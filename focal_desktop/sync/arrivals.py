"""What came from a hub or a stick, each kind to its own: roster entries, keys, claims, envelopes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.store import feeds, streams
from focal_desktop.store.writer import Writer
from focal_desktop.sync import accepting, admitting, entries, parcels, rollback
from focal_desktop.sync.following import Followed
from focal_desktop.sync.opening import Opener
from focal_desktop.sync.turns import Turns
from focal_desktop.usecases import handovers, orders, roster
from focal_desktop.usecases.session import Session


class Arrived(msgspec.Struct, frozen=True):
    """How many changes were new, whether the roster or a key was; own changes the hub turns out to hold.

    `is_other`: in a stream stands something else in the place of what the hub lost; that stream stands still.
    """

    changes: int = 0
    is_roster_new: bool = False
    own_changes: int = 0
    is_other: bool = False


def take_runs(session: Session, followed: Sequence[Followed]) -> Turns[Arrived]:
    """Take in every item of runs that were followed; an item that fails stops what comes behind it.

    A stream that stands still until a person has decided is told at the end: the others go on.
    """
    found = Arrived()
    for one in followed:
        came = yield from _take_run(session, one)
        if came.is_roster_new:
            entries.after_roster_change(session)
        found = _add(found, came)
    found = _add(found, (yield from settle(session)))
    if found.is_other:
        raise accepting.inconsistent()
    return found


def _take_run(session: Session, followed: Followed) -> Turns[Arrived]:
    """Take in a run about an envelope a turn; how far the stream was read is kept with what was taken in."""
    stream, found, opener = followed.run.stream.hex(), Arrived(), Opener()
    rollback.return_to(session, stream, followed.start.position)
    pairs = zip(followed.run.items, followed.names, strict=True)
    for lot in opener.list_turns(pairs, lambda pair: _size(pair[0])):
        is_other = False
        with session.store.transaction() as writer:
            state, place = roster.load(session.store), streams.read_place(session.store.connection, stream)
            for item, names in lot:
                is_other = rollback.is_other(session, writer, stream, item)
                if is_other:
                    break
                if isinstance(item, wire.Item):
                    found = _add(found, take(session, writer, state, item, opener))
                else:  # a receipt that was lost on its way
                    found = _add(found, _take_own(session, writer, stream, item))
                if not opener.is_cut:  # else the next turn goes on with it
                    place = streams.go_on(writer, stream, place, names)
        yield None
        if is_other:
            return msgspec.structs.replace(found, is_other=True)
    return found


def _take_own(session: Session, writer: Writer, stream: str, own: wire.Own) -> Arrived:
    last = own.first + own.count - 1
    return Arrived(own_changes=feeds.mark_at_hub(writer, stream, session.person.device, last, session.at))


def _size(item: wire.Item | wire.Own) -> int:
    return len(item.data) if isinstance(item, wire.Item) else 0


def take_items(session: Session, items: Sequence[wire.Item], *, is_last: bool) -> Turns[int]:
    """Take in items that came without a hub; return how many changes were new."""
    found, opener = Arrived(), Opener()
    for lot in opener.list_turns(items, _size):
        with session.store.transaction() as writer:
            state = roster.load(session.store)
            for item in lot:
                found = _add(found, take(session, writer, state, item, opener))
        yield None
    if found.is_roster_new:
        entries.after_roster_change(session)
    if is_last:
        found = _add(found, (yield from settle(session)))
    return found.changes


def settle(session: Session) -> Turns[Arrived]:
    """Try again what waited for a key, an author or the one before it, as long as one helps another."""
    changes = 0
    if accepting.has_later(session):
        with session.store.transaction() as writer:
            changes = accepting.read_later(session, writer, roster.load(session.store))
    is_moving, opener = True, Opener()
    while is_moving:
        is_moving = False
        waiting = feeds.list_parked(session.store.connection)
        for lot in opener.list_turns(waiting, lambda one: one.size_bytes):
            with session.store.transaction() as writer:
                state = roster.load(session.store)
                took = [accepting.retry(session, writer, state, one, opener) for one in lot]
            is_moving = is_moving or any(taken.state == feeds.TAKEN for taken in took)
            changes += sum(taken.changes for taken in took)
            yield None
    handovers.follow(session)
    orders.carry_out(session)  # of all that came, an order to erase is the last word
    return Arrived(changes)


def take(
    session: Session, writer: Writer, state: wire.RosterState, item: wire.Item, opener: Opener | None = None
) -> Arrived:
    """Take in one item by its kind; a kind of a later version is left alone."""
    match item.kind:
        case wire.Kind.ENVELOPE:
            return Arrived(accepting.accept(session, writer, state, item.data, opener).changes)
        case wire.Kind.ENTRY:
            return Arrived(is_roster_new=entries.accept_entry(session, writer, item.data))
        case wire.Kind.ADDRESSED:
            return Arrived(is_roster_new=parcels.accept_addressed(session, writer, item.data))
        case wire.Kind.CLAIM:
            admitting.accept_claim(session, writer, item.data)
    return Arrived()


def _add(one: Arrived, other: Arrived) -> Arrived:
    return Arrived(
        one.changes + other.changes,
        one.is_roster_new or other.is_roster_new,
        one.own_changes + other.own_changes,
        one.is_other or other.is_other,
    )

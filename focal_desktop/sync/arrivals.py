"""What came from a hub or a stick, each kind to its own: roster entries, keys, claims, envelopes."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import feeds, rosters
from focal_desktop.store.writer import Writer
from focal_desktop.sync import accepting, admitting, entries, parcels, turns
from focal_desktop.sync.founding import HubFacts
from focal_desktop.sync.turns import Turns
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session

MOST_OWN = 1_000_000


class Arrived(msgspec.Struct, frozen=True):
    """How many changes were new, whether the roster or a key was; own changes the hub turns out to hold."""

    changes: int = 0
    is_roster_new: bool = False
    own_changes: int = 0


class Followed(msgspec.Struct, frozen=True):
    """A run with the digests of its items in order, and where its stream stands behind it."""

    run: wire.Run
    names: Sequence[Sequence[bytes]]
    position: int
    head: bytes


def take_runs(session: Session, facts: HubFacts, answer: wire.Answer, *, is_whole: bool) -> Turns[Arrived]:
    """Check the hub's word on each stream, then take in every item; an item that fails stops what follows."""
    followed = [_follow_chain(session, run) for run in answer.runs]
    if answer.runs and is_whole:
        ends = [(one.run.stream, one.position, one.head) for one in followed]
        part = wire.heads_part(bytes.fromhex(facts.hub), ends)
        if not signing.is_signed(bytes.fromhex(facts.receipt), part, answer.signature):
            raise accepting.inconsistent()
    found = Arrived()
    for one in followed:
        came = yield from _take_run(session, one)
        if came.is_roster_new:
            entries.after_roster_change(session)
        found = _add(found, came)
    return _add(found, (yield from settle(session)))


def _take_run(session: Session, followed: Followed) -> Turns[Arrived]:
    """Take in a run about an envelope a turn; how far the stream was read is kept with what was taken in."""
    stream, found = followed.run.stream.hex(), Arrived()
    pairs = zip(followed.run.items, followed.names, strict=True)
    for part in turns.portion(pairs, lambda pair: _size(pair[0])):
        with session.store.transaction() as writer:
            state, place = roster.load(session.store), feeds.read_place(session.store.connection, stream)
            for item, names in part:
                if isinstance(item, wire.Item):
                    found = _add(found, take(session, writer, state, item))
                else:  # a receipt that was lost on its way
                    found = _add(found, _take_own(session, writer, stream, item))
                head = functools.reduce(wire.chain_on, names, place.head)
                place = feeds.Place(place.position + len(names), head)
            feeds.set_place(writer, stream, place)
        yield None
    return found


def _take_own(session: Session, writer: Writer, stream: str, own: wire.Own) -> Arrived:
    last = own.first + own.count - 1
    return Arrived(own_changes=feeds.mark_at_hub(writer, stream, session.person.device, last, session.at))


def _size(item: wire.Item | wire.Own) -> int:
    return len(item.data) if isinstance(item, wire.Item) else 0


def take_items(session: Session, items: Sequence[wire.Item], *, is_last: bool) -> Turns[int]:
    """Take in items that came without a hub; return how many changes were new."""
    found = Arrived()
    for part in turns.portion(items, _size):
        with session.store.transaction() as writer:
            state = roster.load(session.store)
            for item in part:
                found = _add(found, take(session, writer, state, item))
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
    is_moving = True
    while is_moving:
        is_moving = False
        waiting = feeds.list_parked(session.store.connection)
        for part in turns.portion(waiting, lambda one: one.size_bytes):
            with session.store.transaction() as writer:
                took = [accepting.retry(session, writer, roster.load(session.store), one) for one in part]
            is_moving = is_moving or any(taken.state == feeds.TAKEN for taken in took)
            changes += sum(taken.changes for taken in took)
            yield None
    return Arrived(changes)


def take(session: Session, writer: Writer, state: wire.RosterState, item: wire.Item) -> Arrived:
    """Take in one item by its kind; a kind of a later version is left alone."""
    match item.kind:
        case wire.Kind.ENVELOPE:
            return Arrived(accepting.accept(session, writer, state, item.data).changes)
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
    )


def _follow_chain(session: Session, run: wire.Run) -> Followed:
    """Return the digests of a run's items and the chain of all of them at its end."""
    place = feeds.read_place(session.store.connection, run.stream.hex())
    if run.first != place.position + 1:
        raise Trouble(
            "hub_inconsistent",
            "The hub shows less than it held before. Everything on this computer is safe. Tell headquarters.",
        )
    names = [list(_list_digests(session, run.stream.hex(), item)) for item in run.items]
    head = functools.reduce(wire.chain_on, itertools.chain.from_iterable(names), place.head)
    return Followed(run, names, run.last(), head)


def _list_digests(session: Session, stream: str, item: wire.Item | wire.Own) -> Iterator[bytes]:
    if isinstance(item, wire.Item):
        yield wire.digest(item.data)
        return
    if item.count > MOST_OWN:
        raise accepting.inconsistent()
    for sequence in range(item.first, item.first + item.count):
        yield _own_digest(session, stream, sequence)


def _own_digest(session: Session, stream: str, sequence: int) -> bytes:
    connection, device = session.store.connection, session.person.device
    name = feeds.read_digest(connection, stream, device, sequence)
    if name is not None:
        return name
    entry = rosters.read_own(connection, stream, sequence)
    if entry is None:
        raise accepting.inconsistent()
    return wire.digest(entry)

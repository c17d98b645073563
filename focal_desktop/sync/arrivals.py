"""What came from a hub or a stick, each kind to its own: roster entries, keys, claims, envelopes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import feeds, rosters
from focal_desktop.store.writer import Writer
from focal_desktop.sync import accepting, admitting, entries, parcels
from focal_desktop.sync.founding import HubFacts
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session


class Arrived(msgspec.Struct, frozen=True):
    """How many changes were new, and whether the roster or a key was."""

    changes: int = 0
    is_roster_new: bool = False


def take_runs(session: Session, facts: HubFacts, answer: wire.Answer, *, is_whole: bool) -> Arrived:
    """Check the hub's word on each stream, then take in every item; an item that fails stops what follows."""
    heads = [(run, *_follow_chain(session, run)) for run in answer.runs]
    if answer.runs and is_whole:
        part = wire.heads_part(bytes.fromhex(facts.hub), [(r.stream, p, h) for r, p, h in heads])
        if not signing.is_signed(bytes.fromhex(facts.receipt), part, answer.signature):
            raise accepting.inconsistent()
    found = Arrived()
    for run, position, head in heads:
        with session.store.transaction() as writer:
            state = roster.load(session.store)
            for item in run.items:
                if isinstance(item, wire.Item):
                    found = _add(found, take(session, writer, state, item))
            feeds.set_place(writer, run.stream.hex(), feeds.Place(position, head))
        if found.is_roster_new:
            entries.after_roster_change(session)
    return settle_down(session, found)


def take_items(session: Session, items: Sequence[wire.Item], *, is_last: bool) -> int:
    """Take in items that came without a hub; return how many changes were new."""
    found = Arrived()
    if items:
        with session.store.transaction() as writer:
            state = roster.load(session.store)
            for item in items:
                found = _add(found, take(session, writer, state, item))
    if found.is_roster_new:
        entries.after_roster_change(session)
    return settle_down(session, found).changes if is_last else found.changes


def settle_down(session: Session, found: Arrived) -> Arrived:
    """Try again what waited for a key, an author or the one before it."""
    with session.store.transaction() as writer:
        more = accepting.retry_parked(session, writer, roster.load(session.store))
    return msgspec.structs.replace(found, changes=found.changes + more)


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
    return Arrived(one.changes + other.changes, one.is_roster_new or other.is_roster_new)


def _follow_chain(session: Session, run: wire.Run) -> tuple[int, bytes]:
    """Return where a stream stands after a run, and the chain of digests there."""
    place = feeds.read_place(session.store.connection, run.stream.hex())
    if run.first != place.position + 1:
        raise Trouble(
            "hub_inconsistent",
            "The hub shows less than it held before. Everything on this computer is safe. Tell headquarters.",
        )
    head = place.head
    for digest in _list_digests(session, run):
        head = wire.chain_on(head, digest)
    return run.last(), head


def _list_digests(session: Session, run: wire.Run) -> Iterator[bytes]:
    for item in run.items:
        if isinstance(item, wire.Item):
            yield wire.digest(item.data)
        else:
            if item.count > 1_000_000:
                raise accepting.inconsistent()
            for sequence in range(item.first, item.first + item.count):
                yield _own_digest(session, run.stream.hex(), sequence)


def _own_digest(session: Session, stream: str, sequence: int) -> bytes:
    connection, device = session.store.connection, session.person.device
    kept = feeds.read_one(connection, stream, device, sequence)
    if kept is not None:
        return kept.digest
    entry = rosters.read_own(connection, stream, sequence)
    if entry is None:
        raise accepting.inconsistent()
    return wire.digest(entry)

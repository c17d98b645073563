"""What one request carries and what its receipts say of it: nothing counts as sent before its receipt."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.store import feeds, reader, rosters, streams
from focal_desktop.store.feeds import Kept
from focal_desktop.store.writer import Writer
from focal_desktop.sync import accepting, engine, packing, rollback
from focal_desktop.sync.rollback import Again
from focal_desktop.sync.turns import Turns
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session

REQUEST_BYTES = 1024 * 1024
AHEAD_BYTES = 32 * 1024
"""So much may be sealed and unsent before a round; beyond it only what is urgent is sealed, and the hub is
first asked what it holds: a cut may have lost no more than its answer."""


class Sending(msgspec.Struct, frozen=True):
    """The frames of one request in order: what the hub lost, items for others, then own envelopes."""

    again: tuple[Again, ...] = ()
    items: tuple[rosters.Outgoing, ...] = ()
    envelopes: tuple[Kept, ...] = ()

    def frames(self) -> bytes:
        """Return the frames as they follow the opening."""
        found = [wire.Frame(one.item_type, one.content) for one in self.again]
        found += [wire.Frame(one.item_type, one.content) for one in self.items]
        found += [wire.Frame(wire.Kind.ENVELOPE, one.content) for one in self.envelopes]
        return b"".join(frame.encode() for frame in found)

    def is_empty(self) -> bool:
        """Tell whether there is nothing to send."""
        return not self.again and not self.items and not self.envelopes


def is_ahead(session: Session) -> bool:
    """Tell whether more is sealed and unsent than should be."""
    return feeds.count_waiting_bytes(session.store.connection, session.person.device) > AHEAD_BYTES


def gather(session: Session) -> Turns[Sending]:
    """Seal what is new, keep it, and return what the hub does not hold yet, up to one request."""
    connection = session.store.connection
    yield from engine.prepare(
        session, roster.load(session.store), 0 if is_ahead(session) else packing.BATCH_BYTES
    )
    items = tuple(one for one in rosters.read_waiting(connection) if one.item_type > 0)
    room = REQUEST_BYTES - sum(len(one.content) for one in items)
    again = []
    for one in rollback.list_again(session):
        room -= len(one.content)
        if room < 0:
            break
        again.append(one)
    envelopes = []
    for kept in _list_envelopes(session):
        room -= len(kept.content)
        if room < 0:
            break
        envelopes.append(kept)
    return Sending(tuple(again), items, tuple(envelopes))


def _list_envelopes(session: Session) -> Iterator[Kept]:
    """Yield own envelopes that no hub holds, those of case scopes first: their news never waits."""
    connection, device = session.store.connection, session.person.device
    state = roster.load(session.store)
    mine = roster.find(state, device)
    scopes = {scope.hex() for scope in state.writes(mine)} if mine else set()
    urgent = [s.id for s in reader.read_scopes(connection) if s.scope_class in accepting.CASE_CLASSES]
    for scope in sorted(scopes, key=lambda one: (one not in urgent, one)):
        # Behind what was erased here nothing of its feed can be sent: the hub would refuse it as a gap.
        yield from itertools.takewhile(lambda one: one.content, feeds.read_waiting(connection, scope, device))


def note_receipts(session: Session, sending: Sending, receipts: Sequence[wire.Receipt]) -> int:
    """Mark what the hub holds now; return how many changes that were."""
    fates = [(receipt.fate, receipt.held) for receipt in receipts for _ in range(receipt.frames)]
    posted: list[Again | rosters.Outgoing | Kept] = [*sending.again, *sending.items, *sending.envelopes]
    sent = 0
    with session.store.transaction() as writer:
        for item, (fate, held) in zip(posted, fates, strict=False):
            if fate is wire.Fate.KEPT:
                sent += _note_kept(session, writer, item)
            elif fate is wire.Fate.GAP:
                _note_gap(session, writer, item, held)
    refuse_fates([fate for fate, _ in fates[len(sending.again) :]])
    return sent


def is_taken(sending: Sending, receipts: Sequence[wire.Receipt]) -> bool:
    """Tell whether other bytes stand where the hub once showed what this vault holds and sent again."""
    said = [receipt.fate for receipt in receipts for _ in range(receipt.frames)]
    return bool({wire.Fate.FORK, wire.Fate.HEAD} & set(said[: len(sending.again)]))


def _note_kept(session: Session, writer: Writer, item: Again | rosters.Outgoing | Kept) -> int:
    if isinstance(item, rosters.Outgoing):
        rosters.mark_sent(writer, item.number)
        return 0
    if isinstance(item, Again):
        streams.find_again(writer, item.stream, [item.digest])
        return 0
    streams.find_again(writer, item.scope, [item.digest])
    return feeds.mark_at_hub(writer, item.scope, item.device, item.sequence, session.at)


def _note_gap(session: Session, writer: Writer, item: Again | rosters.Outgoing | Kept, held: int) -> None:
    """Let all wait again that the hub lacks before this: it had it once, and has lost it."""
    if isinstance(item, Kept):
        since = feeds.forget_at_hub(writer, item.scope, item.device, held)
        if since:
            rollback.note(session, writer, since)
    elif isinstance(item, rosters.Outgoing) and item.item_type == wire.Kind.ADDRESSED:
        rollback.send_parcels_behind(session, writer, item.content, held)


def refuse_fates(fates: Sequence[wire.Fate]) -> None:
    """Say what a person must know of frames the hub did not keep; nothing of them is lost here."""
    if wire.Fate.FORK in fates:
        raise Trouble(
            "hub_refused",
            "This vault was used in two copies, and the hub holds the other one's work. Nothing is lost. "
            "Call headquarters before you go on.",
        )
    if wire.Fate.FULL in fates:
        raise Trouble("hub_refused", "The hub has no room left. Everything is safe here; tell headquarters.")

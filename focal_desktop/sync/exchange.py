"""A round with the hub: one request carries all that is new here and brings all that is new there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.store.feeds import Kept
from focal_desktop.store.writer import encode
from focal_desktop.sync import accepting, arrivals, engine, epochs, identity, packing, turns
from focal_desktop.sync.founding import HubFacts
from focal_desktop.sync.remote import Exchanged, Remote
from focal_desktop.sync.turns import Turns
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session

BUDGET_KIB = 4 * 1024
REQUEST_BYTES = 1024 * 1024
AHEAD_BYTES = 32 * 1024
"""So much may be sealed and unsent before a round; beyond it only what is urgent is sealed, and the hub is
first asked what it holds: a cut may have lost no more than its answer."""
MOST_ROUNDS = 60


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """What one sync cost and brought; bytes as they crossed the socket, above TLS."""

    requests: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    sent: int = 0
    received: int = 0
    clashes: int = 0


class Sending(msgspec.Struct, frozen=True):
    """The frames of one request in order: items for others first, then own envelopes."""

    outgoing: tuple[rosters.Outgoing, ...]
    envelopes: tuple[Kept, ...]

    def frames(self) -> bytes:
        """Return the frames as they follow the opening."""
        items = [wire.Frame(one.item_type, one.content) for one in self.outgoing]
        items += [wire.Frame(wire.Kind.ENVELOPE, one.content) for one in self.envelopes]
        return b"".join(frame.encode() for frame in items)

    def is_empty(self) -> bool:
        """Tell whether there is nothing to send."""
        return not self.outgoing and not self.envelopes


def read_hub(session: Session) -> HubFacts:
    """Return which hub this vault belongs to; a vault that stands alone has none."""
    held = reader.read_meta(session.store.connection, "hub")
    if held is None:
        raise Trouble(
            "not_admitted",
            "This vault stands alone and has no headquarters to sync with. Everything is safe here.",
        )
    return msgspec.json.decode(held, type=HubFacts)


def sync_with_hub(session: Session, url: str = "") -> Synced:
    """Exchange with the hub until neither side has anything new."""
    return turns.finish(sync_in_turns(session, url))


def sync_in_turns(session: Session, url: str = "") -> Turns[Synced]:
    """Exchange as `sync_with_hub` does, in turns: each applies about one envelope, the line is others' work.

    It may be stopped between any two turns: what was taken in stays, and the rest comes the next time.
    """
    facts = read_hub(session)
    epochs.tend(session)
    total = Synced()
    with Remote(url or facts.url, facts.ca or None) as remote:
        total = yield from Round(session, facts, remote).look_first(total)
        for _ in range(MOST_ROUNDS):
            yield None
            total, goes_on = yield from Round(session, facts, remote).take_turns(total)
            if not goes_on:
                break
    return msgspec.structs.replace(total, clashes=len(reader.read_clashing(session.store.connection)))


def add_up(total: Synced, found: Exchanged) -> Synced:
    """Return the total with one more request."""
    return msgspec.structs.replace(
        total,
        requests=total.requests + 1,
        bytes_up=total.bytes_up + found.bytes_up,
        bytes_down=total.bytes_down + found.bytes_down,
    )


class Round:
    """One request and what its answer brings."""

    def __init__(self, session: Session, facts: HubFacts, remote: Remote) -> None:
        self._session = session
        self._facts = facts
        self._remote = remote
        self._state = roster.load(session.store)
        self._device = signing.device_bytes(session.person.device)

    def run(self, total: Synced) -> tuple[Synced, bool]:
        """Exchange once; tell whether another round is needed and would help."""
        return turns.finish(self.take_turns(total))

    def look_first(self, total: Synced) -> Turns[Synced]:
        """Ask what the hub holds before much is sent again that an earlier, cut request may have carried."""
        if self._is_ahead():
            total, _ = yield from self._exchange(Sending((), ()), total)
        return total

    def take_turns(self, total: Synced) -> Turns[tuple[Synced, bool]]:
        """Exchange once, in turns."""
        sending = yield from self._gather()
        total, is_news = yield from self._exchange(sending, total)
        if is_news:
            return total, True
        again = yield from self._gather()
        return total, not again.is_empty() and again != sending  # what was just refused would be so again

    def _exchange(self, sending: Sending, total: Synced) -> Turns[tuple[Synced, bool]]:
        """Send and take in what comes; tell whether that alone is a reason for another round."""
        found, total = yield from self._ask(sending, total)
        if found.status == 204:
            return total, False
        answer = yield from turns.aside(partial(_decode, found))
        sent = self._note_receipts(sending, answer.receipts)
        yield None
        arrived = yield from arrivals.take_runs(self._session, self._facts, answer, is_whole=found.is_whole)
        total = msgspec.structs.replace(
            total, sent=total.sent + sent + arrived.own_changes, received=total.received + arrived.changes
        )
        return total, answer.more or arrived.is_roster_new or not found.is_whole

    def _is_ahead(self) -> bool:
        waiting = feeds.count_waiting_bytes(self._session.store.connection, self._session.person.device)
        return waiting > AHEAD_BYTES

    def _gather(self) -> Turns[Sending]:
        """Seal what is new, keep it, and return what the hub does not hold yet, up to one request."""
        session = self._session
        self._state = roster.load(session.store)
        yield from engine.prepare(session, self._state, 0 if self._is_ahead() else packing.BATCH_BYTES)
        outgoing = tuple(o for o in rosters.read_waiting(session.store.connection) if o.item_type > 0)
        envelopes: list[Kept] = []
        size = sum(len(one.content) for one in outgoing)
        for kept in self._list_envelopes():
            size += len(kept.content)
            if size > REQUEST_BYTES:
                break
            envelopes.append(kept)
        return Sending(outgoing, tuple(envelopes))

    def _list_envelopes(self) -> Iterator[Kept]:
        """Yield own envelopes that no hub holds, those of case scopes first: their news never waits."""
        mine = self._state.devices.get(self._device)
        connection, device = self._session.store.connection, self._session.person.device
        scopes = {scope.hex() for scope in self._state.writes(mine)} if mine else set()
        urgent = [s.id for s in reader.read_scopes(connection) if s.scope_class in accepting.CASE_CLASSES]
        for scope in sorted(scopes, key=lambda one: (one not in urgent, one)):
            yield from feeds.read_waiting(connection, scope, device)

    def _ask(self, sending: Sending, total: Synced) -> Turns[tuple[Exchanged, Synced]]:
        """Send the request; go on from the hub's counter, or name streams in full, where it says so."""
        is_whole_named, counter = False, self._next_counter()
        for _ in range(3):
            request = self._request(sending, counter, whole_ids=is_whole_named)
            found = yield from turns.aside(partial(self._remote.exchange, request))
            total = add_up(total, found)
            if found.status != wire.REFUSALS["counter"]:
                if not sending.is_empty():
                    self._keep_counter(counter)
                return found, total
            word, _, number = found.body.decode("ascii", "replace").partition(" ")
            is_whole_named = is_whole_named or word == "ambiguous"
            counter = int(number) + 1 if number.isdecimal() and len(number) < 18 else counter
        raise accepting.inconsistent()

    def _request(self, sending: Sending, counter: int, *, whole_ids: bool) -> bytes:
        held = {s: self._place(s).position for s in self._list_streams()}
        opening = wire.Opening(
            asker=self._device[: wire.ASKER_BYTES],
            counter=counter,
            ask=wire.ask(held, BUDGET_KIB, whole_ids=whole_ids),
        )
        part = opening.signed_part(bytes.fromhex(self._facts.hub))
        return opening.signed(identity.sign(self._session, part)).encode() + sending.frames()

    def _list_streams(self) -> Sequence[bytes]:
        mine = self._state.devices.get(self._device)
        return [stream.id for stream in self._state.streams(mine)] if mine else []

    def _place(self, stream: bytes) -> feeds.Place:
        return feeds.read_place(self._session.store.connection, stream.hex())

    def _next_counter(self) -> int:
        held = reader.read_meta(self._session.store.connection, "counter")
        return int(held or b"0") + 1

    def _keep_counter(self, counter: int) -> None:
        with self._session.store.transaction() as writer:
            writer.set_meta("counter", encode(counter))

    def _note_receipts(self, sending: Sending, receipts: Sequence[wire.Receipt]) -> int:
        """Mark what the hub holds now; return how many changes that were."""
        fates = [(receipt.fate, receipt.held) for receipt in receipts for _ in range(receipt.frames)]
        posted: list[rosters.Outgoing | Kept] = [*sending.outgoing, *sending.envelopes]
        sent = 0
        session = self._session
        with session.store.transaction() as writer:
            for item, (fate, held) in zip(posted, fates, strict=False):
                if isinstance(item, rosters.Outgoing):
                    if fate is wire.Fate.KEPT:
                        rosters.mark_sent(writer, item.number)
                elif fate is wire.Fate.KEPT:
                    sent += feeds.mark_at_hub(writer, item.scope, item.device, item.sequence, session.at)
                elif fate is wire.Fate.GAP:
                    feeds.forget_at_hub(writer, item.scope, item.device, held)
        refuse_fates([fate for fate, _ in fates])
        return sent


def _decode(found: Exchanged) -> wire.Answer:
    try:
        return wire.Answer.decode(found.body, is_whole=found.is_whole)
    except wire.Malformed as wrong:
        raise accepting.inconsistent() from wrong


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

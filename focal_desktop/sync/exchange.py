"""A round with the hub: one request carries all that is new here and brings all that is new there."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.store.feeds import Kept
from focal_desktop.store.writer import encode
from focal_desktop.sync import accepting, arrivals, engine, epochs
from focal_desktop.sync.founding import HubFacts
from focal_desktop.sync.remote import Exchanged, Remote
from focal_desktop.usecases import roster, unlocking
from focal_desktop.usecases.session import Session

BUDGET_KIB = 4 * 1024
REQUEST_BYTES = 4 * 1024 * 1024
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
    facts = read_hub(session)
    epochs.tend(session)
    total = Synced()
    with Remote(url or facts.url, facts.ca or None) as remote:
        for _ in range(MOST_ROUNDS):
            total, goes_on = Round(session, facts, remote).run(total)
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
        sending = self._gather()
        found, total = self._ask(sending, total)
        if found.status == 204:
            return total, False
        answer = self._decode(found)
        sent = self._note_receipts(sending, answer.receipts)
        arrived = arrivals.take_runs(self._session, self._facts, answer, is_whole=found.is_whole)
        total = msgspec.structs.replace(
            total, sent=total.sent + sent, received=total.received + arrived.changes
        )
        goes_on = answer.more or arrived.is_roster_new or not found.is_whole
        return total, goes_on or self._has_other(sending)

    def _has_other(self, sending: Sending) -> bool:
        """Tell whether there is something to send that was not just refused: asking again would not help."""
        again = self._gather()
        return not again.is_empty() and again != sending

    def _gather(self) -> Sending:
        """Seal what is new, keep it, and return everything the hub does not hold yet, within one request."""
        session = self._session
        self._state = roster.load(session.store)
        batch = engine.collect(session, self._state)
        engine.remember(session, batch, engine.seal(batch))
        connection = session.store.connection
        outgoing = tuple(one for one in rosters.read_waiting(connection) if one.item_type > 0)
        envelopes: list[Kept] = []
        size = sum(len(one.content) for one in outgoing)
        for kept in self._list_envelopes():
            size += len(kept.content)
            if size > REQUEST_BYTES:
                break
            envelopes.append(kept)
        return Sending(outgoing, tuple(envelopes))

    def _list_envelopes(self) -> list[Kept]:
        mine = self._state.devices.get(self._device)
        if mine is None:
            return []
        writes = {scope.hex() for scope in self._state.writes(mine)}
        waiting = feeds.read_waiting(self._session.store.connection, self._session.person.device)
        return [kept for kept in waiting if kept.scope in writes]

    def _ask(self, sending: Sending, total: Synced) -> tuple[Exchanged, Synced]:
        """Send the request; go on from the hub's counter, or name streams in full, where it says so."""
        is_whole_named, counter = False, self._next_counter()
        for _ in range(3):
            found = self._remote.exchange(self._request(sending, counter, whole_ids=is_whole_named))
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
        seed = reader.read_key(self._session.store.connection, unlocking.DEVICE_SIGN)
        if seed is None:
            raise ValueError("a vault has a device key")
        part = opening.signed_part(bytes.fromhex(self._facts.hub))
        return opening.signed(signing.sign(seed, part)).encode() + sending.frames()

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

    def _decode(self, found: Exchanged) -> wire.Answer:
        try:
            return wire.Answer.decode(found.body, is_whole=found.is_whole)
        except wire.Malformed as wrong:
            raise accepting.inconsistent() from wrong

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
                    feeds.mark_at_hub(writer, item.scope, item.device, item.sequence, session.at)
                    sent += sum(last - first + 1 for first, last in item.covers)
                elif fate is wire.Fate.GAP:
                    feeds.forget_at_hub(writer, item.scope, item.device, held)
        refuse_fates([fate for fate, _ in fates])
        return sent


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

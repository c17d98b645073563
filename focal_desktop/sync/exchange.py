"""A round with the hub: one request carries all that is new here and brings all that is new there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from focal_desktop import wire
from focal_desktop.base.said import Said
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import reader, streams
from focal_desktop.store.writer import encode
from focal_desktop.sync import (
    accepting,
    arrivals,
    epochs,
    escrowing,
    following,
    identity,
    outgoing,
    rollback,
    turns,
)
from focal_desktop.sync.founding import HubFacts
from focal_desktop.sync.outgoing import Sending
from focal_desktop.sync.turns import Turns
from focal_desktop.usecases import forks
from focal_desktop.usecases.session import Session

if TYPE_CHECKING:
    from focal_desktop.sync.remote import Exchanged, Remote

BUDGET_KIB = 4 * 1024
MOST_ROUNDS = 60
LOOKS_BACK = (8, 64, 512, 1 << 62)
"""How far behind its place each stream is asked for, one after the other, where a hub shows another past."""
MOST_LOOKS_BACK = 3


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """What one sync cost and brought; bytes as they crossed the socket, above TLS.

    `told` is what the person should know beside, mostly nothing.
    """

    requests: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    sent: int = 0
    received: int = 0
    clashes: int = 0
    told: tuple[Said, ...] = ()

    def in_english(self) -> str:
        """Return what is told beside as the command line says it."""
        return " ".join(one.in_english() for one in self.told)


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
    escrowing.follow(session)
    with (yield from turns.aside(_load_remote))(url or facts.url, facts.ca or None) as remote:
        return (yield from converse(Round(session, facts, remote)))


def _load_remote() -> type[Remote]:
    from focal_desktop.sync.remote import Remote  # noqa: PLC0415 a door: what speaks HTTP takes a while to load

    return Remote


def converse(exchange: Round) -> Turns[Synced]:
    """Hold one round after another until neither side has anything new."""
    total = yield from exchange.look_first(Synced())
    for _ in range(MOST_ROUNDS):
        yield None
        total, goes_on = yield from exchange.take_turns(total)
        if not goes_on:
            break
    return exchange.close(total)


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
        self._device = signing.device_bytes(session.person.device)
        self._looks_back, self._is_taken = 0, False
        self._forked = forks.list_noticed(session.store.connection)

    def run(self, total: Synced) -> tuple[Synced, bool]:
        """Exchange once; tell whether another round is needed and would help."""
        return turns.finish(self.take_turns(total))

    def look_first(self, total: Synced) -> Turns[Synced]:
        """Ask what the hub holds before much is sent again that an earlier, cut request may have carried."""
        if outgoing.is_ahead(self._session):
            total, _ = yield from self._exchange(Sending(), total)
        return total

    def take_turns(self, total: Synced) -> Turns[tuple[Synced, bool]]:
        """Exchange once, in turns."""
        sending = yield from outgoing.gather(self._session)
        total, is_news = yield from self._exchange(sending, total)
        if self._is_taken:  # told behind all else that came: only that stream stands still
            raise accepting.inconsistent()
        if is_news:
            return total, True
        again = yield from outgoing.gather(self._session)
        return total, not again.is_empty() and again != sending  # what was just refused would be so again

    def close(self, total: Synced) -> Synced:
        """Return the total as it is told: what the hub had lost, a vault in two copies, how many clashes."""
        rollback.close(self._session)
        clashes = len(reader.read_clashing(self._session.store.connection))
        told = (*total.told, *forks.tell_new(self._session, self._forked))
        return msgspec.structs.replace(total, clashes=clashes, told=told)

    def _exchange(self, sending: Sending, total: Synced) -> Turns[tuple[Synced, bool]]:
        """Send and take in what comes; tell whether that alone is a reason for another round."""
        found, total = yield from self._ask(sending, total)
        if found.status == 204:
            return self._settle(total), False
        answer = yield from turns.aside(partial(_decode, found))
        total = msgspec.structs.replace(
            total, sent=total.sent + outgoing.note_receipts(self._session, sending, answer.receipts)
        )
        self._is_taken = outgoing.is_taken(sending, answer.receipts)
        yield None
        followed = self._agree(answer, {}, is_whole=found.is_whole)
        if followed is None:
            return (yield from self._look_back(total)), True
        is_back = any(one.start.position < self._place(one.run.stream).position for one in followed)
        total, is_news = yield from self._take_in(followed, total)
        if answer.more or not found.is_whole:
            return total, True
        if answer.strayed and not (is_back or is_news):
            return (yield from self._look_back(total)), True
        return self._settle(total), is_news or is_back

    def _take_in(self, followed: Sequence[following.Followed], total: Synced) -> Turns[tuple[Synced, bool]]:
        arrived = yield from arrivals.take_runs(self._session, followed)
        total = msgspec.structs.replace(
            total, sent=total.sent + arrived.own_changes, received=total.received + arrived.changes
        )
        return total, arrived.is_roster_new

    def _settle(self, total: Synced) -> Synced:
        """See what the hub lost, now that everything it holds was read."""
        rollback.settle(self._session)
        loss = rollback.read_loss(self._session)
        return msgspec.structs.replace(total, told=loss.tell()) if loss else total

    def _look_back(self, total: Synced) -> Turns[Synced]:
        """Ask from further and further back, for a past that the hub signs; Strayed if it signs none."""
        self._looks_back += 1
        for distance in LOOKS_BACK if self._looks_back <= MOST_LOOKS_BACK else ():
            asked = {
                s: max(0, self._place(s).position - distance) for s in following.list_streams(self._session)
            }
            total, is_found = yield from self._look_from(asked, total)
            if is_found:
                return total
        raise following.Strayed

    def _look_from(self, asked: dict[bytes, int], total: Synced) -> Turns[tuple[Synced, bool]]:
        """Read each stream from an earlier position; tell whether up to there the hub holds the same past."""
        for _ in range(MOST_ROUNDS):
            found, total = yield from self._ask(Sending(), total, asked)
            answer = yield from turns.aside(partial(_decode, found))
            followed = self._agree(answer, asked, is_whole=found.is_whole)
            if followed is None or answer.strayed:
                break
            total, _ = yield from self._take_in(followed, total)
            for one in followed:
                asked.pop(one.run.stream, None)
            if not found.is_whole:
                self._looks_back -= 1
                return total, True  # the next round goes on where this one was cut
            if not answer.more:
                for stream, position in asked.items():  # just there the hub ends
                    rollback.return_to(self._session, stream.hex(), position)
                return total, True
        return total, False

    def _agree(
        self, answer: wire.Answer, asked: dict[bytes, int], *, is_whole: bool
    ) -> list[following.Followed] | None:
        """Return the runs of a hub that holds the past that was named; nothing of one that holds another."""
        if answer.strayed and not is_whole:
            return None  # nothing is taken from another past before the hub has signed it
        try:
            return following.follow(self._session, self._facts, answer, asked, is_whole=is_whole)
        except following.Strayed:
            return None

    def _ask(
        self, sending: Sending, total: Synced, asked: Mapping[bytes, int] | None = None
    ) -> Turns[tuple[Exchanged, Synced]]:
        """Send the request; go on from the hub's counter, or name streams in full, where it says so."""
        is_whole_named, counter = False, _next_counter(self._session)
        for _ in range(3):
            request = self._request(sending, counter, asked or {}, whole_ids=is_whole_named)
            found = yield from turns.aside(partial(self._remote.exchange, request))
            total = add_up(total, found)
            if found.status != wire.REFUSALS["counter"]:
                if not sending.is_empty():
                    _keep_counter(self._session, counter)
                return found, total
            word, _, number = found.body.decode("ascii", "replace").partition(" ")
            is_whole_named = is_whole_named or word == "ambiguous"
            counter = int(number) + 1 if number.isdecimal() and len(number) < 18 else counter
        raise accepting.inconsistent()

    def _request(
        self, sending: Sending, counter: int, asked: Mapping[bytes, int], *, whole_ids: bool
    ) -> bytes:
        held = {s: asked.get(s, self._place(s).position) for s in following.list_streams(self._session)}
        check = following.check_past(self._session, held)
        opening = wire.Opening(
            asker=self._device[: wire.ASKER_BYTES],
            counter=counter,
            ask=wire.ask(held, BUDGET_KIB, whole_ids=whole_ids, check=check),
        )
        part = opening.signed_part(bytes.fromhex(self._facts.hub))
        return opening.signed(identity.sign(self._session, part)).encode() + sending.frames()

    def _place(self, stream: bytes) -> streams.Place:
        return streams.read_place(self._session.store.connection, stream.hex())


def _next_counter(session: Session) -> int:
    return int(reader.read_meta(session.store.connection, "counter") or b"0") + 1


def _keep_counter(session: Session, counter: int) -> None:
    with session.store.transaction() as writer:
        writer.set_meta("counter", encode(counter))


def _decode(found: Exchanged) -> wire.Answer:
    if found.status == 204:
        return wire.Answer()
    try:
        return wire.Answer.decode(found.body, is_whole=found.is_whole)
    except wire.Malformed as wrong:
        raise accepting.inconsistent() from wrong

"""Takes in posted frames, one durable transaction a group; checks the cheapest first.

It opens nothing; a frame refused never harms the ones around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.hub.devices import Register
from focal_desktop.hub.keeping import Keeping, NoRoom
from focal_desktop.hub.limits import Limits
from focal_desktop.hub.room import Room

Fate = wire.Fate


class Outcome(NamedTuple):
    """What became of one frame, and the last sequence now held of its feed."""

    fate: Fate
    held: int = 0
    feed: bytes = b""


class Place(NamedTuple):
    """Where a piece would stand: stream, author, sequence; and the signature that vouches for it."""

    stream: bytes
    kind: wire.Kind
    author: wire.Device
    seq: int
    prev: bytes | None
    signed_part: bytes
    signature: bytes


class Intake:
    """Keeps what may be kept."""

    def __init__(self, kept: Keeping, register: Register, limits: Limits, room: Room) -> None:
        self._kept = kept
        self._register = register
        self._limits = limits
        self._room = room

    def keep(self, sender: wire.Device, counter: int, frames: Sequence[wire.Frame]) -> list[Outcome]:
        """Keep a group of frames in one transaction and return the fate of each, in order."""
        try:
            with self._register.tentative(), self._kept.writing():
                self._register.refresh()
                outcomes = [self._keep_one(sender.id, frame) for frame in frames]
                if any(outcome.fate is Fate.KEPT for outcome in outcomes):
                    self._kept.raise_counter(sender.id, counter)
        except NoRoom:
            return [Outcome(Fate.FULL)] * len(frames)
        return outcomes

    def _keep_one(self, id: bytes, frame: wire.Frame) -> Outcome:
        sender = self._register.state.devices[id]
        if sender.is_revoked():
            return Outcome(Fate.FORBIDDEN)
        takers: dict[int, Callable[[wire.Device, bytes], Outcome]] = {
            wire.Kind.ENVELOPE: self._keep_envelope,
            wire.Kind.ENTRY: self._keep_entry,
            wire.Kind.ADDRESSED: self._keep_addressed,
            wire.Kind.CLAIM: self._keep_own_claim,
            wire.Kind.FOUNDING: self._keep_founding,
        }
        taker = takers.get(frame.kind)
        if taker is None:
            return Outcome(Fate.BAD)
        try:
            return taker(sender, frame.data)
        except wire.Malformed:
            return Outcome(Fate.BAD)

    def _keep_envelope(self, sender: wire.Device, data: bytes) -> Outcome:
        envelope = wire.Envelope.decode(data)
        header, state = envelope.header, self._register.state
        author = state.devices.get(header.device)
        if author is None or header.scope not in state.writes(author) or not state.counts(header):
            return Outcome(Fate.FORBIDDEN)
        if author.id != sender.id and header.scope not in state.reads(sender):
            return Outcome(Fate.FORBIDDEN)
        place = Place(
            stream=header.scope,
            kind=wire.Kind.ENVELOPE,
            author=author,
            seq=header.seq,
            prev=header.prev,
            signed_part=envelope.signed_part(),
            signature=envelope.signature,
        )
        return self._keep_in_feed(place, data)

    def _keep_addressed(self, sender: wire.Device, data: bytes) -> Outcome:
        item = wire.Addressed.decode(data)
        to = self._register.state.devices.get(item.to)
        is_from_hq = sender.chain == self._register.state.root and item.sender == sender.id
        if not is_from_hq or to is None or to.is_revoked():
            return Outcome(Fate.FORBIDDEN)
        place = Place(
            stream=wire.inbox(item.to),
            kind=wire.Kind.ADDRESSED,
            author=sender,
            seq=item.seq,
            prev=None,
            signed_part=item.signed_part(),
            signature=item.signature,
        )
        return self._keep_in_feed(place, data)

    def _keep_in_feed(self, place: Place, data: bytes) -> Outcome:
        held = self._kept.held(place.stream, place.author.id)
        fate = self._judge(place, data, held)
        feed = (place.author.id, place.seq)
        if fate is None:
            self._kept.append(place.stream, place.kind, feed, data)
            return Outcome(Fate.KEPT, place.seq, place.stream + place.author.id)
        if fate is Fate.FORK:
            self._kept.keep_fork(place.stream, feed, data, self._limits.forks)
        return Outcome(fate, held, place.stream + place.author.id)

    def _judge(self, place: Place, data: bytes, held: int) -> Fate | None:
        """Return the fate of a piece, None for one that is new and may stand next in its feed."""
        found = self._kept.digest_at(place.stream, place.author.id, min(place.seq, held)) or wire.ZEROS
        is_next = place.seq == held + 1
        if place.seq <= held and found == wire.digest(data):
            return Fate.KEPT
        if not (is_next or place.seq <= held):
            return Fate.GAP
        if not signing.is_signed(place.author.sign, place.signed_part, place.signature):
            return Fate.BAD
        if not is_next or place.prev not in (None, found):
            return Fate.FORK
        if not self._is_of_kind(place.stream, place.kind):
            return Fate.FORBIDDEN
        return None if self._room.takes(place.author.id, len(data)) else Fate.FULL

    def _keep_entry(self, sender: wire.Device, data: bytes) -> Outcome:
        entry = wire.RosterEntry.decode(data)
        fate = self._judge_entry(sender, entry, data)
        if fate is None:
            # Of several signers, only who brings it surely holds it whole and need not be handed it again.
            self._kept.append(entry.chain, wire.Kind.ENTRY, (sender.id, entry.seq), data)
            self._register.refresh()
        head = self._register.state.heads.get(entry.chain)
        return Outcome(Fate.KEPT if fate is None else fate, head.seq if head else 0, entry.chain)

    def _judge_entry(self, sender: wire.Device, entry: wire.RosterEntry, data: bytes) -> Fate | None:
        """Return the fate of an entry, None for one that is new and may stand on its chain's head."""
        state = self._register.state
        head = state.heads.get(entry.chain)
        if head and entry.seq <= head.seq:
            is_held = self._kept.digest_in(entry.chain, entry.seq + 1) == wire.digest(data)
            return Fate.KEPT if is_held else Fate.HEAD
        if sender.chain != state.root or not self._is_of_kind(entry.chain, wire.Kind.ENTRY):
            return Fate.FORBIDDEN
        try:
            wire.roster.extend(state, entry, signing.is_signed)
        except wire.roster.Refused as wrong:
            return wrong.fate
        return None if self._room.takes(sender.id, len(data)) else Fate.FULL

    def _keep_own_claim(self, sender: wire.Device, data: bytes) -> Outcome:
        """A claim that its own device repeats after admission needs nothing more."""
        is_own = wire.device_id(wire.Claim.decode(data).keys().sign) == sender.id
        return Outcome(Fate.KEPT if is_own else Fate.FORBIDDEN)

    def _keep_founding(self, _sender: wire.Device, data: bytes) -> Outcome:
        """A founding that is repeated because its answer was lost needs nothing more."""
        entry = wire.Founding.decode(data).entry
        is_held = self._kept.digest_in(self._register.state.root, 1) == wire.digest(entry)
        return Outcome(Fate.KEPT if is_held else Fate.FORBIDDEN)

    def _is_of_kind(self, stream: bytes, kind: wire.Kind) -> bool:
        place = self._kept.place(stream)
        return place is None or place.kind == kind

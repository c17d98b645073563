"""The blind mailbox: lets a device in and hands out what it lacks. It can read nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from focal_desktop import wire
from focal_desktop.base.clock import Clock
from focal_desktop.crypto import signing
from focal_desktop.hub.devices import Register, match_positions
from focal_desktop.hub.intake import Intake, Outcome
from focal_desktop.hub.keeping import Keeping, Kept, Place
from focal_desktop.hub.limits import Limits
from focal_desktop.hub.newcomers import Newcomers
from focal_desktop.hub.refusal import Refusal
from focal_desktop.hub.room import Room

_KIB = 1024
_ITEM_BYTES = 4
_RUN_BYTES = 12


class Delivery:
    """An answer being filled up to its budget."""

    def __init__(self, budget_bytes: int) -> None:
        self.runs: list[wire.Run] = []
        self.heads: list[tuple[bytes, int, bytes]] = []
        self.more = False
        self._left_bytes = budget_bytes
        self._has_items = False

    def add(self, run: wire.Run, chain: bytes) -> None:
        """Add a run and the stream's hash at its end."""
        self.runs.append(run)
        self.heads.append((run.stream, run.last(), chain))

    def takes(self, size: int) -> bool:
        """Tell whether so many bytes still fit; the first item always does, if anything may come."""
        if size > self._left_bytes and (self._has_items or not self._left_bytes):
            self.more = True
            return False
        self._has_items = True
        self._left_bytes = max(0, self._left_bytes - size)
        return True


class Mailbox:
    """One hub, on one database."""

    def __init__(self, kept: Keeping, limits: Limits, clock: Clock, folder: Path) -> None:
        self._kept = kept
        self._limits = limits
        self._register = Register(kept)
        self._hub = kept.fact("hub")
        self._seed = kept.fact("receipt_seed")
        room = Room(kept, limits, folder)
        self.intake = Intake(kept, self._register, limits, room)
        self.newcomers = Newcomers(kept, self._register, limits, clock, room)

    def find(self, asker: bytes) -> wire.Device | None:
        """Return the device that asks, if the roster knows it."""
        with self._kept.reading():
            self._register.refresh()
        return self._register.find(asker)

    def check(self, device: wire.Device, opening: wire.Opening) -> None:
        """Refuse an opening that its device did not sign, or may not use any more."""
        if not signing.is_signed(device.sign, opening.signed_part(self._hub), opening.signature):
            raise Refusal("bad_signature")
        if device.is_revoked():
            raise Refusal("revoked")
        held = self._kept.counter(device.id)
        if opening.counter <= held:
            raise Refusal("counter", held)
        match_positions(opening.ask, self._register.state.streams(device))

    def answer(self, id: bytes, ask: wire.Ask, outcomes: Iterable[Outcome]) -> bytes | None:
        """Return what the device is to know now; None where there is nothing to say."""
        delivery = Delivery(min(ask.budget_kib, self._limits.answer_kib) * _KIB)
        with self._kept.reading():
            device = self._register.refresh().devices[id]
            if device.is_revoked():
                raise Refusal("revoked")
            streams = self._register.state.streams(device)
            held = match_positions(ask, streams)
            strayed = bool(ask.check) and not self._is_same_past(ask, held)
            for stream in streams:
                self._deliver(delivery, stream, held.get(stream.id, 0), b"" if ask.with_own else device.id)
        receipts = _receipts(outcomes)
        if not (receipts or delivery.runs or delivery.more or strayed):
            return None
        signature = signing.sign(self._seed, wire.heads_part(self._hub, delivery.heads))
        answer = wire.Answer(
            more=delivery.more,
            strayed=strayed,
            receipts=receipts,
            runs=tuple(delivery.runs),
            signature=signature,
        )
        return answer.encode()

    def _is_same_past(self, ask: wire.Ask, held: Mapping[bytes, int]) -> bool:
        """Tell whether every stream the device names stands here with the same past."""
        found = [self._kept.chain_at(stream, position) for stream, position in sorted(held.items())]
        heads = [head for head in found if head is not None]
        return len(heads) == len(ask.positions) and wire.check_heads(heads) == ask.check

    def _deliver(self, delivery: Delivery, stream: wire.Stream, held: int, own: bytes) -> None:
        place = self._kept.place(stream.id) or Place(stream.kind, 0, wire.START)
        if place.kind != stream.kind or held == place.position:
            return
        if held > place.position:
            delivery.add(wire.Run(stream.id, place.position + 1), place.chain)
            return
        chosen: list[Kept] = []
        for item in self._kept.after(stream.id, held):
            size = _ITEM_BYTES + (0 if item.author == own else len(item.body)) + (0 if chosen else _RUN_BYTES)
            if not delivery.takes(size):
                break
            chosen.append(item)
        if chosen:
            delivery.add(wire.Run(stream.id, held + 1, _items(chosen, own)), chosen[-1].chain)


def _items(chosen: Sequence[Kept], own: bytes) -> tuple[wire.Item | wire.Own, ...]:
    found: list[wire.Item | wire.Own] = []
    for item in chosen:
        last = found[-1] if found else None
        if item.author != own:
            found.append(wire.Item(item.kind, item.body))
        elif isinstance(last, wire.Own) and last.first + last.count == item.seq:
            found[-1] = wire.Own(last.first, last.count + 1)
        else:
            found.append(wire.Own(item.seq, 1))
    return tuple(found)


def _receipts(outcomes: Iterable[Outcome]) -> tuple[wire.Receipt, ...]:
    """Join frames of one feed and fate; what is held is that of the last of them."""
    runs = [list(run) for _, run in groupby(outcomes, key=lambda outcome: (outcome.fate, outcome.feed))]
    return tuple(wire.Receipt(len(run), run[-1].fate, run[-1].held) for run in runs)

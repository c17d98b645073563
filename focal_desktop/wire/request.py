"""The one request: who asks, what is held already, and frames that are kept as they arrive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

import msgspec

from focal_desktop.wire import envelope, octets
from focal_desktop.wire.octets import fixed, sized, varint

VERSION = 1
ASKER_BYTES = 8
"""A device is named by the front of its id; the hub admits no two alike."""
ASK_BYTES = 16 * 1024
CHECK_BYTES = 2
"""Enough to notice another past with the next item at the latest; the signed heads are what convinces."""
FRAME_BYTES = envelope.SEALED_BYTES + 1024
_WITH_OWN, _WITH_CHECK = 0x80, 0x40
_WIDTHS = range(1, octets.STREAM_BYTES + 1)


class Kind(IntEnum):
    """What a frame or an item is; a stream holds one kind."""

    ENVELOPE = 1
    ENTRY = 2
    ADDRESSED = 3
    CLAIM = 4
    FOUNDING = 5


class Frame(NamedTuple):
    """One posted piece; a kind this version does not know is refused by itself."""

    kind: int
    data: bytes

    def encode(self) -> bytes:
        """Return the frame's bytes."""
        return bytes([self.kind]) + sized(self.data)


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """How much may come down, and the position held of each stream, named by the front of its id.

    A readable stream that is not named counts as position 0. All fronts have one width. `check` is of the
    hashes there (`check_heads`): the hub says whether it shows the same past.
    """

    budget_kib: int
    positions: tuple[tuple[bytes, int], ...] = ()
    with_own: bool = False
    check: bytes = b""

    def width(self) -> int:
        """Return how many bytes of each stream id are given."""
        return len(self.positions[0][0]) if self.positions else octets.STREAM_BYTES

    def encode(self) -> bytes:
        """Return the ask's bytes."""
        width = self.width()
        shape = width | (_WITH_OWN if self.with_own else 0) | (_WITH_CHECK if self.check else 0)
        front = varint(self.budget_kib) + bytes([shape])
        front += fixed(self.check, CHECK_BYTES) if self.check else b""
        return front + b"".join(fixed(name, width) + varint(held) for name, held in self.positions)

    @classmethod
    def decode(cls, data: bytes) -> Ask:
        """Read an ask, all of it; the same bytes come back from `encode`."""
        reader = octets.Octets(data)
        budget, shape = reader.varint(), reader.byte()
        width = shape & ~(_WITH_OWN | _WITH_CHECK)
        check = reader.take(CHECK_BYTES) if shape & _WITH_CHECK else b""
        positions: list[tuple[bytes, int]] = []
        while not reader.is_at_end():
            positions.append((reader.take(width), reader.varint()))
        widths = _WIDTHS if positions else (octets.STREAM_BYTES,)
        if width not in widths or len({name for name, _ in positions}) != len(positions):
            raise octets.Malformed
        with_own = bool(shape & _WITH_OWN)
        return cls(budget_kib=budget, positions=tuple(positions), with_own=with_own, check=check)


def check_heads(heads: Iterable[bytes]) -> bytes:
    """Return the few bytes that stand for the hashes of streams, in the order of the streams' ids."""
    return octets.digest(b"focal standing 1" + b"".join(heads))[:CHECK_BYTES]


def ask(
    held: Mapping[bytes, int],
    budget_kib: int,
    *,
    whole_ids: bool = False,
    with_own: bool = False,
    check: bytes = b"",
) -> Ask:
    """Return the shortest ask for these streams; `held` names every stream the device knows it reads.

    Two bytes of each id are enough while they differ; a hub that knows of more streams says `ambiguous`.
    """
    widths = (octets.STREAM_BYTES,) if whole_ids else range(2, octets.STREAM_BYTES + 1)
    width = next(size for size in widths if len({stream[:size] for stream in held}) == len(held))
    positions = tuple(sorted((stream[:width], position) for stream, position in held.items() if position))
    return Ask(
        budget_kib=budget_kib, positions=positions, with_own=with_own, check=check if positions else b""
    )


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """The signed front of a request."""

    asker: bytes
    counter: int
    ask: Ask
    signature: bytes = b""

    def signed_part(self, hub: bytes) -> bytes:
        """Return what the device signs for this hub alone."""
        front = b"focal exchange 1" + fixed(hub, octets.DIGEST_BYTES) + b"POST /"
        return front + fixed(self.asker, ASKER_BYTES) + varint(self.counter) + self.ask.encode()

    def signed(self, signature: bytes) -> Opening:
        """Return this opening with its signature."""
        return msgspec.structs.replace(self, signature=fixed(signature, octets.SIGNATURE_BYTES))

    def encode(self) -> bytes:
        """Return the opening's bytes, version first; frames follow."""
        front = bytes([VERSION]) + fixed(self.asker, ASKER_BYTES) + varint(self.counter)
        return front + sized(self.ask.encode()) + fixed(self.signature, octets.SIGNATURE_BYTES)

    @classmethod
    def read(cls, reader: octets.Octets) -> Opening:
        """Read an opening and leave the reader behind it."""
        if reader.byte() != VERSION:
            raise octets.TooNew
        return cls(
            asker=reader.take(ASKER_BYTES),
            counter=reader.varint(),
            ask=Ask.decode(reader.sized(ASK_BYTES)),
            signature=reader.take(octets.SIGNATURE_BYTES),
        )


class BodyReader:
    """Takes a request's body in pieces of any size; holds at most one unfinished frame."""

    def __init__(self) -> None:
        self.opening: Opening | None = None
        self._held = bytearray()
        self._needed = 1

    def feed(self, data: bytes) -> tuple[Frame, ...]:
        """Take the next piece and return the frames that are now whole; Malformed ends the reading."""
        self._held += data
        if self.opening is None and not self._open():
            return ()
        frames: list[Frame] = []
        while (frame := self._frame()) is not None:
            frames.append(frame)
        return tuple(frames)

    def is_between_frames(self) -> bool:
        """Tell whether nothing is half read."""
        return self.opening is not None and not self._held

    def _open(self) -> bool:
        reader = octets.Octets(bytes(self._held[: ASK_BYTES + 128]))
        try:
            self.opening = Opening.read(reader)
        except octets.Truncated:
            if len(self._held) >= ASK_BYTES + 128:
                raise octets.Malformed from None
            return False
        del self._held[: reader.position]
        return True

    def _frame(self) -> Frame | None:
        if len(self._held) < self._needed:
            return None
        reader = octets.Octets(bytes(self._held[:16]))
        try:
            kind, size = reader.byte(), reader.varint(FRAME_BYTES)
        except octets.Truncated:
            return None
        whole = reader.position + size
        if len(self._held) < whole:
            self._needed = whole
            return None
        frame = Frame(kind, bytes(self._held[reader.position : whole]))
        del self._held[:whole]
        self._needed = 1
        return frame

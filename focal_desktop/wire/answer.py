"""The one answer: what became of each frame, what the asker lacks, and the hub's signed word on both."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

import msgspec

from focal_desktop.wire import octets, request
from focal_desktop.wire.octets import fixed, sized, varint

REFUSALS = {
    "bad_request": 400,
    "bad_signature": 401,
    "not_admitted": 403,
    "unknown_device": 403,
    "file_not_ours": 403,
    "invitation_used": 403,
    "invitation_expired": 403,
    "revoked": 403,
    "counter": 409,
    "ambiguous": 409,
    "too_large": 413,
    "too_many": 429,
    "internal": 500,
    "full": 507,
}
"""Every word a hub may say beside an answer, with its HTTP status; `counter` is followed by a number."""

_MORE, _HEADS, _STRAYED, _KNOWN_FLAGS = 1, 2, 4, 7
_OWN = 0
CUT_COUNT = 1 << 24


class Fate(IntEnum):
    """What became of a posted frame."""

    KEPT = 0
    FORK = 1
    GAP = 2
    FORBIDDEN = 3
    BAD = 4
    FULL = 5
    HEAD = 6


class Receipt(msgspec.Struct, frozen=True):
    """The fate of a run of frames in the order posted, and the last sequence now held of their feed."""

    frames: int
    fate: Fate
    held: int


class Item(msgspec.Struct, frozen=True):
    """One item of a stream, as its author posted it; its kind says what the bytes are."""

    kind: int
    data: bytes


class Own(msgspec.Struct, frozen=True):
    """Items of the asker's own, named by their sequences alone; `count` is the hub's word, to be bounded."""

    first: int
    count: int


class Run(msgspec.Struct, frozen=True):
    """What stands in a stream from a position on; empty where the hub is behind the asker."""

    stream: bytes
    first: int
    items: tuple[Item | Own, ...] = ()

    def last(self) -> int:
        """Return the position of the run's last item."""
        return self.first - 1 + sum(item.count if isinstance(item, Own) else 1 for item in self.items)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A hub's answer; `signature` covers each run's stream, last position and hash there (`heads_part`).

    `strayed` says that the asker named a past that the hub does not hold.
    """

    more: bool = False
    strayed: bool = False
    receipts: tuple[Receipt, ...] = ()
    runs: tuple[Run, ...] = ()
    signature: bytes = b""

    def encode(self) -> bytes:
        """Return the answer's bytes."""
        flags = (_MORE if self.more else 0) | (_HEADS if self.runs else 0)
        flags |= _STRAYED if self.strayed else 0
        parts = [bytes([request.VERSION, flags]), varint(len(self.receipts))]
        parts += (varint(r.frames) + bytes([r.fate]) + varint(r.held) for r in self.receipts)
        if self.runs:
            parts.append(varint(len(self.runs)))
            parts += map(_encode_run, self.runs)
            parts.append(fixed(self.signature, octets.SIGNATURE_BYTES))
        return b"".join(parts)

    @classmethod
    def decode(cls, data: bytes, *, is_whole: bool = True) -> Answer:
        """Read an answer; of one that was cut short, everything that came, then without signature."""
        reader = octets.Octets(data)
        if reader.byte() != request.VERSION:
            raise octets.TooNew
        flags = reader.byte()
        if flags & ~_KNOWN_FLAGS:
            raise octets.TooNew
        most = len(data) if is_whole else CUT_COUNT  # a cut answer announces more than came
        receipts = tuple(_read_receipt(reader) for _ in range(reader.varint(most)))
        runs: list[Run] = []
        signature = b""
        try:
            if flags & _HEADS:
                for _ in range(reader.varint(most)):
                    _read_run(reader, runs)
                signature = reader.take(octets.SIGNATURE_BYTES)
            reader.finish()
        except octets.Truncated:
            if is_whole:
                raise
        return cls(
            more=bool(flags & _MORE),
            strayed=bool(flags & _STRAYED),
            receipts=receipts,
            runs=tuple(runs),
            signature=signature,
        )


def heads_part(hub: bytes, heads: Iterable[tuple[bytes, int, bytes]]) -> bytes:
    """Return what the hub signs of (stream, position, hash) in the order of an answer's runs."""
    parts = [b"focal heads 1", fixed(hub, octets.DIGEST_BYTES)]
    for stream, position, chain in heads:
        parts += (fixed(stream, octets.STREAM_BYTES), position.to_bytes(8, "big"), fixed(chain, 32))
    return b"".join(parts)


def _encode_run(run: Run) -> bytes:
    parts = [fixed(run.stream, octets.STREAM_BYTES), varint(run.first), varint(len(run.items))]
    for item in run.items:
        if isinstance(item, Own):
            parts.append(bytes([_OWN]) + varint(item.first) + varint(item.count))
        else:
            parts.append(bytes([item.kind]) + sized(item.data))
    return b"".join(parts)


def _read_receipt(reader: octets.Octets) -> Receipt:
    frames, fate, held = reader.varint(), reader.byte(), reader.varint()
    if fate > max(Fate) or not frames:
        raise octets.Malformed
    return Receipt(frames, Fate(fate), held)


def _read_run(reader: octets.Octets, runs: list[Run]) -> None:
    """Read one run into the list; where the answer was cut, what came of it."""
    stream, first, count = reader.take(octets.STREAM_BYTES), reader.varint(), reader.varint()
    if not first:
        raise octets.Malformed
    items: list[Item | Own] = []
    try:
        for _ in range(count):
            items.append(_read_item(reader))
    except octets.Truncated:
        runs += [Run(stream, first, tuple(items))] if items else []
        raise
    runs.append(Run(stream, first, tuple(items)))


def _read_item(reader: octets.Octets) -> Item | Own:
    kind = reader.byte()
    if kind != _OWN:
        return Item(kind, reader.sized(request.FRAME_BYTES))
    own = Own(reader.varint(), reader.varint())
    if not own.count:
        raise octets.Malformed
    return own

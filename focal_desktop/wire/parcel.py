"""What an addressed item holds: epoch keys sealed to one device, their front open, or a proposal to sign."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from focal_desktop.wire import entry, octets
from focal_desktop.wire.octets import fixed, sized, varint

VERSION = 1
KEYS = 1
PROPOSAL = 2
MOST_KEYS = 128
"""How many keys one parcel brings, so that it stays far below what an addressed item may hold."""
KEY_ID_BYTES = 16
_SEALED_BYTES = 240 * 1024


class Held(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One epoch key as it travels: its number in its scope, whose feed alone it is for, and who has it.

    `lost` counts the revoked readers its maker knew of; `given` is for officers, fronts of device ids;
    `beside` stands with a key for what stays closed to who took a desk over.
    """

    number: entry.Number
    secret: entry.Key
    feed: bytes = b""
    lost: entry.Number = 0
    made_at: Annotated[str, Meta(max_length=32)] = ""
    given: bytes = b""
    beside: entry.Number = 0

    def __repr__(self) -> str:
        """Keep the key out of every trace."""
        return "Held()"


_KEYS = msgspec.json.Decoder(tuple[Held, ...])


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """Scope and id of each key, the head of the reader's chain as the sender knew it, and the sealed keys."""

    names: tuple[tuple[bytes, bytes], ...]
    head: bytes
    sealed: bytes = b""

    def front(self) -> bytes:
        """Return the open front."""
        parts = [bytes([VERSION, KEYS]), fixed(self.head, octets.DIGEST_BYTES), varint(len(self.names))]
        parts += (fixed(s, octets.STREAM_BYTES) + fixed(k, KEY_ID_BYTES) for s, k in self.names)
        return b"".join(parts)

    def bound_part(self, to: bytes, sender: bytes) -> bytes:
        """Return what the seal is bound to: reader, sender, roster head, and every scope and key id."""
        ends = fixed(to, octets.DEVICE_BYTES) + fixed(sender, octets.DEVICE_BYTES)
        return b"focal epoch keys\x00" + ends + self.front()

    def encode(self) -> bytes:
        """Return the parcel's bytes."""
        return self.front() + sized(self.sealed)

    @classmethod
    def decode(cls, data: bytes) -> Parcel:
        """Read a parcel, all of it; another kind of item, or a later version, is TooNew."""
        reader = octets.Octets(data)
        if reader.byte() != VERSION or reader.byte() != KEYS:
            raise octets.TooNew
        head = reader.take(octets.DIGEST_BYTES)
        names = tuple(
            (reader.take(octets.STREAM_BYTES), reader.take(KEY_ID_BYTES))
            for _ in range(reader.varint(MOST_KEYS))
        )
        found = cls(names=names, head=head, sealed=reader.sized(_SEALED_BYTES))
        reader.finish()
        return found


def write_keys(keys: tuple[Held, ...]) -> bytes:
    """Return keys as the text that is sealed."""
    return msgspec.json.encode(keys, order="sorted")


def read_keys(text: bytes) -> tuple[Held, ...]:
    """Read what `write_keys` wrote."""
    try:
        return _KEYS.decode(text)
    except (msgspec.MsgspecError, ValueError, RecursionError) as wrong:
        raise octets.Malformed from wrong


def write_proposal(proposed: entry.RosterEntry) -> bytes:
    """Return an entry that wants another officer's signature as it travels: signed, as all entries are."""
    return bytes([VERSION, PROPOSAL]) + sized(proposed.encode())


def read_proposal(data: bytes) -> entry.RosterEntry | None:
    """Read what `write_proposal` wrote; nothing where the item holds something else."""
    reader = octets.Octets(data)
    if (reader.byte(), reader.byte()) != (VERSION, PROPOSAL):
        return None
    found = entry.RosterEntry.decode(reader.sized(2 * entry.BODY_BYTES))
    reader.finish()
    return found

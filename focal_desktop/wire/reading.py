"""Headquarters' word to one device: your feed of this scope was read from here to here. Always of one size.

It goes to devices that write a scope without reading it, and tells nothing of what their feed carries.
"""

from __future__ import annotations

import msgspec

from focal_desktop.wire import octets, parcel
from focal_desktop.wire.octets import fixed, sized

READING = 3
_NUMBER_BYTES = 8
_SEALED_BYTES = 256
_FRONT = bytes([parcel.VERSION, READING])


class Span(msgspec.Struct, frozen=True):
    """The first and the last envelope that were read; none where the first is behind the last.

    The digest of the last stands for the whole feed, as each envelope names the one before.
    """

    first: int
    last: int
    digest: bytes

    def encode(self) -> bytes:
        """Return the span's bytes: as many for every span."""
        numbers = (number.to_bytes(_NUMBER_BYTES, "big") for number in (self.first, self.last))
        return b"".join(numbers) + fixed(self.digest, octets.DIGEST_BYTES)

    @classmethod
    def decode(cls, data: bytes) -> Span:
        """Read a span, all of it."""
        reader = octets.Octets(data)
        first, last = (int.from_bytes(reader.take(_NUMBER_BYTES), "big") for _ in range(2))
        digest = reader.take(octets.DIGEST_BYTES)
        reader.finish()
        if max(first, last) >= 1 << 63:
            raise octets.Malformed
        return cls(first, last, digest)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A scope, the id of the key that seals the last envelope of a feed, and the span sealed under it."""

    scope: bytes
    key_id: bytes
    sealed: bytes = b""

    def front(self) -> bytes:
        """Return the open front."""
        return _FRONT + fixed(self.scope, octets.STREAM_BYTES) + fixed(self.key_id, parcel.KEY_ID_BYTES)

    def bound_part(self, to: bytes, sender: bytes) -> bytes:
        """Return what the seal is bound to: whose feed, who read it, scope and key."""
        ends = fixed(to, octets.DEVICE_BYTES) + fixed(sender, octets.DEVICE_BYTES)
        return b"focal reading\x00" + ends + self.front()

    def encode(self) -> bytes:
        """Return the bytes that an addressed item holds."""
        return self.front() + sized(self.sealed)

    @classmethod
    def decode(cls, data: bytes) -> Reading:
        """Read a reading, all of it; another kind of item, or a later version, is TooNew."""
        reader = octets.Octets(data)
        if reader.take(len(_FRONT)) != _FRONT:
            raise octets.TooNew
        scope, key_id = reader.take(octets.STREAM_BYTES), reader.take(parcel.KEY_ID_BYTES)
        found = cls(scope=scope, key_id=key_id, sealed=reader.sized(_SEALED_BYTES))
        reader.finish()
        return found


def is_reading(data: bytes) -> bool:
    """Tell whether an addressed item holds a reading of this version."""
    return data.startswith(_FRONT)

"""Reads and writes the plain parts of every layout: fixed fields, varints, sized fields, digests.

Bytes from outside may raise Malformed and nothing else, and never cost more memory than they bring.
"""

import hashlib

DIGEST_BYTES = 16
DEVICE_BYTES = 16
STREAM_BYTES = 8
SIGNATURE_BYTES = 64
ZEROS = bytes(DIGEST_BYTES)
START = bytes(32)
_VARINT_BYTES = 9


class Malformed(Exception):
    """These bytes are not what they claim to be; nothing of them may be used."""


class Truncated(Malformed):
    """These bytes end before what they announce."""


class TooNew(Malformed):
    """These bytes follow a later version; they are kept aside, not judged."""


def digest(data: bytes) -> bytes:
    """Return the 16 bytes that name a piece of wire."""
    return hashlib.sha256(data).digest()[:DIGEST_BYTES]


def device_id(sign: bytes) -> bytes:
    """Return the id of the device that signs with this public key."""
    return hashlib.sha256(b"focal device\x00" + sign).digest()[:DEVICE_BYTES]


def claims_stream(hub: bytes) -> bytes:
    """Return the id of the stream in which a hub keeps the claims of newcomers."""
    return hashlib.sha256(b"focal claims\x00" + hub).digest()[:STREAM_BYTES]


def chain_on(previous: bytes, item: bytes) -> bytes:
    """Return a stream's hash after the item with this digest; a stream starts at START."""
    return hashlib.sha256(previous + item).digest()


def varint(number: int) -> bytes:
    """Return a number of up to 63 bits as unsigned LEB128."""
    if not 0 <= number < 1 << 63:
        raise ValueError("a varint holds 63 bits")
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def sized(data: bytes) -> bytes:
    """Return bytes behind their length."""
    return varint(len(data)) + data


def fixed(data: bytes, size: int) -> bytes:
    """Return bytes of a fixed field; a wrong length is our own mistake."""
    if len(data) != size:
        raise ValueError(f"this field has {size} bytes")
    return data


class Octets:
    """Bytes being read from front to back."""

    def __init__(self, data: bytes | memoryview) -> None:
        self._data = memoryview(data)
        self.position = 0

    def take(self, size: int) -> bytes:
        """Return the next bytes, all of them or Truncated."""
        end = self.position + size
        if end > len(self._data):
            raise Truncated
        found = bytes(self._data[self.position : end])
        self.position = end
        return found

    def byte(self) -> int:
        """Return the next byte as a number."""
        return self.take(1)[0]

    def varint(self, most: int = (1 << 63) - 1) -> int:
        """Return the next number; only its shortest form counts, so that bytes have one meaning."""
        number = 0
        for index in range(_VARINT_BYTES):
            byte = self.byte()
            number |= (byte & 0x7F) << (7 * index)
            if byte < 0x80:
                if (byte == 0 and index) or number > most:
                    raise Malformed
                return number
        raise Malformed

    def sized(self, most: int) -> bytes:
        """Return the next sized field, refusing more than `most` before taking any."""
        return self.take(self.varint(most))

    def is_at_end(self) -> bool:
        """Tell whether everything was read."""
        return self.position == len(self._data)

    def finish(self) -> None:
        """Refuse anything left over."""
        if not self.is_at_end():
            raise Malformed

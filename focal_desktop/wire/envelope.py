"""What leaves a machine: an envelope of a feed, a sealed item for one device. Never opened here."""

from __future__ import annotations

import msgspec

from focal_desktop.wire import magic, octets
from focal_desktop.wire.octets import fixed, sized, varint

SUITE = 1
NONCE_BYTES = 12
ROSTER_BYTES = 8
SEALED_BYTES = 256 * 1024
"""No sealed body is longer."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The open front of an envelope: the associated data of its cipher."""

    suite: int = SUITE
    scope: bytes
    device: bytes
    seq: int
    prev: bytes = octets.ZEROS
    roster: bytes = bytes(ROSTER_BYTES)
    key_id: bytes
    dictionary: int = 0

    def encode(self) -> bytes:
        """Return the bytes to which the cipher binds the body."""
        return b"".join(
            (
                magic.ENVELOPE.front(),
                bytes([self.suite]),
                fixed(self.scope, octets.STREAM_BYTES),
                fixed(self.device, octets.DEVICE_BYTES),
                varint(self.seq),
                fixed(self.prev, octets.DIGEST_BYTES),
                fixed(self.roster, ROSTER_BYTES),
                fixed(self.key_id, octets.DIGEST_BYTES),
                bytes([self.dictionary]),
            )
        )

    @classmethod
    def read(cls, data: octets.Octets) -> Header:
        """Read a header and leave the reader behind it."""
        magic.ENVELOPE.enter(data)
        if data.byte() != SUITE:
            raise octets.TooNew
        found = cls(
            scope=data.take(octets.STREAM_BYTES),
            device=data.take(octets.DEVICE_BYTES),
            seq=data.varint(),
            prev=data.take(octets.DIGEST_BYTES),
            roster=data.take(ROSTER_BYTES),
            key_id=data.take(octets.DIGEST_BYTES),
            dictionary=data.byte(),
        )
        if found.seq == 0 or (found.seq == 1) != (found.prev == octets.ZEROS):
            raise octets.Malformed
        return found


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """One sealed and signed piece of a device's feed of one scope."""

    header: Header
    nonce: bytes
    ciphertext: bytes
    signature: bytes = b""

    def signed_part(self) -> bytes:
        """Return what the author signs: everything before the signature."""
        return self.header.encode() + fixed(self.nonce, NONCE_BYTES) + sized(self.ciphertext)

    def signed(self, signature: bytes) -> Envelope:
        """Return this envelope with its signature."""
        return msgspec.structs.replace(self, signature=fixed(signature, octets.SIGNATURE_BYTES))

    def encode(self) -> bytes:
        """Return the envelope's bytes."""
        return self.signed_part() + fixed(self.signature, octets.SIGNATURE_BYTES)

    @classmethod
    def decode(cls, data: bytes) -> Envelope:
        """Read an envelope, all of it; its signature is the caller's to check."""
        reader = octets.Octets(data)
        found = cls(
            header=Header.read(reader),
            nonce=reader.take(NONCE_BYTES),
            ciphertext=reader.sized(SEALED_BYTES),
            signature=reader.take(octets.SIGNATURE_BYTES),
        )
        reader.finish()
        return found


class Addressed(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed item from headquarters for one device, such as its wrapped keys."""

    to: bytes
    sender: bytes
    seq: int
    sealed: bytes
    signature: bytes = b""

    def signed_part(self) -> bytes:
        """Return what the sender signs: everything before the signature."""
        return b"".join(
            (
                magic.ADDRESSED.front(),
                fixed(self.to, octets.DEVICE_BYTES),
                fixed(self.sender, octets.DEVICE_BYTES),
                varint(self.seq),
                sized(self.sealed),
            )
        )

    def signed(self, signature: bytes) -> Addressed:
        """Return this item with its signature."""
        return msgspec.structs.replace(self, signature=fixed(signature, octets.SIGNATURE_BYTES))

    def encode(self) -> bytes:
        """Return the item's bytes."""
        return self.signed_part() + fixed(self.signature, octets.SIGNATURE_BYTES)

    @classmethod
    def decode(cls, data: bytes) -> Addressed:
        """Read an addressed item, all of it; its signature is the caller's to check."""
        reader = octets.Octets(data)
        magic.ADDRESSED.enter(reader)
        found = cls(
            to=reader.take(octets.DEVICE_BYTES),
            sender=reader.take(octets.DEVICE_BYTES),
            seq=reader.varint(),
            sealed=reader.sized(SEALED_BYTES),
            signature=reader.take(octets.SIGNATURE_BYTES),
        )
        reader.finish()
        if found.seq == 0:
            raise octets.Malformed
        return found

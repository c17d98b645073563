"""What a newcomer brings: the claim on an invitation, and the founding of a root chain."""

from __future__ import annotations

import msgspec

from focal_desktop.wire import entry, magic, octets
from focal_desktop.wire.octets import fixed, sized

CLAIM_BYTES = 8 * 1024
TOKEN_BYTES = 256


class ClaimBody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The join key that is used, the keys of the device that uses it, and whether another person has it."""

    join: entry.Key
    sign: entry.Key
    seal: entry.SealKey
    hands_over: bool = False


_BODY = msgspec.json.Decoder(ClaimBody)


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A device's claim, signed by the join key and by the device's own key over the same part."""

    body: bytes
    join_signature: bytes = b""
    device_signature: bytes = b""

    @classmethod
    def draft(cls, body: ClaimBody) -> Claim:
        """Return a claim without signatures."""
        return cls(body=msgspec.json.encode(body, order="sorted"))

    def keys(self) -> ClaimBody:
        """Return the keys that the claim names."""
        try:
            return _BODY.decode(self.body)
        except (msgspec.MsgspecError, ValueError, RecursionError) as wrong:
            raise octets.Malformed from wrong

    def signed_part(self) -> bytes:
        """Return what both keys sign: everything before the signatures."""
        return magic.CLAIM.front() + sized(self.body)

    def signed(self, join_signature: bytes, device_signature: bytes) -> Claim:
        """Return this claim with both signatures."""
        return msgspec.structs.replace(self, join_signature=join_signature, device_signature=device_signature)

    def encode(self) -> bytes:
        """Return the claim's bytes."""
        size = octets.SIGNATURE_BYTES
        return self.signed_part() + fixed(self.join_signature, size) + fixed(self.device_signature, size)

    @classmethod
    def decode(cls, data: bytes) -> Claim:
        """Read a claim, all of it; its signatures are the caller's to check."""
        reader = octets.Octets(data)
        magic.CLAIM.enter(reader)
        found = cls(
            body=reader.sized(CLAIM_BYTES),
            join_signature=reader.take(octets.SIGNATURE_BYTES),
            device_signature=reader.take(octets.SIGNATURE_BYTES),
        )
        reader.finish()
        return found


class Founding(msgspec.Struct, frozen=True, kw_only=True):
    """A hub's one-time token with the first entry of the root chain."""

    token: bytes
    entry: bytes

    def encode(self) -> bytes:
        """Return the founding's bytes."""
        return magic.FOUNDING.front() + sized(self.token) + sized(self.entry)

    @classmethod
    def decode(cls, data: bytes) -> Founding:
        """Read a founding, all of it; the entry inside is still bytes."""
        reader = octets.Octets(data)
        magic.FOUNDING.enter(reader)
        found = cls(token=reader.sized(TOKEN_BYTES), entry=reader.sized(2 * entry.BODY_BYTES))
        reader.finish()
        return found

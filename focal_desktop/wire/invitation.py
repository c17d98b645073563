"""The invitation file: who may join as what, where the hub is, which roster to trust; signed, then sealed.

It holds a one-time join key and never a scope's key.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from focal_desktop.wire import entry, magic, octets
from focal_desktop.wire.octets import fixed, sized

FILE_BYTES = 4 * 1024 * 1024
Text = Annotated[str, Meta(max_length=8192)]


class Hub(msgspec.Struct, frozen=True, kw_only=True):
    """Where the hub is and what it is known by."""

    url: Text
    hub: entry.Hash
    ca: Text
    receipt: entry.Key


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A scope that the role reads or writes: its id, its class, and whose it is."""

    id: entry.Id
    scope_class: entry.Code
    office: entry.Code


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What an invitation says; `roots` are the entries of the root chain, from its first."""

    hub: Hub
    roots: Annotated[tuple[bytes, ...], Meta(max_length=2048)]
    chain: entry.Id
    office: entry.Code
    role: entry.Code
    until: date
    join: entry.Key
    scopes: Annotated[tuple[Place, ...], Meta(max_length=64)]
    by: entry.Hash

    def __repr__(self) -> str:
        """Keep the join key out of every trace."""
        return "Letter()"


_LETTER = msgspec.json.Decoder(Letter)


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A letter with the signature of the headquarters device that wrote it; this is what is sealed."""

    body: bytes
    signature: bytes = b""

    @classmethod
    def draft(cls, letter: Letter) -> Signed:
        """Return a letter without its signature."""
        return cls(body=msgspec.json.encode(letter, order="sorted"))

    def letter(self) -> Letter:
        """Return what the invitation says."""
        try:
            return _LETTER.decode(self.body)
        except (msgspec.MsgspecError, ValueError, RecursionError) as wrong:
            raise octets.Malformed from wrong

    def signed_part(self) -> bytes:
        """Return what is signed."""
        return magic.INVITATION.front() + sized(self.body)

    def signed(self, signature: bytes) -> Signed:
        """Return the letter with its signature."""
        return msgspec.structs.replace(self, signature=fixed(signature, octets.SIGNATURE_BYTES))

    def encode(self) -> bytes:
        """Return the bytes that are sealed."""
        return sized(self.body) + fixed(self.signature, octets.SIGNATURE_BYTES)

    @classmethod
    def decode(cls, data: bytes) -> Signed:
        """Read what was sealed, all of it; the signature is the caller's to check."""
        reader = octets.Octets(data)
        found = cls(body=reader.sized(FILE_BYTES), signature=reader.take(octets.SIGNATURE_BYTES))
        reader.finish()
        return found


def write_file(sealed: bytes) -> bytes:
    """Return the file around a sealed letter; its digest tells a damaged file from a wrong code."""
    whole = magic.INVITATION.front() + sized(sealed)
    return whole + octets.digest(whole)


def read_file(data: bytes) -> bytes:
    """Return the sealed letter of a file; Malformed for a damaged or foreign one."""
    reader = octets.Octets(data)
    magic.INVITATION.enter(reader)
    sealed = reader.sized(FILE_BYTES)
    if reader.take(octets.DIGEST_BYTES) != octets.digest(data[: -octets.DIGEST_BYTES]):
        raise octets.Malformed
    reader.finish()
    return sealed

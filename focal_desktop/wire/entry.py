"""Roster entries: the signed acts that say who may read, write and sign. Keys and codes, never a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from focal_desktop.wire import magic, octets
from focal_desktop.wire.octets import fixed, sized, varint

BODY_BYTES = 64 * 1024
SIGNATURES = 8
"""The most signatures one entry carries."""

Id = Annotated[bytes, Meta(min_length=8, max_length=8)]
Hash = Annotated[bytes, Meta(min_length=16, max_length=16)]
Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
SealKey = Annotated[bytes, Meta(min_length=32, max_length=2048)]
Code = Annotated[str, Meta(min_length=1, max_length=64)]
Ids = Annotated[tuple[Id, ...], Meta(max_length=1024)]
Number = Annotated[int, Meta(ge=0, le=(1 << 63) - 1)]
Last = tuple[tuple[Id, Number], ...]
"""Of each feed and chain a device signed, the last sequence that counts (not named: none)."""


class Keys(msgspec.Struct, frozen=True):
    """The two public keys of a device; its id follows from the first."""

    sign: Key
    seal: SealKey

    def device_id(self) -> bytes:
        """Return the id of the device that holds these keys."""
        return octets.device_id(self.sign)


class Found(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag="found"):
    """First entry of the root chain: hub, first device, and headquarters' scopes under words of its own."""

    hub: Hash
    receipt: Key
    device: Keys
    scopes: Mapping[str, str] = {}
    read: Ids = ()
    write: Ids = ()


class OpenOffice(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag="office"):
    """First entry of an office's chain; `share` as in Share."""

    office: Code
    root: Id
    share: Mapping[str, Ids] = {}


class Invite(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag="invite"):
    """A one-time join key, good through a day by the hub's clock."""

    join: Key
    office: Code
    role: Code
    until: date
    read: Ids = ()
    write: Ids = ()


class Former(msgspec.Struct, frozen=True):
    """The device that ends as another takes its place: its claim for that other, and what of it counts."""

    claim: Annotated[bytes, Meta(min_length=1, max_length=8 * 1024)]
    last: Last = ()


class Admit(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag="admit"):
    """A device admitted on an invitation's join key, or on the signing key of the device that it replaces.

    Of each scope in `since` it is given those keys alone whose maker knew of at least so many lost readers:
    what another person wrote or read before stays closed to it.
    """

    join: Key
    device: Keys
    office: Code
    role: Code
    read: Ids = ()
    write: Ids = ()
    former: Former | msgspec.UnsetType = msgspec.UNSET
    since: Last | msgspec.UnsetType = msgspec.UNSET

    def ends(self) -> bytes:
        """Return the id of the device that this ends; nothing where none does."""
        return octets.device_id(self.join) if isinstance(self.former, Former) else b""


class Grant(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag="grant"):
    """New lists of scopes for a device, in place of its old ones."""

    device: Hash
    read: Ids = ()
    write: Ids = ()


class Revoke(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag="revoke"):
    """A device's end, and what of it still counts."""

    device: Hash
    last: Last = ()

    def ends(self) -> bytes:
        """Return the id of the device that this ends."""
        return self.device


class Share(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag="share"):
    """Which scopes of the office the holders of each headquarters role read and write, in place of before."""

    share: Mapping[str, Ids] = {}


class Quorum(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag="quorum"):
    """How many root devices sign each later entry of the root chain."""

    signatures: Annotated[int, Meta(ge=1, le=SIGNATURES)]


class Later(msgspec.Struct, frozen=True):
    """An act of a later version: kept and passed on in its chain, without effect here."""

    do: str


Body = Found | OpenOffice | Invite | Admit | Grant | Revoke | Share | Quorum
_KNOWN = frozenset({"found", "office", "invite", "admit", "grant", "revoke", "share", "quorum"})
_BODY = msgspec.json.Decoder(Body)
_LATER = msgspec.json.Decoder(Later)


class RosterEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One signed act in a chain; its body is kept as the bytes that were signed."""

    chain: bytes
    seq: int
    prev: bytes = octets.ZEROS
    body: bytes
    signatures: tuple[tuple[bytes, bytes], ...] = ()

    @classmethod
    def draft(cls, chain: bytes, seq: int, prev: bytes, body: Body) -> RosterEntry:
        """Return an entry without signatures."""
        return cls(chain=chain, seq=seq, prev=prev, body=msgspec.json.encode(body, order="sorted"))

    def act(self) -> Body | Later:
        """Return what the entry does."""
        try:
            kind = _LATER.decode(self.body)
            return _BODY.decode(self.body) if kind.do in _KNOWN else kind
        except (msgspec.MsgspecError, ValueError, RecursionError) as wrong:
            raise octets.Malformed from wrong

    def signed_part(self) -> bytes:
        """Return what each signer signs: everything before the signatures."""
        return b"".join(
            (
                magic.ROSTER_ENTRY.front(),
                fixed(self.chain, octets.STREAM_BYTES),
                varint(self.seq),
                fixed(self.prev, octets.DIGEST_BYTES),
                sized(self.body),
            )
        )

    def signed(self, signatures: Sequence[tuple[bytes, bytes]]) -> RosterEntry:
        """Return this entry with the signatures of these devices."""
        return msgspec.structs.replace(self, signatures=tuple(signatures))

    def encode(self) -> bytes:
        """Return the entry's bytes."""
        if not 1 <= len(self.signatures) <= SIGNATURES:
            raise ValueError("an entry has one to eight signatures")
        parts = [self.signed_part(), bytes([len(self.signatures)])]
        for device, signature in self.signatures:
            parts += (fixed(device, octets.DEVICE_BYTES), fixed(signature, octets.SIGNATURE_BYTES))
        return b"".join(parts)

    def digest(self) -> bytes:
        """Return the digest that the next entry of the chain names."""
        return octets.digest(self.encode())

    @classmethod
    def decode(cls, data: bytes) -> RosterEntry:
        """Read an entry, all of it; its signatures are the caller's to check."""
        reader = octets.Octets(data)
        magic.ROSTER_ENTRY.enter(reader)
        chain, seq = reader.take(octets.STREAM_BYTES), reader.varint()
        prev, body = reader.take(octets.DIGEST_BYTES), reader.sized(BODY_BYTES)
        count = reader.byte()
        if not 1 <= count <= SIGNATURES or (seq == 0) != (prev == octets.ZEROS):
            raise octets.Malformed
        signatures = tuple(
            (reader.take(octets.DEVICE_BYTES), reader.take(octets.SIGNATURE_BYTES)) for _ in range(count)
        )
        reader.finish()
        return cls(chain=chain, seq=seq, prev=prev, body=body, signatures=signatures)

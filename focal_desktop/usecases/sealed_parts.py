"""Sealed parts on their way to named case officers at headquarters, and their opening there.

Each block has a key of its own, wrapped to each officer's device: never under the key of a scope alone.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, sealing, signing
from focal_desktop.domain import merge
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import BLOCK, SEALED_PARTS, Kind, Plain
from focal_desktop.store import reader
from focal_desktop.usecases import places, roster, unlocking
from focal_desktop.usecases.session import Session

OFFICER = "hq_case"
STEP_BYTES = 256
"""A block's length tells how many of these its text takes, no more."""


class Officer(msgspec.Struct, frozen=True):
    """A device of a case officer at headquarters, and the key to seal to it."""

    device: str
    public: bytes


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a block belongs; it opens nowhere else."""

    scope: str
    record: str
    part: str

    def bind(self, device: str = "") -> bytes:
        """Return what ties a block, or the key wrapped to one device, to this place."""
        return msgspec.json.encode(("focal sealed part", self, device))


class Block(msgspec.Struct, frozen=True, array_like=True):
    """The sealed text and its key, wrapped to each device that may open it."""

    key_id: bytes
    text: bytes
    wraps: tuple[tuple[str, bytes], ...]


_BLOCK = msgspec.msgpack.Decoder(Block)
_VALUES = msgspec.json.Decoder(dict[str, Any])


def find_officers(session: Session) -> tuple[Officer, ...]:
    """Return the case officers' devices; Trouble while none is known here."""
    active = roster.load(session.store).active()
    found = tuple(
        Officer(signing.device_text(d.id), d.seal) for d in active if d.has_role(OFFICER) and d.seal
    )
    if not found:
        raise not_admitted()
    return found


def not_admitted() -> Trouble:
    """Return the refusal of what waits until headquarters and this computer know each other."""
    return Trouble(
        "not_admitted",
        "This computer does not know headquarters' case officers yet, so nothing can be sealed for them. "
        "All of it is safe here; until then, call the numbers of headquarters or OIOS.",
    )


def seal(values: Mapping[str, Plain], officers: Sequence[Officer], place: Place) -> str:
    """Return the block as one line of text: these officers open it, at this place, and nobody else."""
    key = keys.new_key()
    text = msgspec.json.encode(dict(values), order="deterministic")
    padded = text.ljust(-(-len(text) // STEP_BYTES) * STEP_BYTES)
    block = Block(
        key_id=keys.key_id(key),
        text=keys.seal_bytes(key, padded, place.bind()),
        wraps=tuple((one.device, sealing.seal(one.public, key, place.bind(one.device))) for one in officers),
    )
    return base64.b64encode(msgspec.msgpack.encode(block)).decode("ascii")


def unseal(line: str, device: str, private: bytes, place: Place) -> dict[str, Plain]:
    """Return what a block holds, or raise NotForUs: sealed for others, for elsewhere, or damaged."""
    try:
        block = _BLOCK.decode(base64.b64decode(line, validate=True))
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        raise keys.NotForUs from None
    wrapped = next((wrap for name, wrap in block.wraps if name == device), b"")
    key = sealing.open_sealed(private, wrapped, place.bind(device))
    if keys.key_id(key) != block.key_id:
        raise keys.NotForUs
    values: dict[str, Plain] = _VALUES.decode(keys.open_bytes(key, block.text, place.bind()))
    return values


def read(session: Session, kind: Kind[Any], identity: str, part: str) -> dict[str, Plain]:
    """Return what this vault can open of a part: the newest that came for it, under what was kept here.

    Trouble where all there is was sealed for others.
    """
    local = read_local(session, kind, identity, part)
    held = reader.read_blocks(session.store.connection, kind.name, identity, part)
    carriers = [one for one in held if not one.is_erased]
    found = _open_newest(session, Place("", identity, part), carriers)
    if found is None and carriers and not local:
        raise places.not_allowed("reveal")
    return {**(found or {}), **local}


def read_local(session: Session, kind: Kind[Any], identity: str, part: str) -> dict[str, Plain]:
    """Return what was written of a part on this computer."""
    opened = reader.read_sealed(session.store.connection, kind, identity, part)
    folded = merge.fold(kind, opened, session.store.rules.hq, session.policy.codes)
    return dict(folded.values)


def _open_newest(session: Session, place: Place, carriers: Sequence[Change]) -> dict[str, Plain] | None:
    private = reader.read_key(session.store.connection, unlocking.DEVICE_SEAL) or b""
    for one in sorted(carriers, key=_order, reverse=True):
        here = msgspec.structs.replace(place, scope=one.scope)
        try:
            return unseal(str(one.value), session.person.device, private, here)
        except keys.NotForUs:
            continue
    return None


def can_open(session: Session, carrier: Change) -> bool:
    """Tell whether this device is one that a block was sealed for, and the block is whole."""
    private = reader.read_key(session.store.connection, unlocking.DEVICE_SEAL) or b""
    place = Place(carrier.scope, carrier.record, carrier.field.removeprefix(BLOCK))
    try:
        unseal(str(carrier.value), session.person.device, private, place)
    except (keys.NotForUs, msgspec.MsgspecError):
        return False
    return True


def _order(carrier: Change) -> tuple[int, str, int]:
    return (carrier.lamport, carrier.device, carrier.counter)


def fields_of(kind: Kind[Any], part: str) -> tuple[str, ...]:
    """Return the fields of one sealed part by its name; none for what is no sealed part."""
    return kind.fields_leaving(*[one for one in SEALED_PARTS if one == part])


def block_field(part: str) -> str:
    """Return the field under which a sealed part travels."""
    return BLOCK + part

"""Whose word a file carries: signed by the device that wrote it, checked against the roster by the reader."""

from __future__ import annotations

import msgspec

from focal_desktop.crypto import signing
from focal_desktop.store import reader
from focal_desktop.usecases import people, roster, unlocking
from focal_desktop.usecases.session import Session


class Signed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What was said, by which key."""

    public: bytes
    signature: bytes
    said: bytes


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What was said, by which device; `by` is its role and office, `unknown` where the roster has none."""

    device: str
    by: str
    is_known: bool
    said: bytes


_SIGNED = msgspec.msgpack.Decoder(Signed)


def sign(session: Session, purpose: bytes, said: bytes) -> bytes:
    """Return what was said with this device's signature."""
    seed = reader.read_key(session.store.connection, unlocking.DEVICE_SIGN) or b""
    made = Signed(signing.public_key(seed), signing.sign(seed, purpose + said), said)
    return msgspec.msgpack.encode(made)


def check(session: Session, purpose: bytes, data: bytes) -> Word:
    """Return what was said and by whom; ValueError where the signature is not that device's."""
    try:
        found = _SIGNED.decode(data)
    except msgspec.MsgspecError:
        raise ValueError("not signed") from None
    if not signing.is_signed(found.public, purpose + found.said, found.signature):
        raise ValueError("not signed")
    device = signing.device_text(signing.device_id(found.public))
    is_known = device == session.person.device or roster.find(roster.load(session.store), device) is not None
    return Word(device=device, by=people.describe(session, device), is_known=is_known, said=found.said)

"""What this device signs and opens with its own two keys; nothing else touches them."""

from __future__ import annotations

from focal_desktop.crypto import sealing, signing
from focal_desktop.store import reader
from focal_desktop.usecases import unlocking
from focal_desktop.usecases.session import Session


def read_seed(session: Session) -> bytes:
    """Return the seed this device signs with, for what is signed on another thread."""
    return _read(session, unlocking.DEVICE_SIGN)


def sign(session: Session, part: bytes) -> bytes:
    """Return this device's signature."""
    return signing.sign(read_seed(session), part)


def open_sealed(session: Session, sealed: bytes, info: bytes) -> bytes:
    """Return what was sealed to this device, or raise sealing.NotForUs."""
    return sealing.open_sealed(_read(session, unlocking.DEVICE_SEAL), sealed, info)


def own_id(session: Session) -> bytes:
    """Return this device's id."""
    return signing.device_bytes(session.person.device)


def _read(session: Session, name: str) -> bytes:
    found = reader.read_key(session.store.connection, name)
    if found is None:
        raise ValueError("a vault has its device's keys")
    return found

"""A file for two officers: neither opens it alone. The first hands a half to the second.

Must never be sealed to one officer, nor to the person who wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, sealing, signing
from focal_desktop.store import officers, reader
from focal_desktop.store.header import Officer
from focal_desktop.usecases import roster, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.wire.magic import TWO_OFFICERS
from focal_desktop.wire.octets import Octets

ROLE = "root"
FILE_BYTES = 48 * 1024 * 1024
"""More is not read, so that a strange file costs little."""
_NOT_YOURS = (
    "This file is not sealed to you and another officer of today, or not in this order. Nothing was opened; "
    "ask the officers it was sealed to."
)
_NOT_OURS = "This file is not what is expected here, or it was altered on its way. Nothing was opened."
_NEWER = "A newer version of the program wrote this file. Nothing was opened; update this computer."


class Wrap(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The key for two officers in the order in which they act; in a half it is open to the second alone."""

    first: str
    second: str
    sealed: Annotated[bytes, Meta(max_length=8192)]


class Closed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What the file holds: what it is for, who can open it, and the sealed text."""

    purpose: str
    is_half: bool
    key_id: bytes
    wraps: Annotated[tuple[Wrap, ...], Meta(min_length=1, max_length=officers.MOST)]
    text: bytes

    @property
    def bound(self) -> bytes:
        """What key and text are bound to."""
        return b"focal two officers\0" + self.purpose.encode() + b"\0" + self.key_id


_CLOSED = msgspec.msgpack.Decoder(Closed)


def list_pairs(session: Session) -> tuple[tuple[Officer, Officer], ...]:
    """Return which officers can act together, never with the person whose vault this is; maybe none."""
    found = sorted(
        (
            Officer(signing.device_text(one.id), one.seal)
            for one in roster.load(session.store).active()
            if one.has_role(ROLE) and one.seal
        ),
        key=lambda one: one.device,
    )
    return officers.pair_up([one for one in found if one.device != session.person.device])


def require_pairs(session: Session) -> tuple[tuple[Officer, Officer], ...]:
    """Return who can act together, or refuse while fewer than two officers are known here."""
    if pairs := list_pairs(session):
        return pairs
    raise Trouble(
        "not_admitted",
        "This computer does not know two other officers at headquarters yet, so nothing is sealed to two. "
        "Nothing was written; sync, and try again.",
    )


def seal(session: Session, purpose: str, text: bytes) -> bytes:
    """Return a file that each pair of officers can open, and nobody alone."""
    pairs = require_pairs(session)
    key = keys.new_key()
    closed = Closed(purpose, is_half=False, key_id=keys.key_id(key), wraps=(), text=b"")
    wraps = tuple(
        Wrap(a.device, b.device, sealing.seal_to_two(a.public, b.public, key, closed.bound)) for a, b in pairs
    )
    sealed = keys.seal_bytes(key, text, closed.bound)
    return _write(msgspec.structs.replace(closed, wraps=wraps, text=sealed))


def open_first(session: Session, purpose: str, data: bytes) -> bytes:
    """Open the outer layer and return the half for whichever other officer acts next."""
    roster.require_officer(session, ROLE)
    closed = _read(data, purpose, is_half=False)
    wraps = tuple(_open_outer(session, closed))
    if not wraps:
        raise _not_yours()
    return _write(msgspec.structs.replace(closed, is_half=True, wraps=wraps))


def _open_outer(session: Session, closed: Closed) -> Iterator[Wrap]:
    def open_one(one: Wrap, other: bytes) -> bytes:
        return sealing.open_outer(_read_private(session), other, one.sealed, closed.bound)

    for one in closed.wraps:
        if one.first == session.person.device and (inner := _open(session, one, one.second, open_one)):
            yield msgspec.structs.replace(one, sealed=inner)


def open_second(session: Session, purpose: str, data: bytes) -> bytes:
    """Open a half to the end and return its text."""
    roster.require_officer(session, ROLE)
    closed = _read(data, purpose, is_half=True)

    def open_one(one: Wrap, other: bytes) -> bytes:
        return sealing.open_inner(_read_private(session), other, one.sealed, closed.bound)

    own = (one for one in closed.wraps if one.second == session.person.device)
    key = next((found for one in own if (found := _open(session, one, one.first, open_one))), None)
    if key is None:
        raise _not_yours()
    try:
        if keys.key_id(key) == closed.key_id:
            return keys.open_bytes(key, closed.text, closed.bound)
    except keys.NotForUs:
        pass
    raise Trouble("file_not_ours", _NOT_OURS, field="file")


def _open(session: Session, one: Wrap, other: str, work: Callable[[Wrap, bytes], bytes]) -> bytes | None:
    """Open one layer together with an officer who is one today, or nothing."""
    known = roster.find(roster.load(session.store), other)
    if known is None or known.is_revoked():
        return None
    try:
        return work(one, known.seal)
    except keys.NotForUs:
        return None


def _not_yours() -> Trouble:
    return Trouble("not_allowed", _NOT_YOURS, field="file")


def _read_private(session: Session) -> bytes:
    return reader.read_key(session.store.connection, unlocking.DEVICE_SEAL) or b""


def _write(closed: Closed) -> bytes:
    return TWO_OFFICERS.front() + msgspec.msgpack.encode(closed)


def _read(data: bytes, purpose: str, *, is_half: bool) -> Closed:
    if len(data) <= FILE_BYTES:
        try:
            TWO_OFFICERS.enter(Octets(data))
            closed = _CLOSED.decode(memoryview(data)[len(TWO_OFFICERS.front()) :])
        except wire.TooNew:
            raise Trouble("newer_version", _NEWER, field="file") from None
        except (wire.Malformed, msgspec.MsgspecError, ValueError, RecursionError):
            pass
        else:
            if (closed.purpose, closed.is_half) == (purpose, is_half):
                return closed
    raise Trouble("file_not_ours", _NOT_OURS, field="file")

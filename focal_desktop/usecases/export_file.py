"""An export sealed to one person at headquarters, and its opening there.

It tells by its signature which device wrote it. Must never be opened without a reason where it is of a case.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, public_export, sealing, signing
from focal_desktop.store import reader
from focal_desktop.usecases import audit, authorship, people, roster, sealed_parts, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.wire.magic import EXPORT
from focal_desktop.wire.octets import Octets

FILE_BYTES = 48 * 1024 * 1024
SIGNED_AS = b"focal export\0"
_NOT_YOURS = (
    "This file is sealed for another computer, or it was damaged or altered on its way. Nothing was opened."
)
_NOT_OURS = "This file is no export of this program, or it was damaged on its way. Nothing was opened."
_NEWER = "A newer version of the program wrote this file. Nothing was opened; update this computer."


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """A person at headquarters by device, role and office; never by name."""

    device: str
    by: str
    public: bytes


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What is in an export: which record it is of, the form of its text, and the text."""

    kind: str
    record: str
    is_case: bool
    form: str
    text: bytes


class Sealed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """For which device, and the sealed bytes."""

    device: Annotated[str, Meta(max_length=64)]
    content: bytes


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A document, and who wrote it; `unknown` where the roster has never named the device."""

    document: Document
    device: str
    by: str
    is_known: bool


_SEALED = msgspec.msgpack.Decoder(Sealed)
_DOCUMENT = msgspec.msgpack.Decoder(Document)


def list_recipients(session: Session, *, is_case: bool) -> tuple[Recipient, ...]:
    """Return to whom an export can be sealed: case officers for what is of a case, else all headquarters."""
    roles = (sealed_parts.OFFICER,) if is_case else roster.HQ_ROLES
    found = (
        (signing.device_text(one.id), one.seal)
        for one in roster.load(session.store).active()
        if one.has_role(*roles) and one.seal
    )
    return tuple(
        Recipient(device=device, by=people.describe(session, device), public=public)
        for device, public in sorted(found)
    )


def require_recipient(session: Session, device: str, *, is_case: bool) -> Recipient:
    """Return the one who was named; nobody else at headquarters is taken for them."""
    known = list_recipients(session, is_case=is_case)
    if not known:
        raise sealed_parts.not_admitted()
    found = next((one for one in known if one.device == device), None)
    if found is None:
        said = "There is no such device of a person at headquarters who may read this. Nothing was written."
        raise Trouble("not_in_list", said, field="to")
    return found


def seal(session: Session, recipient: Recipient, document: Document) -> bytes:
    """Return the file; only the recipient's computer opens it."""
    signed = authorship.sign(session, SIGNED_AS, msgspec.msgpack.encode(document))
    content = sealing.seal(recipient.public, signed, _bind(recipient.device))
    return EXPORT.front() + msgspec.msgpack.encode(Sealed(recipient.device, content))


def _bind(device: str) -> bytes:
    return SIGNED_AS + EXPORT.front() + device.encode()


def is_export(data: bytes) -> bool:
    """Tell whether a file begins as ours do."""
    return data.startswith(EXPORT.letters)


def open_file(session: Session, data: bytes, reason: str) -> Opened:
    """Return what was sealed to this computer; that it was opened, and why, is kept."""
    audit.require_reason(reason)
    word = _unseal(session, _read(data))
    try:
        document = _DOCUMENT.decode(word.said)
    except (msgspec.MsgspecError, ValueError):
        raise Trouble("file_not_ours", _NOT_OURS, field="file") from None
    audit.tell(
        session,
        audit.Deed.REVEALED,
        kind=document.kind,
        record=document.record,
        part="export",
        reason=reason,
    )
    return Opened(document=document, device=word.device, by=word.by, is_known=word.is_known)


def open_public(data: bytes, words: str) -> bytes:
    """Return what was sealed to generated words; refused before any work where that would cost too much."""
    try:
        return public_export.open_sealed(data, words)
    except public_export.TooDear:
        said = "This file is no export, or opening it would cost too much memory. Nothing was opened."
        raise Trouble("file_not_ours", said, field="file") from None
    except keys.NotForUs:
        said = "These words do not open this file, or it was damaged. Nothing was opened."
        raise Trouble("wrong_passphrase", said, field="words_file") from None
    except MemoryError:
        said = "The computer has not enough free memory for this file. Close other programs and try again."
        raise Trouble("not_enough_memory", said) from None


def _read(data: bytes) -> Sealed:
    if len(data) <= FILE_BYTES:
        try:
            EXPORT.enter(Octets(data))
            return _SEALED.decode(memoryview(data)[len(EXPORT.front()) :])
        except wire.TooNew:
            raise Trouble("newer_version", _NEWER, field="file") from None
        except (wire.Malformed, msgspec.MsgspecError, ValueError, RecursionError):
            pass
    raise Trouble("file_not_ours", _NOT_OURS, field="file")


def _unseal(session: Session, sealed: Sealed) -> authorship.Word:
    private = reader.read_key(session.store.connection, unlocking.DEVICE_SEAL) or b""
    try:
        if sealed.device != session.person.device:
            raise keys.NotForUs
        signed = sealing.open_sealed(private, sealed.content, _bind(sealed.device))
        return authorship.check(session, SIGNED_AS, signed)
    except (keys.NotForUs, ValueError):
        raise Trouble("file_not_ours", _NOT_YOURS, field="file") from None

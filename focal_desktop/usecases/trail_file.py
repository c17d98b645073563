"""The whole audit trail of a vault in a file for two officers, with the chain that shows what is missing."""

from __future__ import annotations

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import trail
from focal_desktop.usecases import audit, authorship, two_officers
from focal_desktop.usecases.audit import Line
from focal_desktop.usecases.session import Session

PURPOSE = "audit trail"
SIGNED_AS = b"focal audit trail\0"


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says once both have opened it."""

    office: str
    at: str
    chain: trail.Chain


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a trail; `chain` is false where a line or a link does not agree, from `first_bad` on."""

    device: str
    by: str
    is_known: bool
    at: str
    lines: tuple[Line, ...]
    changes: int
    chain: bool
    first_bad: str


_CONTENT = msgspec.msgpack.Decoder(Content)


def write(session: Session) -> bytes:
    """Return the file; that it was written is its own last line."""
    two_officers.require_pairs(session)
    audit.tell(session, audit.Deed.EXPORTED, kind=trail.KIND)
    chain = trail.read_chain(session.store.connection)
    content = Content(office=session.person.office, at=session.at, chain=chain)
    signed = authorship.sign(session, SIGNED_AS, msgspec.msgpack.encode(content))
    return two_officers.seal(session, PURPOSE, signed)


def open_first(session: Session, data: bytes) -> bytes:
    """Return the half that the second officer opens to the end."""
    return two_officers.open_first(session, PURPOSE, data)


def open_second(session: Session, data: bytes) -> Opened:
    """Return the lines, and whether any was taken out or altered."""
    signed = two_officers.open_second(session, PURPOSE, data)
    try:
        word = authorship.check(session, SIGNED_AS, signed)
        content = _CONTENT.decode(word.said)
        lines = tuple(audit.line_of(held) for held in trail.list_told(content.chain))
        flaw = trail.find_flaw(content.chain)
    except (ValueError, msgspec.MsgspecError):
        said = "This trail was not written by a vault of this program. Nothing was changed."
        raise Trouble("file_not_ours", said, field="file") from None
    return Opened(
        device=word.device,
        by=word.by,
        is_known=word.is_known,
        at=content.at,
        lines=lines,
        changes=len(content.chain.entries),
        chain=flaw is None,
        first_bad="" if flaw is None else f"change {flaw}",
    )

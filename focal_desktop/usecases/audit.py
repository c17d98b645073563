"""Who saw, printed, saved, exported or erased what here, when and why: one line an act, in the one log.

Readable by the person who did it and by two officers together (A19); a line outlives what it is about. Must
never hold a word of a record's content, and never reach a list, a search, a figure or a feed.
"""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import codec
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Scope
from focal_desktop.store import rows, trail
from focal_desktop.store.writer import Writer
from focal_desktop.usecases.session import Session


class Deed(StrEnum):
    """What a line can tell of."""

    SEEN = "seen"
    REVEALED = "revealed"
    PRINTED = "printed"
    SAVED = "saved"
    EXPORTED = "exported"
    ERASED = "erased"
    HELD = "held"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 a code, no passphrase
    RECOVERED = "recovered"
    HANDED_OVER = "handed_over"
    CASE_PASSED = "case_passed"
    CASE_KEPT = "case_kept"
    ESCROW_OPENED = "escrow_opened"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One act; `reference` is the neutral one of a record, `part` a sealed part or the name of a paper."""

    id: str
    at: str
    what: str
    kind: str
    record: str
    reference: str
    part: str
    reason: str
    device: str
    is_reason_erased: bool = False


def keep_line(
    session: Session,
    writer: Writer,
    what: str,
    *,
    kind: str = "",
    record: str = "",
    part: str = "",
    reason: str = "",
) -> str:
    """Keep one act in the log, in the transaction of who calls; return the line's id.

    The reason is a field of its own, so that an erasure of the record can destroy it and leave the line.
    """
    reference = rows.reference_of(record) if record else ""
    told = trail.Told(Deed(what).value, kind, record, reference, part)
    said = {trail.DEED: trail.write_told(told)} | ({trail.REASON: reason} if reason else {})
    identity = trail.new_id()
    counter, lamport = writer.next_numbers(Scope.SEALED, len(said))
    writer.append(
        Change(
            scope=Scope.SEALED,
            device=session.person.device,
            counter=counter + place,
            lamport=lamport,
            kind=trail.KIND,
            record=identity,
            field=field,
            value=value,
            at=session.at,
        )
        for place, (field, value) in enumerate(said.items())
    )
    return identity


def tell(
    session: Session, what: str, *, kind: str = "", record: str = "", part: str = "", reason: str = ""
) -> None:
    """Keep one act that writes nothing else; Trouble where nothing can be kept, and then it is not done."""
    with session.store.transaction() as writer:
        keep_line(session, writer, what, kind=kind, record=record, part=part, reason=reason)


def note(session: Session, what: str, *, kind: str = "", part: str = "") -> None:
    """Keep an act that holds no word of a case; a vault that cannot be written keeps nobody from it."""
    with suppress(Trouble):
        tell(session, what, kind=kind, part=part)


def note_seen(session: Session, kind: str, record: str) -> None:
    """Keep that a case was opened to be read, once an unlock; it keeps nobody from reading."""
    if (kind, record) not in session.seen:
        session.seen.add((kind, record))
        with suppress(Trouble):
            tell(session, Deed.SEEN, kind=kind, record=record)


def require_reason(reason: str) -> str:
    """Return a stated reason, or refuse: it is one short text that says something."""
    if not reason.strip():
        raise Trouble("needed", "This is done only for a stated reason. Nothing was opened.", field="reason")
    if not is_reason(reason):
        raise Trouble("wrong_type", "A reason is one short sentence. Nothing was opened.", field="reason")
    return reason


def is_reason(said: str) -> bool:
    """Tell whether what was said is one short text that says something."""
    return bool(said.strip()) and codec.is_writable(said) and len(said) <= codec.LONGEST_TEXT


def list_lines(session: Session) -> list[Line]:
    """Return every line of this vault in the order it was written."""
    return [line_of(held) for held in trail.read_lines(session.store.connection)]


def list_about(session: Session, kind: str, record: str) -> list[Line]:
    """Return the lines about one record, in the order they were written."""
    return [one for one in list_lines(session) if one.kind == kind and one.record == record]


def line_of(held: trail.Held) -> Line:
    """Return one line of the log as people read it."""
    told = held.told
    return Line(
        id=held.deed.record,
        at=held.deed.at,
        what=told.what,
        kind=told.kind,
        record=told.record,
        reference=told.reference,
        part=told.part,
        reason=held.reason,
        device=held.deed.device,
        is_reason_erased=held.is_reason_erased,
    )

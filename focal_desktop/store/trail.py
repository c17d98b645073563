"""The lines of the audit trail as they lie in the log: each under an id of its own, folded into no record.

Must never be listed, searched or counted with the records, and never leave by a feed.
"""

from __future__ import annotations

import msgspec

from focal_desktop.base import ids
from focal_desktop.domain.change import Change
from focal_desktop.store import log
from focal_desktop.store.connection import Connection

KIND = "audit"
"""No declared kind: what a line is about is one field, why it was done another."""
DEED, REASON = "what", "reason"
BETWEEN = ("audit.", "audit/")
"""The first is how every line's id begins, so that the log's index by record finds them all at once."""


class Told(msgspec.Struct, frozen=True):
    """What one line says of: an act, and what it was done to; no word of that thing's content."""

    what: str
    kind: str = ""
    record: str = ""
    reference: str = ""
    part: str = ""


class Held(msgspec.Struct, frozen=True):
    """One line: where it stands in the log, the change that tells what was done, and why, if that stands."""

    sequence: int
    deed: Change
    told: Told
    reason: str = ""
    is_reason_erased: bool = False


_TOLD = msgspec.json.Decoder(Told)


def new_id() -> str:
    """Return the id of a new line."""
    return f"{BETWEEN[0]}{ids.new_id()}"


def write_told(told: Told) -> str:
    """Return what a line says of, as the text that is kept."""
    return msgspec.json.encode(told).decode()


def read_lines(connection: Connection) -> list[Held]:
    """Return every line in the order in which it was written."""
    lines: dict[str, Held] = {}
    for sequence, change in log.read_between(connection, *BETWEEN):
        if change.kind != KIND:
            continue
        if change.field == DEED:
            told = _TOLD.decode(str(change.value))
            lines[change.record] = Held(sequence, change, told)
        elif change.record in lines:
            reason = "" if change.is_erased else str(change.value)
            lines[change.record] = msgspec.structs.replace(
                lines[change.record], reason=reason, is_reason_erased=change.is_erased
            )
    return list(lines.values())


def find_reasons(connection: Connection, record: str) -> tuple[str, ...]:
    """Return the ids of the lines about a record whose reason still stands; an erasure destroys these."""
    return tuple(
        one.deed.record for one in read_lines(connection) if one.reason and one.told.record == record
    )

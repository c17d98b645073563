"""The lines of the audit trail as they lie in the log: each under an id of its own, folded into no record.

Must never be listed, searched or counted with the records, and never leave by a feed.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from focal_desktop.base import ids
from focal_desktop.crypto import chain as chains
from focal_desktop.domain.change import Change
from focal_desktop.store import log
from focal_desktop.store.connection import Connection

KIND = "audit"
"""No declared kind: what a line is about is one field, why it was done another."""
DEED, REASON = "what", "reason"
UNREADABLE = "unreadable"
"""What a line tells that was altered outside the program; the check of the chain finds it too."""
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


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One entry of the log without what it says: its names and the salted digest of its value."""

    scope: str
    device: str
    counter: int
    lamport: int
    kind: str
    record: str
    field: str
    base: str
    at: str
    commitment: bytes

    def change(self, value: str | None = None) -> Change:
        """Return it as a change; without a value it counts as erased."""
        return Change(
            scope=self.scope,
            device=self.device,
            counter=self.counter,
            lamport=self.lamport,
            kind=self.kind,
            record=self.record,
            field=self.field,
            value=value,
            base=tuple(self.base.split("\n")) if self.base else (),
            at=self.at,
            is_erased=value is None,
        )


_TOLD = msgspec.json.Decoder(Told)


def new_id() -> str:
    """Return the id of a new line."""
    return f"{BETWEEN[0]}{ids.new_id()}"


def write_told(told: Told) -> str:
    """Return what a line says of, as the text that is kept."""
    return msgspec.json.encode(told).decode()


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """The whole log by its names and salted digests, and of the trail's own lines what they say too."""

    entries: tuple[Entry, ...]
    said: dict[int, tuple[str, bytes]]
    head: bytes


def read_chain(connection: Connection) -> Chain:
    """Return what shows whether a line was taken out: every link of the chain, the values of lines alone."""
    named = list(log.read_names(connection))
    entries = tuple(Entry(*(*log.plain_columns(change), commitment)) for _, change, commitment in named)
    places = {sequence: place for place, (sequence, _, _) in enumerate(named, 1)}
    found = connection.execute(
        "SELECT c.sequence, v.content, v.salt FROM change c JOIN value v USING (sequence)"
        " WHERE c.record >= ? AND c.record < ? AND c.kind = ?",
        (*BETWEEN, KIND),
    )
    said = {places[number]: (str(content), bytes(salt)) for number, content, salt in found}
    return Chain(entries=entries, said=said, head=log.read_tail(connection)[1])


def find_flaw(chain: Chain) -> int | None:
    """Return the number of the first entry that does not agree, or nothing: then no line was taken out."""
    before = log.START
    for number, entry in enumerate(chain.entries, 1):
        before = log.next_link(before, entry.change(), entry.commitment)
        if entry.kind != KIND:
            continue
        said = chain.said.get(number)
        is_gone = said is None and entry.field == REASON  # an erasure takes the reason, never the line
        if not is_gone and not (said and chains.is_salted(said[0].encode(), said[1], entry.commitment)):
            return number
    return None if before == chain.head else len(chain.entries) + 1


def list_told(chain: Chain) -> list[Held]:
    """Return the lines of a chain in their order."""
    found = []
    for number, entry in enumerate(chain.entries, 1):
        if entry.kind == KIND:
            content = chain.said.get(number)
            found.append((number, entry.change(None if content is None else _read_text(content[0]))))
    return _gather(found)


def _read_text(content: str) -> str:
    try:
        return msgspec.json.decode(content, type=str)
    except (msgspec.MsgspecError, ValueError):
        return ""


def _read_told(change: Change) -> Told:
    try:
        return _TOLD.decode(str(change.value))
    except (msgspec.MsgspecError, ValueError):
        return Told(UNREADABLE)


def read_lines(connection: Connection) -> list[Held]:
    """Return every line in the order in which it was written."""
    return _gather(log.read_between(connection, *BETWEEN))


def _gather(found: Iterable[tuple[int, Change]]) -> list[Held]:
    lines: dict[str, Held] = {}
    for sequence, change in found:
        if change.kind != KIND:
            continue
        if change.field == DEED:
            lines[change.record] = Held(sequence, change, _read_told(change))
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

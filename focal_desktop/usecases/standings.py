"""How each case stands that may leave: what headquarters had read of it and said of it, and by which day.

Reads alone; nothing is written. A day counts where headquarters signed it, and is nothing where it did not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

import msgspec

from focal_desktop.domain import codec, retention
from focal_desktop.domain.allegation import KIND, State
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import BLOCK, Plain
from focal_desktop.domain.retention import Standing
from focal_desktop.store import carriers, log, reader
from focal_desktop.store.rows import Row
from focal_desktop.usecases import places
from focal_desktop.usecases.session import Session

READ = "read/"
_DAYS = msgspec.json.Decoder(dict[str, int])
Days = Mapping[str, int]
"""On each day of Nairobi's: up to which envelope of the own feed it had read by then."""


def list_all(session: Session) -> Iterator[Standing]:
    """Yield the cases that may leave: those of this office; at headquarters every one that it reads."""
    if not places.is_seen(session, KIND.name):
        return
    reads = _Reads(session)
    for row in reader.read_all(session.store.connection, KIND):
        if _is_here(session, row):
            yield _read_standing(session, row, reads)


def find(session: Session, record: str) -> Standing | None:
    """Return how one case stands; nothing of one that never leaves here by itself."""
    row = reader.read_row(session.store.connection, KIND.name, record)
    return _read_standing(session, row, _Reads(session)) if row and _is_here(session, row) else None


def _is_here(session: Session, row: Row) -> bool:
    """Tell whether a case may leave: at headquarters one that is over, in an office each of its own."""
    if session.person.is_hq:
        return row.state == State.CLOSED and bool(row.values.get("in_cmts_on"))
    return row.state != State.DRAFT and row.office == session.person.office


def read_days(session: Session, scope: str) -> Days:
    """Return what is noted of one scope."""
    held = reader.read_meta(session.store.connection, READ + scope)
    return _DAYS.decode(held) if held else {}


def read_day(instant: str) -> date | None:
    """Return the day of an instant; nothing for what is none."""
    try:
        return datetime.fromisoformat(instant).date()
    except ValueError:
        return None


class _Reads:
    """When headquarters had read a change of the own feeds, by Nairobi's days."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._scopes: dict[str, tuple[Days, list[carriers.Carried]]] = {}

    def find(self, change: Change) -> date | None:
        """Return the day; nothing while it has not been read."""
        if change.scope not in self._scopes:
            connection, device = self._session.store.connection, self._session.person.device
            held = carriers.list_carried(connection, change.scope, device)
            self._scopes[change.scope] = (read_days(self._session, change.scope), held)
        days, held = self._scopes[change.scope]
        carrier = next((one.sequence for one in held if one.has(change.counter)), None)
        read = [day for day, until in days.items() if carrier is not None and carrier <= until]
        return read_day(min(read)) if read else None


def _read_standing(session: Session, row: Row, reads: _Reads) -> Standing:
    changes = log.read_record(session.store.connection, KIND.name, row.id)
    shared = [c for c in changes if not c.is_local]
    return Standing(
        case=codec.read(KIND, row.id, row.values),
        reference=row.reference,
        read_on=_find_read(session, shared, reads),
        closed_on=_find_said(session, shared, "state", State.CLOSED),
        subject_ended_on=_find_said(session, shared, "subject_ended_on", row.values.get("subject_ended_on")),
        in_cmts_on=_find_said(session, shared, "in_cmts_on", row.values.get("in_cmts_on")),
        parts={part: _find_fields(changes, part) for part in retention.PARTS},
        parts_read=dict(_list_parts_read(session, changes, reads)),
    )


def _find_read(session: Session, changes: Sequence[Change], reads: _Reads) -> date | None:
    """Return on which day of Nairobi's all of these had been read; nothing while one has not, or none is.

    What a colleague wrote is read once an officer has written after it. Where officers wrote all of it, as of
    a case that passed after a hand-over, it was read when they first did.
    """
    hq = session.store.rules.hq
    found: list[date | None] = []
    for one in (c for c in changes if c.device not in hq):
        if one.device == session.person.device:
            found.append(reads.find(one))
        else:
            after = [read_day(c.at) for c in changes if c.device in hq and c.lamport > one.lamport]
            found.append(min((day for day in after if day), default=None))
    if not found:
        said = [read_day(c.at) for c in changes if c.device in hq]
        found = [min((day for day in said if day), default=None)]
    return None if not found or None in found else max(day for day in found if day)


def _find_said(session: Session, changes: Sequence[Change], field: str, value: Plain) -> date | None:
    """Return when headquarters last said what stands in a field now; never the day that was typed into it."""
    said = [c for c in changes if value and (c.field, c.value) == (field, value)]
    days = [read_day(c.at) for c in said if c.device in session.store.rules.hq]
    return max((day for day in days if day), default=None)


def _find_fields(changes: Sequence[Change], part: str) -> frozenset[str]:
    """Return the fields of a part in which something stands here."""
    fields = KIND.fields_leaving(*[p for p in retention.PARTS if p == part])
    last = {c.field: c for c in changes if c.field in fields}
    return frozenset(name for name, change in last.items() if not change.is_erased)


def _list_parts_read(
    session: Session, changes: Sequence[Change], reads: _Reads
) -> Iterator[tuple[str, date]]:
    """Yield each part that was passed on as it stands, and when headquarters had read it."""
    for part in retention.PARTS:
        places_of = [at for at, c in enumerate(changes) if c.field == BLOCK + part]
        fields = KIND.fields_leaving(part)
        if not places_of or any(c.field in fields for c in changes[places_of[-1] :]):
            continue
        day = _find_read(session, [changes[places_of[-1]]], reads)
        if day:
            yield part, day

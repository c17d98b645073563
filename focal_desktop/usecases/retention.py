"""What leaves this computer by itself: shown ahead, held where headquarters asks, carried out when due.

Only in an office, and only what headquarters has read. Each erasure leaves a line that says by which rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from focal_desktop.domain import codec, retention
from focal_desktop.domain.allegation import KIND, State
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import BLOCK, Scope
from focal_desktop.domain.retention import Due, Standing
from focal_desktop.store import carriers, erasing, erasures, log, reader, rosters
from focal_desktop.store.erasures import Erasure
from focal_desktop.store.rows import Row
from focal_desktop.store.writer import Writer, encode
from focal_desktop.usecases import audit, orders, places
from focal_desktop.usecases.session import Session

RETENTION = "retention/"
"""How the reason of an erasure by a rule of the policy begins."""
FAR = timedelta(days=retention.SHOWN_AHEAD_DAYS)
"""A clock that is further ahead of Nairobi's last word than this is not believed."""
_WORD, _READ = "word/", "read/"
_DAYS = msgspec.json.Decoder(dict[str, int])
Days = Mapping[str, int]
"""On each day of Nairobi's: up to which envelope of the own feed it had read by then."""


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves within the days shown ahead, what has left, and by which day it is counted."""

    due: Sequence[Due]
    left: Sequence[Erasure]
    counted_on: date | None


def look_ahead(session: Session, days: int = retention.SHOWN_AHEAD_DAYS) -> Outlook:
    """Return what is due and what has gone; nothing is written."""
    counted = find_day(session)
    standings = _list_standings(session) if counted else ()
    due = retention.list_due(standings, session.policy, counted + timedelta(days=days)) if counted else []
    return Outlook(due=due, left=erasures.list_all(session.store.connection), counted_on=counted)


def find_due(session: Session, record: str) -> list[Due]:
    """Return everything that is known to leave of one case, however far ahead."""
    row = reader.read_row(session.store.connection, KIND.name, record)
    if row is None or session.person.is_hq or row.office != session.person.office:
        return []
    return retention.list_due([_read_standing(session, row, _Reads(session))], session.policy, date.max)


def find_day(session: Session) -> date | None:
    """Return the day up to which may be erased: this computer and Nairobi's last word both reached it."""
    return retention.agree(session.today, _find_word(session))


def _find_word(session: Session) -> date | None:
    """Return the day of the newest word that headquarters signed, in whichever scope."""
    said = rosters.read_named(session.store.connection, _WORD).values()
    return max((found for one in said if (found := _read_day(one.decode()))), default=None)


def _read_day(instant: str) -> date | None:
    try:
        return datetime.fromisoformat(instant).date()
    except ValueError:
        return None


def tend(session: Session) -> int:
    """Carry out what headquarters ordered and what is due, then renew the data key; return how much went.

    Troubles as for any save: what could not be done now is done at the next call.
    """
    if session.store.behind or session.store.refusal:
        return 0
    note_reads(session)
    gone = len(carry_out(session)) + orders.carry_out(session)  # which lets go of the envelopes of both
    erasing.finish(session.store)
    return gone


def let_go(session: Session) -> int:
    """Erase what is due now, also while something is being sent: the key is renewed at the next unlock."""
    note_reads(session)
    gone = len(carry_out(session)) + orders.carry_out(session)
    erasing.secure(session.store)
    return gone


def carry_out(session: Session) -> list[Due]:
    """Erase what is due today and not held, in one transaction, each with its line; return it."""
    counted = find_day(session)
    if counted is None or session.person.is_hq:
        return []
    found = retention.list_due(_list_standings(session), session.policy, counted)
    due = [one for one in found if not one.is_held]
    if due:
        with session.store.transaction() as writer:
            for one in due:
                _erase(session, writer, one)
    return due


def _erase(session: Session, writer: Writer, due: Due) -> None:
    connection, reason = session.store.connection, RETENTION + due.rule
    order = Erasure(due.record, due.part, reason, session.at)
    if due.part:
        erasing.erase_part(writer, connection, KIND, order, due.keep)
    else:
        erasing.erase_record(writer, connection, order)
    for name in [name for name in session.waiting if due.record in name]:
        del session.waiting[name]
    audit.keep_line(
        session, writer, "erased", kind=KIND.name, record=due.record, part=due.part, reason=reason
    )


def note_reads(session: Session) -> None:
    """Keep by which day the own envelopes had been read: the mark itself is dated by this clock alone.

    Called after each exchange; where it is late, so is what is counted from it, and never early.
    """
    connection, day = session.store.connection, _find_safe_day(session)
    for scope in session.scopes(Scope.SEA, Scope.WORK) if day else ():
        until = carriers.find_read(connection, scope.id, session.person.device)
        days = _read_days(session, scope.id)
        if day and until > max(days.values(), default=0):
            with session.store.transaction() as writer:
                writer.set_meta(_READ + scope.id, encode({**days, day.isoformat(): until}))


def _find_safe_day(session: Session) -> date | None:
    """Return a day that is surely not before today's: Nairobi's last word may be old, this clock wrong."""
    word = _find_word(session)
    return None if word is None else max(word, min(session.today, word + FAR))


def _read_days(session: Session, scope: str) -> Days:
    held = reader.read_meta(session.store.connection, _READ + scope)
    return _DAYS.decode(held) if held else {}


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
            self._scopes[change.scope] = (_read_days(self._session, change.scope), held)
        days, held = self._scopes[change.scope]
        carrier = next((one.sequence for one in held if one.has(change.counter)), None)
        read = [day for day, until in days.items() if carrier is not None and carrier <= until]
        return _read_day(min(read)) if read else None


def _list_standings(session: Session) -> Iterator[Standing]:
    """Yield the cases of this office as they stand in an office's vault."""
    if session.person.is_hq or not places.is_seen(session, KIND.name):
        return
    reads = _Reads(session)
    for row in reader.read_all(session.store.connection, KIND):
        if row.office == session.person.office and row.state != State.DRAFT:
            yield _read_standing(session, row, reads)


def _read_standing(session: Session, row: Row, reads: _Reads) -> Standing:
    changes = log.read_record(session.store.connection, KIND.name, row.id)
    shared = [c for c in changes if not c.is_local]
    return Standing(
        case=codec.read(KIND, row.id, row.values),
        reference=row.reference,
        read_on=_find_read(session, shared, reads),
        closed_on=_find_closed(session, shared),
        parts={part: _find_fields(changes, part) for part in retention.PARTS},
        parts_read=dict(_list_parts_read(session, changes, reads)),
    )


def _find_read(session: Session, changes: Sequence[Change], reads: _Reads) -> date | None:
    """Return on which day of Nairobi's all of these had been read; nothing while one has not, or none is.

    What a colleague wrote is read once an officer has written after it.
    """
    hq = session.store.rules.hq
    found: list[date | None] = []
    for one in (c for c in changes if c.device not in hq):
        if one.device == session.person.device:
            found.append(reads.find(one))
        else:
            after = [_read_day(c.at) for c in changes if c.device in hq and c.lamport > one.lamport]
            found.append(min((day for day in after if day), default=None))
    return None if not found or None in found else max(day for day in found if day)


def _find_closed(session: Session, changes: Sequence[Change]) -> date | None:
    said = [c for c in changes if (c.field, c.value) == ("state", State.CLOSED)]
    days = [_read_day(c.at) for c in said if c.device in session.store.rules.hq]
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

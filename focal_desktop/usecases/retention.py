"""What leaves this computer by itself: shown ahead, held where headquarters asks, carried out when due.

An office lets go only of what headquarters has read, headquarters only of working copies. Each erasure leaves
a line that says by which rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from focal_desktop.domain import retention
from focal_desktop.domain.allegation import KIND
from focal_desktop.domain.record import Scope
from focal_desktop.domain.retention import Due, Standing
from focal_desktop.store import carriers, erasing, erasures, log, moving, rekeying, rosters, trail
from focal_desktop.store.erasures import Erasure
from focal_desktop.store.writer import Writer, encode
from focal_desktop.usecases import audit, orders, standings, tallies
from focal_desktop.usecases.session import Session

RETENTION = "retention/"
"""How the reason of an erasure by a rule of the policy begins."""
FAR = timedelta(days=retention.SHOWN_AHEAD_DAYS)
"""A clock that is further ahead of Nairobi's last word than this is not believed."""
_WORD = "word/"


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves within the days shown ahead, what has left, and by which day it is counted."""

    due: Sequence[Due]
    left: Sequence[Erasure]
    counted_on: date | None


def look_ahead(session: Session, days: int = retention.SHOWN_AHEAD_DAYS) -> Outlook:
    """Return what is due and what has gone; nothing is written."""
    counted = find_day(session)
    due = _list_due(session, standings.list_all(session), counted + timedelta(days=days)) if counted else []
    gone = erasures.list_all(session.store.connection)
    left = [one for one in gone if one.reason != erasures.LET_GO]
    return Outlook(due=due, left=left, counted_on=counted)


def find_due(session: Session, record: str) -> list[Due]:
    """Return everything that is known to leave of one case, however far ahead."""
    found = standings.find(session, record)
    return _list_due(session, [found], date.max) if found else []


def _list_due(session: Session, found: Iterable[Standing], until: date) -> list[Due]:
    if session.person.is_hq:
        return retention.list_due_at_headquarters(found, session.policy, until)
    return retention.list_due(found, session.policy, until)


def find_day(session: Session) -> date | None:
    """Return the day up to which may be erased: this computer and Nairobi's last word both reached it."""
    return retention.agree(session.today, _find_word(session))


def _find_word(session: Session) -> date | None:
    """Return the day of the newest word that headquarters signed, in whichever scope."""
    said = rosters.read_named(session.store.connection, _WORD).values()
    return max((found for one in said if (found := standings.read_day(one.decode()))), default=None)


def tend(session: Session) -> int:
    """Carry out what headquarters ordered and what is due, then renew the data key; return how much went.

    Troubles as for any save: what could not be done now is done at the next call.
    """
    if session.store.behind or session.store.refusal:
        return 0
    gone = _erase_due(session)
    erasing.finish(session.store)
    return gone


def let_go(session: Session) -> int:
    """Erase what is due now, also while something is being sent: the key is renewed later."""
    gone = _erase_due(session)
    erasing.secure(session.store)
    return gone


def begin_renewal(session: Session) -> moving.Moving | None:
    """Begin to renew the data key where that is owed: `copy` aside, `still.let_go`, `moving.end`."""
    if session.store.refusal or not rekeying.is_renewal_due(session.store.connection):
        return None
    return moving.begin_renewal(session.store)


def _erase_due(session: Session) -> int:
    note_reads(session)
    return len(carry_out(session)) + orders.carry_out(session)  # which lets go of the envelopes of both


def carry_out(session: Session) -> list[Due]:
    """Erase what is due today and not held, in one transaction, each with its line; return it."""
    counted = find_day(session)
    found = _list_due(session, standings.list_all(session), counted) if counted else []
    due = [one for one in found if not one.is_held]
    if due:
        with session.store.transaction() as writer:
            for one in due:
                _erase(session, writer, one)
    return due


def _erase(session: Session, writer: Writer, due: Due) -> None:
    connection, reason = session.store.connection, RETENTION + due.rule
    order = Erasure(due.record, due.part, reason, session.at)
    tallies.keep(session, writer, KIND.name, order)
    if due.part:
        erasing.erase_part(writer, connection, KIND, order, due.keep)
    else:
        erasing.erase_record(writer, connection, order)
    for name in [name for name in session.waiting if due.record in name]:
        del session.waiting[name]
    audit.keep_line(
        session, writer, "erased", kind=KIND.name, record=due.record, part=due.part, reason=reason
    )


def list_late(session: Session) -> list[str]:
    """Return the cases about which something came after their working copy had left: nobody here can read it.

    An office that was far behind may still have written; headquarters calls it.
    """
    connection, hq = session.store.connection, session.store.rules.hq
    reason = RETENTION + retention.WORKING_COPY
    left = [one.record for one in erasures.list_all(connection) if one.reason == reason]
    lines = {one.told.record: one.sequence for one in trail.read_lines(connection) if left}
    return [
        record
        for record in left
        if any(
            sequence > lines.get(record, 0) and change.device not in hq
            for sequence, change in log.read_between(connection, record, record + "\0")
        )
    ]


def note_reads(session: Session) -> None:
    """Keep by which day the own envelopes had been read: the mark itself is dated by this clock alone.

    Called after each exchange; where it is late, so is what is counted from it, and never early.
    """
    connection, day = session.store.connection, _find_safe_day(session)
    for scope in session.scopes(Scope.SEA, Scope.WORK) if day else ():
        until = carriers.find_read(connection, scope.id, session.person.device)
        days = standings.read_days(session, scope.id)
        if day and until > max(days.values(), default=0):
            with session.store.transaction() as writer:
                writer.set_meta(standings.READ + scope.id, encode({**days, day.isoformat(): until}))


def _find_safe_day(session: Session) -> date | None:
    """Return a day that is surely not before today's: Nairobi's last word may be old, this clock wrong."""
    word = _find_word(session)
    return None if word is None else max(word, min(session.today, word + FAR))

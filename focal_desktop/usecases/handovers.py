"""After a hand-over: each open case of the office passes to who took over, or stays, as an officer decides.

What passes is stated anew by headquarters, under the present key: that is all the new person is given of it.
Closed cases never pass, nor does a sealed part; no word within the days of the policy keeps a case (A13).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec

from focal_desktop.base import ids
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.domain import allegation, handover_decision
from focal_desktop.domain.allegation import Consent, State
from focal_desktop.domain.change import Change
from focal_desktop.domain.handover_decision import Decision, HandoverDecision
from focal_desktop.domain.record import Plain
from focal_desktop.store import epochs, log, reader
from focal_desktop.store.rows import Row
from focal_desktop.store.writer import Writer, encode, fold_record
from focal_desktop.usecases import audit, records, roster
from focal_desktop.usecases.audit import Deed
from focal_desktop.usecases.closed_cases import Closings, Successor
from focal_desktop.usecases.session import Session

RULE = "handover_case"
WAITING, KEPT = "waiting", "kept"
_FOLLOWED = "passed/followed"
_OPEN = frozenset({State.PASSED_ON, State.RECEIVED, State.WITH_INVESTIGATORS})
_WANTED = frozenset({Consent.GIVEN, Consent.GUARDIAN})


class Undecided(msgspec.Struct, frozen=True, kw_only=True):
    """One open case that is closed to who took its desk over: it waits, or is kept, by a word or by silence.

    `tells_person` is whether the person agreed to be contacted again, and may hear who is there now.
    """

    case: str
    reference: str
    office: str
    device: str
    scope: str
    state: str
    keeps_on: date
    days_left: int
    decided_on: date | None = None
    tells_person: bool = False


def list_cases(session: Session) -> list[Undecided]:
    """Return every open case that was not passed on, those that wait first; for case officers alone."""
    roster.require_officer(session, "hq_case")
    closings = Closings(session)
    found = [one for row in _list_open(session, closings) for one in _list_of(session, closings, row)]
    return sorted(found, key=lambda one: (one.state != WAITING, one.keeps_on, one.office, one.reference))


def is_asked(session: Session) -> bool:
    """Tell whether a case waits for this person's decision."""
    if "hq_case" not in session.person.roles or not Closings(session).successors:
        return False
    try:
        return any(one.state == WAITING for one in list_cases(session))
    except Trouble:  # this device has not been admitted itself
        return False


def _list_open(session: Session, closings: Closings) -> Iterator[Row]:
    offices = {one.office for one in closings.successors}
    for row in reader.read_all(session.store.connection, allegation.KIND) if offices else ():
        if row.office in offices and row.state in _OPEN:
            yield row


def _list_of(session: Session, closings: Closings, row: Row) -> Iterator[Undecided]:
    for scope in sorted({one.scope for one in closings.successors if one.office == row.office}):
        for successor in closings.list_closed(row.id, scope):
            yield _describe(session, closings, row, successor)


def _describe(session: Session, closings: Closings, row: Row, successor: Successor) -> Undecided:
    decided = closings.find_decided(row.id, successor)
    begun_on = _read_day(closings.find_begun(row.id, successor.scope).came_at)
    days = [day for day in (begun_on, _find_day(session, successor)) if day]
    since = max(days, default=session.today)
    keeps_on = since + timedelta(days=session.policy.deadline(RULE, "retention").value)
    is_kept = decided is not None or session.today >= keeps_on
    return Undecided(
        case=row.id,
        reference=row.reference,
        office=row.office,
        device=successor.device,
        scope=successor.scope,
        state=KEPT if is_kept else WAITING,
        keeps_on=keeps_on,
        days_left=max((keeps_on - session.today).days, 0),
        decided_on=decided.decided_on if decided else None,
        tells_person=row.values.get("consent_contact") in _WANTED,
    )


def _find_day(session: Session, successor: Successor) -> date | None:
    """Return when the desk changed hands: the day on which headquarters made the first key after that."""
    held = epochs.read_all(session.store.connection, successor.scope)
    days = [_read_day(one.made_at) for one in held if one.lost >= successor.since and not one.feed]
    return min((day for day in days if day), default=None)


def _read_day(instant: str) -> date | None:
    try:
        return datetime.fromisoformat(instant).date()
    except ValueError:
        return None


def pass_case(session: Session, case: str) -> list[Undecided]:
    """Pass a case to who took its desk over; it cannot be taken back. Return what was decided."""
    found = _find(session, case)
    with session.store.transaction() as writer:
        for scope in sorted({one.scope for one in found}):
            _state(session, writer, scope, _list_sides(session, case, scope))
        _decide(session, writer, found, Decision.PASSED)
        audit.keep_line(session, writer, Deed.CASE_PASSED, kind=allegation.KIND.name, record=case)
    return found


def keep_case(session: Session, case: str) -> list[Undecided]:
    """Keep a case at headquarters; it can still be passed on later. Return what was decided."""
    found = _find(session, case)
    with session.store.transaction() as writer:
        _decide(session, writer, found, Decision.KEPT)
        audit.keep_line(session, writer, Deed.CASE_KEPT, kind=allegation.KIND.name, record=case)
    return found


def _find(session: Session, case: str) -> list[Undecided]:
    found = [one for one in list_cases(session) if one.case == case]
    if found:
        return found
    row = reader.read_row(session.store.connection, allegation.KIND.name, case)
    if row is not None and row.state == State.CLOSED:
        raise Trouble(
            "not_allowed", "A closed case never passes to another person. Nothing was changed.", field="case"
        )
    raise Trouble(
        "not_found",
        "No open case of this id waits for a decision after a hand-over. One that was passed on stays passed "
        "on. Nothing was changed.",
        field="case",
    )


def follow(session: Session) -> None:
    """State anew what has come of a passed case under a key that its new reader is not given.

    As from a colleague who had not heard yet. One officer does it: who decided, else the first who reads it.
    """
    connection, tail = session.store.connection, encode(session.store.tail()[0])
    if "hq_case" not in session.person.roles or reader.read_meta(connection, _FOLLOWED) == tail:
        return
    closings = Closings(session)
    passed = [found for found in closings.list_passed() if _is_mine(session, *found)]
    if not passed:
        return
    with session.store.transaction() as writer:
        for one, successor in passed:
            sides = _list_sides(session, one.case, successor.scope)
            late = [side for side in sides if closings.find_carried(side).lost < successor.since]
            _state(session, writer, successor.scope, late)
        writer.set_meta(_FOLLOWED, encode(writer.tail[0]))


def _is_mine(session: Session, decided: HandoverDecision, successor: Successor) -> bool:
    state, kind = session.store.roster, handover_decision.KIND.name
    said = [c for c in log.read_record(session.store.connection, kind, decided.id) if c.field == "decision"]
    officers = {
        signing.device_text(device.id)
        for device in state.readers(bytes.fromhex(successor.scope))
        if device.chain == state.root
    }
    still = [c.device for c in said if c.value == Decision.PASSED and c.device in officers]
    return session.person.device == min(still or officers, default="")


def _list_sides(session: Session, case: str, scope: str) -> list[Change]:
    """Return every value of a case that stands in a scope, each side of a clash too."""
    folded = fold_record(session.store.connection, session.store.rules, allegation.KIND.name, case)
    return [c for field in sorted(folded.current) for c in folded.current[field] if c.scope == scope]


def _state(session: Session, writer: Writer, scope: str, sides: Sequence[Change]) -> None:
    """State values anew, in place of what they were until now."""
    if not sides:
        return
    counter, lamport = writer.next_numbers(scope, len(sides))
    writer.append(
        Change(
            scope=scope,
            device=session.person.device,
            counter=counter + place,
            lamport=lamport,
            kind=side.kind,
            record=side.record,
            field=side.field,
            value=side.value,
            base=(side.name,),
            at=session.at,
        )
        for place, side in enumerate(sides)
    )


def _decide(session: Session, writer: Writer, found: Sequence[Undecided], decision: Decision) -> None:
    kind = handover_decision.KIND
    for one in found:
        identity = ids.keyed_id(kind.name, (one.case, one.device))
        written: dict[str, tuple[Change, ...]] = {}
        for change in log.read_record(session.store.connection, kind.name, identity):
            written[change.field] = (*written.get(change.field, ()), change)
        values: dict[str, Plain] = {
            "case": one.case,
            "device": one.device,
            "decision": decision.value,
            "decided_on": session.today.isoformat(),
        }
        records.write_in(
            session, writer, records.Target(kind, identity, written, one.scope), values, one.scope
        )

"""What the section shows of the reports: neutral rows without a word about anyone, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from focal_desktop.base.words import Words
from focal_desktop.domain import allegation, codec, deadline
from focal_desktop.domain.allegation import State
from focal_desktop.domain.deadline import Desk, Due
from focal_desktop.store.rows import Row
from focal_desktop.sync import status
from focal_desktop.usecases import due, forms, records
from focal_desktop.usecases.session import Session

KIND = "allegation"
NEW = "allegations/new"
"""The name under which a page of intake is kept that is no record yet."""
OPEN = (State.DRAFT, State.PASSED_ON, State.RECEIVED, State.WITH_INVESTIGATORS)
MOST = 200
TO_CALL = ("hotline_oios", "helpline_speakup")
"""Channels that lead to those who decide; so does a channel that headquarters keeps."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list: where a report stands, never what it says."""

    id: str
    reference: str
    state: str
    received_on: str
    office: str
    place: str
    next_due: Due | None = None
    needs_phone: bool = False
    is_forgotten: bool = False
    waits_for_answer: bool = False
    told_to: str = ""
    """Who was told by telephone, while no receipt says that headquarters has read it."""
    told_at: str = ""

    @property
    def is_unheard(self) -> bool:
        """Whether it was passed on and nobody is known to have it yet."""
        return self.state == State.PASSED_ON and self.place in ("waiting", "hub") and not self.told_to


class Number(msgspec.Struct, frozen=True):
    """Whom to call: the channel's name and its number."""

    name: str
    reach: str


def list_cases(session: Session, states: Sequence[str], limit: int) -> tuple[list[Case], bool]:
    """Return the reports at these steps, the newest first, and whether a step holds more than the limit."""
    places = _find_places(session)
    desk = due.desk_of(session)
    found: list[Case] = []
    has_more = False
    for state in states:
        rows, more = records.list_page(session, KIND, {"state": state}, limit=limit)
        has_more = has_more or more
        found += [_case(session, row, places, desk) for row in rows]
    return sorted(found, key=lambda one: (one.received_on, one.id), reverse=True), has_more


def find_case(session: Session, identity: str) -> Case:
    """Return one report as a line of the list."""
    row = records.read(session, KIND, identity)
    places = _find_places(session)
    return _case(session, row, places, due.desk_of(session))


def is_writing(session: Session) -> bool:
    """Tell whether something is being written that is no record yet."""
    return forms.read(session, NEW) is not None


def needs_somebody(session: Session) -> bool:
    """Tell whether headquarters must be called now, or something is being written that was not reported.

    Home says it with one neutral line, for a saved record is not a report (do_no_harm.md A18).
    """
    if is_writing(session):
        return True
    found, _ = list_cases(session, (State.DRAFT, State.PASSED_ON), MOST)
    return any(one.needs_phone or one.is_forgotten for one in found)


def _find_places(session: Session) -> dict[str, str]:
    """Return where each report is that this person wrote."""
    return {one.id: one.place for one in status.list_items(session, status.Among(kind=KIND))}


def _case(session: Session, row: Row, places: Mapping[str, str], desk: Desk) -> Case:
    said: Any = codec.read(session.kind(KIND), row.id, row.values)
    place = places.get(row.id, "")
    is_hq = session.person.is_hq
    dues = [] if is_hq else deadline.list_allegation(said, desk)
    case = Case(
        id=row.id,
        reference=row.reference,
        state=row.state or State.DRAFT.value,
        received_on=row.on_date,
        office=row.office,
        place=place,
        next_due=min(dues, key=lambda one: one.due_at, default=None),
        waits_for_answer=is_hq and said.state == State.PASSED_ON and not said.answer,
    )
    if is_hq or case.state not in (State.DRAFT, State.PASSED_ON):
        return case
    saved_at = _saved_at(session, row.id, said)
    is_told = deadline.is_told(said) and place != "read"
    return msgspec.structs.replace(
        case,
        told_to=said.told_to if is_told else "",
        told_at=said.told_at.isoformat() if is_told and said.told_at else "",
        needs_phone=deadline.needs_phone(said, saved_at, desk, is_read=place == "read"),
        is_forgotten=deadline.is_forgotten_draft(said, saved_at, desk),
    )


def _saved_at(session: Session, identity: str, said: allegation.Allegation) -> datetime:
    """Return when a draft was begun, or when what was passed on left the hand of its writer."""
    is_draft = said.state == State.DRAFT
    written = [c for c in records.history(session, KIND, identity) if c.at]
    marks = [c.at for c in written if is_draft or c.field == "state"]
    return min((datetime.fromisoformat(at) for at in marks), default=session.clock.now())


def list_numbers(session: Session) -> list[Number]:
    """Return whom to call now: what headquarters itself keeps, the helpline, and OIOS."""
    found = sorted(_open_channels(session), key=lambda row: row.values.get("channel_kind") == TO_CALL[0])
    return [Number(_name(row, session), str(row.values["reach"])) for row in found]


def _open_channels(session: Session) -> Iterator[Row]:
    rows, _ = records.list_page(session, "channel", {}, limit=200)
    today = session.today.isoformat()
    for row in rows:
        leads = row.values.get("channel_kind") in TO_CALL or row.values.get("owner") == "hq_psea"
        closed = row.values.get("closed_on")
        if leads and row.values.get("reach") and not (closed and str(closed) <= today):
            yield row


def _name(row: Row, session: Session) -> str:
    return str(row.values.get("name") or row.values.get("channel_kind") or session.person.office)


def say_numbers(numbers: Sequence[Number], words: Words) -> str:
    """Return the numbers in one line, or plainly whom to call where none is known."""
    if not numbers:
        return words.say("headquarters or OIOS (their numbers are not under Channels yet)")
    return " · ".join(f"{words.isolate(one.name)} {words.keep_numbers(one.reach)}" for one in numbers)

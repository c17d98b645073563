"""What an office has to do and by when, from its own records; what a role does not see is not asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from focal_desktop.base import ids
from focal_desktop.base.turns import Turns, finish
from focal_desktop.domain import access, calendar, deadline
from focal_desktop.domain.deadline import Desk, Due
from focal_desktop.store import reader
from focal_desktop.usecases import reporting
from focal_desktop.usecases.session import Session


def list_due(session: Session) -> list[Due]:
    """Return what is due in this office, the most urgent first."""
    return finish(list_in_turns(session))


def list_in_turns(session: Session) -> Turns[list[Due]]:
    """Find the same a page of records a turn: a large office is not to be waited for."""
    desk = desk_of(session)
    assessments = list[Any]()
    for page in _read(session, "assessment"):
        assessments += page
        yield len(page)
    found = deadline.list_assessments(assessments, desk)
    for page in _read(session, "allegation"):
        for case in page:
            found += deadline.list_allegation(case, desk)
        yield len(page)
    since = _first_day(session)
    if since and _is_open(session, "monthly_return"):
        returns = [one for page in _read(session, "monthly_return") for one in page]
        found += deadline.list_returns(session.person.office, since, returns, desk)
    return sorted(found, key=lambda due: (due.due_at, due.code, due.record))


def desk_of(session: Session) -> Desk:
    """Return by what this office counts: the rules in force, its country's week, and now."""
    row = _office(session)
    country = str(row.values.get("country", "")) if row else ""
    week = calendar.of_country(session.policy, country)
    return Desk(rules=session.policy, calendar=week, now=session.clock.now())


def _office(session: Session) -> Any:
    identity = ids.keyed_id("office", (session.person.office,))
    return reader.read_row(session.store.connection, "office", identity)


def _first_day(session: Session) -> date | None:
    """Return the day from which the office is known here; before it no return is asked for."""
    identity = ids.keyed_id("office", (session.person.office,))
    found = reader.read_history(session.store.connection, "office", identity)
    return min((datetime.fromisoformat(c.at).date() for c in found if c.at), default=None)


def _is_open(session: Session, kind_name: str) -> bool:
    return session.kind(kind_name).scope in access.readable(session.person.roles)


def _read(session: Session, kind_name: str) -> Iterator[list[Any]]:
    """Yield this office's own records of a kind that the role reads, a page at a time."""
    if _is_open(session, kind_name):
        for page in reporting.read_pages(session, kind_name):
            yield [one for office, one in page if office == session.person.office]


def name_subject(session: Session, one: Due, say_month: Callable[[date], str]) -> str:
    """Return whose matter something due is: the partner of an assessment, the month of a return."""
    if one.code == "monthly_return":
        return say_month(one.due_at.date().replace(day=1) - timedelta(days=1))
    row = reader.read_row(session.store.connection, one.kind, one.record) if one.record else None
    partner = str(row.values.get("partner", "")) if row else ""
    found = reader.read_row(session.store.connection, "partner", partner) if partner else None
    return found.title if found else ""

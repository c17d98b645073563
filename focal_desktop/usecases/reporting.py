"""What the annual reports read: typed records of an open vault, and only what this person may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from focal_desktop.base import ids
from focal_desktop.domain import access, codec, monthly_return, office
from focal_desktop.domain.annual import headquarters
from focal_desktop.domain.annual import office as office_annual
from focal_desktop.domain.annual.entity import EntityAnnual
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.headquarters import EntityRecords
from focal_desktop.domain.annual.values import OfficeAnnual
from focal_desktop.domain.monthly_return import MonthlyReturn
from focal_desktop.domain.office import Office
from focal_desktop.domain.record import Record, Scope
from focal_desktop.store import reader
from focal_desktop.usecases import places, roster, tallies
from focal_desktop.usecases.session import Session

OFFICE_ANNUAL, HQ_ANNUAL = office_annual.REPORT, headquarters.REPORT
LISTS = {
    name: name.removesuffix("s")
    for name in OfficeRecords.__struct_fields__
    if name not in ("office", "since_on")
}
"""Which list of an office's records holds which kind."""
Found = dict[str, list[Record]]


def make_office_annual(session: Session, year: int) -> OfficeAnnual:
    """Return the annual report of the person's own office; whoever reads its desk may print it."""
    code = session.person.office
    if Scope.DESK not in access.readable(session.person.roles) or code == roster.HQ:
        raise places.not_allowed()
    desk = read_office(session, code)
    return office_annual.office_model(
        year, desk, session.policy, entity=find_entity(session), as_of=session.today
    )


def make_hq_annual(session: Session, year: int) -> EntityAnnual:
    """Return the entity's annual report; it takes a person at headquarters who reads the desks."""
    if not session.person.is_hq or Scope.DESK not in access.readable(session.person.roles):
        raise places.not_allowed()
    return headquarters.hq_model(
        year, read_entity(session), session.policy, entity=find_entity(session), as_of=session.today
    )


def read_office(session: Session, code: str, leave_out: Collection[str] = ()) -> OfficeRecords:
    """Return what one office has at its desk, as far as this person reads it; some lists may be left out."""
    lists = {name: kind for name, kind in LISTS.items() if name not in leave_out}
    found = {name: _read_kind(session, kind) for name, kind in lists.items()}
    return gather(session, find_office(session, code), {n: kept.get(code, []) for n, kept in found.items()})


def read_entity(session: Session) -> EntityRecords:
    """Return what headquarters has; allegations only for whoever may read them."""
    found = {name: _read_kind(session, kind) for name, kind in LISTS.items()}
    desks = [
        gather(session, one, {name: kept.get(one.code, []) for name, kept in found.items()})
        for one in list_offices(session)
    ]
    own = {name: kept.get(roster.HQ, []) for name, kept in found.items()}
    has_cases = Scope.SEA in access.readable(session.person.roles)
    return EntityRecords(
        offices=tuple(desks),
        own=gather(session, Office(code=roster.HQ), own),
        allegations=(*_read_all(session, "allegation"), *tallies.list_left(session)) if has_cases else None,
        recommendations=tuple(_read_all(session, "recommendation")),
    )


def find_entity(session: Session) -> str:
    """Return the entity of the policy in force: the first that it names."""
    return session.policy.codes("entity")[0]


def list_offices(session: Session) -> list[Office]:
    """Return the offices that this vault knows a record of, by their codes."""
    found: list[Office] = [one for one in _read_all(session, "office") if one.code != roster.HQ]
    return sorted(found, key=lambda one: one.code)


def find_office(session: Session, code: str) -> Office:
    """Return an office, known here or by its code alone."""
    return next((one for one in list_offices(session) if one.code == code), Office(code=code))


def _read_all(session: Session, kind_name: str) -> list[Any]:
    return [one for kept in _read_kind(session, kind_name).values() for one in kept]


def _read_kind(session: Session, kind_name: str) -> Found:
    """Return every record of a kind by its office."""
    kind = session.kind(kind_name)
    found: Found = defaultdict(list)
    for row in reader.read_all(session.store.connection, kind):
        found[row.office].append(codec.read(kind, row.id, row.values))
    return found


def gather(session: Session, one: Office, found: Found) -> OfficeRecords:
    """Return an office's records as reports read them; what its returns say only for whoever reads them."""
    lists: dict[str, Any] = {name: tuple(kept) for name, kept in found.items()}
    if Scope.SEA not in access.readable(session.person.roles):
        lists["monthly_returns"] = None
    since = _find_start(session, one, lists.get("monthly_returns") or ())
    return OfficeRecords(office=one, since_on=since, **lists)


def _find_start(session: Session, one: Office, filed: Iterable[MonthlyReturn]) -> date | None:
    """Return since when an office could file: since it is known here, or since its first return."""
    known = reader.read_history(
        session.store.connection, office.KIND.name, ids.keyed_id(office.KIND.name, (one.code,))
    )
    days = [datetime.fromisoformat(change.at).date() for change in known[:1]]
    days += [day for found in filed if (day := monthly_return.last_day(found.month))]
    return min(days, default=None)

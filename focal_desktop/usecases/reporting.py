"""What the annual reports read: typed records of an open vault, and only what this person may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from focal_desktop.base import ids
from focal_desktop.base.turns import Turns, finish
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
PAGE = 250
"""So many records are read in one turn: a few milliseconds on an old computer."""


def make_office_annual(session: Session, year: int) -> OfficeAnnual:
    """Return the annual report of the person's own office; whoever reads its desk may print it."""
    return finish(gather_office_annual(session, year))()


def gather_office_annual(session: Session, year: int) -> Turns[Callable[[], OfficeAnnual]]:
    """Read in short turns what that report stands on; what comes of them makes it, in any thread."""
    code = session.person.office
    if Scope.DESK not in access.readable(session.person.roles) or code == roster.HQ:
        raise places.not_allowed()
    desk = yield from gather_office(session, code)
    entity, rules, today = find_entity(session), session.policy, session.today
    return lambda: office_annual.office_model(year, desk, rules, entity=entity, as_of=today)


def make_hq_annual(session: Session, year: int) -> EntityAnnual:
    """Return the entity's annual report; it takes a person at headquarters who reads the desks."""
    return finish(gather_hq_annual(session, year))()


def gather_hq_annual(session: Session, year: int) -> Turns[Callable[[], EntityAnnual]]:
    """Read in short turns what that report stands on; what comes of them makes it, in any thread."""
    if not session.person.is_hq or Scope.DESK not in access.readable(session.person.roles):
        raise places.not_allowed()
    found = yield from _gather_entity(session)
    entity, rules, today = find_entity(session), session.policy, session.today
    return lambda: headquarters.hq_model(year, found, rules, entity=entity, as_of=today)


def read_office(session: Session, code: str, leave_out: Collection[str] = ()) -> OfficeRecords:
    """Return what one office has at its desk, as far as this person reads it; some lists may be left out."""
    return finish(gather_office(session, code, leave_out))


def gather_office(session: Session, code: str, leave_out: Collection[str] = ()) -> Turns[OfficeRecords]:
    """Read the same in short turns."""
    lists = {name: kind for name, kind in LISTS.items() if name not in leave_out}
    found = yield from _read_lists(session, lists)
    return gather(session, find_office(session, code), {n: kept.get(code, []) for n, kept in found.items()})


def read_entity(session: Session) -> EntityRecords:
    """Return what headquarters has; allegations only for whoever may read them."""
    return finish(_gather_entity(session))


def _gather_entity(session: Session) -> Turns[EntityRecords]:
    found = yield from _read_lists(session, LISTS)
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
    return [one for page in read_pages(session, kind_name) for _, one in page]


def _read_lists(session: Session, lists: Mapping[str, str]) -> Turns[dict[str, Found]]:
    """Read every record of these kinds by its office, a page a turn."""
    whole: dict[str, Found] = {}
    for name, kind_name in lists.items():
        found = whole[name] = defaultdict(list)
        for page in read_pages(session, kind_name):
            for office_code, one in page:
                found[office_code].append(one)
            yield len(page)
    return whole


def read_pages(session: Session, kind_name: str) -> Iterator[list[tuple[str, Record]]]:
    """Read every record of a kind with the office it is of, a page at a time, in the order of their ids."""
    kind, after, is_more = session.kind(kind_name), "", True
    while is_more:
        rows, is_more = reader.read_page(session.store.connection, kind, {}, after, PAGE)
        yield [(row.office, codec.read(kind, row.id, row.values)) for row in rows]
        after = rows[-1].id if rows else ""


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

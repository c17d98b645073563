"""Every office in one view for headquarters: the figures of the annual report, and how long it was silent.

Silence is never zero. Nothing here reads a case, not even to say that there is none (do_no_harm.md A14).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec

from focal_desktop.domain import access, calendar
from focal_desktop.domain.annual import actions, figures, headquarters, partners, values
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import Share
from focal_desktop.domain.office import Office
from focal_desktop.domain.plan import Plan
from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds
from focal_desktop.usecases import forks, places, reporting, roster
from focal_desktop.usecases.forks import Fork
from focal_desktop.usecases.plans import Planned
from focal_desktop.usecases.reporting import Found
from focal_desktop.usecases.session import Session

"""So many records are read in one turn: the window stays quick meanwhile."""
MONTHS_SHOWN = 3
COUNTED = (
    *("persons", "completions", "focal_points", "agreements", "assessments"),
    *("plans", "actions", "monthly_returns"),
)
"""The lists of an office that the matrix needs."""
NEEDS = ("used_twice", "silent", "not_joined", "returns_missing", "no_focal_point", "focal_point_untrained")
"""Why an office needs a call, the most urgent first."""


class Month(msgspec.Struct, frozen=True):
    """A month by its last day, and whether its return is filed; nothing where it is not due yet."""

    last_on: date
    is_filed: bool | None


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """What an office's desk counts today."""

    training: Share
    partners: Share
    plan: Share
    plan_id: str = ""
    has_focal_point: bool
    is_trained: bool
    alternates: int
    late: tuple[Planned, ...] = ()


class OfficeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One office as headquarters sees it; what a role may not read, or what has never come, is nothing."""

    office: Office
    devices: int = 0
    heard_at: str = ""
    is_silent: bool = False
    months: tuple[Month, ...] = ()
    desk: Desk | None = None
    forks: tuple[Fork, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The office's code."""
        return self.office.code

    @property
    def missing(self) -> int:
        """How many of the months shown are due and not filed."""
        return sum(month.is_filed is False for month in self.months)

    @property
    def urgency(self) -> tuple[int, str, int, int, str]:
        """By what offices stand when those that need a call stand first: the longest silence at the top."""
        first = NEEDS.index(self.needs[0]) if self.needs else len(NEEDS)
        since = self.heard_at if self.is_silent else ""
        return (first, since, -self.missing, -len(self.needs), self.code)


def reads_desks(session: Session) -> bool:
    """Tell whether this person reads the offices' desks."""
    return Scope.DESK in access.readable(session.person.roles)


def reads_returns(session: Session) -> bool:
    """Tell whether this person reads monthly returns."""
    return Scope.SEA in access.readable(session.person.roles)


def read_lines(session: Session) -> Sequence[OfficeLine]:
    """Return every office, those that need a call first."""
    return [lines for lines in count_lines(session) if lines is not None][-1]


def count_lines(session: Session) -> Iterator[Sequence[OfficeLine] | None]:
    """Yield nothing while there is more to count, a little each time; at last every office."""
    if not session.person.is_hq:
        raise places.not_allowed()
    found: dict[str, Found] = {}
    for name in COUNTED:
        found[name] = defaultdict(list)
        for page in reporting.read_pages(session, reporting.LISTS[name]):
            for code, record in page:
                found[name][code].append(record)
            yield None
    heard, seats, forked = _find_heard_by_office(session), _count_devices(session), forks.list_forks(session)
    lines = []
    for office in _list_offices(session):
        mine = {name: kept.get(office.code, []) for name, kept in found.items()}
        desk = reporting.gather(session, office, mine)
        line = _make_line(session, desk, heard.get(office.code, ""), seats[office.code])
        lines.append(_complete(line, [one for one in forked if one.office == office.code]))
        yield None
    yield sorted(lines, key=lambda line: line.urgency)


def _list_offices(session: Session) -> list[Office]:
    """Return every office: by its record, or by the roster alone for who does not read the desks."""
    known = {one.code: one for one in reporting.list_offices(session)}
    named = (one.code for one in roster.load(session.store).offices.values())
    return [known.get(code) or Office(code=code) for code in sorted({*known, *named})]


def _find_heard_by_office(session: Session) -> dict[str, str]:
    """Return when the newest word of each office came, of a device whose access is closed too."""
    heard: dict[str, str] = {}
    state = roster.load(session.store)
    for device, at in find_heard(session).items():
        if known := roster.find(state, device):
            heard[known.office] = max(at, heard.get(known.office, ""))
    return heard


def find_heard(session: Session) -> dict[str, str]:
    """Return when the newest word of each device came.

    What the first exchange of this vault brought was said earlier: it is dated by who wrote it, as far as
    that can be. Otherwise a clock elsewhere decides nothing.
    """
    feeds_heard = feeds.list_heard(session.store.connection)
    began = min((one.first_at for one in feeds_heard), default="")
    heard: dict[str, str] = {}
    for one in feeds_heard:
        is_told = began and _day(one.newest_at) == _day(began) and "" < one.written_at < one.newest_at
        at = one.written_at if is_told else one.newest_at
        heard[one.device] = max(at, heard.get(one.device, ""))
    return heard


def _day(instant: str) -> str:
    return instant[:10]


def _count_devices(session: Session) -> Counter[str]:
    return Counter(device.office for device in roster.load(session.store).active())


def _make_line(session: Session, desk: OfficeRecords, heard_at: str, devices: int) -> OfficeLine:
    return OfficeLine(
        office=desk.office,
        devices=devices,
        heard_at=heard_at,
        is_silent=bool(devices) and _is_silent(session, heard_at),
        months=_list_months(session, desk) if devices or heard_at else (),
        desk=_count_desk(session, desk) if reads_desks(session) and heard_at else None,
    )


def _complete(line: OfficeLine, forked: Sequence[Fork]) -> OfficeLine:
    line = msgspec.structs.replace(line, forks=tuple(forked))
    return msgspec.structs.replace(line, needs=tuple(_find_needs(line)))


def _is_silent(session: Session, heard_at: str) -> bool:
    if not heard_at:
        return True
    days = timedelta(days=session.policy.limit("silent_office_days"))
    return session.clock.now() - datetime.fromisoformat(heard_at) > days


def _list_months(session: Session, desk: OfficeRecords) -> tuple[Month, ...]:
    """Return the last whole months, the oldest first."""
    if desk.monthly_returns is None:
        return ()
    ends: list[date] = []
    day = session.today.replace(day=1)
    while len(ends) < MONTHS_SHOWN:
        ends.insert(0, day - calendar.ONE_DAY)
        day = ends[0].replace(day=1)
    years = {end.year: figures.list_months(desk, session.policy, end.year, session.today) for end in ends}
    return tuple(Month(end, years[end.year][end.month - 1]) for end in ends)


def _count_desk(session: Session, desk: OfficeRecords) -> Desk:
    day, rules = session.today, session.policy
    agreements = figures.list_agreements(desk, day.replace(month=1, day=1), day)
    held = figures.find_designated(desk.focal_points, day)
    named = [person for person, role in held.items() if role in headquarters.FOCAL_ROLES]
    asked = figures.require(desk, rules, day)
    plan = _find_plan(desk, day.year)
    planned = [Planned(action=one) for one in desk.actions if plan is not None and one.plan == plan.id]
    applying = [one for one in planned if one.action.state not in values.DROPPED]
    late = [one for one in applying if one.is_late(day)]
    return Desk(
        training=figures.count_training(asked, rules).everyone,
        partners=partners.count_assessed(partners.rate_partners(agreements, desk, rules, day)),
        plan=Share(len(applying) - len(late), len(applying)),
        plan_id=plan.id if plan else "",
        has_focal_point=bool(named),
        is_trained=bool(named) and all(asked.is_complete(person) for person in named),
        alternates=sum(role == headquarters.ALTERNATE for role in held.values()),
        late=tuple(sorted(late, key=lambda one: (one.action.due_on or date.max, one.action.id))),
    )


def _find_plan(desk: OfficeRecords, year: int) -> Plan | None:
    """Return the plan of a year; of one office there may be several that span it, and the newest holds."""
    found = [one for one in desk.plans if actions.spans(one, year)]
    return max(found, key=lambda one: (one.year or 0, one.id), default=None)


def _find_needs(line: OfficeLine) -> Iterator[str]:
    if line.forks:
        yield "used_twice"
    if line.is_silent:
        yield "silent"
    if not line.devices:
        yield "not_joined"
    if line.missing:
        yield "returns_missing"
    if line.desk is not None and not line.desk.has_focal_point:
        yield "no_focal_point"
    if line.desk is not None and line.desk.has_focal_point and not line.desk.is_trained:
        yield "focal_point_untrained"

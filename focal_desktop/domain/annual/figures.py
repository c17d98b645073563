"""The figures both annual reports print: plain counts of desk records on a day, each with of how many.

Denominators follow domain.md 5.4. Nothing here reads an allegation.
"""

import functools
from collections.abc import Iterable, Mapping, Set
from datetime import date, timedelta

import msgspec

from focal_desktop.domain import agreement as agreeing
from focal_desktop.domain import calendar, gate, monthly_return, policy
from focal_desktop.domain.action import Action
from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.annual import values
from focal_desktop.domain.annual.values import CourseLine, Share
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.channel import Channel
from focal_desktop.domain.channel_test import ChannelTest
from focal_desktop.domain.clause_check import ClauseCheck, Present
from focal_desktop.domain.completion import Completion
from focal_desktop.domain.focal_point import FocalPoint
from focal_desktop.domain.monthly_return import MonthlyReturn
from focal_desktop.domain.office import Office
from focal_desktop.domain.partner import Partner
from focal_desktop.domain.person import Person
from focal_desktop.domain.plan import Plan
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.quarter_note import QuarterNote
from focal_desktop.domain.record import Answer

LEFT_ROLES = ("handed_over", "vacant")
CLAUSES = ("sea_clause", "flow_down", "termination")  # what an agreement must carry to count (K5)


class OfficeRecords(msgspec.Struct, frozen=True, kw_only=True):
    """All that one office has at its desk, as a report reads it."""

    office: Office
    since_on: date | None = None  # the first day on which a return could be filed
    persons: tuple[Person, ...] = ()
    completions: tuple[Completion, ...] = ()
    focal_points: tuple[FocalPoint, ...] = ()
    partners: tuple[Partner, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    clause_checks: tuple[ClauseCheck, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    channels: tuple[Channel, ...] = ()
    channel_tests: tuple[ChannelTest, ...] = ()
    monthly_returns: tuple[MonthlyReturn, ...] | None = None  # nothing: not for this person to read
    plans: tuple[Plan, ...] = ()
    actions: tuple[Action, ...] = ()
    quarter_notes: tuple[QuarterNote, ...] = ()


class Training(msgspec.Struct, frozen=True):
    """Each required course, and who is up to date with every one required of them."""

    courses: tuple[CourseLine, ...]
    everyone: Share


class Requirements(msgspec.Struct, frozen=True):
    """Who is present and who is counted on a day, what each course asks of whom, and what is valid."""

    present: tuple[Person, ...]
    counted: frozenset[str]
    required: Mapping[str, frozenset[str]]  # by course
    valid: frozenset[tuple[str, str]]

    def is_complete(self, person: str) -> bool:
        """Whether somebody is up to date with every course required of them."""
        return all((person, code) in self.valid for code, people in self.required.items() if person in people)


def require(records: OfficeRecords, rules: Policy, day: date) -> Requirements:
    """Return what the mandatory courses ask of an office's people on a day."""
    present = tuple(person for person in records.persons if _is_present(person, day))
    designated = set(find_designated(records.focal_points, day))
    required = {
        code: frozenset(one.id for one in present if _is_required(entry, one, designated))
        for code, entry in rules.entries("course").items()
        if entry.extra["mandatory"] and not entry.extra["retired"]
    }
    counted = frozenset(person.id for person in present if not _is_excused(person, rules, day))
    return Requirements(present, counted, required, frozenset(find_valid(records.completions, rules, day)))


def count_training(asked: Requirements, rules: Policy) -> Training:
    """Return who is up to date; newcomers and people on long leave are named as not counted."""
    lines = []
    for code, people in asked.required.items():
        ids = people & asked.counted
        done = Share(sum((person, code) in asked.valid for person in ids), len(ids))
        course = values.find_term(rules, "course", code)
        lines.append(CourseLine(course=course, up_to_date=done, not_counted=len(people - ids)))
    owing = frozenset[str]().union(*asked.required.values()) & asked.counted
    return Training(tuple(lines), Share(sum(asked.is_complete(person) for person in owing), len(owing)))


def count_contracts(asked: Requirements) -> Mapping[str, tuple[int, Share]]:
    """Return for each contract how many people there are, and who of those counted is up to date."""
    found: dict[str, tuple[int, Share]] = {}
    for contract in {person.contract for person in asked.present}:
        mine = [person.id for person in asked.present if person.contract == contract]
        counted = [person for person in mine if person in asked.counted]
        done = sum(asked.is_complete(person) for person in counted)
        found[contract] = (len(mine), Share(done, len(counted)))
    return found


def find_valid(completions: Iterable[Completion], rules: Policy, day: date) -> set[tuple[str, str]]:
    """Return who has which course valid on a day; a person's own word is kept but not counted."""
    lasts = functools.cache(lambda course, completed_on: _lasts(course, completed_on, rules, day))
    counts = functools.cache(lambda evidence: _counts(evidence, rules))  # thousands share a few of each
    return {
        (one.person, one.course)
        for one in completions
        if one.completed_on
        and one.completed_on <= day
        and counts(one.evidence)
        and lasts(one.course, one.completed_on)
    }


def _counts(evidence: str, rules: Policy) -> bool:
    entry = rules.entry("completion_evidence", evidence)
    return entry is not None and bool(entry.extra["counts"])


def _lasts(course: str, completed_on: date, rules: Policy, day: date) -> bool:
    entry = rules.entry("course", course)
    if entry is None or "value" not in entry.extra:
        return True
    try:
        return calendar.due_on(completed_on, rules.deadline(course, "course"), calendar.Calendar()) >= day
    except (OverflowError, ValueError):
        return True


def _is_present(person: Person, day: date) -> bool:
    has_come = person.entered_on is None or person.entered_on <= day
    has_left = (person.left_on is not None and person.left_on <= day) or person.exemption == "left"
    return has_come and not has_left and person.exemption != "not_in_scope"


def _is_excused(person: Person, rules: Policy, day: date) -> bool:
    is_away = person.exemption == "long_leave" and (
        person.exempt_until_on is None or person.exempt_until_on >= day
    )
    grace = timedelta(days=rules.deadline("newcomer_training").value)
    return is_away or (person.entered_on is not None and day - person.entered_on < grace)


def _is_required(course: policy.Entry, person: Person, designated: Set[str]) -> bool:
    audience = course.extra["audience"]
    return (
        "all_personnel" in audience
        or ("managers" in audience and person.supervises == Answer.YES)
        or ("focal_points" in audience and person.id in designated)
    )


def find_designated(focal_points: Iterable[FocalPoint], day: date) -> dict[str, str]:
    """Return who holds a role on a day, with the role."""
    return {
        one.person: one.role
        for one in focal_points
        if one.status not in LEFT_ROLES
        and (one.designated_on is None or one.designated_on <= day)
        and (one.until_on is None or one.until_on >= day)
    }


def list_agreements(records: OfficeRecords, start: date, end: date) -> list[Agreement]:
    """Return the agreements that were in force between two days."""
    return [
        one
        for one in records.agreements
        if one.state in {agreeing.State.SIGNED, agreeing.State.ENDED}
        and (one.starts_on or one.signed_on or start) <= end
        and (one.ends_on is None or one.ends_on >= start)
    ]


def find_valid_assessment(
    partner: str, records: OfficeRecords, rules: Policy, day: date
) -> Assessment | None:
    """Return a partner's newest final assessment, if it still counts on a day and rates a capacity."""
    known = [one for one in records.assessments if one.assessed_on and one.assessed_on <= day]
    newest = gate.find_newest(known, partner)
    if newest is None or gate.expires_on(newest, rules) < day:
        return None
    rating = rules.entry("capacity_rating", newest.rating)
    return newest if rating and rating.extra["is_assessed"] else None


def count_clauses(agreements: Iterable[Agreement], checks: Iterable[ClauseCheck]) -> Share:
    """Return how many agreements carry the clauses that count (K5)."""
    found = {(one.agreement, one.clause) for one in checks if one.present == Present.YES}
    whole = [all((one.id, clause) in found for clause in CLAUSES) for one in agreements]
    return Share(sum(whole), len(whole))


def is_open(channel: Channel, day: date) -> bool:
    """Whether people could use a channel on a day."""
    return channel.closed_on is None or channel.closed_on > day


def find_last_test(channel: str, tests: Iterable[ChannelTest], day: date) -> ChannelTest | None:
    """Return the newest test of a channel up to a day."""
    known = [one for one in tests if one.channel == channel and one.tested_on and one.tested_on <= day]
    return max(known, key=lambda one: (one.tested_on, one.id), default=None)


def is_fresh(test: ChannelTest | None, rules: Policy, day: date) -> bool:
    """Whether a test still shows that its channel works; it does so for the days of the policy."""
    if test is None or test.tested_on is None:
        return False
    result = rules.entry("channel_test_result", test.result)
    fresh = timedelta(days=rules.deadline("channel_test_fresh").value)
    return result is not None and bool(result.extra["works"]) and day - test.tested_on <= fresh


def list_months(records: OfficeRecords, rules: Policy, year: int, as_of_on: date) -> tuple[bool | None, ...]:
    """Return for each month whether its return is filed, or nothing where it was not due yet."""
    if records.monthly_returns is None:
        return ()
    grace = timedelta(days=rules.deadline("monthly_return").value)
    filed = {
        one.month
        for one in records.monthly_returns
        if one.office == records.office.code and one.state == monthly_return.State.FILED
    }
    since = records.since_on or date.min
    months: list[bool | None] = []
    for number in range(1, calendar.MONTHS_A_YEAR + 1):
        month = f"{year:04}-{number:02}"
        last = monthly_return.last_day(month) or date.max
        is_due = since <= last <= as_of_on - grace
        months.append(True if month in filed else (False if is_due else None))
    return tuple(months)

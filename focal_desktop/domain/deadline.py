"""What is due when, offline: from a record, the policy and the office's own calendar; nothing is stored.

Exactly the six kinds that an office sees. A saved record is not a report: until headquarters has read it, the
telephone is the fallback (do_no_harm.md A18).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone

import msgspec

from focal_desktop.domain import allegation as reporting
from focal_desktop.domain import assessment as assessing
from focal_desktop.domain import calendar, gate, monthly_return
from focal_desktop.domain.allegation import Allegation, Consent, Help, Regime, ToldTo
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.calendar import Calendar
from focal_desktop.domain.monthly_return import MonthlyReturn
from focal_desktop.domain.policy import Policy

FOREVER = datetime.max.replace(tzinfo=UTC)
OPEN_PLANS = ("drafted", "agreed", "in_progress", "extended", "overdue")


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do, by when; the code is a deadline of the policy, the record may not exist yet."""

    code: str
    kind: str
    record: str
    due_at: datetime
    is_late: bool


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """By what an office counts: its rules, its calendar and the present instant."""

    rules: Policy
    calendar: Calendar
    now: datetime

    def due(self, code: str, start: datetime, *, kind: str, record: str) -> Due:
        """Return what is due a deadline's span after an instant; past the calendar's last year: never."""
        try:
            due_at = calendar.due(start, self.rules.deadline(code), self.calendar)
        except (OverflowError, ValueError):
            due_at = FOREVER
        return Due(code=code, kind=kind, record=record, due_at=due_at, is_late=self.now > due_at)

    @property
    def today(self) -> date:
        """The day by the office's own clock."""
        return self.now.astimezone(self._zone).date()

    def start(self, day: date) -> datetime:
        """Return the instant at which a day of the office begins."""
        return datetime.combine(day, time.min, self._zone)

    @property
    def _zone(self) -> timezone:
        return timezone(timedelta(minutes=self.calendar.offset_minutes))


def list_allegation(allegation: Allegation, desk: Desk) -> list[Due]:
    """Return what an allegation asks for; a workplace report asks for nothing by itself (A6)."""
    start = _knowledge(allegation, desk)
    if start is None or allegation.regime == Regime.WORKPLACE or allegation.state == reporting.State.CLOSED:
        return []
    codes = []
    if allegation.state == reporting.State.DRAFT and not is_told(allegation):
        codes.append("notice_to_hq")
    if allegation.help_offered in (Help.NOT_KNOWN, Help.NO):
        codes.append("help_offered")
    found = [desk.due(code, start, kind="allegation", record=allegation.id) for code in codes]
    if allegation.consent_contact == Consent.GIVEN:
        told = allegation.person_told_on
        last = desk.start(told) if told else start
        found.append(desk.due("update_to_person", last, kind="allegation", record=allegation.id))
    return found


def _knowledge(allegation: Allegation, desk: Desk) -> datetime | None:
    """Return when the office came to know: the instant it gave, else the day."""
    received = desk.start(allegation.received_on) if allegation.received_on else None
    return allegation.clock_from_at or received


def is_told(allegation: Allegation) -> bool:
    """Tell whether headquarters or OIOS heard of it by another way; it stops the clock."""
    return allegation.told_to != ToldTo.NOBODY and allegation.told_at is not None


def needs_phone(allegation: Allegation, saved_at: datetime, desk: Desk, *, is_read: bool = False) -> bool:
    """Tell whether to show the numbers to call: the notice is kept, and no signed receipt came in time."""
    waits = allegation.state == reporting.State.PASSED_ON and not is_read and not is_told(allegation)
    return waits and _is_past("phone_fallback", allegation, saved_at, desk)


def is_forgotten_draft(allegation: Allegation, saved_at: datetime, desk: Desk) -> bool:
    """Tell whether a draft of intake has lain so long that it must be said: this has not been reported."""
    waits = allegation.state == reporting.State.DRAFT and not is_told(allegation)
    return waits and _is_past("draft_not_reported", allegation, saved_at, desk)


def _is_past(code: str, allegation: Allegation, saved_at: datetime, desk: Desk) -> bool:
    return desk.due(code, saved_at, kind="allegation", record=allegation.id).is_late


def list_assessments(assessments: Iterable[Assessment], desk: Desk) -> list[Due]:
    """Return what the newest assessment of each partner asks for: a new one in time, a plan completed."""
    final = [one for one in assessments if one.state == assessing.State.FINAL]
    partners = sorted({one.partner for one in final if one.partner})
    newest = [gate.find_newest(final, partner) for partner in partners]
    known = [(one, one.assessed_on) for one in newest if one and one.assessed_on]
    return [due for one, day in known for due in _list_assessment(one, desk.start(day), desk)]


def _list_assessment(assessment: Assessment, assessed: datetime, desk: Desk) -> list[Due]:
    found = [desk.due("partner_review_expiry", assessed, kind="assessment", record=assessment.id)]
    if assessment.plan_status in OPEN_PLANS:
        agreed = desk.start(assessment.plan_agreed_on) if assessment.plan_agreed_on else assessed
        found.append(desk.due("strengthening_plan", agreed, kind="assessment", record=assessment.id))
    return found


def list_returns(office: str, since: date, returns: Iterable[MonthlyReturn], desk: Desk) -> list[Due]:
    """Return each month ended since a day that has no filed return: the same with or without cases."""
    own = {one.month: one for one in returns if one.office == office}
    found, day = [], calendar.last_day_of_month(since)
    while day < desk.today:
        kept = own.get(monthly_return.month_of(day))
        if kept is None or kept.state != monthly_return.State.FILED:
            record = kept.id if kept else ""
            found.append(desk.due("monthly_return", desk.start(day), kind="monthly_return", record=record))
        day = calendar.last_day_of_month(day + timedelta(days=1))
    return found

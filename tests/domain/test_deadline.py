"""What is due when: the six kinds of an office, and when to take up the telephone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from focal_desktop.domain import deadline
from focal_desktop.domain.allegation import Allegation
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.calendar import Calendar
from focal_desktop.domain.deadline import Desk, Due
from focal_desktop.domain.monthly_return import MonthlyReturn
from tests.domain.samples import POLICY

NAIROBI = Calendar(offset_minutes=180)


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def desk(now: datetime, calendar: Calendar = NAIROBI) -> Desk:
    return Desk(rules=POLICY, calendar=calendar, now=now)


def case(**said: Any) -> Allegation:
    return Allegation(
        **{"id": "case", "regime": "sea", "clock_from_at": at(2), "help_offered": "yes", **said}
    )


def told(found: list[Due]) -> list[tuple[str, datetime, bool]]:
    return [(due.code, due.due_at, due.is_late) for due in found]


def test_a_draft_is_to_be_passed_on_within_a_day_and_a_night() -> None:
    assert told(deadline.list_allegation(case(), desk(at(3)))) == [("notice_to_hq", at(3), False)]
    assert told(deadline.list_allegation(case(), desk(at(3, 10)))) == [("notice_to_hq", at(3), True)]


@pytest.mark.parametrize(
    "said",
    [
        {"state": "passed_on"},
        {"state": "closed", "help_offered": "no"},
        {"told_to": "oios", "told_at": at(2, 11)},
        {"clock_from_at": None},
        {"regime": "workplace"},
    ],
)
def test_what_was_passed_on_or_has_not_begun_is_not_due(said: dict[str, Any]) -> None:
    assert deadline.list_allegation(case(**said), desk(at(30))) == []


def test_told_without_an_instant_stops_nothing() -> None:
    assert not deadline.is_told(case(told_to="oios"))
    assert not deadline.is_told(case(told_at=at(2)))


def test_a_day_without_an_hour_counts_from_its_beginning_at_the_office() -> None:
    found = deadline.list_allegation(case(clock_from_at=None, received_on=date(2026, 3, 2)), desk(at(2)))
    assert told(found) == [("notice_to_hq", at(2, 21), False)]


@pytest.mark.parametrize(
    ("help_offered", "is_due"), [("not_known", 1), ("no", 1), ("yes", 0), ("not_safe", 0)]
)
def test_help_is_due_until_it_was_offered_or_is_not_safe_to_offer(help_offered: str, is_due: int) -> None:
    found = deadline.list_allegation(case(state="received", help_offered=help_offered), desk(at(2)))
    assert [due.code for due in found] == ["help_offered"] * is_due


def test_a_person_who_wants_contact_hears_every_ninety_days() -> None:
    wanted = case(state="received", consent_contact="given")
    assert told(deadline.list_allegation(wanted, desk(at(2)))) == [
        ("update_to_person", datetime(2026, 5, 31, 20, 59, 59, tzinfo=UTC), False)
    ]
    heard = case(state="received", consent_contact="given", person_told_on=date(2026, 5, 1))
    assert deadline.list_allegation(heard, desk(at(2)))[0].due_at.date() == date(2026, 7, 30)
    assert deadline.list_allegation(case(state="received"), desk(at(2))) == []


def test_a_clock_at_the_end_of_time_is_never_due() -> None:
    far = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    found = deadline.list_allegation(case(clock_from_at=far), desk(at(2)))
    assert told(found) == [("notice_to_hq", deadline.FOREVER, False)]


@pytest.mark.parametrize(
    ("said", "is_read", "hour", "calls"),
    [
        ({"state": "passed_on"}, False, 13, False),
        ({"state": "passed_on"}, False, 14, True),
        ({"state": "passed_on"}, True, 14, False),
        ({"state": "passed_on", "told_to": "headquarters", "told_at": at(2, 10)}, False, 14, False),
        ({"state": "received"}, False, 14, False),
        ({"state": "draft"}, False, 14, False),
    ],
)
def test_a_saved_record_is_not_a_report(said: dict[str, Any], is_read: bool, hour: int, calls: bool) -> None:
    assert deadline.needs_phone(case(**said), at(2), desk(at(2, hour)), is_read=is_read) is calls


@pytest.mark.parametrize(
    ("said", "hour", "forgotten"),
    [
        ({}, 21, False),
        ({}, 22, True),
        ({"state": "passed_on"}, 22, False),
        ({"told_to": "oios", "told_at": at(2)}, 22, False),
    ],
)
def test_a_draft_that_lies_too_long_is_not_a_report_either(
    said: dict[str, Any], hour: int, forgotten: bool
) -> None:
    assert deadline.is_forgotten_draft(case(**said), at(2), desk(at(2, hour))) is forgotten


def assessed(**said: Any) -> Assessment:
    usual = {"id": "a1", "partner": "p1", "state": "final", "assessed_on": date(2024, 2, 29)}
    return Assessment(**{**usual, **said})


def test_a_review_expires_and_a_plan_is_to_be_completed() -> None:
    found = deadline.list_assessments([assessed(plan_status="agreed")], desk(at(2)))
    assert [(due.code, due.due_at.date(), due.is_late, due.record) for due in found] == [
        ("partner_review_expiry", date(2029, 2, 28), False, "a1"),
        ("strengthening_plan", date(2024, 8, 29), True, "a1"),
    ]
    agreed = assessed(plan_status="in_progress", plan_agreed_on=date(2026, 1, 15))
    assert deadline.list_assessments([agreed], desk(at(2)))[1].due_at.date() == date(2026, 7, 15)


@pytest.mark.parametrize("status", ["not_required", "completed", "failed"])
def test_a_plan_that_is_not_open_is_not_due(status: str) -> None:
    found = deadline.list_assessments([assessed(plan_status=status)], desk(at(2)))
    assert [due.code for due in found] == ["partner_review_expiry"]


def test_only_the_newest_final_assessment_of_each_partner_counts() -> None:
    newer = assessed(id="a2", assessed_on=date(2026, 1, 1))
    draft = assessed(id="a3", state="draft", assessed_on=date(2026, 2, 1))
    undated = assessed(id="a4", partner="p2", assessed_on=None)
    found = deadline.list_assessments([assessed(), newer, draft, undated], desk(at(2)))
    assert [due.record for due in found] == ["a2"]


def filed(month: str, **said: Any) -> MonthlyReturn:
    return MonthlyReturn(**{"id": month, "office": "KEN", "month": month, "state": "filed", **said})


def test_each_ended_month_without_a_filed_return_is_due() -> None:
    kept = [filed("2026-01"), filed("2026-02", state="draft"), filed("2025-12", office="UGA")]
    found = deadline.list_returns("KEN", date(2025, 12, 15), kept, desk(at(4)))
    assert [(due.record, due.due_at, due.is_late) for due in found] == [
        ("", datetime(2026, 1, 5, 20, 59, 59, tzinfo=UTC), True),
        ("2026-02", datetime(2026, 3, 5, 20, 59, 59, tzinfo=UTC), False),
    ]
    assert {(due.code, due.kind) for due in found} == {("monthly_return", "monthly_return")}


def test_a_month_that_has_not_ended_at_the_office_is_not_due() -> None:
    last_evening = datetime(2026, 3, 31, 20, 30, tzinfo=UTC)
    assert deadline.list_returns("KEN", date(2026, 3, 1), [], desk(last_evening)) == []
    found = deadline.list_returns("KEN", date(2026, 3, 1), [], desk(last_evening.replace(hour=21)))
    assert [due.due_at.date() for due in found] == [date(2026, 4, 5)]


def test_an_office_sees_exactly_the_six_kinds_that_policy_shows_it() -> None:
    every = [
        *deadline.list_allegation(case(help_offered="no", consent_contact="given"), desk(at(2))),
        *deadline.list_assessments([assessed(plan_status="agreed")], desk(at(2))),
        *deadline.list_returns("KEN", date(2026, 2, 1), [], desk(at(2))),
    ]
    shown = {code for code in POLICY.codes("deadline") if POLICY.deadline(code).shown_to_office}
    assert {due.code for due in every} == shown
    assert len(every) == len(shown) == 6


@pytest.mark.parametrize("year", [1970, 2090])
def test_a_wrong_clock_stops_nothing(year: int) -> None:
    wrong = desk(datetime(year, 1, 1, tzinfo=UTC))
    assert deadline.list_allegation(case(), wrong)[0].is_late == (year == 2090)
    assert deadline.list_returns("KEN", date(2026, 1, 1), [], wrong) == [] or year == 2090

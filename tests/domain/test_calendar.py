"""Deadlines over weekends, month ends and leap years, as an office counts them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base import paths
from focal_desktop.domain import calendar, policy

NAIROBI = calendar.Calendar(offset_minutes=180)
AMMAN = calendar.Calendar(weekend=("fri", "sat"))
ANY_DAY = st.dates(date(1970, 1, 1), date(2090, 12, 31))
ANY_WEEKEND = st.sets(st.sampled_from(calendar.DAYS), max_size=6).map(lambda found: tuple(sorted(found)))
ANY_CALENDAR = st.builds(
    calendar.Calendar,
    weekend=ANY_WEEKEND,
    holidays=st.lists(ANY_DAY, max_size=20).map(tuple),
    offset_minutes=st.integers(-12 * 60, 14 * 60),
)
ANY_INSTANT = st.integers(0, 120 * 365 * 86400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
NO_HOLIDAYS = st.builds(calendar.Calendar, weekend=ANY_WEEKEND)


def span(value: int, unit: str) -> policy.Deadline:
    return policy.Deadline(code="some", value=value, unit=unit)


def working_days_between(start: date, end: date, week: calendar.Calendar) -> int:
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(week.is_working_day(day) for day in days)


@given(ANY_DAY, st.integers(1, 60), ANY_CALENDAR)
def test_exactly_so_many_working_days_lie_between(start: date, days: int, week: calendar.Calendar) -> None:
    end = calendar.add_working_days(start, days, week)
    assert week.is_working_day(end)
    assert working_days_between(start, end, week) == days


@given(ANY_DAY, st.integers(0, 30), st.integers(0, 30), ANY_CALENDAR)
def test_working_days_can_be_added_in_parts(
    start: date, some: int, more: int, week: calendar.Calendar
) -> None:
    halfway = calendar.add_working_days(start, some, week)
    assert calendar.add_working_days(halfway, more, week) == calendar.add_working_days(
        start, some + more, week
    )


@given(ANY_DAY, NO_HOLIDAYS, st.integers(1, 10))
def test_a_week_holds_the_same_number_of_working_days_whenever_it_begins(
    start: date, week: calendar.Calendar, weeks: int
) -> None:
    a_week = len(calendar.DAYS) - len(week.weekend)
    end = calendar.add_working_days(start, a_week * weeks, week)
    assert start + timedelta(weeks=weeks - 1) < end <= start + timedelta(weeks=weeks)


@pytest.mark.parametrize(
    ("start", "days", "week", "end"),
    [
        (date(2026, 11, 19), 1, AMMAN, date(2026, 11, 22)),  # Thursday: the next working day is Sunday
        (date(2026, 11, 19), 1, NAIROBI, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, NAIROBI, date(2026, 11, 23)),  # Friday: the next working day is Monday
        (date(2026, 11, 20), 5, AMMAN, date(2026, 11, 26)),
        (date(2026, 12, 31), 2, calendar.Calendar(holidays=(date(2027, 1, 1),)), date(2027, 1, 5)),
        (date(2026, 11, 21), 0, NAIROBI, date(2026, 11, 21)),
    ],
)
def test_weekends_are_the_offices_own(start: date, days: int, week: calendar.Calendar, end: date) -> None:
    assert calendar.due_on(start, span(days, "working_days"), week) == end


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match="working day"):
        calendar.Calendar(weekend=calendar.DAYS)


@pytest.mark.parametrize(
    ("start", "value", "unit", "end"),
    [
        (date(2026, 8, 31), 6, "months", date(2027, 2, 28)),
        (date(2027, 8, 31), 6, "months", date(2028, 2, 29)),
        (date(2026, 1, 31), 1, "months", date(2026, 2, 28)),
        (date(2026, 12, 15), 1, "months", date(2027, 1, 15)),
        (date(2024, 2, 29), 5, "years", date(2029, 2, 28)),
        (date(2024, 2, 29), 4, "years", date(2028, 2, 29)),
        (date(2026, 10, 31), 5, "calendar_days", date(2026, 11, 5)),
        (date(2096, 2, 29), 4, "years", date(2100, 2, 28)),
        (date(1970, 1, 1), 90, "calendar_days", date(1970, 4, 1)),
    ],
)
def test_months_end_where_they_end(start: date, value: int, unit: str, end: date) -> None:
    assert calendar.due_on(start, span(value, unit), NAIROBI) == end


@given(ANY_DAY, st.integers(0, 240))
def test_adding_months_lands_in_the_right_month_and_never_later_in_it(start: date, months: int) -> None:
    end = calendar.add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end.day < start.day and end == calendar.last_day_of_month(end))


@given(ANY_DAY)
def test_the_last_day_of_a_month_is_followed_by_the_first_of_the_next(day: date) -> None:
    last = calendar.last_day_of_month(day)
    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1


@given(ANY_INSTANT, ANY_CALENDAR)
def test_hours_run_day_and_night(start: datetime, week: calendar.Calendar) -> None:
    assert calendar.due(start, span(24, "hours"), week) - start == timedelta(hours=24)


@given(
    ANY_INSTANT,
    st.integers(0, 40),
    st.sampled_from(policy.UNITS),
    ANY_CALENDAR,
)
def test_nothing_is_due_before_it_began(
    start: datetime, value: int, unit: str, week: calendar.Calendar
) -> None:
    end = calendar.due(start, span(value, unit), week)
    assert end >= start
    assert end.tzinfo is UTC


def test_a_day_ends_by_the_offices_own_clock() -> None:
    late_in_utc = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)  # half past one on 1 December in Nairobi
    assert calendar.due(late_in_utc, span(1, "calendar_days"), NAIROBI) == datetime(
        2026, 12, 2, 20, 59, 59, tzinfo=UTC
    )


def test_an_instant_of_another_zone_means_the_same_instant() -> None:
    here = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    assert calendar.due(here, span(4, "hours"), NAIROBI) == datetime(2026, 11, 21, 7, 15, tzinfo=UTC)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        calendar.due(datetime(2026, 11, 21), span(1, "hours"), NAIROBI)  # noqa: DTZ001 the fault itself


def test_hours_cannot_be_counted_from_a_day() -> None:
    with pytest.raises(ValueError, match="some is not counted in days"):
        calendar.due_on(date(2026, 11, 21), span(1, "hours"), NAIROBI)


@pytest.mark.parametrize(
    ("country", "weekend"),
    [("JO", ("fri", "sat")), ("eg", ("fri", "sat")), ("KE", ("sat", "sun")), ("zz", ("sat", "sun"))],
)
def test_the_calendar_of_a_country_comes_from_policy(country: str, weekend: tuple[str, ...]) -> None:
    rules = policy.Policy(lambda name: paths.resource("policy", f"{name}.toml").read_text("utf-8"))
    found = calendar.of_country(rules, country, offset_minutes=120)
    assert found == calendar.Calendar(weekend=weekend, offset_minutes=120)

"""Time comes in through a clock and goes out as UTC."""

from datetime import UTC, date, datetime, timedelta, timezone

from focal_desktop.base import clock as clocks
from tests.conftest import HandClock


def test_the_system_clock_tells_utc_and_never_goes_back_by_itself() -> None:
    first, second = clocks.SystemClock().now(), clocks.SystemClock().now()
    assert first.tzinfo is UTC
    assert first <= second


def test_today_is_the_day_of_the_clock(clock: HandClock) -> None:
    clock.set(datetime(2026, 2, 28, 23, 59, tzinfo=UTC))
    assert clocks.today(clock) == date(2026, 2, 28)
    clock.move(hours=1)
    assert clocks.today(clock) == date(2026, 3, 1)


def test_an_instant_is_written_in_utc_whole_seconds() -> None:
    nairobi = timezone(timedelta(hours=3))
    assert clocks.instant(datetime(2026, 1, 1, 2, 0, 0, 999_999, tzinfo=nairobi)) == "2025-12-31T23:00:00Z"


def test_years_far_away_are_written_too() -> None:
    assert clocks.instant(datetime(1970, 1, 1, tzinfo=UTC)) == "1970-01-01T00:00:00Z"
    assert clocks.instant(datetime(2090, 12, 31, tzinfo=UTC)) == "2090-12-31T00:00:00Z"
    assert clocks.instant(datetime(101, 1, 1, tzinfo=UTC)) == "0101-01-01T00:00:00Z"

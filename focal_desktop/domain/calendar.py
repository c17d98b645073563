"""When something is due, over an office's own weekend and holidays. It never asks what day it is."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import msgspec

from focal_desktop.domain import policy

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS_A_YEAR = 12
ONE_DAY = timedelta(days=1)
END_OF_DAY = time(23, 59, 59)


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """The working week of an office; UN holidays are set locally, so each office has its own."""

    weekend: tuple[str, ...] = ("sat", "sun")
    holidays: tuple[date, ...] = ()
    offset_minutes: int = 0  # of the office's clock from UTC

    def __post_init__(self) -> None:
        """Refuse a week without a working day: counting over it would never end."""
        if not set(DAYS) - set(self.weekend):
            raise ValueError("a week needs a working day")

    def is_working_day(self, day: date) -> bool:
        """Return whether the office works on that day."""
        return DAYS[day.weekday()] not in self.weekend and day not in self.holidays


def of_country(rules: policy.Policy, country: str, *, offset_minutes: int = 0) -> Calendar:
    """Return the calendar of a country by its two letters; one not known rests on Saturday and Sunday."""
    said = rules.entry("country", country.lower())
    if said is None:
        return Calendar(offset_minutes=offset_minutes)
    return Calendar(
        weekend=tuple(said.extra["weekend"]),
        holidays=tuple(said.extra["holidays"]),
        offset_minutes=offset_minutes,
    )


def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """Return the working day that many working days after a day, which is not counted itself."""
    day = start
    for _ in range(days):
        day += ONE_DAY
        while not calendar.is_working_day(day):
            day += ONE_DAY
    return day


def last_day_of_month(day: date) -> date:
    """Return the last day of the month a day lies in."""
    first_of_next = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return first_of_next - ONE_DAY


def add_months(start: date, months: int) -> date:
    """Return the same day of a later month, or its last day where the month is shorter."""
    years, month = divmod(start.month - 1 + months, MONTHS_A_YEAR)
    first = date(start.year + years, month + 1, 1)
    return first.replace(day=min(start.day, last_day_of_month(first).day))


def due_on(start: date, deadline: policy.Deadline, calendar: Calendar) -> date:
    """Return the last day on which something is in time; a span in hours needs an instant instead."""
    match deadline.unit:
        case "calendar_days":
            return start + timedelta(days=deadline.value)
        case "working_days":
            return add_working_days(start, deadline.value, calendar)
        case "months":
            return add_months(start, deadline.value)
        case "years":
            return add_months(start, deadline.value * MONTHS_A_YEAR)
        case _:
            raise ValueError(f"the deadline {deadline.code} is not counted in days")


def due(start: datetime, deadline: policy.Deadline, calendar: Calendar) -> datetime:
    """Return the last second in which something is in time, in UTC.

    Hours run day and night from the instant; every other span ends with a day of the office's own clock.
    """
    if start.tzinfo is None:
        raise ValueError("an instant carries its zone")
    if deadline.unit == "hours":
        return (start + timedelta(hours=deadline.value)).astimezone(UTC)
    office = timezone(timedelta(minutes=calendar.offset_minutes))
    day = due_on(start.astimezone(office).date(), deadline, calendar)
    return datetime.combine(day, END_OF_DAY, office).astimezone(UTC)

"""The one source of time. No office clock ever decides anything; it is shown to people."""

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; a test moves one by hand."""

    def now(self) -> datetime:
        """Return the present instant in UTC, with its zone."""
        ...


class SystemClock:
    """The computer's own clock, right or wrong."""

    def now(self) -> datetime:
        """Return the present instant in UTC, with its zone."""
        return datetime.now(UTC)  # noqa: TID251 the one place that reads the real clock


def today(clock: Clock) -> date:
    """Return the day of the clock, in UTC."""
    return clock.now().date()


def instant(when: datetime) -> str:
    """Return an instant as the program writes it: UTC, whole seconds, ending in Z."""
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

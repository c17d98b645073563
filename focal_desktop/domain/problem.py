"""What is wrong with a value: the field and a code, never the value itself."""

from datetime import date

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One thing for the person to mend, shown beside its field."""

    field: str
    code: str


def find_future(today: date, **days: date | None) -> list[Problem]:
    """Warn of each day that has not come; the clock may be wrong, so nothing is refused."""
    return [Problem(name, "in_the_future") for name, day in days.items() if day and day > today]

"""The monthly return of an office: the same words with or without cases; it counts nothing.

Whether nothing was recorded, headquarters alone derives (do_no_harm.md A3). Silence is never zero.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.problem import Problem, find_future
from focal_desktop.domain.record import Act, Answer, Field, Kind, Merge, Move, Record, Scope


class State(StrEnum):
    """A return is filed once; filed twice it is still one."""

    DRAFT = "draft"
    FILED = "filed"


_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
DECEMBER = 12
STATEMENTS = ("all_passed_on", "channels_checked_on", "nobody_turned_away")


class MonthlyReturn(Record, frozen=True, kw_only=True):
    """Three statements of one office for one month, each true whether or not anything was reported."""

    office: Annotated[str, Field("Office code")] = ""
    month: Annotated[str, Field("Month", help="Year and month, as in 2026-10")] = ""
    state: Annotated[str, Field("Step", State, merge=Merge.LATTICE)] = State.DRAFT
    all_passed_on: Annotated[
        str,
        Field("Has everything that reached me been passed on, or is it in the outbox?", Answer),
    ] = "not_asked"
    channels_checked_on: Annotated[date | None, Field("Our channels were checked on")] = None
    nobody_turned_away: Annotated[str, Field("Was nobody turned away?", Answer)] = "not_asked"
    filed_on: Annotated[date | None, Field("Filed on")] = None


def month_of(day: date) -> str:
    """Return the month a day lies in, as a return is known by it."""
    return day.isoformat()[:7]


def last_day(month: str) -> date | None:
    """Return the last day of a month, or nothing where it is not written as one."""
    if not _MONTH.fullmatch(month):
        return None
    year, number = (int(part) for part in month.split("-"))
    if number == DECEMBER:
        return date(year, DECEMBER, 31)
    return date(year, number + 1, 1) - timedelta(days=1)


def title(monthly_return: MonthlyReturn) -> str:
    """Return the month with its office."""
    return f"{monthly_return.month} {monthly_return.office}".strip()


def check(monthly_return: MonthlyReturn, today: date) -> list[Problem]:
    """Ask for what a filed return states, and warn of days that have not come."""
    found = [
        Problem(name, "needed")
        for name in ("all_passed_on", "nobody_turned_away")
        if monthly_return.state == State.FILED and getattr(monthly_return, name) != Answer.YES
    ]
    if monthly_return.month and last_day(monthly_return.month) is None:
        found.append(Problem("month", "not_a_date"))
    if last_day(monthly_return.month) and monthly_return.month > month_of(today):
        found.append(Problem("month", "in_the_future"))
    return found + find_future(
        today,
        channels_checked_on=monthly_return.channels_checked_on,
        filed_on=monthly_return.filed_on,
    )


KIND = Kind(
    name="monthly_return",
    label="Monthly return",
    record=MonthlyReturn,
    title=title,
    scope=Scope.SEA,
    key=("office", "month"),
    moves=(Move(State.DRAFT, State.FILED, needs=STATEMENTS),),
    acts=(Act("file", before=(State.DRAFT,), after=State.FILED, needs=STATEMENTS),),
    check=check,
    on="month",
)

"""Invented monthly returns: the same words in every office and month, whatever reached anyone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from focal_desktop.domain import monthly_return
from focal_desktop.usecases.practice.draft import Desk, Draft, Step, Times

FILED = (Step("file"),)


def list_returns(desk: Desk, times: Times) -> Iterator[Draft]:
    """Yield a return for each whole month; the Arabic-speaking office has not sent its last one yet."""
    months = times.months()
    for month in months[:-1] if desk.language == "ar" else months:
        yield _state(desk, month)


def _state(desk: Desk, month: str) -> Draft:
    last = monthly_return.last_day(month)
    values: dict[str, Any] = {
        "office": desk.code,
        "month": month,
        "all_passed_on": "yes",
        "channels_checked_on": last.isoformat() if last else None,
        "nobody_turned_away": "yes",
    }
    return Draft(kind="monthly_return", name=f"monthly_return/{month}", values=values, then=FILED)

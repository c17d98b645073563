"""What invented data is made of: drafts with steps, texts in two languages, the days around today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from focal_desktop.usecases.unlocking import Place

FIRST_MONTH_OF_REPORTING = 10
MONTHS = 12


class Text(msgspec.Struct, frozen=True):
    """The same words for the English-speaking and for the Arabic-speaking office."""

    en: str
    ar: str

    def say(self, language: str) -> str:
        """Return the words in a language."""
        return self.ar if language == "ar" else self.en


class Step(msgspec.Struct, frozen=True):
    """What is done with a record after it was kept: an act by its name, else an edit."""

    act: str = ""
    values: Mapping[str, Any] = {}


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One record to be kept; a reference in its values is the `name` of an earlier draft."""

    kind: str
    name: str
    values: Mapping[str, Any]
    then: tuple[Step, ...] = ()


class Times(msgspec.Struct, frozen=True):
    """The days that all invented data is counted from, so that it looks alive whenever it is made."""

    today: date

    @property
    def year(self) -> int:
        """Return the year that is reported on now: this year in its last quarter, else the one before."""
        return self.today.year - (self.today.month < FIRST_MONTH_OF_REPORTING)

    def before(self, days: int) -> str:
        """Return the day so many days ago."""
        return (self.today - timedelta(days=days)).isoformat()

    def after(self, days: int) -> str:
        """Return the day in so many days."""
        return (self.today + timedelta(days=days)).isoformat()

    def day(self, month: int, day: int, *, years: int = 0) -> str:
        """Return a day of the year reported on, or so many years from it."""
        return date(self.year + years, month, day).isoformat()

    def months(self) -> list[str]:
        """Return the whole months since the year reported on began, as a monthly return names them."""
        count = (self.today.year - self.year) * MONTHS + self.today.month - 1
        return [f"{self.year + place // MONTHS:04}-{place % MONTHS + 1:02}" for place in range(count)]


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """An invented office: where it is, what it speaks, how many work there, what chance starts from."""

    place: Place
    language: str
    letters: str
    weekend: tuple[int, ...]
    people: int
    seed: int

    @property
    def code(self) -> str:
        """Return the office's code."""
        return self.place.office

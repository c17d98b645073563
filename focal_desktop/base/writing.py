"""How a language writes days, times and numbers. Apart from the words, because it takes long to load."""

import datetime
import math

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent

LEFT_MARK = "\u200e"  # keeps the sign behind its number


class Writing:
    """One language's way of writing; digits are 0 to 9 in each of them."""

    def __init__(self, locale: str) -> None:
        self._locale = Locale.parse(locale)
        self._is_right_to_left = self._locale.text_direction == "rtl"

    def date(self, day: datetime.date) -> str:
        """Return a day in full: no pattern of digits that two countries read differently."""
        return format_date(day, "long", locale=self._locale)

    def short_date(self, day: datetime.date) -> str:
        """Return a day for a narrow column, the month still a word where the language has a short one."""
        return self.date(day) if self._is_right_to_left else format_date(day, "d MMM y", locale=self._locale)

    def time(self, instant: datetime.datetime) -> str:
        """Return hours and minutes as the instant's own zone has them."""
        said = format_time(instant.time(), "HH:mm", locale=self._locale)
        return f"{LEFT_MARK}{said}{LEFT_MARK}" if self._is_right_to_left else said

    def month(self, number: int) -> str:
        """Return a month's short name, from 1."""
        return str(self._locale.months["stand-alone"]["abbreviated"][number])

    def long_month(self, day: datetime.date) -> str:
        """Return a month in full with its year."""
        return format_date(day, "LLLL y", locale=self._locale)

    def number(self, number: int) -> str:
        """Return a whole number in digits 0 to 9, which every table, code and office beside it uses too."""
        return format_decimal(number, locale=self._locale, numbering_system="latn")

    def percent(self, share: float) -> str:
        """Return a share of one as whole per cent, rounded down: 100% is said of all, never of nearly all."""
        whole = math.floor(share * 100 + 1e-9) / 100
        said = format_percent(whole, locale=self._locale, numbering_system="latn")
        return f"{LEFT_MARK}{said}{LEFT_MARK}" if self._is_right_to_left else said

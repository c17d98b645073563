"""What the program says, in a person's language: a value that is handed on, never a global.

English is the key; a sentence that no one has translated yet is said in English, plainly.
"""

from __future__ import annotations

import datetime
import gettext
import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from focal_desktop.base import paths

if TYPE_CHECKING:
    from focal_desktop.base.writing import Writing

ENGLISH = "en"
LOCALES = {"en": "en_GB", "fr": "fr", "es": "es", "ar": "ar"}
NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
RIGHT_TO_LEFT = frozenset({"ar"})
FIRST_STRONG, END = "\u2068", "\u2069"  # around a Latin code in an Arabic sentence, so that it stays whole
LEFT_TO_RIGHT, FROM_THE_RIGHT, NO_BREAK = "\u2066", "\u200f", "\u00a0"
_BLANK, _LETTER = re.compile(r"\{[^}]*\}"), re.compile(r"[^\W\d_]")
_DIALLED = re.compile(r"\+?(?:\(\d+\)|\d)(?:[ ./:-]*(?:\(\d+\)|\d))*")


class Words:
    """A language, its direction and its catalogue; nothing of it changes."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self.catalogue = catalogue

    @property
    def is_right_to_left(self) -> bool:
        """Whether pages and windows are mirrored."""
        return self.language in RIGHT_TO_LEFT

    @cached_property
    def writing(self) -> Writing:
        """How the language writes days, times and numbers."""
        from focal_desktop.base import writing  # noqa: PLC0415 a door: the unlock window needs no calendar

        return writing.Writing(LOCALES[self.language])

    def say(self, sentence: str, /, **values: object) -> str:
        """Return a sentence in the language; it is translated first and filled afterwards."""
        return self.fill(self.catalogue.gettext(sentence), **values)

    def count(self, number: int, one: str, many: str, /, **values: object) -> str:
        """Return the form of a sentence that the language uses for this number, which is `{n}` in it."""
        return self.fill(self.catalogue.ngettext(one, many, number), n=number, **values)

    def name(self, declared: str) -> str:
        """Return what a declaration or a trouble says in English, in the language; nothing is filled in."""
        return self.catalogue.gettext(declared) if declared else ""

    def knows(self, sentence: str) -> bool:
        """Tell whether a sentence can be said in the language; in English every one can."""
        return self.language == ENGLISH or self.catalogue.gettext(sentence) != sentence

    def fill(self, sentence: str, /, **values: object) -> str:
        """Return a sentence with its values, each written the way of the language.

        One without a word of its own, as code and office, would begin at the end that its values run from.
        """
        said = sentence.format(**{name: self._write(value) for name, value in values.items()})
        if values and self.is_right_to_left and not _LETTER.search(_BLANK.sub("", sentence)):
            return f"{FROM_THE_RIGHT}{said}"
        return said

    def date(self, day: datetime.date) -> str:
        """Return a day in full: no pattern of digits that two countries read differently."""
        return self.writing.date(day)

    def short_date(self, day: datetime.date) -> str:
        """Return a day for a narrow column, the month still a word where the language has a short one."""
        return self.writing.short_date(day)

    def iso_date(self, day: str) -> str:
        """Return a stored day for a narrow column; what is no day is returned as it stands."""
        try:
            return self.short_date(datetime.date.fromisoformat(day))
        except ValueError:
            return day

    def iso_instant(self, instant: str) -> str:
        """Return a stored instant as day and time of this computer's zone; what is none as it stands."""
        try:
            here = datetime.datetime.fromisoformat(instant).astimezone()
        except (ValueError, OverflowError):
            return instant
        return f"{self.short_date(here.date())} {self.writing.time(here)}"

    def month(self, number: int) -> str:
        """Return a month's short name, from 1."""
        return self.writing.month(number)

    def number(self, number: int) -> str:
        """Return a whole number in digits 0 to 9, which every table, code and office beside it uses too."""
        return self.writing.number(number)

    def percent(self, share: float) -> str:
        """Return a share of one as whole per cent, rounded down: 100% is said of all, never of nearly all."""
        return self.writing.percent(share)

    def _write(self, value: object) -> str:
        if isinstance(value, bool):
            raise TypeError("yes and no are sentences of their own")
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, datetime.date):
            return self.date(value)
        return self.isolate(str(value))

    def isolate(self, text: str) -> str:
        """Return a text that someone typed, closed off if it runs against the language's direction."""
        if text.isascii() and not self.is_right_to_left:
            return text
        against = {"L"} if self.is_right_to_left else {"R", "AL"}
        is_foreign = any(unicodedata.bidirectional(letter) in against for letter in text)
        return f"{FIRST_STRONG}{text}{END}" if is_foreign else text

    def keep_numbers(self, text: str) -> str:
        """Return a text whose numbers to call stay whole: no line breaks in one, and no group changes place.

        Between Arabic words 000 000 07 would be read as 07 000 000, and nobody would answer.
        """
        return self.isolate(_DIALLED.sub(self._keep_number, text))

    def _keep_number(self, found: re.Match[str]) -> str:
        said = found[0].replace(" ", NO_BREAK)
        return f"{LEFT_TO_RIGHT}{said}{END}" if self.is_right_to_left else said


def load(language: str) -> Words:
    """Return the words of a language that we ship; another is a ValueError."""
    if language not in LOCALES:
        raise ValueError(f"no words in the language {language}")
    if language == ENGLISH:
        return Words(language, gettext.NullTranslations())
    with paths.resource("locale", language, "messages.mo").open("rb") as compiled:
        return Words(language, gettext.GNUTranslations(compiled))

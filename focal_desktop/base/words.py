"""What the program says, in a person's language: a value that is handed on, never a global.

English is the key; a sentence that no one has translated yet is said in English, plainly.
"""

import datetime
import gettext
import io
import math
import unicodedata
from dataclasses import dataclass

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from focal_desktop.base import paths

ENGLISH = "en"
LOCALES = {"en": "en_GB", "fr": "fr", "es": "es", "ar": "ar"}
LEFT_MARK = "\u200e"  # keeps the sign behind its number
FIRST_STRONG, END = "\u2068", "\u2069"  # around a Latin code in an Arabic sentence, so that it stays whole


@dataclass(frozen=True)
class Words:
    """A language, its direction and its catalogue."""

    language: str
    locale: Locale
    catalogue: gettext.NullTranslations

    @property
    def is_right_to_left(self) -> bool:
        """Whether pages and windows are mirrored."""
        return self.locale.text_direction == "rtl"

    def say(self, sentence: str, /, **values: object) -> str:
        """Return a sentence in the language; it is translated first and filled afterwards."""
        return self.fill(self.catalogue.gettext(sentence), **values)

    def count(self, number: int, one: str, many: str, /, **values: object) -> str:
        """Return the form of a sentence that the language uses for this number, which is `{n}` in it."""
        return self.fill(self.catalogue.ngettext(one, many, number), n=number, **values)

    def fill(self, sentence: str, /, **values: object) -> str:
        """Return a sentence with its values, each written the way of the language."""
        return sentence.format(**{name: self._write(value) for name, value in values.items()})

    def date(self, day: datetime.date) -> str:
        """Return a day in full: no pattern of digits that two countries read differently."""
        return format_date(day, "long", locale=self.locale)

    def short_date(self, day: datetime.date) -> str:
        """Return a day for a narrow column, the month still a word where the language has a short one."""
        return self.date(day) if self.is_right_to_left else format_date(day, "d MMM y", locale=self.locale)

    def month(self, number: int) -> str:
        """Return a month's short name, from 1."""
        return str(self.locale.months["stand-alone"]["abbreviated"][number])

    def number(self, number: int) -> str:
        """Return a whole number in digits 0 to 9, which every table, code and office beside it uses too."""
        return format_decimal(number, locale=self.locale, numbering_system="latn")

    def percent(self, share: float) -> str:
        """Return a share of one as whole per cent, rounded down: 100% is said of all, never of nearly all."""
        whole = math.floor(share * 100 + 1e-9) / 100
        said = format_percent(whole, locale=self.locale, numbering_system="latn")
        return f"{LEFT_MARK}{said}{LEFT_MARK}" if self.is_right_to_left else said

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
        against = {"L"} if self.is_right_to_left else {"R", "AL"}
        is_foreign = any(unicodedata.bidirectional(letter) in against for letter in text)
        return f"{FIRST_STRONG}{text}{END}" if is_foreign else text


def load(language: str) -> Words:
    """Return the words of a language that we ship; another is a ValueError."""
    if language not in LOCALES:
        raise ValueError(f"no words in the language {language}")
    locale = Locale.parse(LOCALES[language])
    if language == ENGLISH:
        return Words(language, locale, gettext.NullTranslations())
    text = paths.resource("locale", language, "messages.po").read_bytes()
    return Words(language, locale, read_catalogue(text, language))


def read_catalogue(text: bytes, language: str) -> gettext.NullTranslations:
    """Return the catalogue of a .po file; what is marked fuzzy there is not used."""
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(text), locale=language))
    return gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))

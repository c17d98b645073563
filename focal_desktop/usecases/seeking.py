"""Finds what is nearly written so: a letter wrong, missing or exchanged, another form of an Arabic letter.

It looks through titles alone, and never through a sealed part or what a person may not see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from functools import cache

from focal_desktop.store import reader
from focal_desktop.store.rows import Row
from focal_desktop.usecases import places
from focal_desktop.usecases.session import Session

MOST, LOOKED_THROUGH = 12, 5000
SHORT, LONG = 4, 8
"""A word of fewer letters must be right; one of more may have two letters wrong, between them one."""
_WORD = re.compile(r"\w+")
_SAME = str.maketrans({"ة": "ه", "ى": "ي", "ک": "ك", "ی": "ي", "ـ": None})
_ARTICLE = "ال"


def split(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and vowel signs, as they are compared."""
    bare = text.casefold()
    if not bare.isascii():
        parts = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(_SAME)
    words = _WORD.findall(bare)
    return tuple(word[2:] if word.startswith(_ARTICLE) and len(word) > SHORT else word for word in words)


def rate(
    typed: Sequence[str], said: Sequence[str], compare: Callable[[str, str], int | None] | None = None
) -> int | None:
    """Return how many letters are wrong where every typed word stands in what is said, else nothing."""
    wrong, compare = 0, compare or _compare
    for word in typed:
        found = min((n for other in said if (n := compare(word, other)) is not None), default=None)
        if found is None:
            return None
        wrong += found
    return wrong if typed else None


def _compare(word: str, other: str) -> int | None:
    """Return the wrong letters of a word, or of one that is not written to its end yet."""
    if other.startswith(word):
        return 0
    most = 0 if len(word) < SHORT else 1 if len(word) < LONG else 2
    if not most or sum(letter not in other for letter in word) > most:
        return None
    found = min(_distance(word, other), _distance(word, other[: len(word)]))
    return found if found <= most else None


def _distance(first: str, second: str) -> int:
    """Return how many letters are missing, too many, wrong, or exchanged with their neighbour."""
    if abs(len(first) - len(second)) > len(first):
        return len(first)
    before: list[int] = []
    now = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        last, before, now = before, now, [row]
        for column, other in enumerate(second, 1):
            cost = min(before[column] + 1, now[column - 1] + 1, before[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                cost = min(cost, last[column - 2] + 1)
            now.append(cost)
    return now[-1]


def find_near(session: Session, text: str, leaves_out: Callable[[str], bool]) -> list[Row]:
    """Return the records whose titles are nearly written so, the nearest first."""
    typed = split(text)
    if not any(len(word) >= SHORT for word in typed):
        return []
    kinds = [kind for kind in session.kinds if places.is_seen(session, kind) and not leaves_out(kind)]
    titles = reader.read_titles(session.store.connection, kinds, LOOKED_THROUGH)
    rated = _rate_titles(titles, typed)
    found = (reader.read_row(session.store.connection, kind, one) for _, _, kind, one in sorted(rated)[:MOST])
    return [row for row in found if row is not None]


def _rate_titles(
    titles: Collection[tuple[str, str, str]], typed: Sequence[str]
) -> list[tuple[int, str, str, str]]:
    known: dict[str, int | None] = {}
    compare = cache(_compare)  # of this one look: the same words stand in many titles
    rated = []
    for kind, identity, title in titles:
        if title not in known:
            known[title] = rate(typed, split(title), compare)
        wrong = known[title]
        if wrong is not None:
            rated.append((wrong, title, kind, identity))
    return rated

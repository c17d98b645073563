"""Who is meant by a name or a number: certain, near, or nobody known. It proposes and never merges."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from focal_desktop.base import turns
from focal_desktop.domain.person import Person

NEAR_ENOUGH, FAR_APART = 0.8, 0.5
FRONT = 3
MOST_LOOKED_AT = 24
_WORD = re.compile(r"\w+")


class Likeness(StrEnum):
    """What is known of a row."""

    KNOWN = "known"
    NEAR = "near"
    NEW = "new"
    TWICE = "twice"
    EMPTY = "empty"


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says of somebody, and who that seems to be."""

    said: Mapping[str, str]
    likeness: Likeness
    person: str = ""


def fold(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and vowel signs, in order of the alphabet."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return tuple(sorted(_WORD.findall(bare)))


class Finder:
    """Finds people by number and by name; made once for a list of people."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = {one.id: one for one in people}
        self._names = {one.id: fold(one.name) for one in self._people.values()}
        self._by_code: dict[str, list[str]] = {}
        self._by_name: dict[tuple[str, ...], list[str]] = {}
        self._by_front: dict[str, list[str]] = {}
        for one in self._people.values():
            if one.code:
                self._by_code.setdefault(" ".join(fold(one.code)), []).append(one.id)
            if name := self._names[one.id]:
                self._by_name.setdefault(name, []).append(one.id)
            for front in {word[:FRONT] for word in name}:
                self._by_front.setdefault(front, []).append(one.id)

    @property
    def codes(self) -> frozenset[str]:
        """Every personnel number known here, folded."""
        return frozenset(self._by_code)

    def match_all(self, rows: Iterable[Mapping[str, str]]) -> list[Match]:
        """Return a match for each row; whoever is certainly named before counts once."""
        return turns.finish(self.match_in_turns(list(rows)))

    def match_in_turns(self, rows: Sequence[Mapping[str, str]]) -> Generator[float, None, list[Match]]:
        """Do the same row by row, each time telling which share is done."""
        found: list[Match] = []
        seen: set[str] = set()
        for said in rows:
            match = self.match(said)
            key = match.person if match.likeness is Likeness.KNOWN else repr(_sign(said))
            is_twice = key in seen and match.likeness is not Likeness.EMPTY
            seen.add(key)
            found.append(msgspec.structs.replace(match, likeness=Likeness.TWICE) if is_twice else match)
            yield len(found) / (len(rows) + 1)
        return found

    def match(self, said: Mapping[str, str]) -> Match:
        """Return who a row seems to name."""
        code, name = " ".join(fold(said.get("code", ""))), fold(said.get("name", ""))
        if not code and not name:
            return Match(said=said, likeness=Likeness.EMPTY)
        by_code = self._by_code.get(code, []) if code else []
        if by_code:
            is_sure = len(by_code) == 1 and not self._is_far(by_code[0], name)
            return _answer(said, by_code[0], is_sure=is_sure)
        same = self._by_name.get(name, []) if name else []
        if same:
            is_sure = len(same) == 1 and not (code and self._people[same[0]].code)
            return _answer(said, same[0], is_sure=is_sure)
        near = self._find_near(name)
        return _answer(said, near, is_sure=False) if near else Match(said=said, likeness=Likeness.NEW)

    def _is_far(self, identity: str, name: Sequence[str]) -> bool:
        held = self._names[identity]
        return bool(held and name) and _compare(held, name) < FAR_APART

    def _find_near(self, name: Sequence[str]) -> str:
        shared = Counter(
            one for front in {word[:FRONT] for word in name} for one in self._by_front.get(front, ())
        )
        looked = [one for one, _ in shared.most_common(MOST_LOOKED_AT)]
        rated = [(_compare(self._names[one], name), one) for one in looked]
        best = max(rated, default=(0.0, ""))
        return best[1] if best[0] >= NEAR_ENOUGH else ""


def _answer(said: Mapping[str, str], identity: str, *, is_sure: bool) -> Match:
    return Match(said=said, likeness=Likeness.KNOWN if is_sure else Likeness.NEAR, person=identity)


def _sign(said: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return fold(said.get("code", "")), fold(said.get("name", ""))


def _compare(first: Sequence[str], second: Sequence[str]) -> float:
    """Return how like two names are, by the words of the shorter: a middle name is often left out."""
    short, long = sorted((first, second), key=len)
    best = [max((_rate(word, other) for other in long), default=0.0) for word in short]
    return sum(best) / len(best) if best else 0.0


def _rate(word: str, other: str) -> float:
    return difflib.SequenceMatcher(None, word, other, autojunk=False).ratio()

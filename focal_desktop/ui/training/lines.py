"""The rows of an import: whom each seems to name, and what the person decided about it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from focal_desktop.base.words import Words
from focal_desktop.usecases.matching import Likeness, Match
from focal_desktop.usecases.training import Attending

SAME, NEW, OUT = "same", "new", "out"
FIRST: Mapping[Likeness, str] = {Likeness.KNOWN: SAME, Likeness.NEW: NEW, Likeness.NEAR: ""}
"""What is proposed; whoever is near is nobody until a person says so."""


class Line(msgspec.Struct, frozen=True):
    """One row with its choice; an empty one is still open."""

    match: Match
    choice: str
    day: str | None = None
    """When this one completed it, empty where that cannot be read; nothing: on the day of the session."""

    @property
    def can_be_same(self) -> bool:
        """Whether somebody known is meant, perhaps."""
        return bool(self.match.person)

    @property
    def can_be_new(self) -> bool:
        """Whether the row says enough to keep somebody new."""
        return self.match.likeness is not Likeness.EMPTY


def propose(matches: Sequence[Match], days: Sequence[str | None]) -> list[Line]:
    """Return the rows with what is proposed for each; whose day cannot be read is left out until mended."""
    pairs = zip(matches, days, strict=True)
    return [Line(one, OUT if day == "" else FIRST.get(one.likeness, OUT), day) for one, day in pairs]


def list_attending(lines: Sequence[Line]) -> list[Attending]:
    """Return who took part, by the choices."""
    return [
        Attending(person=one.match.person, completed_on=one.day or "")
        if one.choice == SAME
        else Attending(said=one.match.said, completed_on=one.day or "")
        for one in lines
        if one.choice in (SAME, NEW)
    ]


def count_open(lines: Sequence[Line]) -> int:
    """Return how many rows still want an answer."""
    return sum(not one.choice for one in lines)


def say_summary(lines: Sequence[Line], words: Words) -> str:
    """Return how many rows are what."""
    held = Counter(one.choice for one in lines)
    said = []
    if held[SAME]:
        said.append(words.count(held[SAME], "{n} known", "{n} known"))
    if held[""]:
        said.append(words.count(held[""], "{n} wants your answer", "{n} want your answer"))
    if held[NEW]:
        said.append(words.count(held[NEW], "{n} new", "{n} new"))
    if held[OUT]:
        said.append(words.count(held[OUT], "{n} left out", "{n} left out"))
    return " · ".join(said)


def say_pasted(line: Line, words: Words) -> str:
    """Return what a row says, with its day."""
    said = [*line.match.said.values(), *([words.iso_date(line.day)] if line.day else [])]
    return " · ".join(said) or "–"


def say_choice(line: Line, words: Words) -> str:
    """Return what becomes of a row."""
    if line.choice == SAME:
        return words.say("Known")
    if line.choice == NEW:
        return words.say("New, is added")
    if line.choice == OUT:
        if line.match.likeness is Likeness.TWICE:
            return words.say("Named twice, left out")
        if line.day == "":
            return words.say("No day that can be read, left out")
        if line.match.likeness is Likeness.EMPTY:
            return words.say("No name and no number, left out")
        return words.say("Left out")
    return words.say("The same person?")

"""The text that asks offices for a word: office and day, no figure, and nothing of what is recorded. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from focal_desktop.base.words import Words
from focal_desktop.ui.offices import cells
from focal_desktop.usecases.overview import OfficeLine


def write_message(lines: Iterable[OfficeLine], words: Words) -> str:
    """Return one paragraph for each office; each can be sent by itself."""
    return "\n\n".join(_write_one(line, words) for line in lines)


def _write_one(line: OfficeLine, words: Words) -> str:
    office = cells.say_office(line, words)
    if not line.devices:
        return words.say(
            "{office}: your invitation has not been used yet. Please open its file with the code, "
            "or call us: we make a new one in a minute.",
            office=office,
        )
    if line.is_silent and line.heard_at:
        return words.say(
            "{office}: our last word from your computer is of {day}. Please connect once, or send a stick. "
            "Nothing you wrote is lost: it waits with you. If there is no link, no power or no time, "
            "call us and we find a way together.",
            office=office,
            day=words.iso_date(line.heard_at[:10]),
        )
    if line.is_silent:
        return words.say(
            "{office}: your computer has joined, and nothing has come from it yet. Please connect once, "
            "or send a stick. If something stands in the way, call us.",
            office=office,
        )
    return words.say("{office}: please call us this week, at an hour that suits you.", office=office)

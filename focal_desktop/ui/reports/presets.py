"""What a person reads of each report before choosing one; which there are is the catalogue's to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from focal_desktop.base import words as languages
from focal_desktop.base.words import Words
from focal_desktop.domain import partner_note
from focal_desktop.domain.annual import headquarters, office
from focal_desktop.reports import edition, offered
from focal_desktop.reports.offered import Report


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one report."""

    title: str
    about: str
    length: str


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """One report as it is offered: its words, and what can be chosen of it."""

    name: str
    title: str
    about: str
    facts: str
    languages: Sequence[tuple[str, str]]
    modes: Sequence[tuple[str, str]]


def _say_office(words: Words) -> Said:
    return Said(
        title=words.say("Annual report of the office"),
        about=words.say(
            "What the office did in a year and what comes next: training, partners, channels, plan. "
            "No number or word of a case."
        ),
        length=words.say("Four pages at most"),
    )


def _say_headquarters(words: Words) -> Said:
    return Said(
        title=words.say("Annual report of the entity"),
        about=words.say(
            "What all offices did in a year, the certification, the answers to recommendations and the plan."
        ),
        length=words.say("About twelve pages"),
    )


SAID: Mapping[str, Callable[[Words], Said]] = {
    office.REPORT: _say_office,
    headquarters.REPORT: _say_headquarters,
}
FOR_HQ = frozenset({headquarters.REPORT})


def list_presets(words: Words, *, is_hq: bool) -> list[Preset]:
    """Return the reports of a year that a person's office prints; one of a record is printed beside it."""
    found = (one for one in offered.REPORTS if not one.of)
    return [_describe(one, words) for one in found if (one.name in FOR_HQ) == is_hq]


def _describe(report: Report, words: Words) -> Preset:
    said = SAID[report.name](words)
    named = list_languages(report)
    listed = " · ".join(words.isolate(name) for _, name in named)
    return Preset(
        name=report.name,
        title=said.title,
        about=said.about,
        facts=words.say("{length} · {languages}", length=said.length, languages=listed),
        languages=named,
        modes=[(mode, name_mode(mode, words)) for mode in report.modes],
    )


def name_report(name: str, words: Words) -> str:
    """Return what a report is called, also one that is printed beside its record."""
    if name in SAID:
        return SAID[name](words).title
    return (
        words.say("Record of PSEA capacity review") if name == partner_note.REPORT else words.say("A report")
    )


def name_mode(mode: str, words: Words) -> str:
    """Return what people read for an edition."""
    return words.say("Internal") if mode == edition.INTERNAL else words.say("Shareable")


def explain_copies(words: Words) -> str:
    """Return what it means to print or to save a report."""
    return words.say(
        "A saved file is no longer protected by the vault: whoever has the file can read it. "
        "A printer may keep a copy of what it prints."
    )


def list_languages(report: Report) -> list[tuple[str, str]]:
    """Return the languages of a report, each by its own name."""
    return [(code, languages.NAMES[code]) for code in report.languages]


def explain_mode(mode: str, words: Words) -> str:
    """Return what an edition holds, and the classification that stands on each of its pages."""
    if mode == edition.INTERNAL:
        return words.say(
            "Each page is marked {classification}: it names colleagues and partners. "
            "For the head of office and headquarters.",
            classification=edition.classify(words, mode),
        )
    return words.say(
        "Each page is marked {classification}: names, annexes and small numbers are left out.",
        classification=edition.classify(words, mode),
    )

"""The entity's report: a memo first, sections with something to say, no figure that points to a person."""

import re
from functools import cache
from typing import Any

import msgspec
import pytest

from focal_desktop.base import words
from focal_desktop.domain.annual.entity import DeskSums, EntityAnnual
from focal_desktop.domain.annual.values import NOBODY
from focal_desktop.reports import edition, hq_annual, page
from tests.reports import samples
from tests.reports.reading import read_all, read_pages

NIL = "no allegation of sexual exploitation or abuse is recorded for 2025"
NOT_PRINTED = "Counts are not printed"


def render(model: EntityAnnual, language: str = "en", mode: str = edition.INTERNAL) -> page.Rendered:
    """Return the report in a language and edition."""
    return hq_annual.render(model, words.load(language), mode)


@cache
def read(mode: str = edition.INTERNAL, language: str = "en", **size: Any) -> str:
    """Return the text of the report of an entity of this size."""
    return read_all(render(samples.make_entity(**size), language, mode))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("mode", edition.MODES)
@pytest.mark.parametrize(
    "size", [{"allegations": 60}, {"allegations": 0}, {"offices": 2, "allegations": None}]
)
def test_every_page_says_what_it_is(size: dict[str, Any], mode: str, language: str) -> None:
    model, said = samples.make_entity(**size), words.load(language)
    made = render(model, language, mode)
    mark = "CONFIDENTIAL" if mode == edition.INTERNAL else "UNCLASSIFIED"
    for number, text in enumerate(read_pages(made), 1):
        assert said.say(mark) in text
        assert said.say("Page {n} of {total}", n=number, total=made.pages) in text
        assert model.template in text
    assert render(model, language, mode).data == made.data


def test_the_memo_is_the_first_page_and_one_page() -> None:
    pages = read_pages(render(samples.make_entity(allegations=60)))
    assert "Memo To Executive Office of the Secretary-General From Executive Director" in pages[0]
    assert "In brief" in pages[0]
    assert "What is asked for" in pages[0]
    assert "Annual report 2025" in pages[1]
    assert "Memo" not in pages[1]


def test_thirteen_sections_are_listed_and_numbered() -> None:
    pages = read_pages(render(samples.make_entity(allegations=60)))
    listed = [int(number) for number in re.findall(r"(?<!\d)(\d{1,2}) (?=[A-Z])", pages[1])]
    assert set(range(1, 14)) <= set(listed)
    rest = " ".join(pages[2:])
    for number in range(1, 14):
        assert f" {number}. " in f" {rest}"


def test_the_derived_sentence_stands_with_how_many_offices_confirmed() -> None:
    said = read(allegations=0, silent=2)
    assert NIL in said
    assert "10 of 12 offices confirmed for every month that everything received was passed on." in said
    assert "Not heard from: Country Office 1 (Oct, Nov, Dec), Country Office 2 (Nov, Dec)." in said


@pytest.mark.parametrize("size", [{"allegations": 1}, {"allegations": 60}, {"allegations": None}])
def test_the_derived_sentence_stands_only_if_nothing_is_recorded(size: dict[str, Any]) -> None:
    assert NIL not in read(**size)


def test_counts_of_five_and_more_are_printed_with_their_day() -> None:
    said = read(allegations=60)
    assert "Figures on allegations are those known to headquarters as of 20 January 2026." in said
    assert "Sexual exploitation and abuse, personnel" in said
    assert "“Not substantiated” does not mean that it did not happen." in said


@pytest.mark.parametrize("number", [1, 4, 14])
def test_small_counts_are_dots(number: int) -> None:
    said = read(allegations=number)
    table = said.split("Reported conduct")[1].split("A dot stands")[0]
    shown = [int(digits) for digits in re.findall(r"\b\d+\b", table)]
    assert all(count >= 5 for count in shown)
    assert "·" in table


@pytest.mark.parametrize("size", [{"offices": 9, "allegations": 60}, {"allegations": None}])
def test_counts_are_not_printed_of_few_offices_or_for_others(size: dict[str, Any]) -> None:
    said = read(**size)
    assert NOT_PRINTED in said
    assert "Our record" not in said


def test_headquarters_compares_its_record_by_hand() -> None:
    said = read(allegations=60)
    assert "Our record CMTS iReport Difference Reason" in said
    assert "Our record" not in read(edition.SHAREABLE, allegations=60)


def test_the_shareable_edition_names_nobody() -> None:
    internal, shared = (read(mode, allegations=60) for mode in edition.MODES)
    names = ("Country Office 1", "House of Water", "AoC-101/2025", "Two visits were made.")
    assert [name for name in names if name not in internal] == []
    assert [name for name in names if name in shared] == []
    assert "Not heard from for some months: 2." in shared


def test_no_figure_stands_beside_an_office_or_country() -> None:
    said = read(edition.SHAREABLE, allegations=60)
    assert "Country Office" not in said
    assert "Kenya" not in read(allegations=60)


def test_risks_stand_with_their_mitigation() -> None:
    said = read()
    assert "Offices without focal point and alternate 4 of 12 A second person is designated" in said


def test_recommendations_stand_with_their_state() -> None:
    said = read()
    assert "Stronger monitoring in the field Two visits were made. Regional office – In progress" in said


def test_budgets_are_marked_as_indicative() -> None:
    assert read().count("have not been cleared by finance") >= 3


@pytest.mark.parametrize(
    ("title", "emptied"),
    [
        ("13. Lessons and recommendations", {"recommendations": ()}),
        ("9. High-risk duty stations", {"high_risk": NOBODY}),
        ("2. Summary", {"sums": DeskSums()}),
    ],
)
def test_a_section_without_content_vanishes_from_report_and_contents(
    title: str, emptied: dict[str, Any]
) -> None:
    model = samples.make_entity()
    assert title in read_all(render(model))
    pages = read_pages(render(msgspec.structs.replace(model, **emptied)))
    assert title not in " ".join(pages)
    assert title.split(". ")[1] not in pages[1]


def test_a_report_of_no_offices_is_still_a_report() -> None:
    made = render(samples.make_entity(offices=0, allegations=0))
    assert made.pages >= 3
    assert NIL not in read_all(made)


def test_french_is_french() -> None:
    said = read(language="fr", allegations=60)
    assert "Rapport annuel 2025" in said
    assert "8. Réponse et responsabilité" in said
    assert "In brief" not in said

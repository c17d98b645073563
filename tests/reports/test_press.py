"""Small blocks every report is made of, and how values are written in them."""

from datetime import date
from decimal import Decimal

import pytest

from focal_desktop.base import words
from focal_desktop.domain.annual.values import Money, Passage, Share, Term
from focal_desktop.reports import press
from focal_desktop.reports.press import Press


@pytest.fixture
def english() -> Press:
    """A press for English."""
    return press.start(words.load("en"))


def test_what_is_not_known_is_a_dash(english: Press) -> None:
    said = (english.term(None), english.typed("  \n "), english.day(None), english.money(None))
    assert said == ("–",) * 4


def test_values_are_written_the_way_of_the_language(english: Press) -> None:
    assert english.term(Term("x", {"en": "Phone"})) == "Phone"
    assert english.typed(" two\n words ") == "two words"
    assert english.day(date(2026, 3, 1)) == "1\u00a0Mar\u00a02026"
    assert english.share(Share(3, 12)) == "3 of 12"
    assert english.money(Money(Decimal("12500.40"), "USD")) == "12,500\u00a0USD"


def test_a_latin_name_is_closed_off_in_arabic() -> None:
    arabic = press.start(words.load("ar"))
    assert arabic.typed("Urban Roots (NGO)") == "\u2068Urban Roots (NGO)\u2069"


def test_a_passage_is_printed_word_for_word_or_not_at_all(english: Press) -> None:
    passages = {"note": Passage(Term("note"), Term("note", {"en": "As it stands."}))}
    assert english.passage(passages, "note") == "As it stands."
    with pytest.raises(ValueError, match="no text other"):
        english.passage(passages, "other")

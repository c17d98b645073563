"""Sync's list on paper: one page in every language however long its lines, with a check code of its own."""

import io
from datetime import date

import msgspec
import pytest
from pypdf import PdfReader

from focal_desktop.base import words
from focal_desktop.domain.kinds import KINDS
from focal_desktop.reports import sync_sheet
from focal_desktop.reports.sync_list import MOST, SyncList
from focal_desktop.sync.status import PLACES
from focal_desktop.ui.sync import reasons, sentence

SHEET = SyncList(
    title="Sync with Nairobi",
    office="KEN",
    said=("As this computer knew it on 15 September 2026.",),
    heads=("Item", "What it is", "Size", "State", "Since"),
    rows=(("ABC234", "Partner", "small", "Waiting", "15 Sep 2026 12:00"),),
)


@pytest.mark.parametrize("language", list(words.LOCALES))
def test_it_is_one_page_with_the_longest_words_of_each_language(language: str) -> None:
    said = words.load(language)
    label = max((said.name(kind.label) for kind in KINDS.values()), key=len)
    month = max((said.writing.long_month(date(2026, month, 1)) for month in range(1, 13)), key=len)
    since = max((said.iso_instant(f"2026-{month:02}-28T20:00:00Z") for month in range(1, 13)), key=len)
    state = max((reasons.say_place(said, place) for place in PLACES), key=len)
    row = (month, label, sentence.size_of(said, 10_000_000), state, since)
    full = msgspec.structs.replace(SHEET, rows=(row,) * (MOST + 5), left="5 more lines stand on the screen.")
    made = sync_sheet.render(full, said)
    pages = PdfReader(io.BytesIO(made.data)).pages
    assert made.pages == len(pages) == 1
    assert pages[0].extract_text().count("2026") >= MOST


def test_it_says_its_lines_and_what_every_page_says() -> None:
    made = sync_sheet.render(SHEET, words.load("en"))
    text = PdfReader(io.BytesIO(made.data)).pages[0].extract_text()
    for said in ("Sync with Nairobi", "ABC234", "Partner", "small", "Waiting", "CONFIDENTIAL", "KEN"):
        assert said in text
    assert "more lines" not in text
    other = msgspec.structs.replace(SHEET, office="IRQ")
    assert sync_sheet.render(SHEET, words.load("en")).data == made.data
    assert sync_sheet.render(other, words.load("en")).data != made.data

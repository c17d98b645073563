"""The recovery sheet: one page, the code whole, the same bytes each time, no word of what it opens."""

import io
from datetime import date

import pytest
import segno
from pypdf import PdfReader

from focal_desktop.base import words
from focal_desktop.reports import recovery_sheet
from focal_desktop.reports.recovery_sheet import Squares

CODE = "7HQ2-M4XD-9RTB-K6WY-3FNC-8PVA-2JEZ-5GMQ"
DAY = date(2026, 9, 15)
TELLING = ("psea", "allegation", "sexual", "survivor", "focal", "habitat")


@pytest.mark.parametrize("language", list(words.LOCALES))
def test_it_is_one_page_with_the_code(language: str) -> None:
    made = recovery_sheet.render(words.load(language), CODE, DAY)
    pages = PdfReader(io.BytesIO(made.data)).pages
    assert made.pages == len(pages) == 1
    text = pages[0].extract_text()
    assert all(group in text for group in CODE.split("-"))


def test_it_tells_nothing_of_what_it_opens() -> None:
    said = PdfReader(io.BytesIO(recovery_sheet.render(words.load("en"), CODE, DAY).data))
    text = f"{said.pages[0].extract_text()} {said.metadata}".lower()
    assert [word for word in TELLING if word in text] == []


def test_the_same_sheet_is_the_same_bytes() -> None:
    first, second = (recovery_sheet.render(words.load("fr"), CODE, DAY).data for _ in range(2))
    assert first == second
    assert recovery_sheet.render(words.load("fr"), CODE[:-1] + "R", DAY).data != first


def test_the_squares_are_those_of_the_code() -> None:
    squares = Squares(CODE)
    assert squares.wrap(400, 800) == (400, squares.height)
    assert [list(row) for row in segno.make_qr(CODE, error="m").matrix] == squares._rows

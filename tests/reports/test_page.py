"""Each page says what it is; the same story gives the same bytes; a mirrored page is mirrored."""

import io
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.platypus import PageBreak

from focal_desktop.base import words
from focal_desktop.reports import page, press
from tests.reports.reading import as_printed, read_pages


def make(language: str = "en", pages: int = 3, most: int = 10) -> page.Rendered:
    """Return a document of so many pages."""
    said = words.load(language)
    started = press.start(said)
    furniture = page.Furniture(
        title="A title",
        author="UN-Habitat · Iraq",
        classification="CONFIDENTIAL",
        template="2026.1",
        check_code="AAAA-BBBB-CCCC",
        most_pages=most,
    )
    story = [block for number in range(pages) for block in (started.text(f"Body {number}"), PageBreak())]
    return page.render(story[:-1], furniture, said, started.setter)


def test_every_page_says_what_it_is() -> None:
    made = make()
    assert made.pages == 3
    for number, said in enumerate(read_pages(made), 1):
        assert "CONFIDENTIAL" in said
        assert "UN-Habitat · Iraq" in said
        assert "Template 2026.1 · check code AAAA-BBBB-CCCC" in said
        assert f"Page {number} of 3" in said
        assert f"Body {number - 1}" in said


def test_every_arabic_page_counts_from_the_right() -> None:
    for number, said in enumerate(read_pages(make("ar")), 1):
        assert f"3 {as_printed('من')} {number} {as_printed('صفحة')}" in said


def test_the_same_story_gives_the_same_bytes() -> None:
    assert make().data == make().data
    assert make().data != make(pages=2).data


@pytest.mark.parametrize(("language", "direction"), [("en", None), ("ar", "/R2L")])
def test_the_document_knows_its_language_and_direction(language: str, direction: str | None) -> None:
    root: Any = PdfReader(io.BytesIO(make(language).data)).trailer["/Root"].get_object()
    assert root["/Lang"] == language
    assert root.get("/ViewerPreferences", {}).get("/Direction") == direction


def test_the_document_is_named_and_dated_by_nobody() -> None:
    known = PdfReader(io.BytesIO(make().data)).metadata
    assert known is not None
    assert (known.title, known.author, known.subject) == ("A title", "UN-Habitat · Iraq", "CONFIDENTIAL")
    assert known.creation_date_raw == "D:20000101000000+00'00'"


def test_pages_are_a4() -> None:
    box = PdfReader(io.BytesIO(make().data)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_a_story_longer_than_it_may_be_is_not_printed() -> None:
    assert make(pages=4, most=4).pages == 4
    with pytest.raises(page.TooLong):
        make(pages=5, most=4)

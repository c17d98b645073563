"""Columns stand in reading order, headings stay with their rows, heads are repeated."""

from typing import Any

import pytest
from reportlab.platypus import Flowable, Table

from focal_desktop.base import words
from focal_desktop.reports import flow, page, press, table, tokens
from focal_desktop.reports.press import Press
from focal_desktop.reports.table import Column, Heading, Remark, Row
from tests.reports.reading import read_pages

COLUMNS = (Column("First", 30), Column("Second", 60), Column("Third", 10, "end"))


def start(language: str) -> Press:
    """Return a press for a language."""
    return press.start(words.load(language))


def render(story: list[Flowable], language: str = "en") -> list[str]:
    """Return the text of each page."""
    made = start(language)
    furniture = page.Furniture(title="", author="", classification="", template="", check_code="")
    return read_pages(page.render(story, furniture, made.words, made.setter))


def make(language: str, rows: list[table.Line]) -> Table:
    """Return a table of three columns."""
    return table.make_table(start(language).setter, COLUMNS, rows)


@pytest.mark.parametrize(("language", "order"), [("en", "One Two Three"), ("ar", "Three Two One")])
def test_columns_stand_in_reading_order(language: str, order: str) -> None:
    assert order in render([make(language, [Row(("One", "Two", "Three"))])], language)[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_widths_follow_their_columns(language: str) -> None:
    made: Any = make(language, [Row(("1", "2", "3"))])
    made.wrap(*page.ROOM)
    widths = [round(width / page.ROOM[0], 2) for width in made._colWidths]
    assert widths == ([0.3, 0.6, 0.1] if language == "en" else [0.1, 0.6, 0.3])


def test_a_long_table_repeats_its_head() -> None:
    pages = render([make("en", [Row((f"n{number}", "x", "y")) for number in range(80)])])
    assert len(pages) > 1
    assert all("First" in said and "Third" in said for said in pages)


def test_a_heading_and_its_aside_stand_across() -> None:
    said = render(
        [make("en", [Heading("Area", "3 actions"), Row(("1", "2", "3")), Remark("More elsewhere")])]
    )
    assert "Area 3 actions 1 2 3 More elsewhere" in said[0]


@pytest.mark.parametrize("count", range(36, 48))
def test_a_heading_never_stands_alone_at_the_foot(count: int) -> None:
    rows: list[table.Line] = [Row((f"n{number}", "x", "y")) for number in range(count)]
    pages = render([make("en", [*rows, Heading("Area of the last"), Row(("last", "x", "y"))])])
    home = [said for said in pages if "Area of the last" in said]
    assert len(home) == 1
    assert "last x y" in home[0]


@pytest.mark.parametrize("count", range(36, 48))
def test_a_remark_stays_with_its_row(count: int) -> None:
    rows: list[table.Line] = [Row((f"n{number}", "x", "y")) for number in range(count)]
    pages = render([make("en", [*rows, Row(("last", "x", "y")), Remark("On the last")])])
    assert [said for said in pages if "On the last" in said] == [said for said in pages if "last x y" in said]


def test_a_row_is_as_wide_as_its_table() -> None:
    with pytest.raises(ValueError, match="zip"):
        make("en", [Row(("1", "2"))])


@pytest.mark.parametrize(("language", "order"), [("en", "To EOSG"), ("ar", "EOSG To")])
def test_pairs_stand_in_reading_order(language: str, order: str) -> None:
    made = table.make_pairs(start(language).setter, [("To", "EOSG")])
    assert order in render([made], language)[0]


@pytest.mark.parametrize(("language", "order"), [("en", "Name Function"), ("ar", "Function Name")])
def test_a_form_has_a_word_for_each_line_to_write_on(language: str, order: str) -> None:
    made = table.make_form(start(language).setter, [("Name", "Function"), ("Signature",)])
    said = render([made], language)[0]
    assert order in said
    assert "Signature" in said


def test_no_word_of_a_heading_is_broken_while_another_column_has_room() -> None:
    setter = press.start(words.load("es")).setter
    columns = [table.Column("Presupuesto", 4), table.Column("B", 96)]
    made: Any = table.make_table(setter, columns, [table.Row(("1", "2"))])
    made.wrap(*page.ROOM)
    narrow, wide = made._colWidths
    assert narrow >= setter.measure("Presupuesto", tokens.CELL_HEAD) + 2 * table.SIDE
    assert abs(narrow + wide - tokens.WIDTH) < 0.01


def test_no_row_stands_alone_on_its_page() -> None:
    setter = press.start(words.load("en")).setter
    rows = [table.Row((str(place),)) for place in range(12)]
    made: Any = table.make_table(setter, [table.Column("N", 1)], rows)
    tall = made.wrap(*page.ROOM)[1]
    head = made.least / 3
    assert made.split(page.ROOM[0], head * 2.5) == []  # head and one row alone: the whole goes on
    first, rest = made.split(page.ROOM[0], tall - head / 2)
    assert len(first._cellvalues) == 11  # the head and ten rows: two go on together
    assert len(rest._cellvalues) == 3


def test_a_heading_goes_on_with_the_first_rows_of_its_table() -> None:
    made = press.start(words.load("en"))
    rows = [table.Row((str(place),)) for place in range(9)]
    grid = made.table([table.Column("N", 1)], rows)
    title, *_ = made.subheading("Title")[::-1]
    gap = made.gap(page.ROOM[1] - 70)
    held = list(flow.hold_headings([gap, title, grid], page.ROOM))
    assert [type(one).__name__ for one in held] == ["Spacer", "CondPageBreak", "Text", "Grid"]
    furniture = page.Furniture(title="T", author="A", classification="C", template="1", check_code="X")
    drawn = read_pages(page.render([gap, title, grid], furniture, made.words, made.setter))
    assert "Title" not in drawn[0]
    assert drawn[1].startswith("Title N 0")
    assert flow.find_least([title, made.point("A point")], page.ROOM) < 60

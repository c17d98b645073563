"""A table without room lets columns give way, says their words below the row, and takes them back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from focal_desktop.ui import folding, tokens
from focal_desktop.ui.folding import EVEN
from focal_desktop.ui.look import Look
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets.outline import Group, Heading, Outline
from tests.ui import windows

Row = tuple[str, str, str]
ALOUD, WIDE, NARROW = Qt.ItemDataRole.AccessibleTextRole, 900, 290
ROWS: list[Row] = [
    ("Acacia", "Full capacity", "12 July 2030"),
    ("Basalt", "Low capacity", ""),
    ("Canna", "Medium capacity", "18 May 2031"),
]


@pytest.fixture(autouse=True)
def look() -> Iterator[Look]:
    """Draw in English, and leave it so."""
    made = Look(tokens.LIGHT)
    made.apply(windows.make_application())
    yield made
    made.apply(windows.make_application())


def list_columns() -> list[Column[Row]]:
    """Return a name that stays and two columns that give way, the last one first."""
    return [
        Column("Name", lambda one: one[0], wide=1, least=9),
        Column("Capacity", lambda one: one[1], yields=1),
        Column("Counts until", lambda one: one[2], yields=2),
    ]


def show(look: Look, width: int, rows: list[Row] | None = None) -> Table[Row]:
    """Draw a table at a width."""
    table: Table[Row] = Table(look, "Partners", list_columns())
    table.fill(ROWS if rows is None else rows)
    table.resize(width, 400)
    table.show()
    windows.settle()
    return table


def hidden(table: Table[Row]) -> list[int]:
    """Return the columns that are not shown."""
    return [place for place in range(3) if table.isColumnHidden(place)]


def test_columns_give_way_in_their_order_and_those_of_one_number_together() -> None:
    widths = {0: 100, 1: 50, 2: 50, 3: 50}
    yields = {0: 0, 1: 1, 2: 2, 3: 2}
    assert folding.choose(widths, yields, 250) == frozenset()
    assert folding.choose(widths, yields, 249) == {2, 3}
    assert folding.choose(widths, yields, 120) == {1, 2, 3}
    assert folding.choose(widths, yields, 10) == {1, 2, 3}


def test_what_is_empty_says_nothing_below() -> None:
    assert folding.say([("Q1", "–"), ("Q2", ""), ("Q3", "Delayed")]) == "\u2068Q3\u2069: \u2068Delayed\u2069"
    assert folding.say([("Q1", "–")]) == ""


def test_a_table_with_room_shows_every_column(look: Look) -> None:
    table = show(look, WIDE)
    assert hidden(table) == []
    assert {table.rowHeight(place) for place in range(3)} == {look.em(2.4)}
    assert table.rows.data(table.rows.index(0, 0), ALOUD) == "Name: Acacia"
    table.deleteLater()


def test_without_room_the_words_stand_below_and_nothing_is_moved_sideways(look: Look) -> None:
    table = show(look, NARROW)
    assert hidden(table) == [2]
    assert table.horizontalScrollBar().maximum() == 0
    assert table.rowHeight(0) > table.rowHeight(1) == look.em(2.4)
    said = table.rows.data(table.rows.index(0, 0), ALOUD)
    assert said == "Name: Acacia. \u2068Counts until\u2069: \u206812 July 2030\u2069"
    assert table.rows.data(table.rows.index(0, 1), ALOUD) == "Capacity: Full capacity"
    table.resize(150, 400)
    windows.settle()
    assert hidden(table) == [1, 2]
    assert table.horizontalScrollBar().maximum() == 0
    table.resize(WIDE, 400)
    windows.settle()
    assert hidden(table) == []
    assert {table.rowHeight(place) for place in range(3)} == {look.em(2.4)}
    table.deleteLater()


def test_the_words_below_are_drawn(look: Look) -> None:
    table = show(look, NARROW)
    picture = table.viewport().grab().toImage()
    foot = range(table.rowHeight(0) - look.em(1.4), table.rowHeight(0) - 2)
    inks = {picture.pixelColor(x, y).name() for x in range(look.em(8)) for y in foot}
    assert tokens.LIGHT.muted.lower() in inks
    table.setCurrentIndex(table.rows.index(0, 0))
    windows.settle()
    chosen = table.viewport().grab().toImage()
    grounds = {chosen.pixelColor(2, y).name() for y in (4, table.rowHeight(0) - 4)}
    assert grounds == {tokens.LIGHT.selected.lower()}, "a chosen row is chosen down to its foot"
    table.deleteLater()


def test_a_line_of_arabic_that_begins_with_a_latin_label_begins_at_the_right() -> None:
    arabic = Look(tokens.LIGHT, is_right_to_left=True)
    arabic.apply(windows.make_application())
    drawn = []
    for later in ("–", "متأخر"):
        columns: list[Column[Row]] = [
            Column("Name", lambda one: one[0], wide=1, least=20),
            Column("Q1", lambda one: one[1], yields=1),
            Column("Q3", lambda one: one[2], yields=1),
        ]
        table: Table[Row] = Table(arabic, "Plan", columns)
        table.fill([("Acacia " * 6, "مكتمل", later)])
        table.resize(NARROW, 400)
        table.show()
        windows.settle()
        assert hidden(table) == [1, 2]
        picture = table.viewport().grab().toImage()
        right, high = picture.width(), table.rowHeight(0)
        drawn.append(picture.copy(right - arabic.em(4), high - arabic.em(1.6), arabic.em(4), arabic.em(1.6)))
        table.deleteLater()
    assert drawn[0] == drawn[1], "the first quarter stands first, whatever follows"


def test_rows_keep_their_feet_when_they_are_ordered(look: Look) -> None:
    table = show(look, NARROW)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    windows.settle()
    tall = [place for place in range(3) if table.rowHeight(place) > look.em(2.4)]
    assert [table.rows.row(place)[0] for place in tall] == ["Canna", "Acacia"]
    table.deleteLater()


def test_many_rows_have_one_height_and_one_line_below(look: Look) -> None:
    table = show(look, NARROW, [("Name", "Capacity", "a long sentence " * 20)] * (EVEN + 1))
    assert hidden(table) == [2]
    assert len({table.rowHeight(place) for place in range(EVEN + 1)}) == 1
    assert look.em(2.4) < table.rowHeight(0) < look.em(5)
    assert not table.viewport().grab().isNull()
    table.fill(ROWS[:1])
    windows.settle()
    assert table.rowHeight(0) < look.em(5)
    table.deleteLater()


def test_what_stands_beside_a_table_is_left_out_of_it_and_not_said_below(look: Look) -> None:
    table = show(look, NARROW)
    table.leave_out((1, 2))
    assert hidden(table) == [1, 2]
    assert table.rows.folded == frozenset()
    table.leave_out(())
    assert hidden(table) == [2]
    table.deleteLater()


def test_an_outline_folds_too_and_its_headings_have_no_foot(look: Look) -> None:
    outline = Outline(look, "Plan", list_columns(), (9.0, 11.0, 9.0))
    outline.fill_groups([Group(Heading("a", "Prevention"), tuple(ROWS))])
    outline.resize(NARROW, 400)
    outline.show()
    windows.settle()
    assert outline.isColumnHidden(2)
    assert not outline.isColumnHidden(1)
    assert outline.horizontalScrollBar().maximum() == 0
    heights = [outline.rowHeight(place) for place in range(4)]
    assert heights[1] > heights[0] == heights[2]
    assert not outline.viewport().grab().isNull()
    outline.resize(WIDE, 400)
    windows.settle()
    assert not outline.isColumnHidden(2)
    assert len({outline.rowHeight(place) for place in range(4)}) == 1
    outline.deleteLater()


def test_an_outline_of_many_rows_does_not_measure_each(look: Look) -> None:
    outline = Outline(look, "Plan", list_columns(), (9.0, 11.0, 9.0))
    outline.fill([ROWS[0]] * (EVEN + 1))
    outline.resize(NARROW, 400)
    outline.show()
    windows.settle()
    assert outline.rowHeight(0) == outline.rowHeight(EVEN) > look.em(2.4)
    assert not outline.wordWrap()
    outline.deleteLater()


def test_what_is_left_over_goes_first_to_words_that_lack_room() -> None:
    least, needs, shares = {0: 100, 1: 100}, {0: 100, 1: 180}, {0: 3, 1: 1}
    assert folding.share_out(200, least, needs, shares) == {0: 100, 1: 100}
    assert folding.share_out(250, least, needs, shares) == {0: 100, 1: 150}
    assert folding.share_out(360, least, needs, shares) == {0: 160, 1: 200}
    assert folding.share_out(120, least, needs, shares) == {0: 90, 1: 30}

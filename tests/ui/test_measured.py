"""A table that measures once: as wide as Qt's own measure says, and never as wide as it was before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from focal_desktop.ui import tokens
from focal_desktop.ui.look import Look
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from tests.ui import windows

Row = tuple[str, str]
SHORT: list[Row] = [("Acacia", "Sent"), ("Basalt", "Waits"), ("Canna", "")]
LONG: list[Row] = [("Acacia", "Waits for a key from headquarters"), *SHORT]


@pytest.fixture(autouse=True)
def look() -> Iterator[Look]:
    """Draw in English, and leave it so."""
    made = Look(tokens.LIGHT)
    made.apply(windows.make_application())
    yield made
    made.apply(windows.make_application())


@pytest.fixture
def table(look: Look) -> Iterator[Table[Row]]:
    """A table with a name and a state that has a picture where it is not empty, or is the same word."""
    columns: list[Column[Row]] = [
        Column("Name", lambda one: one[0], wide=1),
        Column("State", lambda one: one[1], icon=lambda one: "clock" if one[0] != "Canna" else ""),
    ]
    made: Table[Row] = Table(look, "Items", columns)
    made.resize(600, 300)
    yield made
    made.close()
    made.deleteLater()
    windows.settle()


def measure(table: Table[Row]) -> tuple[int, int]:
    """Return how wide the state wants to be: as the table says, and as Qt measures every row."""
    return table.sizeHintForColumn(1), QTableView.sizeHintForColumn(table, 1)


def test_a_column_is_as_wide_as_qt_measures_it(table: Table[Row]) -> None:
    widths = set()
    for rows in (SHORT, LONG, [("Canna", "Sent"), ("Acacia", "Sent")], [], SHORT):
        table.fill(rows)
        own, whole = measure(table)
        assert own == whole
        widths.add(own)
    assert len(widths) == 4


def test_what_is_scrolled_to_sorted_or_written_larger_is_measured_anew(table: Table[Row]) -> None:
    table.fill([*SHORT * 30, *LONG])
    table.show()
    windows.settle()
    narrow, whole = measure(table)
    assert narrow == whole
    table.scrollToBottom()
    own, whole = measure(table)
    assert own == whole > narrow
    table.scrollToTop()
    assert measure(table)[0] == narrow
    table.rows.sort(1, Qt.SortOrder.DescendingOrder)
    own, whole = measure(table)
    assert own == whole > narrow
    larger = table.font()
    larger.setPointSize(2 * larger.pointSize())
    table.setFont(larger)
    QApplication.sendEvent(table, QEvent(QEvent.Type.FontChange))
    assert measure(table)[0] == measure(table)[1] != own


class Painted(QObject):
    """Notes how wide a table's rows are each time they are drawn."""

    def __init__(self, table: Table[Row]) -> None:
        super().__init__()
        self._drawn = table.viewport()
        self.widths: list[int] = []
        self._drawn.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Let it be drawn."""
        if event.type() == QEvent.Type.Paint:
            self.widths.append(self._drawn.width())
        return super().eventFilter(watched, event)


def test_nothing_is_drawn_before_it_is_known_whether_there_is_a_bar(table: Table[Row], look: Look) -> None:
    page, drawn = QWidget(), Painted(table)
    page.resize(700, 300)
    page.show()
    windows.settle()
    parts.column(look, table, parent=page)
    table.show()
    parts.take_room(page)
    assert table.width() > 600
    table.fill(SHORT * 40)
    windows.settle()
    assert set(drawn.widths) == {table.viewport().width()}
    assert table.viewport().width() < table.width() - table.verticalScrollBar().width()
    table.setParent(None)
    page.deleteLater()

"""A list that measures a column once for what it holds: Qt asks again at every touch of its header.

Must never keep a width beyond the rows, the place and the letters it was measured for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt

from focal_desktop.ui import folding
from focal_desktop.ui.look import Look
from focal_desktop.ui.table import Column, Table

T = TypeVar("T")
LETTERS = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange)


class MeasuredTable(Table[T]):
    """A table like any other; opening a page with one takes a part of the time."""

    def __init__(self, look: Look, name: str, columns: Sequence[Column[T]]) -> None:
        self._measured: dict[tuple[int, int], int] = {}
        super().__init__(look, name, columns)
        for other in (self.rows.modelAboutToBeReset, self.rows.layoutAboutToBeChanged):
            other.connect(self._measured.clear)
        self.verticalScrollBar().valueChanged.connect(self._measured.clear)

    def fill(self, rows: Sequence[T]) -> None:
        """Show these values, and find out now whether there is a bar: else all is drawn twice."""
        super().fill(rows)
        self.doItemsLayout()

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802 Qt's own name
        """Return how wide a column wants to be: measured in as many rows as are in sight, each word once."""
        first, high = max(0, self.rowAt(0)), max(1, self.rowHeight(0))
        count = max(self.viewport().height() // high, folding.MEASURED)
        if (column, count) not in self._measured:
            shown = range(first, min(first + count, self.rows.rowCount()))
            wide = [self.sizeHintForIndex(index).width() for index in self._list_unlike(column, shown)]
            self._measured[column, count] = max(wide) if wide else super().sizeHintForColumn(column)
        return self._measured[column, count]

    def _list_unlike(self, column: int, shown: range) -> Iterable[QModelIndex]:
        """Return one cell of each that look alike: the same words, with a picture or without."""
        found: dict[tuple[str, bool], QModelIndex] = {}
        for row in shown:
            index = self.rows.index(row, column)
            has_icon = self.rows.data(index, Qt.ItemDataRole.DecorationRole) is not None
            found.setdefault((self.rows.say_cell(row, column), has_icon), index)
        return found.values()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 Qt's own name
        """Measure other letters anew."""
        if event.type() in LETTERS:
            self._measured.clear()
        super().changeEvent(event)

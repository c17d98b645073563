"""A list that measures a column once for what it holds: Qt asks again at every touch of its header.

Must never keep a width beyond the rows, the place and the letters it was measured for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt

from focal_desktop.ui import folding
from focal_desktop.ui.table_keys import KeyedView

LETTERS = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange)


class MeasuredView(KeyedView):
    """`show_rows` gives it rows and what says a cell: each word is measured once, with a picture or not."""

    def __init__(self) -> None:
        self._measured: dict[tuple[int, int], int] = {}
        super().__init__()
        self.verticalScrollBar().valueChanged.connect(self._measured.clear)

    def show_rows(self, rows: QAbstractItemModel, say_cell: Callable[[int, int], str]) -> None:
        """Show rows; the words of a cell are asked of them and not through Qt, which is slower."""
        self._cells, self._say_cell = rows, say_cell
        for other in (rows.modelAboutToBeReset, rows.layoutAboutToBeChanged):
            other.connect(self._measured.clear)
        self.setModel(rows)

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802 Qt's own name
        """Return how wide a column wants to be: measured in as many rows as are in sight, each word once."""
        first, high = max(0, self.rowAt(0)), max(1, self.rowHeight(0))
        count = max(self.viewport().height() // high, folding.MEASURED)
        if (column, count) not in self._measured:
            shown = range(first, min(first + count, self._cells.rowCount()))
            wide = [self.sizeHintForIndex(index).width() for index in self._list_unlike(column, shown)]
            self._measured[column, count] = max(wide) if wide else super().sizeHintForColumn(column)
        return self._measured[column, count]

    def _list_unlike(self, column: int, shown: range) -> Iterable[QModelIndex]:
        """Return one cell of each that look alike: the same words, with a picture or without."""
        found: dict[tuple[str, bool], QModelIndex] = {}
        for row in shown:
            index = self._cells.index(row, column)
            has_icon = self._cells.data(index, Qt.ItemDataRole.DecorationRole) is not None
            found.setdefault((self._say_cell(row, column), has_icon), index)
        return found.values()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 Qt's own name
        """Measure other letters anew."""
        if event.type() in LETTERS:
            self._measured.clear()
        super().changeEvent(event)

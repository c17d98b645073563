"""What keys do in every list: Enter and F2 open, Home and End are its ends, Shift and Space choose rows.

Ctrl+O orders it by its next column, as a click on a heading does; with Shift it turns the order round.

Must never copy by itself: Qt would put a cell of any list on the clipboard, of cases too.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
CTRL = Qt.KeyboardModifier.ControlModifier
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


class KeyedView(QTableView):
    """Rows that are chosen as a whole, one or several."""

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)

    def open_current(self) -> bool:
        """Open the row that the keys are at, if there is one."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Do what a key does here, else what it does in any table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            return
        if event.key() in OPENING and self.open_current():
            return
        if event.key() in ENDS and not event.modifiers():
            self._go_to_end(is_first=event.key() == Qt.Key.Key_Home)
            return
        if self.isSortingEnabled() and event.key() == Qt.Key.Key_O and event.modifiers() & CTRL:
            self._order_on(turns_round=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)

    def _order_on(self, *, turns_round: bool) -> None:
        """Order by the next column that is seen, from the last one by the first; or turn the order round."""
        header, up = self.horizontalHeader(), Qt.SortOrder.AscendingOrder
        place, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        if turns_round:
            self.sortByColumn(place, Qt.SortOrder.DescendingOrder if order == up else up)
            return
        seen = [header.logicalIndex(one) for one in range(header.count())]
        seen = [one for one in seen if not header.isSectionHidden(one)]
        before = seen.index(place) if place in seen else -1
        self.sortByColumn(seen[(before + 1) % len(seen)], up)

    def _go_to_end(self, *, is_first: bool) -> None:
        rows = self.model().rowCount()
        if rows:
            column = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.model().index(0 if is_first else rows - 1, column))

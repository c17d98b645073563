"""The one table of every list: values in, what was chosen out. Long lists stay quick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from focal_desktop.ui.look import Look

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Column(msgspec.Struct, Generic[T], frozen=True):
    """One column: its label, its text, and where wanted its tone, icon, order and share of the width."""

    label: str
    text: Callable[[T], str]
    tone: Callable[[T], str] | None = None
    icon: Callable[[T], str] | None = None
    order: Callable[[T], Any] | None = None
    wide: int = 0
    """0 takes what its text needs; more is a share of what is left."""


class Rows(QAbstractTableModel, Generic[T]):
    """Rows of values in the order of a chosen column."""

    def __init__(self, look: Look, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self._look, self._columns = look, columns
        self._rows: list[T] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def fill(self, rows: Sequence[T]) -> None:
        """Show these values."""
        self.beginResetModel()
        self._rows = list(rows)
        self._arrange()
        self.endResetModel()

    def row(self, place: int) -> T:
        """Return the value in a row."""
        return self._rows[place]

    @property
    def values(self) -> Sequence[T]:
        """Every value, in the order shown."""
        return self._rows

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 Qt's own name
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802 Qt's own name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802 Qt's own name
        """Return the label of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return what a cell shows, and what a screen reader says of it."""
        column, value = self._columns[index.column()], self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return column.text(value)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.label}: {column.text(value)}"
            case Qt.ItemDataRole.ForegroundRole if column.tone and (tone := column.tone(value)):
                return QBrush(QColor(self._look.colours.tone(tone).ink))
            case Qt.ItemDataRole.DecorationRole if column.icon and (name := column.icon(value)):
                tone = column.tone(value) if column.tone else ""
                ink = self._look.colours.tone(tone).ink if tone else self._look.colours.muted
                return self._look.icon(name, ink)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column."""
        self.layoutAboutToBeChanged.emit()
        self._sorted = (column, order)
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._sorted is None or self._sorted[0] < 0:
            return
        column = self._columns[self._sorted[0]]
        key = column.order or (lambda value: column.text(value).casefold())
        self._rows.sort(key=key, reverse=self._sorted[1] == Qt.SortOrder.DescendingOrder)


class Table(QTableView, Generic[T]):
    """A list: arrows move, typing finds, Enter opens."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, look: Look, name: str, columns: Sequence[Column[T]], rows: Rows[T] | None = None
    ) -> None:
        super().__init__()
        self.rows: Rows[T] = rows or Rows(look, columns)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setIconSize(QSize(look.em(1.2), look.em(1.2)))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.em(2.4))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(not any(column.wide for column in columns))
        header.setMinimumSectionSize(look.em(3))
        for place, column in enumerate(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(place, mode.Fixed if column.wide else mode.ResizeToContents)
        header.setResizeContentsPrecision(50)
        self._shares = {place: column.wide for place, column in enumerate(columns) if column.wide}
        header.geometriesChanged.connect(self._share_out)
        header.sectionResized.connect(lambda place, *_: None if place in self._shares else self._share_out())
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.row(index.row())))
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def fill(self, rows: Sequence[T]) -> None:
        """Show these values; the row that was chosen stays chosen where it is still there."""
        place = self.currentIndex().row()
        self.rows.fill(rows)
        if 0 <= place < len(rows):
            self.setCurrentIndex(self.rows.index(place, 0))  # Qt's own choosing of rows fails from the right

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give each wide column its share of what the others leave."""
        header = self.horizontalHeader()
        narrow = [place for place in range(header.count()) if place not in self._shares]
        room = self.viewport().width() - sum(header.sectionSize(place) for place in narrow)
        whole = sum(self._shares.values())
        for place, share in self._shares.items():
            header.resizeSection(place, max(room * share // whole, header.minimumSectionSize()))

    def current(self) -> T | None:
        """Return the value of the chosen row."""
        place = self.currentIndex().row()
        return self.rows.row(place) if 0 <= place < self.rows.rowCount() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Open with Enter."""
        found = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and found is not None:
            self.opened.emit(found)
            return
        super().keyPressEvent(event)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.rows.row(now.row()))

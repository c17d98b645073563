"""The one table of every list: values in, what was chosen out. Long lists stay quick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from focal_desktop.ui import folding
from focal_desktop.ui.look import Look
from focal_desktop.ui.measured import MeasuredView

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW = 2.4
"""How high a row is, in ems."""


class Column(msgspec.Struct, Generic[T], frozen=True):
    """One column: its label, its text, and where wanted its tone, icon, order and share of the width."""

    label: str
    text: Callable[[T], str]
    tone: Callable[[T], str] | None = None
    icon: Callable[[T], str] | None = None
    order: Callable[[T], Any] | None = None
    wide: int = 0
    """0 takes what its text needs; more is a share of what is left."""
    least: float = 12.0
    """So many ems of what it needs a wide column keeps before others give way."""
    yields: int = 0
    """Where there is no room, the highest gives way first: its words go below the row. 0 always stays."""


class Rows(QAbstractTableModel, Generic[T]):
    """Rows of values in the order of a chosen column."""

    def __init__(self, look: Look, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self._look, self._columns = look, columns
        self._rows: list[T] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self.folded: frozenset[int] = frozenset()
        """The columns whose words stand below the row."""

    def fill(self, rows: Sequence[T]) -> None:
        """Show these values."""
        self.beginResetModel()
        self._rows = list(rows)
        self._arrange()
        self.endResetModel()

    def row(self, place: int) -> T:
        """Return the value in a row."""
        return self._rows[place]

    def say_folded(self, place: int) -> str:
        """Return what stands below a row."""
        value = self._rows[place]
        folded = [column for number, column in enumerate(self._columns) if number in self.folded]
        return folding.say([(column.label, column.text(value)) for column in folded])

    def say_cell(self, place: int, column: int) -> str:
        """Return the words of one cell, also of a column that gave way."""
        return self._columns[column].text(self._rows[place])

    @property
    def yields(self) -> dict[int, int]:
        """How readily each column gives way."""
        return {place: column.yields for place, column in enumerate(self._columns)}

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
            case Qt.ItemDataRole.DisplayRole:
                return column.text(value)
            case Qt.ItemDataRole.ToolTipRole:
                return self.say_in_full(index.column(), value)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._say_aloud(index)
            case Qt.ItemDataRole.ForegroundRole if column.tone and (tone := column.tone(value)):
                return QBrush(QColor(self._look.colours.tone(tone).ink))
            case Qt.ItemDataRole.DecorationRole if column.icon and (name := column.icon(value)):
                tone = column.tone(value) if column.tone else ""
                ink = self._look.colours.tone(tone).ink if tone else self._look.colours.muted
                return self._look.icon(name, ink)
        return None

    def say_in_full(self, place: int, value: T) -> str:
        """Return what a cell says to somebody who does not see it."""
        return self._columns[place].text(value)

    def _say_aloud(self, index: Index) -> str:
        label = self._columns[index.column()].label
        said = f"{label}: {self.say_in_full(index.column(), self._rows[index.row()])}"
        first = min(set(self.yields) - self.folded)
        below = self.say_folded(index.row()) if self.folded and index.column() == first else ""
        return f"{said}. {below}" if below else said

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


class Table(MeasuredView, Generic[T]):
    """A list: arrows move, typing finds, Space chooses, Enter and F2 open."""

    opened = Signal(object)
    chosen = Signal(object)
    copies = ""
    """The desk kind that its rows are of, where they may be copied; never one of cases."""

    def __init__(
        self, look: Look, name: str, columns: Sequence[Column[T]], rows: Rows[T] | None = None
    ) -> None:
        super().__init__()
        self.rows: Rows[T] = rows or Rows(look, columns)
        self.show_rows(self.rows, self.rows.say_cell)
        self.setAccessibleName(name)
        self.setWordWrap(False)
        self.setIconSize(QSize(look.em(1.2), look.em(1.2)))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(look.em(ROW))
        self.verticalHeader().setDefaultSectionSize(look.em(ROW))
        self._look, self._left_out, self._is_folding = look, frozenset[int](), False
        self._ruler = folding.Ruler(self, look, self.rows)
        self._foot = folding.Foot(self, look, self._say_below)
        self._cell = folding.Cell(self, self._foot)
        self.setItemDelegate(self._cell)
        self._prepare_header(columns)
        for changed in (self.rows.modelReset, self.rows.layoutChanged):
            changed.connect(self._fold)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.row(index.row())))
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def _prepare_header(self, columns: Sequence[Column[T]]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(not any(column.wide for column in columns))
        header.setMinimumSectionSize(self._look.em(3))
        for place, column in enumerate(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(place, mode.Fixed if column.wide else mode.ResizeToContents)
        header.setResizeContentsPrecision(folding.MEASURED)
        self._shares = {place: column.wide for place, column in enumerate(columns) if column.wide}
        self._most = {place: self._look.em(columns[place].least) for place in self._shares}
        self._least, self._needs = dict(self._most), dict(self._most)
        header.geometriesChanged.connect(self._share_out)
        header.sectionResized.connect(lambda place, *_: None if place in self._shares else self._share_out())

    def fill(self, rows: Sequence[T]) -> None:
        """Show these values; the row that was chosen stays chosen where it is still there."""
        place = self.currentIndex().row()
        self.rows.fill(rows)
        if 0 <= place < len(rows):
            self.setCurrentIndex(self.rows.index(place, 0))  # Qt's own choosing of rows fails from the right
        self.doItemsLayout()  # whether there is a bar is found out now: else all is drawn twice

    def leave_out(self, places: Sequence[int]) -> None:
        """Do not show these columns, not even below; what stands beside the table says the same."""
        if frozenset(places) != self._left_out:
            self._left_out = frozenset(places)
            self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Share the width out anew, where it is another; measuring every column takes its time."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fold()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 Qt's own name
        """Draw the cells, and below each row what has no column now."""
        super().paintEvent(event)
        if self.rows.folded:
            painter = QPainter(self.viewport())
            self._foot.draw(painter)
            painter.end()

    def _say_below(self, place: int) -> str:
        return self.rows.say_folded(place)

    def _fold(self) -> None:
        """Let columns give way where there is no room for all, and take them back where there is."""
        if self._is_folding:
            return
        self._is_folding = True
        shown = [place for place in range(self.rows.columnCount()) if place not in self._left_out]
        widths = self._list_widths(shown)
        yields = {place: number for place, number in self.rows.yields.items() if place in widths}
        folded = folding.choose(widths, yields, self.viewport().width())
        self.rows.folded, self._cell.is_folded = folded, bool(folded)
        for place in range(self.rows.columnCount()):
            self.setColumnHidden(place, place in folded or place in self._left_out)
        self._fit_rows()
        self._is_folding = False
        self._share_out()

    def _list_widths(self, shown: Sequence[int]) -> dict[int, int]:
        """Return how many dots each column needs."""
        widths = dict[int, int]()
        for place in shown:
            widths[place] = max(self._ruler.measure_words(place), self._ruler.measure_head(place))
            if place in self._shares:
                self._needs[place] = widths[place]
                self._least[place] = widths[place] = min(widths[place], self._most[place])
        return widths

    def _fit_rows(self) -> None:
        """Give the rows the height that their folded words need."""
        self._foot.fit(self._look.em(ROW), is_folded=bool(self.rows.folded))

    def _share_out(self) -> None:
        if not self._is_folding:
            self._is_folding = True
            self._give_widths()
            self._is_folding = False

    def _give_widths(self) -> None:
        """Give each wide column its least, then what its words lack, then its share of what is left."""
        header, shown = self.horizontalHeader(), self._list_shown()
        wide = [place for place in shown if place in self._shares]
        room = self.viewport().width() - sum(
            header.sectionSize(place) for place in shown if place not in wide
        )
        shares = {place: self._shares[place] for place in wide}
        for place, own in folding.share_out(room, self._least, self._needs, shares).items():
            header.resizeSection(place, max(own, header.minimumSectionSize()))

    def _list_shown(self) -> list[int]:
        return [place for place in range(self.rows.columnCount()) if not self.isColumnHidden(place)]

    def current(self) -> T | None:
        """Return the value of the chosen row."""
        place = self.currentIndex().row()
        return self.rows.row(place) if 0 <= place < self.rows.rowCount() else None

    def say_chosen(self) -> list[list[str]]:
        """Return the words of the rows that are chosen, from above, each in the order of the headings."""
        places = sorted(range(self.rows.columnCount()), key=self.horizontalHeader().visualIndex)
        columns = [place for place in places if place not in self._left_out]
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows(columns[0]))
        return [[self.rows.say_cell(row, column) for column in columns] for row in chosen]

    def open_current(self) -> bool:
        """Open the row that the keys are at, if there is one."""
        found = self.current()
        if found is not None:
            self.opened.emit(found)
        return found is not None

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.rows.row(now.row()))

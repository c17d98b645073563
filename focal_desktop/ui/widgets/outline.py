"""A table in groups: a line of its own above each group, rows as tall as their words, widths in ems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import msgspec
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from focal_desktop.ui import folding
from focal_desktop.ui.look import Look
from focal_desktop.ui.table import Column, Index, Rows, Table

T = TypeVar("T")
AIR = 1.5  # beside the words of a cell, in ems
NARROWEST = 8.0
"""The least width of the widest column, in ems, where its words go on below."""


class Heading(msgspec.Struct, frozen=True):
    """The line above a group: which one, and what is said of it."""

    code: str
    text: str


class Group(msgspec.Struct, Generic[T], frozen=True):
    """A heading and the values below it."""

    heading: Heading
    values: tuple[T, ...]


class OutlineRows(Rows[Any]):
    """Rows among which headings stand."""

    def __init__(self, look: Look, columns: Sequence[Column[Any]]) -> None:
        super().__init__(look, columns)
        self._bold = look.font(is_bold=True)
        self._wash = QBrush(QColor(look.colours.sidebar))

    def say_cell(self, place: int, column: int) -> str:
        """Return the words of one cell; a heading stands in the first."""
        value = self.row(place)
        if isinstance(value, Heading):
            return "" if column else value.text
        return super().say_cell(place, column)

    def data(self, index: Index, role: int = 0) -> Any:
        """Return what a cell shows; a heading stands in the first column, across all."""
        value = self.row(index.row())
        if not isinstance(value, Heading):
            return super().data(index, role)
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._wash
        if index.column():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return value.text
            case Qt.ItemDataRole.FontRole:
                return self._bold
        return None


class Outline(Table[Any]):
    """A list in groups. `ems` are the least widths of the columns; the `wide` one takes what is left."""

    def __init__(
        self, look: Look, name: str, columns: Sequence[Column[Any]], ems: Sequence[float], wide: int = 0
    ) -> None:
        self._ems, self._wide = ems, wide
        super().__init__(look, name, columns, OutlineRows(look, columns))
        self._cell = _Tall(self, look, self._foot)
        self.setItemDelegate(self._cell)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(False)
        self.setAlternatingRowColors(False)
        self.setHorizontalScrollMode(Table.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(Table.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def fill_groups(self, groups: Sequence[Group[Any]]) -> None:
        """Show these groups; what was chosen stays chosen where it is still there."""
        flat = [one for group in groups for one in (group.heading, *group.values)]
        self.clearSpans()
        self.fill(flat)
        for place, one in enumerate(flat):
            if isinstance(one, Heading) and len(self._ems) > 1:
                self.setSpan(place, 0, 1, len(self._ems))
        self.fit()

    def choose(self, place: int) -> None:
        """Go to a row."""
        self.setCurrentIndex(self.rows.index(place, 0))
        self.scrollTo(self.rows.index(place, 0))

    def fit(self) -> None:
        """Give the columns their widths and the rows their heights."""
        self._fold()

    def _say_below(self, place: int) -> str:
        return "" if isinstance(self.rows.row(place), Heading) else super()._say_below(place)

    def _list_widths(self, shown: Sequence[int]) -> dict[int, int]:
        """Return how many dots each column needs."""
        return {
            place: max(self._look.em(self._ems[place]), self._ruler.measure_head(place)) for place in shown
        }

    def _fit_rows(self) -> None:
        """Leave the rows to the widths of their columns, which are not given yet."""
        self._foot.is_one_line = self.rows.rowCount() > folding.EVEN
        if self._foot.is_one_line:
            super()._fit_rows()

    def _give_widths(self) -> None:
        """Give each column its width, and the widest what is left; then each row its height."""
        widths = self._list_widths(self._list_shown())
        left = self.viewport().width() - sum(wide for place, wide in widths.items() if place != self._wide)
        widths[self._wide] = max(left, self._look.em(NARROWEST))
        for place, wide in widths.items():
            self.setColumnWidth(place, wide)
        self.setWordWrap(not self._foot.is_one_line)
        if self.wordWrap():
            self.resizeRowsToContents()


class _Tall(folding.Cell):
    """Rows as tall as their words, with air above and below."""

    def __init__(self, parent: Outline, look: Look, foot: folding.Foot) -> None:
        super().__init__(parent, foot)
        self._table, self._metrics = parent, QFontMetrics(look.font())
        self._beside, self._above = look.em(AIR), look.em(0.9)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 Qt's own name
        """Return the size of the words within their column; a heading has one line."""
        rows = self._table.rows  # asked here and not through Qt, which would lend us its None
        said = str(rows.data(index, Qt.ItemDataRole.DisplayRole) or "")
        is_heading = isinstance(rows.row(index.row()), Heading)
        room = self._table.columnWidth(index.column()) - self._beside
        wide = room if self._table.wordWrap() and not is_heading else 0
        flags = Qt.TextFlag.TextWordWrap if wide else Qt.TextFlag.TextSingleLine
        words = self._metrics.boundingRect(QRect(0, 0, max(wide, 1) if wide else 9999, 9999), flags, said)
        below = self.foot.height(index.row()) if self.is_folded else 0
        return QSize(words.width() + self._beside, words.height() + self._above + below)

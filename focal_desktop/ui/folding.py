"""What a table does where it is narrow: columns give way, and their words stand in a line below the row.

Nothing is left out and nothing has to be moved sideways; a reader hears the folded words with the first cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from focal_desktop.ui.look import Look

SIDE, BELOW = 0.7, 0.5
"""The air beside and below the folded words, in ems."""
TALLEST = 9999
EVEN = 300
"""Above so many rows all have one height: measuring each takes time."""
HEAD, MEASURED = 1.6, 50
"""What words of a column have beside them, in ems; and in so many rows they are measured."""
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
NOTHING = ("", "–")


def choose(widths: Mapping[int, int], yields: Mapping[int, int], room: int) -> frozenset[int]:
    """Return the columns that give way, the highest number first; those of one number go together."""
    folded: frozenset[int] = frozenset()
    for step in sorted({number for number in yields.values() if number}, reverse=True):
        if sum(wide for place, wide in widths.items() if place not in folded) <= room:
            break
        folded |= {place for place in widths if yields[place] == step}
    return folded


def say(pairs: Sequence[tuple[str, str]]) -> str:
    """Return the folded words in a line; what is empty says nothing.

    Label and words keep their own directions, or two Latin labels would draw what stands between them along.
    """
    seen = [(label, said) for label, said in pairs if said not in NOTHING]
    return "  ·  ".join(f"\u2068{label}\u2069: \u2068{said}\u2069" for label, said in seen)


def share_out(
    room: int, least: Mapping[int, int], needs: Mapping[int, int], shares: Mapping[int, int]
) -> dict[int, int]:
    """Return how wide each is: its least, then what its words lack, then its share of what is left.

    Where there is not even the least for all, its share of the room.
    """
    whole, spare = sum(shares.values()), room - sum(least[place] for place in shares)
    if spare < 0:
        return {place: room * share // whole for place, share in shares.items()}
    lacks = {place: needs[place] - least[place] for place in shares}
    lack = min(sum(lacks.values()), spare)
    return {
        place: least[place]
        + lack * lacks[place] // max(sum(lacks.values()), 1)
        + (spare - lack) * share // whole
        for place, share in shares.items()
    }


class Foot:
    """The words below the rows of a table: how high they are, and how they are drawn."""

    def __init__(self, view: QTableView, look: Look, say: Callable[[int], str]) -> None:
        self._view, self._look, self._say = view, look, say
        self._metrics = QFontMetrics(look.font())
        self.is_one_line = False
        """Many rows are of one height: what is longer than its line is cut, for measuring takes too long."""

    def height(self, place: int) -> int:
        """Return how high the words of a row are, with their air."""
        if self.is_one_line:
            return self.line
        said = self._say(place)
        if not said:
            return 0
        box = self._metrics.boundingRect(QRect(0, 0, self._wide, TALLEST), self._flags, said)
        return box.height() + self._look.em(BELOW)

    def fit(self, row: int, *, is_folded: bool) -> None:
        """Give the rows of the table the height that their words need."""
        header = self._view.verticalHeader()
        self.is_one_line = header.count() > EVEN
        high = row + self.line if is_folded else row
        if header.defaultSectionSize() != high:
            header.setDefaultSectionSize(high)
        for place in range(0 if self.is_one_line else header.count()):
            header.resizeSection(place, row + self.height(place) if is_folded else row)

    @property
    def line(self) -> int:
        """How high one line is."""
        return self._metrics.height() + self._look.em(BELOW)

    def draw(self, painter: QPainter) -> None:
        """Draw the words below every row in sight, over the whole width."""
        header, chosen = self._view.verticalHeader(), self._view.selectionModel()
        painter.setFont(self._look.font())
        place, room = max(0, self._view.rowAt(0)), self._view.viewport().height()
        while place < header.count() and (top := header.sectionViewportPosition(place)) < room:
            said, foot = self._say(place), self.height(place)
            box = QRect(self._look.em(SIDE), top + header.sectionSize(place) - foot, self._wide, foot)
            colours = self._look.colours
            painter.setPen(QColor(colours.text if chosen.isRowSelected(place) else colours.muted))
            if self.is_one_line:
                said = self._metrics.elidedText(said, Qt.TextElideMode.ElideRight, self._wide)
            # From the right Qt moves each line that goes on by its last space, into the air beside it.
            painter.drawText(box, self._flags | Qt.TextFlag.TextDontClip, said)
            place += 1

    @property
    def _flags(self) -> int:
        wraps = Qt.TextFlag.TextSingleLine if self.is_one_line else Qt.TextFlag.TextWordWrap
        return int(wraps) | int(LEADING)

    @property
    def _wide(self) -> int:
        return max(1, self._view.viewport().width() - 2 * self._look.em(SIDE))


class Ruler:
    """Measures the columns of a table by its rows: Qt would ask those in sight, which may be none yet."""

    def __init__(self, view: QTableView, look: Look, rows: QAbstractTableModel) -> None:
        self._view, self._look, self._rows = view, look, rows
        self._heads: dict[int, int] = {}
        self._words: dict[int, int] = {}
        for other in (rows.modelAboutToBeReset, rows.layoutAboutToBeChanged, rows.dataChanged):
            other.connect(self._words.clear)

    def measure_words(self, place: int) -> int:
        """Return how wide the first cells of a column are."""
        if place not in self._words:
            self._words[place] = self._measure_cells(place)
        return self._words[place]

    def _measure_cells(self, place: int) -> int:
        metrics = QFontMetrics(self._look.font())
        icon = self._view.iconSize().width() + self._look.em(0.4)
        role, found = Qt.ItemDataRole, dict[str, bool]()
        for row in range(min(self._rows.rowCount(), MEASURED)):
            index = self._rows.index(row, place)
            said = str(self._rows.data(index, role.DisplayRole) or "")
            if not found.get(said):
                found[said] = bool(self._rows.data(index, role.DecorationRole))
        wide = (metrics.horizontalAdvance(said) + icon * has_icon for said, has_icon in found.items())
        return max(wide, default=0) + self._look.em(HEAD)

    def measure_head(self, place: int) -> int:
        """Return how wide the label of a column is; Qt says nothing of one that is hidden."""
        if not self._view.isColumnHidden(place):
            self._heads[place] = self._view.horizontalHeader().sectionSizeHint(place)
        if not self._heads.get(place):
            label = self._rows.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
            bold = QFontMetrics(self._look.font(is_bold=True))
            self._heads[place] = bold.horizontalAdvance(label) + self._look.em(HEAD)
        return self._heads[place]


class Cell(QStyledItemDelegate):
    """A cell that leaves the foot of its row free."""

    def __init__(self, view: QTableView, foot: Foot) -> None:
        super().__init__(view)
        self._view, self.foot, self.is_folded = view, foot, False

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground of the whole cell, and what it says above the foot."""
        if self.is_folded and (foot := self.foot.height(index.row())):
            ground = QStyle.PrimitiveElement.PE_PanelItemViewItem
            self._view.style().drawPrimitive(ground, option, painter, self._view)
            option.rect = option.rect.adjusted(0, 0, 0, -foot)
        super().paint(painter, option, index)

"""One scroll bar instead of two: where a whole page has to scroll, what scrolls within it is laid open."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QModelIndex, QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QTableView, QWidget

MOST_ROWS = 200
"""A longer table keeps its own bar: nobody reads it by scrolling."""
FOLDED = "folded_height"


class Unfolded(QObject):
    """Holds one area as high as what lies in it, until it is hidden or let go of."""

    def __init__(self, area: QAbstractScrollArea, hidden: Callable[[], object]) -> None:
        super().__init__(area)
        self.area, self._hidden, self._former = area, hidden, area.minimumHeight()
        area.installEventFilter(self)
        if isinstance(area, QTableView):
            model = area.model()
            for changed in (model.modelReset, model.layoutChanged):
                changed.connect(self._fit_soon)
            area.selectionModel().currentChanged.connect(self._follow)
        self.fit()

    def fit(self) -> None:
        """Ask for the height of what lies in it; of a long table for no more than it has."""
        height = find_height(self.area) if self.area.isVisible() else 0
        if not height:
            return
        for above in self._list_stiff():
            if above.property(FOLDED) is None:
                above.setProperty(FOLDED, above.minimumHeight())
            around = above.height() - self.area.height()
            above.setMinimumHeight(max(above.minimumHeight(), height + around))
        self.area.setMinimumHeight(height)

    def fold(self) -> None:
        """Let the area scroll by itself again."""
        self.area.removeEventFilter(self)
        for above in self._list_stiff():
            if (former := above.property(FOLDED)) is not None:
                above.setMinimumHeight(int(former))
                above.setProperty(FOLDED, None)
        self.area.setMinimumHeight(self._former)
        self.deleteLater()

    def _list_stiff(self) -> Iterator[QWidget]:
        """Yield what lies around the area and has a height of its own, which would not grow with it."""
        outer, above = find_outer(self.area), self.area.parentWidget()
        while above is not None and above is not outer:
            if above.minimumHeight():
                yield above
            above = above.parentWidget()

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self.fit)  # once the rows have their heights

    def _follow(self, now: QModelIndex, _before: QModelIndex) -> None:
        """Let the page follow the keys down the rows."""
        outer, area = find_outer(self.area), self.area
        page = outer.widget() if outer is not None else None
        if outer is not None and page is not None and isinstance(area, QTableView):
            row = area.visualRect(now)
            place = area.viewport().mapTo(page, row.center())
            outer.ensureVisible(place.x(), place.y(), 0, row.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Fit again when the content or the width is another; tell when the area is no longer seen."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit_soon()
        elif event.type() == QEvent.Type.Hide:
            self._hidden()
        return super().eventFilter(watched, event)


def find_height(area: QAbstractScrollArea) -> int:
    """Return how high an area has to be to show all of it; 0 where it keeps its own bar."""
    edges = area.height() - area.viewport().height()
    if isinstance(area, QTableView):
        rows = area.model().rowCount()
        tall = sum(area.rowHeight(place) for place in range(rows)) if rows <= MOST_ROWS else 0
        return tall + edges if tall else 0
    inner = area.widget() if isinstance(area, QScrollArea) else None
    if inner is None:
        return 0
    least = max(inner.minimumSizeHint().height(), inner.minimumHeight())
    wide = inner.heightForWidth(area.viewport().width()) if inner.hasHeightForWidth() else 0
    return max(least, wide) + edges


def find_outer(area: QWidget) -> QScrollArea | None:
    """Return the area that an area lies in."""
    above = area.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def has_bar(area: QAbstractScrollArea) -> bool:
    """Whether an area has more in it than it shows."""
    return area.verticalScrollBar().maximum() > 0


def list_areas(shown: QWidget) -> Iterator[QAbstractScrollArea]:
    """Yield what scrolls on a page and is seen: pages within it, and tables."""
    for area in shown.findChildren(QAbstractScrollArea):
        if isinstance(area, QScrollArea | QTableView) and area.isVisibleTo(shown):
            yield area

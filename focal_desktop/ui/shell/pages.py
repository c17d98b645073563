"""Where the screens lie: one is shown, as large as there is room; a window never grows beyond its screen."""

from __future__ import annotations

from functools import partial
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid

from focal_desktop.ui.shell.unfolding import Unfolded, find_outer, has_bar, list_areas
from focal_desktop.ui.widgets import reading


class Pages(QWidget):
    """Lies in a scroll area. It asks for what the shown screen cannot do without, and for no other's."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        self._open: dict[QAbstractScrollArea, Unfolded] = {}
        self._watched = WeakSet[QAbstractScrollArea]()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._unfold)
        self._least = 0  # how high the shown screen is at least while what it holds scrolls by itself
        stack.setParent(self)
        stack.currentChanged.connect(self._on_other)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the least size of the shown screen: a stack would return that of the largest."""
        shown = self._stack.currentWidget()
        return shown.minimumSizeHint() if shown else QSize()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the same: all the room there is comes anyway."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Give the shown screen all of it."""
        super().resizeEvent(event)
        self._stack.resize(event.size())
        self._soon.start()

    def event(self, event: QEvent) -> bool:
        """Pass on that a screen needs more room, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._soon.start()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Hear of what changes within an area that others lie in."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self._soon.start()
        return super().eventFilter(watched, event)

    # --- one bar for a page that is too high

    def _on_other(self) -> None:
        self._least = 0
        for area, held in self._open.items():
            if isValid(area):
                held.fold()
        self._open.clear()
        self.updateGeometry()

    def _unfold(self) -> None:
        """Lay open what scrolls within what scrolls itself; fold it where the whole screen has room again."""
        outer, shown = find_outer(self), self._stack.currentWidget()
        if outer is None or shown is None:
            return
        reading.watch(outer)
        least, room = self.minimumSizeHint().height(), outer.height()
        if not self._least and least > room:
            self._least = least
        elif self._least and self._least <= room:
            self._on_other()
        for area in list_areas(shown):
            if isinstance(area, QScrollArea):
                reading.watch(area)
            within = find_outer(area)
            if within is not None and within is not outer:
                self._watch(within)
                self._watch(area)
            is_within = within is not None and has_bar(within) and has_bar(area)
            if area not in self._open and (self._least or is_within):
                self._open[area] = Unfolded(area, partial(self._on_hidden, area))

    def _watch(self, area: QAbstractScrollArea) -> None:
        if area not in self._watched:
            self._watched.add(area)
            area.installEventFilter(self)

    def _on_hidden(self, area: QAbstractScrollArea) -> None:
        if (held := self._open.pop(area, None)) is not None:
            held.fold()
            self._soon.start()  # another page of the screen may be shown instead

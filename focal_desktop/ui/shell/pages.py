"""Where the screens lie: one is shown, as large as there is room; a window never grows beyond its screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget


class Pages(QWidget):
    """Lies in a scroll area. It asks for what the shown screen cannot do without, and for no other's."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)
        stack.currentChanged.connect(lambda _: self.updateGeometry())

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

    def event(self, event: QEvent) -> bool:
        """Pass on that a screen needs more room, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

"""Pages of which one is shown: it asks for the room of that one, and for no other's."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """Qt asks for the room of the largest page, so that a small one would scroll over nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the least size of the page that is shown."""
        shown = self.currentWidget()
        if shown is None:
            return super().minimumSizeHint()
        size = shown.minimumSizeHint()  # of texts that wrap: as high as at the narrowest
        if shown.hasHeightForWidth():
            size.setHeight(min(size.height(), shown.heightForWidth(max(self.width(), size.width()))))
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the size of the page that is shown."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown else super().sizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 Qt's own name
        """Tell whether the page that is shown is higher where it is narrower."""
        shown = self.currentWidget()
        return shown.hasHeightForWidth() if shown else False

    def heightForWidth(self, width: int) -> int:  # noqa: N802 Qt's own name
        """Return the height of the page that is shown."""
        shown = self.currentWidget()
        return shown.heightForWidth(width) if shown else -1

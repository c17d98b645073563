"""A frame for texts that wrap: it is never lower than they need at the width it has."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame


class Tall(QFrame):
    """Qt keeps room for one line of such a text, or for more lines than there are; the width alone tells."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the least width, and the height that the texts need at the width of now."""
        size, layout = super().minimumSizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth():
            size.setHeight(layout.heightForWidth(self.width()))
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

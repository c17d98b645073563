"""A line to search in: its signs grow with the text and stand in the middle of the line."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.line import ClearableLine

SIGN_EMS, ROOM_EMS = 1.1, 1.9


class SearchLine(ClearableLine):
    """Draws the sign itself: Qt's has one size for every text and hangs below the middle."""

    def __init__(self, look: Look, name: str, hint: str) -> None:
        super().__init__(look)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self._sign = parts.icon(look, "search")
        self._sign.setParent(self)
        self._sign.setScaledContents(True)
        self._sign.setFixedSize(look.em(SIGN_EMS), look.em(SIGN_EMS))
        self.keep_room(look.em(ROOM_EMS))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Put the sign where reading begins."""
        super().resizeEvent(event)
        before = self._look.em(0.6)
        left = self.width() - before - self._sign.width() if self._look.is_right_to_left else before
        self._sign.move(left, (self.height() - self._sign.height()) // 2)

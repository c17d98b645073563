"""A line to search in: its sign grows with the text and stands in the middle of the line."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit

from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets import parts

SIGN_EMS, ROOM_EMS = 1.1, 1.9


class SearchLine(QLineEdit):
    """Draws the sign itself: Qt's has one size for every text and hangs below the middle."""

    def __init__(self, look: Look, name: str, hint: str) -> None:
        super().__init__()
        self._look = look
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._sign = parts.icon(look, "search")
        self._sign.setParent(self)
        self._sign.setScaledContents(True)
        self._sign.setFixedSize(look.em(SIGN_EMS), look.em(SIGN_EMS))
        room = look.em(ROOM_EMS)
        left, right = (0, room) if look.is_right_to_left else (room, 0)
        self.setTextMargins(left, 0, right, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Put the sign where reading begins."""
        super().resizeEvent(event)
        before = self._look.em(0.6)
        left = self.width() - before - self._sign.width() if self._look.is_right_to_left else before
        self._sign.move(left, (self.height() - self._sign.height()) // 2)

"""Lines to write in: every script stands in the middle, and the sign that empties one grows with the text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLineEdit, QToolButton

from focal_desktop.ui.look import Look

LATIN_TO = "\u024f"
SIGN, ROOM = 1.0, 1.7
"""The sign and the room it takes, in ems."""


class Line(QLineEdit):
    """A line in which Arabic does not hang above the middle, as Qt would have it."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.textChanged.connect(self._sit)
        self._sit(text)

    def _sit(self, text: str) -> None:
        held, shift = self.textMargins(), self._find_shift(text)
        if held.top() != shift:
            self.setTextMargins(held.left(), shift, held.right(), -shift)

    def _find_shift(self, text: str) -> int:
        """Return by how much Qt lifts letters of a face that is taller than the first one."""
        if not text or max(text) <= LATIN_TO:
            return 0
        laid = QTextLayout(text, self.font())
        laid.beginLayout()
        line = laid.createLine()
        laid.endLayout()
        return max(0, round(line.ascent() - QFontMetricsF(self.font()).ascent()))


class ClearableLine(Line):
    """A line with a sign at its end that empties it; Qt's own has one size for every text."""

    def __init__(self, look: Look, text: str = "") -> None:
        super().__init__(text)
        self._look = look
        self._clear = QToolButton(self)
        self._clear.setProperty("role", "sign")
        self._clear.setIcon(look.icon("x", look.colours.muted))
        side = look.em(SIGN)
        self._clear.setIconSize(QSize(side, side))
        self._clear.setFixedSize(look.em(ROOM), look.em(ROOM))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self._empty)
        self._before = 0
        self.textChanged.connect(self._show_sign)
        self._show_sign(text)

    def keep_room(self, before: int) -> None:
        """Leave room for another sign where reading begins."""
        self._before = before
        self._show_sign(self.text())

    def _show_sign(self, text: str) -> None:
        """Show the sign, and leave room for it, while there is something to take away."""
        self._clear.setVisible(bool(text))
        held, behind = self.textMargins(), self._look.em(ROOM) if text else 0
        left, right = (behind, self._before) if self._look.is_right_to_left else (self._before, behind)
        self.setTextMargins(left, held.top(), right, held.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Put the sign where reading ends."""
        super().resizeEvent(event)
        edge = self._look.em(0.15)
        left = edge if self._look.is_right_to_left else self.width() - edge - self._clear.width()
        self._clear.move(left, (self.height() - self._clear.height()) // 2)

    def _empty(self) -> None:
        self.clear()
        self.textEdited.emit("")
        self.setFocus()

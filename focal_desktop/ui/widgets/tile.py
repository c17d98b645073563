"""A large button for one task: icon, name, and a line on how it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets import parts


class Tile(QPushButton):
    """Grows with its text; the whole of it is the button."""

    def __init__(self, look: Look, icon: str, name: str, act: Callable[[], Any]) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setProperty("role", "tile")
        self.setAutoDefault(False)
        self._picture = parts.icon(look, icon, look.colours.accent)
        self._name = parts.heading(look, name)
        self._state = parts.label("", role="muted")
        for one in (self._picture, self._name, self._state):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        text = parts.column(look, self._name, self._state, 1, gap=0.15)
        inner = parts.row(look, self._picture, text, parent=self, margin=0.7, gap=0.6)
        inner.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        inner.setStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda: act())
        self.show_state("")

    def show_state(self, text: str, tone: str = "") -> None:
        """Say how the task stands, in a tone where it needs somebody."""
        self._state.setText(text)
        colours = self._look.colours
        ink = colours.tone(tone).ink if tone else colours.muted
        self._state.setStyleSheet(f"color: {ink};")
        self._picture.setPixmap(self._look.pixmap(self._icon, ink if tone else colours.accent))
        self.setAccessibleName(f"{self._name.text()}: {text}" if text else self._name.text())

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return what the text needs."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 Qt's own name
        """Say that a narrow tile is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 Qt's own name
        """Return the height that the text needs at a width."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout else super().heightForWidth(width)

"""What stands in the way of opening, in the tone of its kind, also to a screen reader."""

from __future__ import annotations

from PySide6 import QtCore, QtGui
from PySide6.QtWidgets import QFrame

from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets import parts

TONES = {"damaged": "danger", "newer_version": "neutral", "busy": "neutral", "no_vault": "neutral"}
ICONS = {"danger": "circle-alert", "neutral": "info", "warn": "triangle-alert"}


class Told(QFrame):
    """One sentence; hidden while there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._icon = parts.icon(look, "info")
        self._text = parts.label("")
        self._text.setObjectName("unlock_message")
        row = parts.row(look, self._icon, self._text, parent=self, margin=0.5)
        row.setStretch(1, 1)

    def tell(self, code: str, text: str) -> None:
        """Say it."""
        tone = TONES.get(code, "warn")
        parts.set_tone(self, tone)
        self._icon.setPixmap(self._look.pixmap(ICONS[tone], self._look.colours.tone(tone).ink))
        self._text.setText(text)
        self._text.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show()
        said = QtGui.QAccessibleEvent(self._text, QtGui.QAccessible.Event.Alert)
        QtGui.QAccessible.updateAccessibility(said)

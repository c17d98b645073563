"""What the keyboard does to a hidden text: Caps Lock and which letters it writes, as far as keys tell."""

from __future__ import annotations

import unicodedata

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit


class Keyboard(QObject):
    """Watches the keys that reach some lines. Nothing typed is kept: only case and kind of a letter."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.has_caps = False
        self.script = ""
        """The kind of letters typed last, as Unicode calls it: LATIN, ARABIC, CYRILLIC."""
        method = QGuiApplication.inputMethod()
        method.localeChanged.connect(self.changed)
        self._method = method

    @property
    def layout_code(self) -> str:
        """Two letters of the layout's language, empty where the system does not say."""
        code = self._method.locale().name().split("_")[0]
        return "" if code == "C" else code.upper()

    def look_at(self, event: QtGui.QKeyEvent) -> None:
        """Learn from a key that was pressed, and say so if it told something new."""
        before = (self.has_caps, self.script)
        self._learn(event)
        if before != (self.has_caps, self.script):
            self.changed.emit()

    def _learn(self, event: QtGui.QKeyEvent) -> None:
        if event.key() == QtCore.Qt.Key.Key_CapsLock:
            self.has_caps = not self.has_caps
            return
        text = event.text()
        if len(text) != 1 or not text.isalpha():
            return
        self.script = unicodedata.name(text, "").partition(" ")[0]
        if text.lower() != text.upper():
            has_shift = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
            self.has_caps = text.isupper() != has_shift


class WatchedLine(QLineEdit):
    """A line whose keys the keyboard learns from: a filter would see, and slow down, every event there is."""

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__()
        self._keyboard = keyboard

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Let the keyboard look, and the key pass."""
        self._keyboard.look_at(event)
        super().keyPressEvent(event)

"""What the keyboard does to a hidden text: Caps Lock and which letters it writes, as far as keys tell."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget


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

    def watch(self, line: QWidget) -> None:
        """Watch the keys of a line."""
        line.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Look at each key and let it pass."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            before = (self.has_caps, self.script)
            self._look_at(event)
            if before != (self.has_caps, self.script):
                self.changed.emit()
        return False

    def _look_at(self, event: QKeyEvent) -> None:
        is_pressed = event.type() == QEvent.Type.KeyPress
        if event.key() == Qt.Key.Key_CapsLock:
            if is_pressed:
                self.has_caps = not self.has_caps
            return
        text = event.text()
        if not is_pressed or len(text) != 1 or not text.isalpha():
            return
        self.script = unicodedata.name(text, "").partition(" ")[0]
        if text.lower() != text.upper():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.has_caps = text.isupper() != has_shift

"""Hears Shift pressed three times within a second: one hand and no second key to find."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

WITHIN_MS, TIMES = 1_000, 3


class Thrice(QObject):
    """Watches the keys of every window of ours; any other key between them begins anew."""

    pressed = Signal()

    def __init__(self, application: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._count = 0
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(WITHIN_MS)
        self.timer.timeout.connect(self._forget)
        application.focusWindowChanged.connect(self._watch)
        self._watch(application.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Count, and let the key pass."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._hear(event)
        return False

    def _hear(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Shift:
            self._forget()
            return
        if event.isAutoRepeat():
            return
        if not self._count:
            self.timer.start()
        self._count += 1
        if self._count == TIMES:
            self._forget()
            self.pressed.emit()

    def _forget(self) -> None:
        self._count = 0
        self.timer.stop()

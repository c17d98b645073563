"""How far some work aside is, and the way to stop it that leaves nothing behind."""

from __future__ import annotations

from threading import Event

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from focal_desktop.base.trouble import Trouble

WHOLE = 100


class Progress(QProgressBar):
    """`hear` is called by the work, in its own thread; it may outlive the bar."""

    _moved = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._stopped = Event()
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self._moved.connect(self._move)
        self.begin()

    def begin(self) -> None:
        """Show that something goes on, before it is known how far it is."""
        self._stopped.clear()
        self.setRange(0, 0)

    def stop(self) -> None:
        """Let the work end as soon as it is heard of again."""
        self._stopped.set()

    def hear(self, share: float) -> None:
        """Hear from the work how far it is; Trouble busy where it is to stop."""
        if self._stopped.is_set():
            raise Trouble("busy", "It was stopped, and nothing was left of it. Nothing was changed.")
        if shiboken6.isValid(self):
            self._moved.emit(int(share * WHOLE))

    def _move(self, value: int) -> None:
        self.setRange(0, WHOLE)
        self.setValue(value)

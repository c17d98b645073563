"""Locks by itself: after the minutes of the section, after sleep, when the system puts the program aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from focal_desktop.base.clock import Clock

TICK_MS = 5_000
SLEPT = timedelta(minutes=2)
"""A clock that jumped so far between two ticks: the computer slept, or somebody set it; both lock."""
DEEDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Idle(QObject):
    """Watches keys and pointer of every window of ours; `limit` gives the minutes of the moment."""

    ended = Signal()

    def __init__(
        self, application: QGuiApplication, clock: Clock, limit: Callable[[], int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._clock, self._limit = clock, limit
        self._active_at = self._ticked_at = clock.now()
        self.timer = QTimer(self)
        self.timer.setInterval(TICK_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        application.focusWindowChanged.connect(self._watch)
        application.applicationStateChanged.connect(self._on_state)
        self._watch(application.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            self.note()
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Note what a person does and let it pass."""
        if event.type() in DEEDS:
            self.note()
        return False

    def note(self) -> None:
        """Begin to count anew: somebody is here."""
        self._active_at = self._clock.now()

    def look(self) -> None:
        """Say that it is time, if nobody has done anything for as long as the section allows."""
        now = self._clock.now()
        slept = now - self._ticked_at > SLEPT
        self._ticked_at = now
        if now < self._active_at:
            self.note()  # the clock was put back; the wait begins anew and never stops
        if slept or now - self._active_at >= timedelta(minutes=self._limit()):
            self.stop()
            self.ended.emit()

    def stop(self) -> None:
        """Look no more."""
        self.timer.stop()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended and self.timer.isActive():
            self.stop()
            self.ended.emit()

    @property
    def active_at(self) -> datetime:
        """When somebody last did something."""
        return self._active_at

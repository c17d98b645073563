"""Carries out soon after unlocking what is due to leave, before anything is copied or sent.

Never a dialog: what stands in the way is told once, in one line, and the next unlock tries again.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.usecases import retention
from focal_desktop.usecases.session import Session

AFTER_UNLOCK_MS = 2_000
"""Home is shown; the first exchange and the first backup come later."""


class LeavingDriver(QObject):
    """One round for each unlock, in the vault's own thread: it renews the key that others would be using."""

    failed = Signal(object)
    """A `Trouble`."""

    def __init__(self, session: Session, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._is_busy = session, is_busy
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.start)

    def begin(self) -> None:
        """Begin soon, once the person has begun."""
        self._timer.start(AFTER_UNLOCK_MS)

    def stop(self) -> None:
        """Begin no more, as at a lock."""
        self._timer.stop()

    def start(self) -> bool:
        """Let go what is due, unless something else is reading or sending; tell whether it was done."""
        if not self._session.store.is_open or self._is_busy():
            return False
        try:
            retention.tend(self._session)
        except Trouble as trouble:
            self.failed.emit(trouble)
            return False
        return True

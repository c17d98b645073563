"""Carries out soon after unlocking what is due to leave, before anything is copied or sent.

Never a dialog: what stands in the way is told once, in one line, and the next unlock tries again.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import moving, still
from focal_desktop.store.moving import Moving
from focal_desktop.ui.holding import Holding
from focal_desktop.usecases import retention
from focal_desktop.usecases.session import Session

AFTER_UNLOCK_MS = 2_000
"""Home is shown; the first exchange and the first backup come later."""
AGAIN_MS, TRIES = 30_000, 3
"""When, and how often, it tries again by itself where something was in the way or saved meanwhile."""


class LeavingDriver(QObject):
    """One round for each unlock: it erases in the vault's own thread, and renews the data key aside."""

    failed = Signal(object)
    """A `Trouble`."""

    def __init__(
        self,
        session: Session,
        holding: Holding,
        is_sending: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._holding, self._is_sending = session, holding, is_sending
        self._moving: Moving | None = None
        self._stopped = Event()
        self._tries = TRIES
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.start)

    @property
    def is_running(self) -> bool:
        """Whether the data key is being renewed."""
        return self._moving is not None

    def begin(self) -> None:
        """Begin soon, once the person has begun."""
        self._timer.start(AFTER_UNLOCK_MS)

    def stop(self) -> None:
        """End what is under way, as at a lock; the former key goes on, and the next unlock renews it."""
        self._timer.stop()
        self._stopped.set()

    def start(self) -> bool:
        """Let go what is due, unless something else is reading or sending; tell whether it was done."""
        store = self._session.store
        if not store.is_open or store.behind or store.refusal:
            return False
        if self._is_sending() or self._holding.is_held:
            self._try_again()
            return False
        try:
            retention.let_go(self._session)
        except Trouble as trouble:
            self.failed.emit(trouble)
            return False
        self._holding.run(self._begin, lambda _: self._end(), self._give_up)
        return True

    def _try_again(self) -> None:
        if self._tries and not self._stopped.is_set():
            self._tries -= 1
            self._timer.start(AGAIN_MS)

    # --- the data key, where that is owed

    def _begin(self) -> Callable[[], None] | None:
        begun = self._moving = retention.begin_renewal(self._session)
        return None if begun is None else lambda: begun.copy(self._tell)

    def _tell(self, _share: float) -> None:
        if self._stopped.is_set():
            raise Trouble("busy", "It was stopped, and nothing was left of it. Nothing was changed.")

    def _end(self) -> None:
        """Go on with the copy; where something was saved beside it, or is being sent, leave it."""
        store, begun = self._session.store, self._take()
        if begun is None or not store.is_open:
            return
        if self._is_sending() or not moving.is_current(store, begun):
            begun.drop()
            self._try_again()
            return
        try:
            moving.end(store, begun)
        except Trouble as trouble:
            self.failed.emit(trouble)

    def _give_up(self, trouble: Trouble) -> None:
        self._take()
        if self._session.store.is_open and not self._stopped.is_set():
            self.failed.emit(trouble)

    def _take(self) -> Moving | None:
        """Let the vault's file go, and return what was under way."""
        begun, self._moving = self._moving, None
        still.let_go(self._session.store)
        return begun

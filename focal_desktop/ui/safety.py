"""Backs up by itself soon after unlocking, in a job; and checks the pages of a vault too large to wait for.

Never a dialog: what went wrong is one calm line, and the next unlock tries again.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.background import Jobs
from focal_desktop.ui.holding import Holding
from focal_desktop.usecases import backups, looking_over
from focal_desktop.usecases.backups import Done, Round
from focal_desktop.usecases.session import Session

AFTER_UNLOCK_MS = 5_000
"""Home is shown and the person has begun before anything is copied."""


class SafetyDriver(QObject):
    """One round for each unlock; the vault's thread begins and ends it, a job does the rest."""

    changed = Signal()
    """It began or ended."""
    damaged = Signal()
    """A page of the vault was found altered; `damage` says what to do."""

    def __init__(self, session: Session, holding: Holding, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._holding, self._slow = session, holding, Jobs(self)
        self._stopped = Event()
        self.is_running = False
        self._job: Round | None = None
        self.done: Done | None = None
        self.trouble: Trouble | None = None
        self.damage: Trouble | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.start)

    def begin(self) -> None:
        """Begin soon, once the person has begun."""
        self._timer.start(AFTER_UNLOCK_MS)

    def stop(self) -> None:
        """End what is under way, as at a lock; nothing half-made stays."""
        self._timer.stop()
        self._stopped.set()
        self._slow.stop()

    def start(self) -> None:
        """Check what was not checked before it opened, then back up."""
        self._holding.run(self._look, lambda _: self._on_looked(None), self._on_looked)

    def _look(self) -> Callable[[], None] | None:
        look = looking_over.begin(self._session)
        if look is None:
            self._back_up()
        return look

    def _on_looked(self, trouble: Trouble | None) -> None:
        looking_over.end(self._session)
        if trouble is None:
            self._back_up()
        elif trouble.code != "busy":
            self._fail(trouble)

    def _back_up(self) -> None:
        self._holding.run(self._begin, self._bring, self._give_up)

    def _begin(self) -> Callable[[], Round] | None:
        self._job = None
        job = self._job = backups.begin(self._session)
        if job is None:
            return None
        self.is_running = True
        self.changed.emit()

        def make() -> Round:
            backups.make(job, self._tell)
            return job

        return make

    def _tell(self, _share: float) -> None:
        if self._stopped.is_set():
            raise Trouble("busy", "The backup was stopped. Nothing was left of it.")

    def _bring(self, job: Round) -> None:
        """Note what was made; the stick has a thread of its own, as it may answer late or never."""
        try:
            backups.end(self._session, job, Done(is_made=True))
        except Trouble as trouble:
            self._fail(trouble)
            return
        self._slow.run(lambda: backups.bring(job), self._end, self._fail)

    def _end(self, done: Done) -> None:
        self.is_running, self.done, self.trouble = False, done, None
        self._announce()

    def _give_up(self, trouble: Trouble) -> None:
        if self._job is not None:
            backups.end(self._session, self._job, None)
        self._fail(trouble)

    def _fail(self, trouble: Trouble) -> None:
        self.is_running, self.trouble = False, trouble
        self._announce()
        if trouble.code == "damaged":
            self._tell_damage(trouble)

    def _tell_damage(self, trouble: Trouble) -> None:
        if self.damage is None and self._session.store.is_open:
            self.damage = trouble
            self.damaged.emit()

    def _announce(self) -> None:
        """Tell the window, unless its vault was closed meanwhile."""
        if self._session.store.is_open:
            self.changed.emit()

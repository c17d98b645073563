"""Drives a sync in short turns: the session is touched here, the line and the ciphers work aside."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.sync import lately, schedule
from focal_desktop.sync.turns import Course, Turns, aside
from focal_desktop.ui.background import Jobs, internal
from focal_desktop.usecases import practising
from focal_desktop.usecases.session import Session

if TYPE_CHECKING:
    from focal_desktop.sync.exchange import Synced


class SyncDriver(QObject):
    """One course at a time; it tries by itself, waits longer after each failure, and never pops up."""

    changed = Signal()
    """Something about where things stand is new: it began, moved, ended or was paused."""
    ended = Signal(object)
    """A `Synced` when it went well, else a `Trouble`."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._course: Course[Synced] | None = None
        self._failures = 0
        self.trouble: Trouble | None = None
        self.is_paused = lately.read_pause(session)
        self.next_in_s = schedule.AFTER_UNLOCK_S
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.try_now)

    @property
    def has_hub(self) -> bool:
        """Whether there is a headquarters to send to."""
        return lately.has_hub(self._session) and not practising.is_practice(self._session)

    @property
    def is_running(self) -> bool:
        """Whether an exchange is under way."""
        return self._course is not None

    def begin(self) -> None:
        """Begin to try by itself, soon after unlocking."""
        self._plan(schedule.AFTER_UNLOCK_S)

    def pause(self, is_paused: bool) -> None:
        """Send nothing until the person says so, also after a lock; what is under way ends between turns."""
        self.is_paused = is_paused
        if is_paused:
            self._timer.stop()
            self.stop()
        if not self._session.store.behind:
            lately.keep_pause(self._session, is_paused)
        if not is_paused:
            self.try_now()
        self.changed.emit()

    def try_now(self) -> None:
        """Exchange with the hub, unless an exchange is under way."""
        if self.has_hub and not self._session.store.behind:
            self._run(lambda: take_way("exchange", self._session))

    def exchange_by_stick(self, place: Path) -> None:
        """Exchange with a folder, such as a USB stick; an exchange under way gives way, as at a lock."""
        self.stop()
        self._run(lambda: take_way("folder", self._session, place))

    def stop(self) -> None:
        """End between two turns, as at a lock: what was taken in stays."""
        self._timer.stop()
        if self._course is not None:
            self._course.stop()
            self._course = None

    def _run(self, start: Callable[[], Turns[Synced]]) -> None:
        if self._course is not None:
            return
        self._timer.stop()
        self._course = Course(start())
        self.changed.emit()
        self._turn(self._course, None)

    def _turn(self, course: Course[Synced], done: Future[Any] | None) -> None:
        """Take one turn, then let the window breathe; what was stopped meanwhile is left alone."""
        if course is not self._course:
            return
        try:
            work = course.next_turn(done)
        except Trouble as trouble:
            self._end(trouble)
            return
        except (OSError, ValueError):
            self._end(internal())
            return
        if course.is_over:
            lately.note(self._session)
            self._end(course.result)
        elif work is None:
            QTimer.singleShot(0, lambda: self._turn(course, None))
        else:
            self._jobs.hand(work, lambda finished: self._turn(course, finished))

    def _end(self, found: Synced | Trouble) -> None:
        self._course = None
        if isinstance(found, Trouble):
            self._failures += 1
            self.trouble = found
        else:
            self._failures, self.trouble = 0, None
        self._plan(schedule.next_try_s(self._failures, found.code if isinstance(found, Trouble) else ""))
        self.changed.emit()
        self.ended.emit(found)

    def _plan(self, seconds: int) -> None:
        self.next_in_s = seconds
        if self.has_hub and not self.is_paused:
            self._timer.start(seconds * 1000)


def take_way(name: str, *about: Any) -> Turns[Synced]:
    """Load a way to exchange when it is first needed, aside, and go it.

    What speaks to a network is a tenth of all memory, and longer to load than a window may stand still.
    """
    way: Any = yield from aside(lambda: import_module(f"focal_desktop.sync.{name}"))
    found: Synced = yield from way.sync_in_turns(*about)
    return found

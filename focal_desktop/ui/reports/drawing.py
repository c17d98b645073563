"""Draws the report that is wanted: collected here, where the vault is open, set in type aside."""

from __future__ import annotations

from datetime import date

import msgspec
from PySide6.QtCore import QObject, Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.reports import printing
from focal_desktop.reports.printing import Model, Wanted
from focal_desktop.reports.told import Told
from focal_desktop.ui.background import Jobs
from focal_desktop.usecases.session import Session


class Drawn(msgspec.Struct, frozen=True):
    """A report in memory, what it is, and what it says."""

    wanted: Wanted
    data: bytes
    told: tuple[Told, ...] = ()


class Drawing(QObject):
    """One report at a time, the newest wish last; `begun`, then `drawn` or `failed`.

    It has a thread of its own: a slow link never makes a report wait.
    """

    begun = Signal()
    drawn = Signal(Drawn)
    failed = Signal(Trouble)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._last: tuple[Wanted, Model] | None = None
        self._waiting: tuple[Wanted, Model] | None = None
        self._read: tuple[Wanted, tuple[int, bytes], date] | None = None
        self.is_busy = False
        self._number = 0  # of what is being drawn; the answer to a former number is let go
        self.jobs = jobs = Jobs()
        parent.destroyed.connect(lambda: jobs.stop())

    def ask(self, wanted: Wanted) -> None:
        """Draw a report from what the vault holds now; one that would look the same is left alone."""
        last, self._last = self._last, None  # what cannot be collected is no report to be left alone
        read, self._read = self._read, (wanted, self._session.store.tail(), self._session.today)
        if last is not None and read == self._read:
            self._last = last  # nothing was written since; reading a large office takes a while
            return
        asked = (wanted, printing.collect(self._session, wanted))
        self._last = asked
        if asked == last:
            return
        self._waiting = asked
        if not self.is_busy:
            self._begin()

    def _begin(self) -> None:
        if self._waiting is None:
            return
        (wanted, model), self._waiting = self._waiting, None
        self.is_busy = True
        self._number += 1
        number = self._number
        self.begun.emit()
        self.jobs.run(
            lambda: printing.draw(model, wanted),
            lambda made: self._on_drawn(number, Drawn(wanted, made.data, made.told)),
            lambda trouble: self._on_failed(number, trouble),
        )

    def cancel(self) -> None:
        """Want no report any more; what is being drawn is let go of when it is done."""
        self._number += 1
        self._last = self._waiting = None
        self.is_busy = False

    def _on_drawn(self, number: int, drawn: Drawn) -> None:
        if number != self._number:
            return
        self.is_busy = False
        if self._last is not None and self._last[0] == drawn.wanted and self._waiting is None:
            self.drawn.emit(drawn)
        self._begin()

    def _on_failed(self, number: int, trouble: Trouble) -> None:
        if number != self._number:
            return
        self.is_busy = False
        if self._waiting is None:
            self._last = None
            self.failed.emit(trouble)
        self._begin()

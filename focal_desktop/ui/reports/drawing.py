"""Draws the report that is wanted: collected here, where the vault is open, set in type aside."""

from __future__ import annotations

from datetime import date

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.base.turns import Turns
from focal_desktop.reports import printing
from focal_desktop.reports.printing import Model, Ready, Wanted
from focal_desktop.reports.told import Told
from focal_desktop.ui.background import Jobs
from focal_desktop.usecases.session import Session

Asked = tuple[Wanted, tuple[int, bytes], date]
"""What is wanted, the state of the vault it is wanted of, and the day."""


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
        self._asked: Asked | None = None
        self._turns: Turns[Ready] | None = None
        self._waiting: tuple[Wanted, Ready] | None = None
        self._is_working = False
        self._last: tuple[Model, Drawn] | None = None
        self._number = 0  # of what is worked on aside; the answer to a former number is let go
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_on)
        self.jobs = jobs = Jobs()
        parent.destroyed.connect(lambda: jobs.stop())

    @property
    def is_busy(self) -> bool:
        """Whether a report is being read, made or drawn."""
        return self._is_working or self._is_newer_wanted

    @property
    def _is_newer_wanted(self) -> bool:
        return self._turns is not None or self._waiting is not None

    def ask(self, wanted: Wanted) -> None:
        """Draw a report from what the vault holds now; where nothing was written since, it is left alone."""
        asked = self._look(wanted)
        if asked == self._asked:
            return
        if self._last is None or self._last[1].wanted != wanted:
            self._last = None
            self.begun.emit()
        self._read(asked)

    def _look(self, wanted: Wanted) -> Asked:
        return wanted, self._session.store.tail(), self._session.today

    def _read(self, asked: Asked) -> None:
        """Begin to read what the report stands on, in turns: a large office takes a while."""
        self._asked, self._waiting = asked, None
        self._turns = printing.read(self._session, asked[0])
        self._timer.start()

    def _read_on(self) -> None:
        if self._turns is None or self._asked is None or not self._session.store.is_open:
            self._timer.stop()
            return
        wanted = self._asked[0]
        try:
            next(self._turns)
        except StopIteration as ended:
            now = self._look(wanted)
            if now != self._asked:
                self._read(now)  # what was written between two turns stands in half of it
                return
            self._waiting = wanted, ended.value
        except Trouble as trouble:
            self._fail(trouble)
        else:
            return
        self._timer.stop()
        self._turns = None
        self._begin()

    def _begin(self) -> None:
        if self._is_working or self._waiting is None:
            return
        (wanted, ready), self._waiting = self._waiting, None
        self._is_working = True
        self._number += 1
        number = self._number
        self.jobs.run(
            ready,
            lambda model: self._on_made(number, wanted, model),
            lambda trouble: self._on_failed(number, trouble),
        )

    def _on_made(self, number: int, wanted: Wanted, model: Model) -> None:
        """Draw it, unless something else is wanted meanwhile or it would look as what is shown."""
        if number != self._number:
            return
        last = self._last
        if self._is_newer_wanted or (last is not None and last[0] == model and last[1].wanted == wanted):
            self._finish(None if self._is_newer_wanted else last)
            return
        self.begun.emit()
        self.jobs.run(
            lambda: printing.draw(model, wanted),
            lambda made: self._on_drawn(number, model, Drawn(wanted, made.data, made.told)),
            lambda trouble: self._on_failed(number, trouble),
        )

    def cancel(self) -> None:
        """Want no report any more; what is being drawn is let go of when it is done."""
        self._number += 1
        self._timer.stop()
        self._turns = self._waiting = self._asked = self._last = None
        self._is_working = False

    def _on_drawn(self, number: int, model: Model, drawn: Drawn) -> None:
        if number == self._number:
            self._finish(None if self._is_newer_wanted else (model, drawn))

    def _finish(self, found: tuple[Model, Drawn] | None) -> None:
        self._is_working = False
        if found is not None:
            self._last = found
            self.drawn.emit(found[1])
        self._begin()

    def _on_failed(self, number: int, trouble: Trouble) -> None:
        if number != self._number:
            return
        self._is_working = False
        if not self._is_newer_wanted:
            self._fail(trouble)
        self._begin()

    def _fail(self, trouble: Trouble) -> None:
        self._last = self._asked = None
        self.failed.emit(trouble)

"""Reads the register in short turns, so that five thousand people never hold up the window."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.ui.context import Context
from focal_desktop.usecases import training

AT_ONCE = 600
"""So many rows are read without a pause; an office of usual size is there at once."""


class Loader(QObject):
    """`loaded` carries the register. Asked again while it reads, it begins anew."""

    loaded = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._turns: Generator[int, None, OfficeRecords] | None = None
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_reading(self) -> bool:
        """Whether turns are still to come."""
        return self._turns is not None

    def start(self) -> None:
        """Read the register from its beginning."""
        self._number += 1
        self._turns = training.read_register(self._context.session)
        read = 0
        while self._turns is not None and read < AT_ONCE:
            read += self._turn()
        if self._turns is not None:
            self._timer.start()

    def stop(self) -> None:
        """Read no further: the page is left, and the vault may be locked at any moment."""
        self._number += 1
        self._turns = None
        self._timer.stop()

    def _go_on(self) -> None:
        with self._context.telling():
            self._turn()

    def _turn(self) -> int:
        if self._turns is None:
            return 0
        try:
            return next(self._turns)
        except StopIteration as ended:
            self._turns = None
            self._timer.stop()
            self._sum_up(ended.value)
            return 0

    def _sum_up(self, found: OfficeRecords) -> None:
        rules, day, number = self._context.policy, self._context.session.today, self._number
        if len(found.persons) + len(found.completions) <= AT_ONCE:
            self.loaded.emit(training.sum_up(found, rules, day))
            return

        def take(register: object) -> None:
            if number == self._number:
                self.loaded.emit(register)

        self._context.face.jobs.run(
            lambda: training.sum_up(found, rules, day), take, self._context.tell_trouble
        )

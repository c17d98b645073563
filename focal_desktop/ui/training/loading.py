"""Reads the register in short turns, so that five thousand people never hold up the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.ui.context import Context
from focal_desktop.ui.gathering import AT_ONCE, Gathering
from focal_desktop.usecases import training


class Loader(QObject):
    """`loaded` carries the register; a large one is summed up aside."""

    loaded = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._number = context, 0
        self._gathering = Gathering(context, lambda: training.read_register(context.session))
        self._gathering.done.connect(self._sum_up)

    @property
    def is_reading(self) -> bool:
        """Whether turns are still to come."""
        return self._gathering.is_under_way

    def start(self) -> None:
        """Read the register, once more where it is being read."""
        self._number += 1
        self._gathering.start()

    def stop(self) -> None:
        """Read no further: the page is left, and the vault may be locked at any moment."""
        self._number += 1
        self._gathering.stop()

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

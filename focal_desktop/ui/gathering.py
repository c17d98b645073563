"""Reads what a page shows in short turns: a large office never holds up the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.base.turns import Turns
from focal_desktop.ui.context import Context

AT_ONCE = 600
"""So many records are read without a pause: an office of usual size is there at once."""


class Gathering(QObject):
    """`done` carries what was read. Asked again while it reads, it reads once more afterwards."""

    done = Signal(object)

    def __init__(self, context: Context, begin: Callable[[], Turns[Any]]) -> None:
        super().__init__()
        self._context, self._begin = context, begin
        self._turns: Turns[Any] | None = None
        self._is_asked_again = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def start(self, *, is_whole: bool = False) -> None:
        """Read from the beginning; where nothing is shown yet, at a go."""
        if self._turns is not None and not is_whole:
            self._is_asked_again = True
            return
        self._is_asked_again = False
        self._turns = self._begin()
        read = 0
        while self._turns is not None and (is_whole or read < AT_ONCE):
            read += self._turn()
        if self._turns is not None:
            self._timer.start()

    def stop(self) -> None:
        """Read no further: the page is left, and the vault may be locked at any moment."""
        self._turns, self._is_asked_again = None, False
        self._timer.stop()

    @property
    def is_under_way(self) -> bool:
        """Whether turns are still to come."""
        return self._turns is not None

    def _go_on(self) -> None:
        if not self._context.session.store.is_open:
            self.stop()
            return
        with self._context.telling():
            self._turn()

    def _turn(self) -> int:
        if self._turns is None:
            return 0
        try:
            return next(self._turns)
        except Trouble:
            self.stop()
            raise
        except StopIteration as ended:
            self._turns = None
            self._timer.stop()
            self.done.emit(ended.value)
            if self._is_asked_again:
                self.start()
            return 0

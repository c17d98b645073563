"""Counts the offices a little at a time: the window stays quick, however much there is to count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.context import Context
from focal_desktop.usecases import overview
from focal_desktop.usecases.overview import OfficeLine

CALM_MS = 250
"""While records keep coming, it is counted again only when they pause."""


class Counting(QObject):
    """Begins anew when asked again; `done` is given every office."""

    def __init__(
        self, context: Context, parent: QObject, done: Callable[[Sequence[OfficeLine]], Any]
    ) -> None:
        super().__init__(parent)
        self._context, self._done = context, done
        self._turns: Iterator[Sequence[OfficeLine] | None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)

    def begin(self, *, is_calm: bool = False) -> None:
        """Count anew: at once, or when records have stopped coming."""
        self._turns = overview.count_lines(self._context.session)
        self._timer.start(CALM_MS if is_calm else 0)

    @property
    def is_running(self) -> bool:
        """Whether it is still being counted."""
        return self._turns is not None

    def _turn(self) -> None:
        if self._turns is None or not self._context.session.store.is_open:
            return
        try:
            lines = next(self._turns)
        except Trouble as trouble:
            self._turns = None
            self._context.tell_trouble(trouble)
            return
        if lines is None:
            self._timer.start(0)
            return
        self._turns = None
        self._done(lines)

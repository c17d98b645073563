"""Loads the sections' modules one by one after unlocking, so that each opens as quickly the first time.

Must never open anything: what is loaded is code, and no record is read for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from focal_desktop.ui import sections
from focal_desktop.ui.sections import Section

PAUSE_MS = 250
"""Between two sections, so that whoever types or clicks meanwhile goes first."""


class Warming(QObject):
    """Belongs to a window and ends with it."""

    def __init__(self, found: Sequence[Section], parent: QObject) -> None:
        super().__init__(parent)
        self._left = deque(found)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._load)

    @property
    def is_done(self) -> bool:
        """Whether all of them are loaded."""
        return not self._left

    def begin(self) -> None:
        """Begin once what is shown now is drawn."""
        self._timer.start()

    def _load(self) -> None:
        if self._left:
            sections.load(self._left.popleft())
        else:
            self._timer.stop()

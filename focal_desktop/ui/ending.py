"""Hears that the system asks this program to end, as when a person logs out: it ends as by a hand, in order.

Not every desktop tells it to a window; where it does not, a signal is all there is, and that alone would lose
what was typed last.
"""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal

ASKING = () if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)
"""Windows tells its windows, and has no such signal at the end of a session."""
MOST_AT_ONCE = 64


class Ending(QObject):
    """Belongs to the application; `asked` comes in the window's own turn, never amid something else."""

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ends: tuple[int, int] | None = None
        if ASKING:
            self._listen()

    def _listen(self) -> None:
        self._ends = hearing, telling = os.pipe()  # a socket takes ten times as long to load
        for end in self._ends:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(telling, warn_on_full_buffer=False)
        for number in ASKING:
            signal.signal(number, lambda *_: None)  # its number comes by the pipe
        self._notifier = QSocketNotifier(hearing, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._hear(hearing))

    def _hear(self, hearing: int) -> None:
        if {*os.read(hearing, MOST_AT_ONCE)} & {*ASKING}:
            self.asked.emit()

    def close(self) -> None:
        """Hear no more."""
        if self._ends is None:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for end in self._ends:
            os.close(end)
        self._ends = None

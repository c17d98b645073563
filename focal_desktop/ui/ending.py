"""Hears that the system asks this program to end, as when a person logs out: it ends as by a hand, in order.

Not every desktop tells it to a window; where it does not, a signal is all there is, and that alone would lose
what was typed last.
"""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

ASKING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
MOST_AT_ONCE = 64


class Ending(QObject):
    """Belongs to the application; `asked` comes in the window's own turn, never amid something else."""

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hearing, self._telling = socket.socketpair()
        for one in (self._hearing, self._telling):
            one.setblocking(False)
        signal.set_wakeup_fd(self._telling.fileno(), warn_on_full_buffer=False)
        for number in ASKING:
            signal.signal(number, lambda *_: None)  # its number comes by the pair
        self._notifier = QSocketNotifier(self._hearing.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def _hear(self) -> None:
        if set(self._hearing.recv(MOST_AT_ONCE)) & set(ASKING):
            self.asked.emit()

    def close(self) -> None:
        """Hear no more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for one in (self._hearing, self._telling):
            one.close()

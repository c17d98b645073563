"""How long to wait after a wrong passphrase: none after the first, then doubling; counted down in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SECOND_MS = 1000
LONGEST_S = 64


def wait_s(wrong: int) -> int:
    """Return the seconds to wait after so many wrong ones in a row: 0, 1, 2, 4 and so on."""
    return min(int(2 ** (wrong - 2)), LONGEST_S) if wrong > 1 else 0


class Patience(QObject):
    """Counts the wrong ones and the seconds; `tell` hears each second what is left."""

    def __init__(self, parent: QObject, tell: Callable[[int], None]) -> None:
        super().__init__(parent)
        self._tell = tell
        self.wrong = 0
        self.left_s = 0
        self.timer = QTimer(self)
        self.timer.setInterval(SECOND_MS)
        self.timer.timeout.connect(self._go_on)

    def count_wrong(self) -> None:
        """Begin the wait that this one costs."""
        self.wrong += 1
        self.left_s = wait_s(self.wrong)
        if self.left_s:
            self.timer.start()
        self._tell(self.left_s)

    def _go_on(self) -> None:
        self.left_s = max(0, self.left_s - 1)
        if not self.left_s:
            self.timer.stop()
        self._tell(self.left_s)

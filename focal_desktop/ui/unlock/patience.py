"""How long to wait after a wrong passphrase, counted down in words: it slows a hand at this keyboard alone.

It must never be taken for what guards the files: that is the cost of each guess, wherever they are copied to.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from focal_desktop.base.words import Words

SECOND_MS = 1000
MINUTE_S = 60
WAITS_S = (0, 0, 0, 5, 15, 30, 60)
THEN_S = 15 * MINUTE_S


def wait_s(wrong: int) -> int:
    """Return the seconds to wait after so many wrong ones in a row: none for slips of the hand, then more."""
    if wrong < 1:
        return 0
    return WAITS_S[wrong - 1] if wrong <= len(WAITS_S) else THEN_S


def say_wait(words: Words, left_s: int) -> list[str]:
    """Return how long to wait, and what the wait is: plainly no guard of the files."""
    if not left_s:
        return []
    minutes = -(-left_s // MINUTE_S)
    if left_s > MINUTE_S:
        said = words.count(minutes, "Please wait one minute.", "Please wait {n} minutes.")
    else:
        said = words.count(left_s, "Please wait one second.", "Please wait {n} seconds.")
    return [said, words.say("Only this window waits; the passphrase itself guards the files.")]


class Patience(QObject):
    """Counts the wrong ones and the seconds of one vault; `told` carries each second what is left.

    It outlives its screen: whoever leaves it for another page and comes back waits on.
    """

    told = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
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
        self.told.emit(self.left_s)

    def _go_on(self) -> None:
        self.left_s = max(0, self.left_s - 1)
        if not self.left_s:
            self.timer.stop()
        self.told.emit(self.left_s)

"""The window with a hand that types on and on: a numbered word every so many milliseconds, each told."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.security import driven


class Typist(driven.Hand):
    """Types until it is stopped with the program."""

    count = 0
    typing: QTimer

    def do_type_on(self, name: str, every_ms: int) -> None:
        """Begin to type behind what stands in a field."""
        line = self.find(name)
        line = line.focusProxy() or line
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        self.typing = QTimer(line)
        self.typing.setTimerType(Qt.TimerType.PreciseTimer)
        self.typing.timeout.connect(lambda: self._type_word(line))
        self.typing.start(every_ms)

    def do_lock(self) -> None:
        """Take the fingers off the field and press the keys that lock."""
        self.typing.stop()
        super().do_lock()

    def _type_word(self, line: QWidget) -> None:
        self.count += 1
        QTest.keyClicks(line, f"w{self.count}. ")
        driven.say({"typed": self.count})


if __name__ == "__main__":
    driven.Hand = Typist  # type: ignore[misc] # the same hand, which also types
    sys.exit(driven.main())

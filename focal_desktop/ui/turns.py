"""Long work that needs the vault's own thread, in short turns: how far it is, and a way to stop it.

Must never hold a transaction open between two turns: whatever else is saved meanwhile would lie in it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, NamedTuple

from PySide6.QtCore import QElapsedTimer, QTimer

from focal_desktop.ui.context import Context, Message

Work = Generator[float, None, Any]
"""Yields which share is done; its last step does what follows from the whole."""


class Pace(NamedTuple):
    """How long one turn is, and how long nobody is told that there are more than one."""

    turn_ms: int
    blink_ms: int


CALM, AT_A_GO = Pace(20, 400), Pace(60_000, 60_000)


class Turning:
    """One piece of work. A vault that is closed meanwhile ends it, and so does a Trouble, which is told."""

    def __init__(
        self,
        context: Context,
        work: Work,
        say: Callable[[str], str],
        stopped: Callable[[], object],
        pace: Pace = CALM,
    ) -> None:
        self._context, self._work, self._say, self._stopped = context, work, say, stopped
        self._pace, self._is_over, self._told = pace, False, 0
        self._clock = QElapsedTimer()
        self._clock.start()

    def go_on(self) -> None:
        """Take one turn, then let the window breathe."""
        turn = QElapsedTimer()
        turn.start()
        with self._context.telling():
            while not self._is_over and self._context.session.store.is_open:
                share = next(self._work, None)
                if share is None:
                    return
                if turn.elapsed() > self._pace.turn_ms:
                    self._tell(share)
                    QTimer.singleShot(0, self.go_on)
                    return

    def drop(self) -> None:
        """End it without a word: something else is done instead."""
        self._is_over = True
        self._work.close()

    def stop(self) -> None:
        """End it, as the person asked."""
        self.drop()
        self._stopped()

    def _tell(self, share: float) -> None:
        """Say how far it is, a few times in all, once it takes longer than a blink."""
        words, tenth = self._context.words, int(share * 10)
        if self._clock.elapsed() > self._pace.blink_ms and tenth > self._told:
            self._told = tenth
            said = self._say(words.percent(tenth / 10))
            self._context.shell.tell(Message(text=said, action=words.say("Stop"), act=self.stop))


def follow(work: Work, begin: float, end: float) -> Work:
    """Go through some turns as a part of more, and return what they return."""
    while True:
        try:
            yield begin + next(work) * (end - begin)
        except StopIteration as ended:
            return ended.value

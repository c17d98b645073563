"""The last twenty deeds: each can be taken back, and then be done again."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, NamedTuple

from focal_desktop.ui.context import Context, Message
from focal_desktop.ui.turns import Turning, Work

LONGEST = 20


class Deed(NamedTuple):
    """What was done: how to take it back, and how to do it again where that can be.

    Either may return turns, where that takes long.
    """

    said: str
    back: Callable[[], Any]
    again: Callable[[], Any] | None = None


class UndoHeap:
    """What was done and what was taken back of it; forgotten with the window."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._done: list[Deed] = []
        self._undone: list[Deed] = []
        self._is_busy = False

    def remember(self, deed: Deed) -> None:
        """Say what was done and offer to take it back; what was taken back before stays so."""
        self._undone.clear()
        self._put(deed, deed.said)

    def take_back(self) -> None:
        """Undo the last deed, say which it was, and offer to do it again."""
        words = self._context.words
        if not self._done:
            self._context.tell(words.say("There is nothing to take back."))
            return
        if self._is_busy:
            return
        deed = self._done.pop()
        self._run(deed.back, lambda: self._on_back(deed), lambda: self._done.append(deed))

    def _on_back(self, deed: Deed) -> None:
        words = self._context.words
        said = words.say("Taken back: {what}", what=deed.said)
        if deed.again is None:
            self._undone.clear()
            self._context.tell(said, "ok")
            return
        self._undone.append(deed)
        self._offer(said, words.say("Do it again"), self.do_again)

    def do_again(self) -> None:
        """Do again what was taken back last, say what it was, and offer to take it back."""
        words = self._context.words
        if not self._undone:
            self._context.tell(words.say("There is nothing to do again."))
            return
        if self._is_busy:
            return
        deed = self._undone.pop()
        said = words.say("Done again: {what}", what=deed.said)
        self._run(
            deed.again or (lambda: None), lambda: self._put(deed, said), lambda: self._undone.append(deed)
        )

    def _run(self, do: Callable[[], Any], then: Callable[[], None], keep: Callable[[], None]) -> None:
        """Do it at once, or in the turns that it asks for; stopped, the rest of it can be done later."""
        words = self._context.words

        def stop() -> None:
            keep()
            self._context.tell(words.say("Stopped. A part of it was done; the same keys go on."))

        with self._context.telling():
            work = do()
            if not isinstance(work, Generator):
                then()
                return
            Turning(
                self._context,
                self._follow(work, then),
                lambda share: words.say("Under way: {share}", share=share),
                stop,
            ).go_on()

    def _follow(self, work: Work, then: Callable[[], None]) -> Work:
        self._is_busy = True
        try:
            yield from work
        finally:
            self._is_busy = False
        then()

    def _put(self, deed: Deed, said: str) -> None:
        self._done = [*self._done[-LONGEST + 1 :], deed]
        self._offer(said, self._context.words.say("Undo"), self.take_back)

    def _offer(self, said: str, action: str, act: Callable[[], Any]) -> None:
        self._context.shell.tell(Message(text=said, tone="ok", action=action, act=act))

"""The last twenty deeds: each can be taken back, and then be done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from focal_desktop.ui.context import Context, Message

LONGEST = 20


class Deed(NamedTuple):
    """What was done: how to take it back, and how to do it again where that can be."""

    said: str
    back: Callable[[], Any]
    again: Callable[[], Any] | None = None


class UndoHeap:
    """What was done and what was taken back of it; forgotten with the window."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._done: list[Deed] = []
        self._undone: list[Deed] = []

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
        deed = self._done.pop()
        with self._context.telling():
            deed.back()
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
        deed = self._undone.pop()
        with self._context.telling():
            if deed.again is not None:
                deed.again()
            self._put(deed, words.say("Done again: {what}", what=deed.said))

    def _put(self, deed: Deed, said: str) -> None:
        self._done = [*self._done[-LONGEST + 1 :], deed]
        self._offer(said, self._context.words.say("Undo"), self.take_back)

    def _offer(self, said: str, action: str, act: Callable[[], Any]) -> None:
        self._context.shell.tell(Message(text=said, tone="ok", action=action, act=act))

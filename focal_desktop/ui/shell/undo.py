"""The last twenty deeds that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from focal_desktop.ui.context import Context, Message

LONGEST = 20


class UndoHeap:
    """What was done, and how to undo it; forgotten with the window."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._heap: list[tuple[str, Callable[[], Any]]] = []

    def remember(self, sentence: str, undo: Callable[[], Any]) -> None:
        """Say what was done and offer to take it back."""
        self._heap = [*self._heap[-LONGEST + 1 :], (sentence, undo)]
        said = self._context.words.say("Undo")
        self._context.shell.tell(Message(text=sentence, tone="ok", action=said, act=self.take_back))

    def take_back(self) -> None:
        """Undo the last deed and say which it was."""
        if not self._heap:
            self._context.tell(self._context.words.say("There is nothing to take back."))
            return
        sentence, undo = self._heap.pop()
        with self._context.telling():
            undo()
            self._context.tell(self._context.words.say("Taken back: {what}", what=sentence), "ok")

"""Headquarters' line on a report: one answer of the list, and closing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import flow, parts
from focal_desktop.ui.widgets.editors import QuietCombo


class AnswerView(QFrame):
    """Shown to case officers alone."""

    answer_requested = Signal(str)
    close_requested = Signal(str)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        self.setProperty("role", "card")
        self.box = QuietCombo()
        self.box.setObjectName("answer")
        self.box.setAccessibleName(words.say("Answer to the office"))
        self.box.setMinimumContentsLength(38)
        self._send = parts.button(
            look, words.say("Send the answer"), self._on_answer, role="primary", icon="send"
        )
        self._send.setObjectName("send_answer")
        self._close = parts.button(look, words.say("Close it: the person was told"), self._on_close)
        self._close.setObjectName("close_case")
        label = parts.label(words.say("Answer to the office"), wraps=False)
        label.setBuddy(self.box)
        across = flow.line(look, label, self.box, self._send, None, self._close)
        parts.column(look, across, parent=self, margin=0.5)

    def offer(self, answers: Sequence[tuple[str, str]]) -> None:
        """Offer these answers."""
        self.box.clear()
        for code, said in answers:
            self.box.addItem(said, code)

    def _on_answer(self) -> None:
        self.answer_requested.emit(str(self.box.currentData() or ""))

    def _on_close(self) -> None:
        self.close_requested.emit(str(self.box.currentData() or ""))

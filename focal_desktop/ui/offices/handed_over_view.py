"""Draws the cases that a hand-over left open: a neutral reference, the days that are left, two choices."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.empty import empty_state


class CaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """One case as people read it: never a word of what it is about."""

    case: str
    reference: str
    office: str
    stands: str
    contact: str
    is_kept: bool = False


class HandedOverView(QWidget):
    """Says which case is to pass, or to stay."""

    pass_requested = Signal(str)
    keep_requested = Signal(str)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        inner = parts.Inner()
        self._rows: QVBoxLayout = parts.column(face.look, parent=inner, gap=0.8)
        parts.column(face.look, parts.scroll(inner), parent=self)

    def show_cases(self, lines: Sequence[CaseLine]) -> None:
        """Show each as a card, those that wait first."""
        words = self._face.words
        if not lines:
            self.show_nothing(words.say("No case waits for a decision after a hand-over."))
            return
        parts.clear(self._rows)
        for sentence in (
            words.say(
                "Another person took a desk over. Of the cases that were open there, they read those alone "
                "that you pass on. Closed cases never pass, nor does anything sealed."
            ),
            words.say("If the new person may be close to the subject of a report, keep that case here."),
        ):
            self._rows.addWidget(parts.label(sentence, role="muted"))
        for one in lines:
            self._rows.addWidget(self._make_card(one))
        self._rows.addStretch(1)

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing."""
        parts.clear(self._rows)
        self._rows.addWidget(empty_state(self._face.look, "users", sentence))

    def _make_card(self, one: CaseLine) -> QFrame:
        look, words = self._face.look, self._face.words
        said = words.say("{reference}, {office}", reference=words.isolate(one.reference), office=one.office)
        contact = parts.label(one.contact, role="muted")
        give = self._make_button(words.say("Pass to the new focal point…"), "pass_case", one)
        meaning, go_on = self._make_meaning(one)
        give.clicked.connect(meaning.show)
        go_on.clicked.connect(lambda: self.pass_requested.emit(one.case))
        buttons: list[QWidget] = [give]
        if not one.is_kept:
            keep = self._make_button(words.say("Keep at headquarters"), "keep_case", one)
            keep.clicked.connect(lambda: self.keep_requested.emit(one.case))
            buttons.insert(0, keep)
        row = parts.row(look, *buttons, 1)
        return parts.card(look, parts.heading(look, said), self._make_stand(one), contact, row, meaning)

    def _make_stand(self, one: CaseLine) -> QLabel:
        stand = parts.label(one.stands)
        stand.setObjectName("stands")
        return stand

    def _make_button(self, text: str, name: str, one: CaseLine) -> QPushButton:
        button = parts.button(self._face.look, text)
        button.setObjectName(name)
        button.setProperty("case", one.case)
        button.setAccessibleName(f"{text} {one.reference}")
        return button

    def _make_meaning(self, one: CaseLine) -> tuple[QFrame, QPushButton]:
        """Return what passing means, hidden until it is asked for, with the button that does it."""
        look, words = self._face.look, self._face.words
        means = parts.label(
            words.say(
                "The new focal point then reads the notice and the shared details of this case, and what "
                "comes later. It cannot be taken back."
            )
        )
        go_on = parts.button(look, words.say("Yes, pass it on"), role="primary")
        go_on.setObjectName("pass_case_sure")
        go_on.setProperty("case", one.case)
        meaning = parts.banner(look, "warn", means, parts.row(look, go_on, 1))
        meaning.hide()
        return meaning, go_on

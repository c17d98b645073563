"""Draws what two officers do together: each proposal in one plain sentence, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.empty import empty_state


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One proposal or order as people read it; the six words stand with a device that is to be admitted.

    `sure` is what is ticked before confirming, where that is needed; `record` is a case to look at first.
    """

    name: str
    sentence: str
    by: str
    six: str = ""
    stands: str = ""
    sure: str = ""
    record: str = ""
    can_confirm: bool = False
    can_renew: bool = False


class SignaturesView(QWidget):
    """Says which proposal is to be confirmed, or proposed again."""

    confirm_requested = Signal(str)
    again_requested = Signal(str)
    record_requested = Signal(str)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        inner = parts.Inner()
        self._rows: QVBoxLayout = parts.column(face.look, parent=inner, gap=0.8)
        parts.column(face.look, parts.scroll(inner), parent=self)

    def show_proposals(self, found: Sequence[Asked]) -> None:
        """Show each as a card."""
        words = self._face.words
        if not found:
            self.show_nothing(words.say("Nothing waits for a second signature."))
            return
        parts.clear(self._rows)
        intro = words.say(
            "What changes headquarters itself takes two officers. A proposal has no effect until the second "
            "has signed."
        )
        also = words.say("So does an order to erase, and both hold the record.")
        self._rows.addWidget(parts.label(f"{intro} {also}", role="muted"))
        for one in found:
            self._rows.addWidget(self._make_card(one))
        self._rows.addStretch(1)

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing."""
        parts.clear(self._rows)
        self._rows.addWidget(empty_state(self._face.look, "users", sentence))

    def _make_card(self, one: Asked) -> QFrame:
        look, words = self._face.look, self._face.words
        children: list[QWidget] = [parts.heading(look, one.sentence), parts.label(one.by, role="muted")]
        if one.six:
            six = parts.heading(look, words.isolate(one.six), tokens.TITLE_POINTS)
            six.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
            children.append(six)
        if one.stands:
            children.append(parts.label(one.stands))
        buttons: list[QWidget] = []
        if one.can_confirm:
            confirm = parts.button(look, words.say("Confirm"), role="primary", icon="file-check")
            confirm.setObjectName("confirm")
            confirm.clicked.connect(lambda: self.confirm_requested.emit(one.name))
            if one.sure:
                children.append(self._make_check(one.sure, confirm))
            buttons.append(confirm)
        if one.record:
            look_at = parts.button(look, words.say("Look at it first"))
            look_at.setObjectName("look_first")
            look_at.clicked.connect(lambda: self.record_requested.emit(one.record))
            buttons.append(look_at)
        if one.can_renew:
            again = parts.button(look, words.say("Propose again"))
            again.setObjectName("propose_again")
            again.clicked.connect(lambda: self.again_requested.emit(one.name))
            buttons.append(again)
        row = parts.row(look, *buttons, 1)
        return parts.card(look, *children, *([row] if buttons else []))

    def _make_check(self, said: str, confirm: QWidget) -> QCheckBox:
        """Return what is ticked before a button can be pressed."""
        made = QCheckBox(said)
        made.setObjectName("compared_too")
        made.setAccessibleName(said)
        made.toggled.connect(confirm.setEnabled)
        confirm.setEnabled(False)
        return made

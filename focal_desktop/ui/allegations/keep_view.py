"""Headquarters' line on a report: keeping it from being erased, and ordering that it is erased everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.editors import QuietCombo


class KeepView(QFrame):
    """Shown to case officers alone; an order is asked for twice, for nothing brings the record back."""

    hold_requested = Signal(bool)
    erase_requested = Signal(str)

    def __init__(self, face: Face, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        look, words = face.look, face.words
        self._words = words
        self.setProperty("role", "card")
        self._is_held = False
        self.hold = parts.button(look, "", self._on_hold)
        self.hold.setObjectName("hold_case")
        self.reason = QuietCombo()
        self.reason.setObjectName("erase_reason")
        self.reason.setAccessibleName(words.say("Why it is erased"))
        self.reason.setMinimumContentsLength(30)
        self.reason.addItem(words.say("Choose why"), "")
        for code, said in reasons:
            self.reason.addItem(said, code)
        self.reason.activated.connect(lambda _: self._ask_again(is_asked=False))
        self.erase = parts.button(look, words.say("Erase everywhere…"), self._on_erase, icon="trash-2")
        self.erase.setObjectName("erase_case")
        self.sure = parts.label(
            words.say("Every computer that holds it will erase it, and nothing brings it back."),
            role="problem",
        )
        self.yes = parts.button(look, words.say("Yes, erase it everywhere"), self._on_sure, role="danger")
        self.yes.setObjectName("erase_sure")
        first = parts.row(look, self.hold, 1, self.reason, self.erase)
        second = parts.row(look, self.sure, self.yes)
        second.setStretch(0, 1)
        parts.column(look, first, second, parent=self, margin=0.5)
        self.show_hold(is_held=False)

    def show_hold(self, *, is_held: bool) -> None:
        """Show whether the report is held; one that is held is not erased."""
        self._is_held = is_held
        words = self._words
        said = words.say("Let it leave when it is due") if is_held else words.say("Keep it: legal hold")
        self.hold.setText(said)
        self.hold.setAccessibleName(said)
        self.erase.setEnabled(not is_held)
        self._ask_again(is_asked=False)

    def _on_hold(self) -> None:
        self.hold_requested.emit(not self._is_held)

    def _on_erase(self) -> None:
        self._ask_again(is_asked=bool(self.reason.currentData()))
        if not self.reason.currentData():
            self.reason.setFocus()

    def _ask_again(self, *, is_asked: bool) -> None:
        self.sure.setVisible(is_asked)
        self.yes.setVisible(is_asked)

    def _on_sure(self) -> None:
        self.erase_requested.emit(str(self.reason.currentData()))

"""Headquarters' lines on a report: keeping it, what the outcome lets go, and erasing it everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import flow, parts
from focal_desktop.ui.widgets.editors import QuietCombo
from focal_desktop.ui.widgets.tall import Tall


class KeepView(Tall):
    """Shown to case officers alone; an order is asked for twice, for nothing brings the record back."""

    hold_requested = Signal(bool)
    erase_requested = Signal(str)
    end_requested = Signal()
    cmts_requested = Signal(bool)

    def __init__(self, face: Face, reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        look, words = face.look, face.words
        self._words, self._look = words, look
        self.setProperty("role", "card")
        self._is_held = self._is_in_cmts = False
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
        first = flow.line(look, self.hold, None, self.reason, self.erase)
        second = parts.column(look, self.sure, parts.row(look, self.yes, 1), gap=0.2)
        parts.column(look, first, second, *self._make_outcome(), parent=self, margin=0.5)
        self.show_hold(is_held=False)
        self.show_outcome(is_ended=False, is_in_cmts=False)

    def _make_outcome(self) -> tuple[QWidget, QLayout]:
        """Return the line about the outcome, and its second question; the outcome itself is never asked."""
        look, words = self._look, self._words
        self.cmts = parts.button(look, "", self._on_cmts)
        self.cmts.setObjectName("outcome_in_cmts")
        self.end = parts.button(look, words.say("The subject's part may go…"), self._on_end)
        self.end.setObjectName("end_subject")
        self.end_sure = parts.label(
            words.say(
                "Only where nothing was substantiated or there is no jurisdiction: offices erase the "
                "subject's part with their next exchange."
            ),
            role="problem",
        )
        self.end_yes = parts.button(look, words.say("Yes, let it go"), self._on_end_sure, role="danger")
        self.end_yes.setObjectName("end_sure")
        second = parts.column(look, self.end_sure, parts.row(look, self.end_yes, 1), gap=0.2)
        return flow.line(look, self.cmts, None, self.end), second

    def show_outcome(self, *, is_ended: bool, is_in_cmts: bool) -> None:
        """Show what an officer has said of the outcome."""
        self._is_in_cmts = is_in_cmts
        words = self._words
        said = words.say("The outcome is not in CMTS") if is_in_cmts else words.say("The outcome is in CMTS")
        self.cmts.setText(said)
        self.cmts.setAccessibleName(said)
        self.end.setEnabled(not is_ended)
        self._ask_end(is_asked=False)

    def _on_cmts(self) -> None:
        self.cmts_requested.emit(not self._is_in_cmts)

    def _on_end(self) -> None:
        self._ask_end(is_asked=True)

    def _on_end_sure(self) -> None:
        self.end_requested.emit()

    def _ask_end(self, *, is_asked: bool) -> None:
        self.end_sure.setVisible(is_asked)
        self.end_yes.setVisible(is_asked)

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

"""Why a sealed part is opened: one of five reasons or a few words, asked each time anew."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from focal_desktop.ui import loose
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.editors import QuietCombo
from focal_desktop.ui.widgets.line import Line

OTHER = "other"


class WhyView(QWidget):
    """Asks for the reason; `opened` carries it, empty where nothing was written yet."""

    opened = Signal(str)
    refused = Signal(str)

    def __init__(self, face: Face, part: str) -> None:
        super().__init__()
        self._face, self._has_text = face, False
        look, words = face.look, face.words
        self.reason = QuietCombo()
        self.reason.setObjectName(f"reason_{part}")
        self.reason.setAccessibleName(words.say("Why it is opened"))
        self.reason.addItem(words.say("Choose why it is opened"), "")
        for said in self._list_reasons():
            self.reason.addItem(said, said)
        self.reason.addItem(words.say("Another reason"), OTHER)
        self.reason.setMinimumContentsLength(28)
        self.other = Line()
        self.other.setObjectName(f"other_{part}")
        self.other.setAccessibleName(words.say("The reason in a few words, without a name"))
        self.other.setPlaceholderText(words.say("The reason in a few words, without a name"))
        loose.mark(self.other)
        self.other.textChanged.connect(self._on_text)
        self.reason.activated.connect(lambda _: self.other.setVisible(self.reason.currentData() == OTHER))
        self._open = parts.button(look, "", self._on_open, icon="eye")
        self._open.setObjectName(f"open_{part}")
        across = parts.row(look, self.reason, self.other, self._open, 1, parent=self)
        across.setStretch(1, 1)
        self.other.hide()

    def _list_reasons(self) -> tuple[str, ...]:
        words = self._face.words
        return (
            words.say("To pass it on to the case officers"),
            words.say("To correct what was written"),
            words.say("The person asked for it"),
            words.say("To arrange help"),
            words.say("Headquarters asked for it"),
        )

    def _on_text(self, text: str) -> None:
        """Choose the reason in own words where its words come back."""
        if text and self.reason.currentData() != OTHER:
            self.reason.setCurrentIndex(self.reason.findData(OTHER))
            self.other.setVisible(self._has_text)

    def _on_open(self) -> None:
        reason = self.reason.currentData()
        said = self.other.text().strip() if reason == OTHER else str(reason or "")
        if self._has_text and not said:
            words = self._face.words
            self.refused.emit(words.say("Please choose why it is opened; the reason is kept with your role."))
            return
        self.opened.emit(said)

    def show_way(self, *, has_text: bool, can_write: bool) -> None:
        """Ask for a reason where something is kept; without any text of it, it is simply written."""
        words, look = self._face.words, self._face.look
        self._has_text = has_text
        self.reason.setVisible(has_text)
        self.other.setVisible(has_text and self.reason.currentData() == OTHER)
        said = words.say("Open for a minute") if has_text else words.say("Write")
        self._open.setText(said)
        self._open.setAccessibleName(said)
        parts.lead_with(look, self._open, "eye" if has_text else "pencil", look.colours.text)
        self._open.setVisible(has_text or can_write)

    @property
    def asked(self) -> QWidget:
        """Where the reason is given: in own words, or chosen."""
        return self.other if self.reason.currentData() == OTHER else self.reason

    def forget(self) -> None:
        """Forget the reason: the next opening has its own."""
        self.reason.setCurrentIndex(0)
        self.other.clear()
        self.other.hide()

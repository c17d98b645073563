"""One agreement: may it be signed, and three parts handed in. Draws values, says what was asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QTabWidget, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.partners.head import Head
from focal_desktop.ui.partners.phrases import Said
from focal_desktop.ui.widgets import flow, parts, sight
from focal_desktop.ui.widgets.days import DayEdit
from focal_desktop.ui.widgets.tall import Tall

TABS = ("clauses", "waiver", "facts")


class ReadyBar(Tall):
    """*Ready to sign?* with its answer in words, and what can be done about it."""

    ready_requested = Signal()
    draft_requested = Signal()
    sign_requested = Signal()
    end_requested = Signal()
    waiver_requested = Signal()
    check_requested = Signal()
    hold_requested = Signal()
    release_requested = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        words, look = face.words, face.look
        self.icon = parts.icon(look, "circle")
        self.heading = parts.heading(look, words.say("Ready to sign?"))
        self.sentence = parts.label("")
        self.signed_on = DayEdit(face)
        self.signed_on.setAccessibleName(words.say("Signed on"))
        self.signed_on.setObjectName("signed_on")
        self.signed_on.setMaximumWidth(look.em(16))
        self.signed_on.edited.connect(lambda: self.say_signed(""))
        self._problem = parts.label("", role="problem")
        self._problem.hide()
        self.buttons = {
            "ready": self._make(words.say("Mark ready to sign"), self.ready_requested, "primary", "check"),
            "check": self._make(words.say("Go to the check"), self.check_requested, "", "list-checks"),
            "waiver": self._make(words.say("Ask for a waiver"), self.waiver_requested, "", "hand-heart"),
            "see_waiver": self._make(words.say("Open the waiver"), self.waiver_requested, "", "hand-heart"),
            "sign": self._make(words.say("Record as signed"), self.sign_requested, "primary", "file-check"),
            "draft": self._make(words.say("Back to draft"), self.draft_requested, "", "undo-2"),
            "end": self._make(words.say("Record as ended"), self.end_requested, "", "circle"),
            "hold": self._make(words.say("Put on hold"), self.hold_requested, "danger", "pause"),
            "release": self._make(words.say("Release the hold"), self.release_requested, "", "play"),
        }
        says = parts.column(look, self.heading, self.sentence, gap=0.1)
        top = parts.row(look, self.icon, says)
        top.setStretch(1, 1)
        top.setAlignment(self.icon, Qt.AlignmentFlag.AlignTop)
        for name, button in self.buttons.items():
            button.setObjectName(f"{name}_agreement")
        for widget in (self.signed_on, *self.buttons.values()):
            widget.hide()
        row = flow.line(look, self.signed_on, *self.buttons.values(), gap=0.4)
        parts.column(look, top, row, self._problem, parent=self, margin=0.7, gap=0.4)

    def _make(self, said: str, signal: SignalInstance, role: str, icon: str) -> QWidget:
        return parts.button(self._face.look, said, signal.emit, role=role, icon=icon)

    def tell(self, said: Said, doable: Sequence[str]) -> None:
        """Show the answer and the buttons that lead on from here."""
        self.sentence.setText(said.text)
        self.sentence.setAccessibleName(said.text)
        parts.set_tone(self, said.tone)
        ink = self._face.look.colours.tone(said.tone).ink
        self.icon.setPixmap(self._face.look.pixmap(said.icon, ink))
        for name, button in self.buttons.items():
            button.setVisible(name in doable)
        self.signed_on.setVisible("sign" in doable)
        if "sign" not in doable:
            self.say_signed("")

    def say_signed(self, sentence: str) -> None:
        """Say beside the day of signing what stands in the way; nothing takes it away."""
        parts.say_problem(self._problem, self.signed_on, sentence)
        if sentence:
            sight.go_to(self.signed_on, self._problem)

    @property
    def first(self) -> QWidget | None:
        """The button that leads on from here."""
        return next((button for button in self.buttons.values() if not button.isHidden()), None)


class AgreementView(QWidget):
    """Head, answer, and three tabs; clauses, waiver and facts are handed in."""

    def __init__(self, face: Face, clauses: QWidget, waiver: QWidget, facts: QWidget) -> None:
        super().__init__()
        words, look = face.words, face.look
        self.head = Head(face)
        self.bar = ReadyBar(face)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(words.say("Parts of this agreement"))
        self.tabs.setDocumentMode(True)
        said = (words.say("Clauses"), words.say("Waiver"), words.say("Facts"))
        for widget, label in zip((clauses, waiver, facts), said, strict=True):
            self.tabs.addTab(parts.below_tabs(look, widget), label)
        layout = parts.column(look, self.head, self.bar, self.tabs, parent=self, gap=0.4)
        layout.setStretch(2, 1)

    def show_tab(self, name: str) -> None:
        """Show a tab by its name."""
        if name in TABS:
            self.tabs.setCurrentIndex(TABS.index(name))

    @property
    def tab(self) -> str:
        """The name of the tab that is shown."""
        return TABS[self.tabs.currentIndex()]

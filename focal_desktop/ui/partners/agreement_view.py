"""One agreement: may it be signed, its clauses, its waiver, its facts. Draws values, says what was asked."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.partners.head import Head
from focal_desktop.ui.partners.phrases import Said
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.days import DayEdit

TABS = ("clauses", "waiver", "facts")


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """What a row asks: the clause in the person's language and the answers it may have."""

    code: str
    number: int
    label: str
    text: str
    answers: Sequence[tuple[str, str]]


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of a clause."""

    present: str = ""
    evidence: str = ""
    is_waived: bool = False


class ClauseRow(QFrame):
    """One clause: its text, the answers side by side, and where it stands once it was found."""

    answered = Signal(str, str)
    place_left = Signal(str, str)
    waive_requested = Signal(str, bool)

    def __init__(self, face: Face, clause: Clause, *, may_waive: bool) -> None:
        super().__init__()
        self.clause, self._words = clause, face.words
        self._shown_place = ""
        words, look = face.words, face.look
        self.answers = Answers(face, clause.answers, clause.label)
        self.answers.edited.connect(lambda: self.answered.emit(clause.code, self.answers.value()))
        self.place = QLineEdit()
        self.place.setPlaceholderText(words.say("Where it stands, such as Article 7"))
        self.place.setAccessibleName(words.say("Where it stands: {clause}", clause=clause.label))
        self.place.setMinimumWidth(look.em(18))
        self.place.editingFinished.connect(self._on_place)
        self.waived = parts.badge(words.say("Not needed here, says headquarters"))
        self.waive = parts.button(
            look,
            words.say("Not needed here"),
            lambda: self.waive_requested.emit(clause.code, True),
            role="quiet",
        )
        self._may_waive = may_waive
        title = words.say("{number}. {name}", number=clause.number, name=clause.label)
        texts = parts.column(
            look, parts.heading(look, title), parts.label(clause.text, role="muted"), gap=0.1
        )
        right = parts.row(look, self.waived, self.waive, self.answers, gap=0.3)
        top = parts.row(look, texts, right)
        top.setStretch(0, 1)
        top.setAlignment(right, Qt.AlignmentFlag.AlignTop)
        parts.column(look, top, parts.row(look, self.place, 1), parts.line(), parent=self, gap=0.3)

    def show_looked(self, looked: Looked, *, is_open: bool) -> None:
        """Show what was found; what is being typed stays."""
        self.answers.show_code(looked.present)
        self.answers.setEnabled(is_open)
        if not self.place.hasFocus():
            self.show_place(looked.evidence)
        self.place.setReadOnly(not is_open)
        self.place.setVisible(looked.present == "yes" or bool(looked.evidence))
        self.waived.setVisible(looked.is_waived)
        self.waive.setVisible(self._may_waive and not looked.is_waived and looked.present != "yes")

    def show_place(self, place: str, *, is_saved: bool = True) -> None:
        """Show where the clause stands, as it is saved or as it was being typed."""
        self.place.setText(place)
        if is_saved:
            self._shown_place = place
        self.place.setVisible(self.place.isVisible() or bool(place))

    @property
    def unsaved_place(self) -> str | None:
        """Where the clause stands, where that is not saved yet."""
        text = self.place.text().strip()
        return None if text == self._shown_place else text

    def _on_place(self) -> None:
        if self.unsaved_place is not None:
            self.place_left.emit(self.clause.code, self.unsaved_place)


class ReadyBar(QFrame):
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
        self.signed_on.setMaximumWidth(look.em(16))
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
        for widget in (self.signed_on, *self.buttons.values()):
            widget.hide()
        row = parts.row(look, self.signed_on, *self.buttons.values(), 1, gap=0.4)
        parts.column(look, top, row, parent=self, margin=0.7, gap=0.4)

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

    @property
    def first(self) -> QWidget | None:
        """The button that leads on from here."""
        return next((button for button in self.buttons.values() if not button.isHidden()), None)


class AgreementView(QWidget):
    """Head, answer, and three tabs; waiver and facts are handed in."""

    def __init__(self, face: Face, waiver: QWidget, facts: QWidget) -> None:
        super().__init__()
        self._face = face
        words, look = face.words, face.look
        self.head = Head(face)
        self.bar = ReadyBar(face)
        self.rows: dict[str, ClauseRow] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.em(0.5))
        self.looked = parts.label("", role="muted")
        clauses = parts.page(look, parts.card(look, self.looked, self._rows), 1)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(words.say("Parts of this agreement"))
        self.tabs.setDocumentMode(True)
        said = (words.say("Clauses"), words.say("Waiver"), words.say("Facts"))
        for widget, label in zip((clauses, waiver, facts), said, strict=True):
            self.tabs.addTab(widget, label)
        layout = parts.column(look, self.head, self.bar, self.tabs, parent=self, gap=0.4)
        layout.setStretch(2, 1)

    def lay_out(self, clauses: Sequence[Clause], *, may_waive: bool) -> Sequence[ClauseRow]:
        """Make a row for each clause; the same clauses keep the rows they have."""
        if [row.clause for row in self.rows.values()] == list(clauses):
            return ()
        parts.clear(self._rows)
        self.rows = {one.code: ClauseRow(self._face, one, may_waive=may_waive) for one in clauses}
        for row in self.rows.values():
            self._rows.addWidget(row)
        return list(self.rows.values())

    def show_tab(self, name: str) -> None:
        """Show a tab by its name."""
        if name in TABS:
            self.tabs.setCurrentIndex(TABS.index(name))

    @property
    def tab(self) -> str:
        """The name of the tab that is shown."""
        return TABS[self.tabs.currentIndex()]

"""The sheet of a check: one card a standard, a total in words that stays in sight, the decision below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.partners.phrases import Said
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers, CodesBox
from focal_desktop.ui.widgets.text_box import TextBox


class Standard(msgspec.Struct, frozen=True, kw_only=True):
    """What a card asks: texts in the person's language, the answers and the evidence to choose from."""

    code: str
    number: int
    label: str
    question: str
    answers: Sequence[tuple[str, str]]
    evidence: Sequence[tuple[str, str]]


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered, and what was answered last time."""

    answer: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""
    earlier: str = ""


class NoteBox(TextBox):
    """A few lines; `left` when the person goes on elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 Qt's own name
        """Tell that the note was left."""
        super().focusOutEvent(event)
        self.left.emit()


class StandardCard(QFrame):
    """One standard: question, answers side by side, evidence, a note."""

    answered = Signal(str, str)
    evidence_edited = Signal(str, list)
    note_left = Signal(str, str)
    undo_requested = Signal(str)

    def __init__(self, face: Face, standard: Standard) -> None:
        super().__init__()
        self._face, self.standard = face, standard
        self._shown_note = ""
        words, look = face.words, face.look
        self.setProperty("role", "card")
        self.answers = Answers(face, standard.answers, standard.label)
        self.answers.edited.connect(lambda: self.answered.emit(standard.code, self.answers.value()))
        self.evidence = CodesBox(
            face, standard.evidence, columns=4 if look.size < 130 else 2 if look.size <= 150 else 1
        )
        self.evidence.edited.connect(lambda: self.evidence_edited.emit(standard.code, self.evidence.value()))
        self.note = NoteBox()
        self.note.setObjectName(f"note_{standard.number}")
        self.note.setAccessibleName(words.say("Note on {standard}", standard=standard.label))
        self.note.setPlaceholderText(words.say("What the answer rests on. Do not mention allegations."))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(look.em(3.4))
        self.note.left.connect(self._on_note_left)
        self.add_note = parts.button(
            look, words.say("Add a note"), self._show_note, role="link", icon="pencil"
        )
        self.add_note.setObjectName(f"add_note_{standard.number}")
        undo = words.say("Undo")
        self.undo = parts.button(
            look, undo, lambda: self.undo_requested.emit(standard.code), role="quiet", icon="undo-2"
        )
        self.undo.setAccessibleName(words.say("Undo the answer on {standard}", standard=standard.label))
        self.undo.hide()
        self.earlier = parts.label("", role="muted")
        self.changed = parts.badge(words.say("Changed"), "warn")
        self.told = parts.badge("")
        self._build()

    def _build(self) -> None:
        words, look = self._face.words, self._face.look
        title = words.say("{number}. {name}", number=self.standard.number, name=self.standard.label)
        texts = parts.column(
            look, parts.heading(look, title), parts.label(self.standard.question, role="muted"), gap=0.1
        )
        right = parts.row(look, self.told, self.undo, self.answers, gap=0.4)
        top = parts.row(look, texts, right)
        top.setStretch(0, 1)
        top.setAlignment(right, Qt.AlignmentFlag.AlignTop)
        since = parts.row(look, self.earlier, self.changed, 1)
        proof = parts.row(look, self.evidence, self.add_note)
        proof.setStretch(0, 1)
        proof.setAlignment(self.add_note, Qt.AlignmentFlag.AlignTop)
        self._problem = parts.label("", role="problem")
        self._problem.hide()
        self.note.textChanged.connect(lambda: self.show_problems(()))
        parts.column(look, top, since, proof, self.note, self._problem, parent=self, margin=0.7, gap=0.25)

    def show_given(self, given: Given, *, is_open: bool) -> None:
        """Show what was answered; a decided check is read and not changed. A note being typed stays."""
        names = dict(self.standard.answers)
        self.answers.show_code(given.answer)
        self.evidence.show_codes(given.evidence)
        if self.unsaved_note is None and self.note.toPlainText() != given.note:
            self.show_note(given.note)
        words = self._face.words
        has_earlier = bool(given.earlier)
        self.earlier.setText(words.say("Last time: {answer}", answer=names.get(given.earlier, given.earlier)))
        self.earlier.setVisible(has_earlier)
        self.changed.setVisible(has_earlier and bool(given.answer) and given.answer != given.earlier)
        self.answers.setVisible(is_open)
        self.evidence.setEnabled(is_open)
        self.note.setReadOnly(not is_open)
        self.told.setVisible(not is_open)
        self.told.setText(names.get(given.answer, words.say("Not answered")))
        has_note = bool(self.note.toPlainText())
        self.note.setVisible(has_note or self.note.hasFocus())
        self.add_note.setVisible(is_open and not has_note and not self.note.isVisible())

    def show_note(self, note: str, *, is_saved: bool = True) -> None:
        """Show a note as it is saved, or one that was being typed."""
        self.note.setPlainText(note)
        if is_saved:
            self._shown_note = note
        self.note.setVisible(bool(note))
        self.add_note.setVisible(not note)

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say beside the note what is wrong with it; whoever went on is not held back."""
        code = dict(problems).get("note")
        said = messages.of_problem(code, self._face.words) if code else ""
        parts.say_problem(self._problem, self.note, said)

    @property
    def unsaved_note(self) -> str | None:
        """The note, where it is not saved yet."""
        text = self.note.toPlainText().strip()
        return None if text == self._shown_note.strip() else text

    def _show_note(self) -> None:
        self.add_note.hide()
        self.note.show()
        self.note.setFocus()

    def _on_note_left(self) -> None:
        if self.unsaved_note is not None:
            self.note_left.emit(self.standard.code, self.unsaved_note)
        elif not self.note.toPlainText():
            self.note.hide()
            self.add_note.setVisible(not self.note.isReadOnly())


class TotalBar(QFrame):
    """The total in words: how many standards are open, what the answers come to."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.sentence = parts.label("")
        self.sentence.setAccessibleName(face.words.say("Total so far"))
        parts.row(face.look, self.sentence, parent=self, margin=0.55)
        parts.set_tone(self, "neutral")

    def tell(self, said: Said) -> None:
        """Show the total."""
        if self.sentence.text() != said.text:
            self.sentence.setText(said.text)
            self.sentence.setAccessibleName(said.text)
            parts.set_tone(self, said.tone)


class SheetView(QWidget):
    """Cards of standards between a total and a decision that is handed in."""

    def __init__(self, face: Face, decision: QWidget) -> None:
        super().__init__()
        self._face = face
        look = face.look
        self.cards: dict[str, StandardCard] = {}
        self.total = TotalBar(face)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.em(0.6))
        self.area = parts.page(look, self._rows, decision, 1)
        parts.column(look, self.total, self.area, parent=self, gap=0.4).setStretch(1, 1)

    def lay_out(self, standards: Sequence[Standard]) -> Mapping[str, StandardCard]:
        """Make a card for each standard; the same standards keep the cards they have."""
        if [card.standard for card in self.cards.values()] == list(standards):
            return {}
        parts.clear(self._rows)
        self.cards = {one.code: StandardCard(self._face, one) for one in standards}
        for card in self.cards.values():
            self._rows.addWidget(card)
        return self.cards

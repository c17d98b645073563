"""The clauses of an agreement as rows: text, answers side by side, where each stands."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts, sight
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.line import Line


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
        self.place = Line()
        self.place.setObjectName(f"place_{clause.number}")
        self.place.setPlaceholderText(words.say("Where it stands, such as Article 7"))
        self.place.setAccessibleName(words.say("Where it stands: {clause}", clause=clause.label))
        self.place.setMinimumWidth(look.em(18))
        self.place.editingFinished.connect(self._on_place)
        self.place.textEdited.connect(lambda _: self.show_problems(()))
        self._problem = parts.label("", role="problem")
        self._problem.hide()
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
        rows = (parts.row(look, self.place, 1), self._problem, parts.line())
        parts.column(look, top, *rows, parent=self, gap=0.3)

    def show_looked(self, looked: Looked, *, is_open: bool) -> None:
        """Show what was found; what is being typed stays."""
        self.answers.show_code(looked.present)
        self.answers.setEnabled(is_open)
        if self.unsaved_place is None and self.place.text() != looked.evidence:
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

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say beside the place what is wrong with it; whoever went on with the Tab key is not held back."""
        code = dict(problems).get("evidence")
        parts.say_problem(self._problem, self.place, messages.of_problem(code, self._words) if code else "")
        if code and self.window().focusWidget() is self.place:
            sight.go_to(self.place, self._problem)

    @property
    def unsaved_place(self) -> str | None:
        """Where the clause stands, where that is not saved yet."""
        text = self.place.text().strip()
        return None if text == self._shown_place else text

    def _on_place(self) -> None:
        if self.unsaved_place is not None:
            self.place_left.emit(self.clause.code, self.unsaved_place)


class ClausesView(QWidget):
    """A row for each clause, and above them how many were looked at."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        look = face.look
        self.rows: dict[str, ClauseRow] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.em(0.5))
        self.looked = parts.label("", role="muted")
        page = parts.page(look, parts.card(look, self.looked, self._rows), 1)
        parts.column(look, page, parent=self)

    def lay_out(self, clauses: Sequence[Clause], *, may_waive: bool) -> Sequence[ClauseRow]:
        """Make a row for each clause; the same clauses keep the rows they have."""
        if [row.clause for row in self.rows.values()] == list(clauses):
            return ()
        parts.clear(self._rows)
        self.rows = {one.code: ClauseRow(self._face, one, may_waive=may_waive) for one in clauses}
        for row in self.rows.values():
            self._rows.addWidget(row)
        return list(self.rows.values())

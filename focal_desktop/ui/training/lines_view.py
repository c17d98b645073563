"""The rows of an import with whom each names; Enter accepts, the arrows go on, nothing merges by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column
from focal_desktop.ui.training import lines as rows
from focal_desktop.ui.training.lines import NEW, OUT, SAME, Line
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.outline import Outline

TONES = {"": "warn", SAME: "ok", NEW: "", OUT: "neutral"}
KEYS = {Qt.Key.Key_N: NEW, Qt.Key.Key_Delete: OUT}
WIDTHS = (15.0, 14.0, 11.0)


class Lines(Outline):
    """A table whose keys answer: Enter the same person, N somebody new, Delete left out."""

    answered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Answer for the row that is chosen."""
        if event.key() in KEYS:
            self.answered.emit(KEYS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answered.emit(SAME)
        else:
            super().keyPressEvent(event)


class LinesView(QWidget):
    """Draws the rows and says what was decided about one."""

    decided = Signal(int, str)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self._names: dict[str, str] = {}
        look, words = face.look, face.words
        self.summary = parts.heading(look, "")
        self.table = Lines(look, words.say("Who took part"), self._columns(), WIDTHS)
        self.table.setObjectName("lines")
        self.table.setMinimumHeight(look.em(11))
        self.table.answered.connect(self._decide)
        self.table.chosen.connect(lambda _: self._offer())
        self.same = self._button(words.say("The same person (Enter)"), SAME)
        self.new = self._button(words.say("Somebody new (N)"), NEW)
        self.out = self._button(words.say("Leave out (Delete)"), OUT)
        answers = parts.row(look, self.same, self.new, self.out, 1)
        parts.column(look, self.summary, self.table, answers, parent=self).setStretch(1, 1)

    def _button(self, said: str, choice: str) -> QPushButton:
        made = parts.button(self._face.look, said, lambda: self._decide(choice))
        made.setObjectName(f"answer_{choice}")
        return made

    def _columns(self) -> list[Column[Line]]:
        words = self._face.words
        return [
            Column(words.say("As pasted"), lambda line: rows.say_pasted(line, words)),
            Column(words.say("In the register"), lambda line: self._names.get(line.match.person, "–")),
            Column(
                words.say("What becomes of it"),
                lambda line: rows.say_choice(line, words),
                tone=lambda line: TONES[line.choice],
            ),
        ]

    def show_names(self, names: Mapping[str, str]) -> None:
        """Take over how people of the register are called."""
        self._names = dict(names)

    def show_lines(self, lines: Sequence[Line], summary: str) -> None:
        """Show the rows; who wants an answer stands first."""
        place = self.table.currentIndex().row()
        self.summary.setText(summary)
        self.table.fill(lines)
        self.table.fit()
        if lines:
            self.table.choose(min(max(place, 0), len(lines) - 1))
        self._offer()

    def go_to_open(self) -> None:
        """Go to the first row that wants an answer, else to the first that is left out."""
        held = [line.choice for line in self.table.rows.values]
        place = next((held.index(one) for one in ("", OUT) if one in held), -1)
        if place >= 0:
            self.table.choose(place)
        self.table.setFocus()

    def _decide(self, choice: str) -> None:
        line = self.table.current()
        is_open = {SAME: line.can_be_same, NEW: line.can_be_new}.get(choice, True) if line else False
        if not is_open:
            return
        place = self.table.currentIndex().row()
        self.decided.emit(place, choice)
        if place + 1 < len(self.table.rows.values):
            self.table.choose(place + 1)

    def _offer(self) -> None:
        line = self.table.current()
        self.same.setEnabled(line is not None and line.can_be_same)
        self.new.setEnabled(line is not None and line.can_be_new)
        self.out.setEnabled(line is not None)

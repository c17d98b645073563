"""What each pasted column seems to hold, over its first rows; a wrong guess is put right here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from focal_desktop.domain import person
from focal_desktop.ui import labels
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.editors import ChoiceEditor
from focal_desktop.usecases import pasting
from focal_desktop.usecases.pasting import Table

MOST_COLUMNS, FIRST_ROWS = 8, 3


class ColumnsView(QWidget):
    """Draws the columns and says when one was put right."""

    edited = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self._editors: list[ChoiceEditor] = []
        inner = QWidget()
        inner.setProperty("role", "page")
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(face.look.em(0.5))
        area = parts.scroll(inner)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(face.look.em(8.8))
        title = parts.heading(face.look, face.words.say("What the columns hold, with the first rows"))
        self.unread = parts.label(
            face.words.say(
                "One column seems to hold days. Choose above it how they are written, or the day of the "
                "session counts for everybody."
            ),
            role="problem",
        )
        self.unread.setObjectName("unread_days")
        self.unread.setMinimumHeight(face.look.em(2.8))  # two lines: what lies below keeps its place
        self.unread.hide()
        parts.column(face.look, title, area, self.unread, parent=self, gap=0.3)

    def show_table(self, table: Table) -> None:
        """Show the columns of a pasted table."""
        parts.clear(self._row)
        self._editors = []
        choices = [("", self._face.words.say("Leave out"))]
        slots = person.KIND.slots
        choices += [(name, labels.of_field(slots[name], self._face.words)) for name in pasting.COLUMNS]
        choices.append((pasting.DAY_FIRST, self._face.words.say("Day, then month")))
        choices.append((pasting.MONTH_FIRST, self._face.words.say("Month, then day")))
        for place, held in enumerate(table.columns[:MOST_COLUMNS]):
            self._row.addWidget(self._make(place, held, table.rows[:FIRST_ROWS], choices), 3)
        self._row.addStretch(1)

    def _make(
        self, place: int, held: str, rows: Sequence[Sequence[str]], choices: Sequence[tuple[str, str]]
    ) -> QFrame:
        look, words = self._face.look, self._face.words
        editor = ChoiceEditor(choices)
        editor.show(held)
        editor.widget.setAccessibleName(words.say("Column {number} holds", number=place + 1))
        editor.widget.setObjectName(f"column{place}")
        editor.edited.connect(self.edited)
        self._editors.append(editor)
        sample = parts.label("\n".join(row[place] for row in rows), role="muted", wraps=False)
        made = parts.card(look, editor.widget, sample)
        made.setMinimumWidth(look.em(13.15))
        made.setMaximumWidth(look.em(17))
        return made

    def columns(self) -> tuple[str, ...]:
        """Return what each column holds."""
        return tuple(str(editor.value()) for editor in self._editors)

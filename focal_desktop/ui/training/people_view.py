"""Everybody of the office in a list that finds by typing, one of them beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from focal_desktop.domain.policy import Policy
from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.training import saying
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.ui.widgets.panel import Beside
from focal_desktop.ui.widgets.search_line import SearchLine
from focal_desktop.usecases.training import Standing, Status

WIDEST = 20.0
"""So many ems of its words a column asks for; where there is less, it goes below the row."""
LESS = (3, 4)
"""The columns that make room for a panel: unit and contract stand in it too."""


class PeopleView(QWidget):
    """Draws the people and says who was opened."""

    opened = Signal(object)
    add_requested = Signal()
    paste_requested = Signal()

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__()
        self._face, self._policy = face, policy
        look, words = face.look, face.words
        self._standings: Sequence[tuple[str, Standing]] = ()
        hint = words.say("Find by number, name, function or unit")
        self.finder = SearchLine(look, words.say("Find somebody"), hint)
        self.finder.setObjectName("find_person")
        self.finder.textChanged.connect(self._draw)
        choices = (("here", words.say("Here now")), ("missing", words.say("Missing")),
                   ("all", words.say("Everybody")))  # fmt: skip
        self.shown = Answers(face, choices, words.say("Show"))
        self.shown.show_code("here")
        self.shown.edited.connect(self._draw)
        add = parts.button(look, words.say("Add somebody"), self.add_requested.emit, icon="plus")
        add.setObjectName("add_person")
        self.table = self._make_table()
        sentence = words.say("Add the people of your office once; then each session takes a minute.")
        actions = (
            (words.say("Paste people"), self.paste_requested.emit),
            (add.text(), self.add_requested.emit),
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(empty_state(look, "users", sentence, actions))
        self.beside = Beside(face, self.pages)
        self.beside.arranged.connect(self._on_arranged)
        self.count = parts.label("", role="muted", wraps=False)
        top = parts.row(look, self.finder, self.shown, 1, self.count, add)
        top.setStretch(0, 2)
        column = parts.column(look, top, self.beside, parent=self)
        column.setStretch(1, 1)
        column.setContentsMargins(0, look.em(0.6), 0, 0)

    def _make_table(self) -> Table[Standing]:
        look = self._face.look
        made: Table[Standing] = Table(look, self._face.words.say("People of the office"), self._columns())
        made.copies = "person"
        made.setObjectName("people")
        made.setMinimumHeight(look.em(9))
        made.setSortingEnabled(True)
        made.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        made.opened.connect(self.opened)
        made.clicked.connect(lambda index: self.opened.emit(made.rows.row(index.row())))
        return made

    def _columns(self) -> list[Column[Standing]]:
        words, policy = self._face.words, self._policy

        def field(name: str, label: str, wide: int = 0, yields: int = 0) -> Column[Standing]:
            said = partial(saying.say_field, name=name, words=words, policy=policy)
            return Column(label, lambda one: said(one.person), wide=wide, yields=yields, least=WIDEST)

        return [
            field("code", words.say("Number")),
            field("name", words.say("Name"), 2),
            field("function", words.say("Function"), 2, 1),
            field("unit", words.say("Unit"), 1, 2),
            field("contract", words.say("Contract"), 2, 3),
            Column(
                words.say("Courses"),
                lambda one: saying.say_standing(one, words, policy),
                tone=lambda one: saying.TONES.get(one.status, ""),
                wide=2,
                least=28,
            ),
        ]

    def _on_arranged(self, is_open: bool) -> None:
        self.table.leave_out(LESS if is_open else ())

    def show_people(self, standings: Sequence[Standing]) -> None:
        """Show these people."""
        names = ("code", "name", "function", "unit")
        self._standings = [
            (" ".join(str(getattr(one.person, name)) for name in names).casefold(), one) for one in standings
        ]
        self._draw()

    def _draw(self) -> None:
        wanted, shown = self.finder.text().casefold().split(), self.shown.value()
        found = [
            one
            for text, one in self._standings
            if _is_shown(one.status, shown) and all(word in text for word in wanted)
        ]
        self.table.fill(found)
        self.count.setText(self._face.words.count(len(found), "One person", "{n} people"))
        self.pages.setCurrentIndex(0 if self._standings else 1)


def _is_shown(status: Status, shown: str) -> bool:
    if shown == "missing":
        return status is Status.MISSING
    return shown == "all" or status is not Status.NOT_HERE

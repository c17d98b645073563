"""The list of partners: chips, a line to narrow it, a table. It draws values and says what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from focal_desktop.domain.policy import Policy
from focal_desktop.ui import labels
from focal_desktop.ui.face import Face
from focal_desktop.ui.partners import phrases, room
from focal_desktop.ui.partners.reading import PartnerLine
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.ui.widgets.search_line import SearchLine

NAME = 22.0
"""So many ems of a partner's name stand whole before columns give way."""
TABLE, NOTHING, UNFIT = range(3)


class ListView(QWidget):
    """Partners in a table. `narrowed` when chips or text changed; `opened` carries a partner's id."""

    narrowed = Signal()
    opened = Signal(str)
    add_requested = Signal()
    paste_requested = Signal()

    def __init__(self, face: Face, policy: Policy, *, shows_office: bool) -> None:
        super().__init__()
        self._face, self._policy = face, policy
        words, look = face.words, face.look
        self.add = parts.button(look, words.say("Add a partner"), self.add_requested.emit, icon="plus")
        self.paste = parts.button(look, words.say("Paste a list"), self.paste_requested.emit, icon="copy")
        self.chips = Answers(face, self._chips(), words.say("Show"))
        self.chips.show_code("all")
        self.chips.edited.connect(self.narrowed)
        named = words.say("Show partners whose name holds this")
        self.line = NarrowLine(look, named, words.say("Type a name"))
        self.line.setObjectName("narrow")
        self.line.setMaximumWidth(look.em(22))
        self.line.textChanged.connect(lambda _: self.narrowed.emit())
        self.table: Table[PartnerLine] = Table(look, words.say("Partners"), self._columns(shows_office))
        self.table.copies = "partner"
        self.table.opened.connect(lambda line: self.opened.emit(line.id))
        self.table.clicked.connect(lambda index: self.opened.emit(self.table.rows.row(index.row()).id))
        self.line.go_down.connect(self._go_down)
        self.line.returnPressed.connect(self._open_first)
        self._build()

    def _build(self) -> None:
        words, look = self._face.words, self._face.look
        self.stack, self._made = QStackedWidget(), set[int]()
        for widget in (self.table, QWidget(), QWidget()):
            self.stack.addWidget(widget)
        self.narrow = QWidget()
        if not room.is_roomy(look):
            parts.column(look, self.chips, self.line, parent=self.narrow)
        else:
            parts.row(look, self.chips, 1, self.line, parent=self.narrow).setStretch(2, 1)
        head = parts.row(look, parts.title(look, words.say("Partners")), 1, self.paste, self.add)
        whole = parts.column(look, head, self.narrow, self.stack, parent=self)
        whole.setStretch(2, 1)

    def _show_page(self, place: int) -> None:
        """Show the table or what stands instead of it, which is made when it is first needed."""
        self.stack.setCurrentIndex(place)
        if place != TABLE and place not in self._made:
            self._made.add(place)
            made = self._make_nothing() if place == NOTHING else self._make_unfit()
            parts.column(self._face.look, made, parent=self.stack.currentWidget())

    def _make_nothing(self) -> QWidget:
        words = self._face.words
        paste, add = words.say("Paste a list"), words.say("Add a partner")
        say = words.say("No partners yet. Paste your list, or add one.")
        choices = [(paste, self.paste_requested.emit), (add, self.add_requested.emit)]
        return empty_state(self._face.look, "handshake", say, choices)

    def _make_unfit(self) -> QWidget:
        words = self._face.words
        none = words.say("No partner fits. Others may be hidden by what you chose above.")
        return empty_state(self._face.look, "search", none, [(words.say("Show all partners"), self.show_all)])

    def _chips(self) -> list[tuple[str, str]]:
        words = self._face.words
        return [
            ("all", words.say("Show all")),
            ("needs_check", words.say("Needs a check")),
            ("expiring", words.say("Expiring in 90 days")),
            ("hold", words.say("On hold")),
        ]

    def _columns(self, shows_office: bool) -> Sequence[Column[PartnerLine]]:
        words, policy = self._face.words, self._policy

        def capacity(line: PartnerLine) -> phrases.Said:
            return phrases.of_capacity(line.standing, words, policy)

        def validity(line: PartnerLine) -> phrases.Said:
            return phrases.of_validity(line.standing, words)

        def agreed(line: PartnerLine) -> phrases.Said:
            return phrases.of_agreements(line.agreements, words)

        found: list[Column[PartnerLine]] = [
            Column(words.say("Partner"), lambda line: line.partner.name, wide=1, least=NAME),
            Column(
                words.say("Capacity"),
                lambda line: capacity(line).text,
                tone=lambda line: capacity(line).tone,
                icon=lambda line: capacity(line).icon,
            ),
            Column(
                words.say("Counts until"),
                lambda line: validity(line).text,
                tone=lambda line: validity(line).tone,
                order=lambda line: str(line.standing.until or ""),
                yields=2,
            ),
            Column(
                words.say("Agreements"),
                lambda line: agreed(line).text,
                tone=lambda line: agreed(line).tone,
                icon=lambda line: agreed(line).icon if line.agreements else "",
                yields=1,
            ),
            Column(words.say("Meets beneficiaries"), self._say_contact, yields=3),
        ]
        if shows_office:
            found.insert(1, Column(words.say("Office"), lambda line: line.office))
        return found

    def _say_contact(self, line: PartnerLine) -> str:
        return self._face.words.name(labels.plain(line.partner.has_contact))

    def fill(self, lines: Sequence[PartnerLine], *, has_any: bool) -> None:
        """Show these partners; nothing at all and nothing that fits are told apart."""
        self.table.fill(lines)
        self.narrow.setVisible(has_any)
        self.paste.setVisible(has_any)
        self.add.setVisible(has_any)
        self._show_page(TABLE if lines else UNFIT if has_any else NOTHING)

    def show_all(self) -> None:
        """Take back every narrowing."""
        self.chips.show_code("all")
        self.line.clear()
        self.narrowed.emit()
        self.line.setFocus()

    def _go_down(self) -> None:
        if self.table.rows.values:
            self.table.selectRow(0)
            self.table.setFocus()

    def _open_first(self) -> None:
        if self.table.rows.values:
            self.opened.emit(self.table.rows.row(0).id)


class NarrowLine(SearchLine):
    """A line from which the arrow key leads into the list below."""

    go_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Go down with the arrow key; nothing else is changed."""
        if event.key() == Qt.Key.Key_Down:
            self.go_down.emit()
            return
        super().keyPressEvent(event)

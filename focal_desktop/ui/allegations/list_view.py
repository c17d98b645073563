"""The list: where each report stands and what is due next, never what it says or whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from focal_desktop.ui.allegations.cases import Case
from focal_desktop.ui.allegations.phone_view import PhoneView
from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.empty import empty_state

OPEN, CLOSED = "open", "closed"
WHOLE = 44
"""So many ems of their words the columns of sentences keep: where there is less room others go below."""
Say = Callable[[Case], str]


class ListView(QWidget):
    """Draws the lines it is given; says which is opened and what else is asked for."""

    opened = Signal(str)
    new_requested = Signal()
    going_on_requested = Signal()
    channels_requested = Signal()
    return_requested = Signal()
    more_requested = Signal()
    filter_changed = Signal()

    def __init__(self, face: Face, say_step: Say, say_due: Say, say_place: Say, *, is_hq: bool) -> None:
        super().__init__()
        self._face = face
        words, look = face.words, face.look
        self.filter = Answers(
            face, [(OPEN, words.say("Still open")), (CLOSED, words.say("Closed"))], words.say("Show")
        )
        self.filter.show_code(OPEN)
        self.filter.edited.connect(self.filter_changed)
        self.phone = PhoneView(face)
        self._unfinished = self._make_unfinished()
        self.table: Table[Case] = Table(
            look, words.say("Allegations"), self._columns(say_step, say_due, None if is_hq else say_place)
        )
        self.table.setObjectName("allegations_table")
        self.table.opened.connect(lambda case: self.opened.emit(case.id))
        self.table.clicked.connect(lambda index: self.opened.emit(self.table.rows.row(index.row()).id))
        self._more = parts.button(look, words.say("Show more"), self.more_requested.emit, role="link")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._make_empty())
        new = parts.button(look, words.say("New"), self.new_requested.emit, icon="plus")
        new.setObjectName("new_allegation")
        new.setToolTip(words.say("Record what reached you (Ctrl+N)"))
        head = parts.row(look, parts.title(look, words.say("Allegations")), 1, self.filter, new)
        parts.column(
            look, head, self.phone, self._unfinished, self._stack, self._more, parent=self, gap=0.7
        ).setStretch(3, 1)

    def _columns(self, say_step: Say, say_due: Say, say_place: Say | None) -> list[Column[Case]]:
        words = self._face.words
        columns = [
            Column[Case](words.say("Reference"), lambda one: one.reference),
            Column[Case](words.say("Step"), say_step, icon=_step_icon, order=lambda one: one.state),
            Column[Case](
                words.say("Received"),
                lambda one: words.iso_date(one.received_on),
                order=lambda one: one.received_on,
                yields=2,
            ),
            Column[Case](
                words.say("What is due next"), say_due, tone=_due_tone, order=_due_order, wide=4, least=WHOLE
            ),
        ]
        if say_place is None:
            columns.insert(1, Column[Case](words.say("Office"), lambda one: one.office))
            return columns
        return [
            *columns,
            Column[Case](
                words.say("Where it is"), say_place, icon=_place_icon, wide=2, least=WHOLE, yields=1
            ),
        ]

    def _make_unfinished(self) -> QWidget:
        look, words = self._face.look, self._face.words
        self._unfinished_text = parts.label("")
        go = parts.button(look, words.say("Go on writing"), self.going_on_requested.emit, icon="pencil")
        go.setObjectName("go_on_writing")
        across = parts.row(look, self._unfinished_text, go)
        across.setStretch(0, 1)
        made = parts.banner(look, "neutral", across)
        made.hide()
        return made

    def _make_empty(self) -> QWidget:
        words = self._face.words
        sentence = words.say(
            "Nothing is recorded here. That can be so, or people may not be able to report safely: "
            "this list alone cannot tell."
        )
        actions: Sequence[tuple[str, Callable[[], Any]]] = (
            (words.say("Check the channels"), self.channels_requested.emit),
            (words.say("Monthly return"), self.return_requested.emit),
        )
        return empty_state(self._face.look, "inbox", sentence, actions)

    @property
    def wanted(self) -> str:
        """Which reports the person wants to see."""
        return self.filter.value() or OPEN

    def show_cases(self, cases: Sequence[Case], *, has_more: bool) -> None:
        """Draw these lines."""
        self.table.fill(cases)
        self._stack.setCurrentIndex(0 if cases else 1)
        self._more.setVisible(has_more)

    def show_unfinished(self, sentence: str, tone: str) -> None:
        """Say that something is being written and was not reported; nothing takes it away."""
        self._unfinished_text.setText(sentence)
        parts.set_tone(self._unfinished, tone)
        self._unfinished.setVisible(bool(sentence))


def _step_icon(case: Case) -> str:
    icons = {"draft": "pencil", "passed_on": "send", "received": "check", "with_investigators": "search"}
    return icons.get(case.state, "circle-check")


def _place_icon(case: Case) -> str:
    icons = {"here": "pencil", "waiting": "cloud-upload", "hub": "cloud", "read": "circle-check"}
    return icons.get(case.place, "")


def _due_tone(case: Case) -> str:
    if case.needs_phone or case.is_forgotten:
        return "warn"
    return "warn" if case.next_due and case.next_due.is_late else ""


def _due_order(case: Case) -> str:
    return case.next_due.due_at.isoformat() if case.next_due else "9999"

"""The page of one report: its neutral reference, the four steps, what is due, and five tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTabWidget, QWidget

from focal_desktop.ui import tokens
from focal_desktop.ui.allegations.answer_view import AnswerView
from focal_desktop.ui.allegations.keep_view import KeepView
from focal_desktop.ui.allegations.phone_view import PhoneView
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.tall import Tall

LEAST = 15
"""How high a tab is at least, in ems: with less room the whole page scrolls."""
BESIDE = 130
"""Up to this text size, in per cent, what is due stands beside the steps."""
STEPS = ("passed_on", "received", "with_investigators", "closed")


class StepBar(QWidget):
    """Four steps in a row; what is behind is ticked, and where it stands is said in words too."""

    def __init__(self, face: Face, said: Sequence[str]) -> None:
        super().__init__()
        self._face, self._said = face, said
        self._steps: list[tuple[QLabel, QLabel]] = []
        across = parts.row(face.look, parent=self, gap=0.35)
        for place, step in enumerate(said):
            if place:
                across.addWidget(parts.icon(face.look, "chevron-right", face.look.colours.border))
            mark, label = parts.icon(face.look, "circle"), parts.label(step, wraps=False)
            across.addWidget(mark)
            across.addWidget(label)
            self._steps.append((mark, label))
        across.addStretch(1)

    def show_step(self, state: str) -> None:
        """Mark how far it has come; a draft has not begun."""
        look = self._face.look
        reached = STEPS.index(state) if state in STEPS else -1
        for place, (mark, label) in enumerate(self._steps):
            name = "circle-check" if place < reached else "circle-dot" if place == reached else "circle"
            ink = look.colours.ok.ink if place <= reached else look.colours.muted
            mark.setPixmap(look.pixmap(name, ink))
            label.setFont(look.font(is_bold=place == reached))
            label.setProperty("role", "" if place <= reached else "muted")
            label.style().unpolish(label)
            label.style().polish(label)
        here = self._said[reached] if reached >= 0 else self._face.words.say("Draft, not passed on")
        self.setAccessibleName(self._face.words.say("Step: {step}", step=here))


class RecordView(QWidget):
    """Holds the header and the tabs; each tab is a widget of its own."""

    left = Signal()
    intake_requested = Signal()

    def __init__(
        self, face: Face, steps: Sequence[str], reasons: Sequence[tuple[str, str]], *, is_hq: bool
    ) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        back = parts.button(look, words.say("Back to the list"), self.left.emit, icon="arrow-left")
        back.setObjectName("leave_record")
        self._title = parts.heading(look, "", tokens.TITLE_POINTS)
        self._title.setWordWrap(False)
        self._place = parts.badge("")
        self.go_on = parts.button(
            look, words.say("Go on and notify"), self.intake_requested.emit, role="primary", icon="pencil"
        )
        self.go_on.setObjectName("go_on")
        self.steps = StepBar(face, steps)
        self._due = parts.label("")
        self._leaving = parts.label("", role="muted")
        self._leaving.setObjectName("leaving")
        self._answer_text = parts.label("")
        self._answer: QFrame = parts.banner(look, "ok", self._answer_text)
        self.phone = PhoneView(face)
        self.call = parts.button(
            look, words.say("Told by phone…"), self._note_call, role="link", icon="phone"
        )
        self.call.setObjectName("note_call")
        self._offered: tuple[str, str] = ("", "")
        self.answer = AnswerView(face)
        self.answer.setVisible(is_hq)
        self.keep = KeepView(face, reasons)
        self.keep.setVisible(is_hq)
        self.tabs = self._make_tabs()
        head = parts.row(look, self._title, self._place, self.call, 1, self.go_on, back)
        line = parts.column(look, self.steps, self._due) if look.size > BESIDE else self._make_line()
        above = Tall()
        said = (head, line, self._leaving, self.phone, self._answer, self.answer, self.keep)
        parts.column(look, *said, parent=above, gap=0.5)
        parts.column(look, above, self.tabs, parent=self, gap=0.5).setStretch(1, 1)

    def _make_tabs(self) -> QTabWidget:
        made, said = QTabWidget(), self._face.words.say("Parts of this report")
        made.setMinimumHeight(self._face.look.em(LEAST))
        made.setAccessibleName(said)
        made.tabBar().setAccessibleName(said)
        return made

    def _make_line(self) -> QHBoxLayout:
        made = parts.row(self._face.look, self.steps, self._due, gap=1.2)
        made.setStretch(1, 1)
        return made

    def add_tab(self, widget: QWidget, said: str) -> None:
        """Put a tab behind the others."""
        self.tabs.addTab(parts.below_tabs(self._face.look, widget), said)

    def show_head(self, reference: str, state: str, place: str, due: str) -> None:
        """Say which report this is, by its neutral reference, and where it stands."""
        self._title.setText(reference)
        self._title.setAccessibleName(self._face.words.say("Reference {reference}", reference=reference))
        self.go_on.setVisible(state == "draft")
        self.steps.show_step(state)
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self._due.setText(due)
        self._due.setVisible(bool(due))

    def show_case(self, identity: str, sentence: str, tone: str = "warn") -> None:
        """Ask for a call where one is due; a call that nobody asks for is noted behind a button."""
        is_offered = tone != "warn"
        is_open = is_offered and self._offered[0] == identity and self.phone.isVisible()
        self._offered = (identity, sentence)
        self.call.setVisible(is_offered and not is_open)
        if not is_open:
            self.phone.show_case("" if is_offered else identity, sentence)

    def _note_call(self) -> None:
        self.call.hide()
        self.phone.show_case(*self._offered, "neutral")

    def show_leaving(self, sentence: str) -> None:
        """Say what leaves this computer and when, or that it is kept; nothing while nothing is known."""
        self._leaving.setText(sentence)
        self._leaving.setVisible(bool(sentence))

    def show_answer(self, sentence: str) -> None:
        """Show what headquarters answered; nothing while it has not."""
        self._answer_text.setText(sentence)
        self._answer.setVisible(bool(sentence))

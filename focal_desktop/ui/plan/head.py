"""What stands above the outline: year, office, step, and how the actions are grouped and chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import flow, parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.editors import ChoiceEditor, Choices

STATES = {"draft": "neutral", "agreed": "ok", "closed": "neutral"}


class Head(QWidget):
    """Says which year or office was chosen, and what is to be shown otherwise."""

    year_chosen = Signal(str)
    office_chosen = Signal(str)
    shown_otherwise = Signal()
    add_requested = Signal()
    about_requested = Signal()

    def __init__(self, face: Face, offices: Choices, quarter: str) -> None:
        super().__init__()
        self._face = face
        self._is_full, self._is_small = True, False
        look, words = face.look, face.words
        title = parts.title(look, words.say("Action plan"))
        title.setWordWrap(False)
        self.years: Answers | None = None
        self.badge = parts.badge("")
        self.about = parts.button(look, words.say("About this plan"), self.about_requested.emit)
        self.about.setObjectName("about_plan")
        said = words.say("Add an action")
        self.add = parts.button(look, said, self.add_requested.emit, role="primary", icon="plus")
        self.add.setObjectName("add_action")
        first = [title, *([made.widget] if (made := self._make_offices(offices)) else [])]
        self._years = parts.row(look)
        years = QWidget()
        years.setLayout(self._years)
        self._top = flow.line(look, *first, years, None, self.badge, self.about, self.add)
        self.by = self._make_grouping()
        self.filter = self._make_filter(quarter)
        self.summary = parts.label("", role="muted", wraps=False)
        column: QVBoxLayout = parts.column(look, self._top, parent=self)
        self._choices = flow.line(look, self.by, None, self.summary, self.filter)
        column.addWidget(self._choices)

    def _make_offices(self, offices: Choices) -> ChoiceEditor | None:
        if len(offices) < 2:
            return None
        made = ChoiceEditor(offices)
        made.widget.setAccessibleName(self._face.words.say("Office"))
        made.widget.setObjectName("plan_office")
        made.edited.connect(lambda: self.office_chosen.emit(str(made.value())))
        return made

    def _make_grouping(self) -> Answers:
        words = self._face.words
        frames = (
            ("area", words.say("By area")),
            ("prong", words.say("By SG prong")),
            ("outcome", words.say("By IASC outcome")),
        )
        return self._make_answers(frames, words.say("Grouping"))

    def _make_filter(self, quarter: str) -> Answers:
        words = self._face.words
        choices = (
            ("all", words.say("Show all")),
            ("mine", words.say("Mine")),
            ("late", words.say("Late")),
            ("quarter", words.say("No note for {quarter}", quarter=quarter)),
        )
        return self._make_answers(choices, words.say("Show"))

    def _make_answers(self, choices: Sequence[tuple[str, str]], name: str) -> Answers:
        made = Answers(self._face, choices, name)
        made.show_code(choices[0][0])
        made.edited.connect(self.shown_otherwise)
        return made

    def show_years(self, years: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show the years to choose from."""
        parts.clear(self._years)
        made = Answers(self._face, years, self._face.words.say("Year"))
        made.show_code(chosen)
        made.edited.connect(lambda: self.year_chosen.emit(made.value()))
        self._years.addWidget(made)
        self.years = made

    def show_state(self, state: str, said: str) -> None:
        """Show where the plan stands; nothing hides the badge."""
        self.badge.setText(said)
        self.badge.setVisible(bool(said))
        parts.set_tone(self.badge, STATES.get(state, "neutral"))

    def set_small(self, small: bool) -> None:
        """Leave the room to a panel that stands alone."""
        if small != self._is_small:
            self._is_small = small
            self._arrange()

    def _arrange(self) -> None:
        for one in (self._choices, self.summary):
            one.setVisible(self._is_full and not self._is_small)

    def show_choices(self, shown: bool, *, with_quarter: bool) -> None:
        """Offer grouping and filters where there is something to group."""
        self._is_full = shown
        self._arrange()
        self.filter.set_offered("quarter", with_quarter)
        if not with_quarter and self.filter.value() == "quarter":
            self.filter.show_code("all")

"""Draws the return of one month: three statements, one button; and the strip of the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from focal_desktop.domain.record import Plain
from focal_desktop.ui import messages, tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import flow, parts, sight
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.days import DayEdit
from focal_desktop.ui.widgets.flow import Flowing

PASSED_ON, CHECKED, NOBODY = "all_passed_on", "channels_checked_on", "nobody_turned_away"


class Month(msgspec.Struct, frozen=True):
    """One month of the strip: confirmed, to confirm, or not over yet."""

    code: str
    short: str
    long: str
    tone: str
    state: str
    is_open: bool


class ReturnView(QWidget):
    """Emits what the person says and the month they choose."""

    month_chosen = Signal(str)
    file_requested = Signal()
    channels_requested = Signal()
    edited = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        self._strip = Flowing(look.em(0.3))
        self._month = parts.heading(look, "", 12.0)
        yes_no = [("yes", words.say("Yes")), ("no", words.say("No"))]
        self._texts = {
            PASSED_ON: words.say("Everything that reached me has been passed on or is in the outbox."),
            CHECKED: words.say("Our channels were checked on"),
            NOBODY: words.say("Nobody was turned away."),
        }
        self.passed_on = Answers(face, yes_no, self._texts[PASSED_ON])
        self.nobody = Answers(face, yes_no, self._texts[NOBODY])
        self.checked = DayEdit(face)
        self.checked.setObjectName(CHECKED)
        self.checked.setAccessibleName(self._texts[CHECKED])
        self.checked.setMaximumWidth(look.em(16))
        self._tested_on = self._to_call = ""
        self.known = parts.label("", role="muted", wraps=False)
        self.take = parts.button(look, words.say("Use this day"), self._take_day)
        self.take.setObjectName("use_tested_day")
        self.channels = parts.button(
            look, words.say("Check a channel"), self.channels_requested.emit, role="link"
        )
        self.channels.setObjectName("to_channels")
        for one in (self.passed_on, self.nobody, self.checked):
            one.edited.connect(self._on_edited)
        self._problems = {name: parts.label("", role="problem") for name in self._texts}
        self.file = parts.button(
            look, words.say("Confirm this month"), self.file_requested.emit, role="primary"
        )
        self.file.setObjectName("confirm_month")
        self._said = parts.label("", role="muted")
        parts.column(look, parts.page(look, *self._rows()), parent=self)

    def _rows(self) -> Sequence[QWidget | int]:
        look, words = self._face.look, self._face.words
        note = words.say(
            "The same words whether or not anything was reported. Headquarters counts; you do not."
        )
        asked = ((PASSED_ON, self.passed_on), (CHECKED, self.checked), (NOBODY, self.nobody))
        statements = QGridLayout()
        statements.setHorizontalSpacing(look.em(1.2))
        statements.setVerticalSpacing(look.em(0.5))
        for place, (name, widget) in enumerate(asked):
            statements.addWidget(parts.label(self._texts[name]), 3 * place, 0)
            statements.addWidget(widget, 3 * place, 1)
            statements.addWidget(self._problems[name], 3 * place + 1, 0, 1, 2)
            if name == CHECKED:
                known = flow.line(look, self.known, self.take, self.channels)
                statements.addWidget(known, 3 * place + 2, 0, 1, 2)
        statements.setColumnStretch(0, 3)
        statements.setColumnStretch(1, 4)
        foot = parts.row(look, self.file, self._said)
        foot.setStretch(1, 1)
        card = parts.card(look, self._month, statements, foot)
        for problem in self._problems.values():
            problem.hide()
        heading = parts.heading(look, words.say("Monthly return"), tokens.TITLE_POINTS)
        return (heading, parts.label(note, role="muted"), self._strip, card, 1)

    def _on_edited(self) -> None:
        self.show_problems(())
        self.edited.emit()

    def _take_day(self) -> None:
        self.checked.show_day(self._tested_on)
        self._on_edited()
        self.nobody.setFocus()

    def show_known(self, tested_on: str, said: str, to_call: str) -> None:
        """Show what is kept here of testing the channels, and remember whom to call."""
        self._tested_on, self._to_call = tested_on, to_call
        self.known.setText(said)

    def show_months(self, months: Sequence[Month], chosen: str) -> None:
        """Show the year as a strip; a month that is not over cannot be chosen."""
        self._strip.clear()
        look = self._face.look
        for month in months:
            made = parts.button(look, month.short, role="choice")
            parts.lead_with(look, made, _icon(month), look.colours.tone(month.tone).ink)
            made.setCheckable(True)
            made.setChecked(month.code == chosen)
            made.setEnabled(month.is_open)
            made.setAccessibleName(f"{month.long}: {month.state}")
            made.setToolTip(f"{month.long}: {month.state}")
            made.setObjectName(f"month_{month.code}")
            made.clicked.connect(lambda _=False, code=month.code: self.month_chosen.emit(code))
            self._strip.add(made)
        self._month.setText(next((month.long for month in months if month.code == chosen), ""))

    def show_return(self, values: Mapping[str, Plain], said: str, *, is_filed: bool) -> None:
        """Show the statements of a month, as they stand."""
        self.passed_on.show_code(str(values.get(PASSED_ON) or ""))
        self.nobody.show_code(str(values.get(NOBODY) or ""))
        self.checked.show_day(str(values.get(CHECKED) or ""))
        for one in (self.passed_on, self.nobody, self.checked, self.file):
            one.setEnabled(not is_filed)
        self.known.setVisible(not is_filed)
        self.take.setVisible(not is_filed and bool(self._tested_on))
        self.channels.setVisible(not is_filed)
        self._said.setText(said)
        self.show_problems(())

    def values(self) -> dict[str, Plain]:
        """Return what is said now."""
        return {
            PASSED_ON: self.passed_on.value() or "not_asked",
            CHECKED: self.checked.value(),
            NOBODY: self.nobody.value() or "not_asked",
        }

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put each sentence below its statement; one that does not hold says whom to call, asked or not."""
        words = self._face.words
        said = {name: messages.of_problem(code, words) for name, code in problems}
        for name, answer in ((PASSED_ON, self.passed_on), (NOBODY, self.nobody)):
            if answer.value() == "no":
                said[name] = words.say(
                    "Then please call: {numbers}. The month stays open; what you say here is kept.",
                    numbers=self._to_call,
                )
        asked = {PASSED_ON: self.passed_on, CHECKED: self.checked, NOBODY: self.nobody}
        for name, label in self._problems.items():
            parts.say_problem(label, asked[name], said.get(name, ""))
        first = next((name for name in asked if name in dict(problems)), None)
        if first:
            sight.go_to(asked[first], self._problems[first])


def _icon(month: Month) -> str:
    if not month.is_open:
        return "circle"
    return "circle-check" if month.tone == "ok" else "minus"

"""Draws the making of an invitation: whom, then the code that is shown once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.offices.given_code import GivenCode
from focal_desktop.ui.widgets import parts, sight
from focal_desktop.ui.widgets.choices import CodesBox
from focal_desktop.ui.widgets.days import DayEdit
from focal_desktop.ui.widgets.editors import ChoiceEditor
from focal_desktop.ui.widgets.line import Line

NEW = "+"
FIELDS = ("office", "code", "name", "country", "role", "roles", "until")


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What this person may invite to."""

    offices: Sequence[tuple[str, str]]
    headquarters: str
    office_roles: Sequence[tuple[str, str]]
    hq_roles: Sequence[tuple[str, str]]
    countries: Sequence[tuple[str, str]]


class InviteView(QWidget):
    """Asks for the file to be made; nobody's name is asked for."""

    make_requested = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        self._form, self.made = QWidget(), GivenCode(face)
        self.code = self.made.code
        self._grid = QGridLayout(self._form)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.em(0.8))
        self._grid.setVerticalSpacing(look.em(0.35))
        self._grid.setColumnMinimumWidth(0, look.em(12))
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        self._labels: dict[str, QLabel] = {}
        self._widgets: dict[str, QWidget] = {}
        self._problems: dict[str, QLabel] = {}
        intro = parts.label(
            words.say(
                "One file lets one person join, once. Give the file by e-mail or stick, and the code that "
                "is shown afterwards by voice: neither alone lets anyone in. Nobody's name is in it."
            )
        )
        make = parts.button(
            look, words.say("Make the file…"), self.make_requested.emit, role="primary", icon="save"
        )
        make.setObjectName("make_invitation")
        card = parts.card(look, self._form, parts.row(look, make, 1))
        self.page = parts.page(look, intro, card, self.made, 1)
        parts.column(look, self.page, parent=self)

    def offer(self, offer: Offer) -> None:
        """Draw the form for what this person may do."""
        words = self._face.words
        offices = list(offer.offices)
        if offer.countries:
            offices.append((NEW, words.say("A new office…")))
        if offer.hq_roles:
            offices.append((offer.headquarters, words.say("Headquarters")))
        self._headquarters = offer.headquarters
        self.office = ChoiceEditor(offices, may_be_empty=len(offices) != 1)
        self.code_line, self.name_line = Line(), Line()
        self.code_line.setPlaceholderText(words.say("Short, such as KEN-KSM"))
        self.country = ChoiceEditor(offer.countries, may_be_empty=True)
        self.role = ChoiceEditor(offer.office_roles)
        self.roles = CodesBox(self._face, offer.hq_roles, columns=1)
        self.until = DayEdit(self._face)
        self._add("office", words.say("Office"), self.office.widget, self.office.edited)
        self._add("code", words.say("Code of the new office"), self.code_line, self.code_line.textEdited)
        self._add("name", words.say("Its name"), self.name_line, self.name_line.textEdited)
        self._add("country", words.say("Country"), self.country.widget, self.country.edited)
        self._add("role", words.say("Role"), self.role.widget, self.role.edited)
        self._add("roles", words.say("Roles at headquarters"), self.roles, self.roles.edited)
        self._add("until", words.say("Good until (empty: 30 days)"), self.until, self.until.edited)
        self.office.edited.connect(self._on_office)
        self._arrange()

    def _add(self, name: str, said: str, widget: QWidget, edited: SignalInstance) -> None:
        label, problem, row = parts.label(said), parts.label("", role="problem"), 2 * len(self._labels)
        label.setBuddy(widget)
        widget.setAccessibleName(said)
        widget.setObjectName(f"invite_{name}")
        problem.hide()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(widget, row, 1)
        self._grid.addWidget(problem, row + 1, 1)
        self._labels[name], self._widgets[name], self._problems[name] = label, widget, problem
        edited.connect(lambda: self._say(name, ""))

    def _on_office(self) -> None:
        """Ask what belongs to that office, with nothing left of what was said about another."""
        self.show_problems(())
        self._arrange()

    def _arrange(self) -> None:
        is_new, is_hq = self.office.value() == NEW, self.office.value() == self._headquarters
        for name in FIELDS:
            shown = {"code": is_new, "name": is_new, "country": is_new, "role": not is_hq, "roles": is_hq}
            for one in (self._labels[name], self._widgets[name]):
                one.setVisible(shown.get(name, True))

    def values(self) -> dict[str, Any]:
        """Return what stands in the form."""
        return {
            "office": self.office.value(),
            "code": self.code_line.text().strip(),
            "name": self.name_line.text().strip(),
            "country": self.country.value(),
            "role": self.role.value(),
            "roles": self.roles.value(),
            "until": self.until.value(),
        }

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; what is not among them is empty."""
        self.office.show(values.get("office", ""))
        self.code_line.setText(str(values.get("code", "")))
        self.name_line.setText(str(values.get("name", "")))
        self.country.show(values.get("country", ""))
        self.role.show(values.get("role", "focal_point"))
        self.roles.show_codes(values.get("roles", ()))
        self.until.show_day(str(values.get("until") or ""))
        self._arrange()

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put each sentence beside its field and go to the first; none clears them all."""
        codes = {self._find_field(name): code for name, code in problems}
        for name, code in codes.items():
            self._say(name, messages.of_problem(code, self._face.words))
        for name in self._problems.keys() - codes.keys():
            self._say(name, "")
        first = next((one for one in self._widgets if one in codes), None)
        if first is not None:
            sight.go_to(self._widgets[first], self._problems[first])

    def _find_field(self, name: str) -> str:
        """Return by which of the fields that are shown a part of an invitation is said."""
        is_new, is_hq = self.office.value() == NEW, self.office.value() == self._headquarters
        shown = {"office": "code" if is_new else "office", "role": "roles" if is_hq else "role"}
        return shown.get(name, name.removeprefix("office_"))

    def _say(self, name: str, sentence: str) -> None:
        parts.say_problem(self._problems[name], self._widgets[name], sentence)

    def show_code(self, code: str, said: str) -> None:
        """Show the code of the file that was just made."""
        self.made.show_code(code, said)
        self.page.ensureWidgetVisible(self.made)

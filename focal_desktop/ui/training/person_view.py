"""One person of the register beside the list: what is held, and which courses stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from focal_desktop.domain import person
from focal_desktop.domain.policy import Policy
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.form import Form
from focal_desktop.ui.widgets.panel import Panel

FIELDS = (
    *("name", "code", "function", "unit", "contract", "supervises", "language", "entered_on", "left_on"),
    *("exemption", "exempt_until_on"),
)
EXEMPT = ("exemption", "exempt_until_on")


class PersonView(Panel):
    """Draws somebody and asks for saving."""

    save_requested = Signal()

    def __init__(self, face: Face, policy: Policy, fields: Sequence[str] = FIELDS) -> None:
        super().__init__(face)
        look, words = face.look, face.words
        self.form = Form(face, policy, person.KIND, fields)
        self._courses = QWidget()
        self._list = QVBoxLayout(self._courses)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(look.em(0.3))
        self.standing = parts.badge("")
        save = parts.button(look, words.say("Save"), self.save_requested.emit, role="primary")
        save.setObjectName("save_person")
        self.build(parts.row(look, self.standing, 1), self.form, self._courses)
        self.set_buttons(save, 1)

    def open_at(self, title: str, standing: str, tone: str) -> None:
        """Begin with who it is and how they stand."""
        self.set_title(title)
        self.standing.setText(standing)
        self.standing.setVisible(bool(standing))
        parts.set_tone(self.standing, tone or "neutral")

    def show_courses(self, missing: Sequence[str], held: Sequence[str]) -> None:
        """Show the courses that are missing, then those that were completed."""
        parts.clear(self._list)
        look, words = self.face.look, self.face.words
        if missing:
            self._list.addWidget(parts.heading(look, words.say("Missing")))
            for said in missing:
                self._list.addWidget(parts.label(said))
        if held:
            self._list.addWidget(parts.heading(look, words.say("Completed")))
            for said in held:
                self._list.addWidget(parts.label(said, role="muted"))

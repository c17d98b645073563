"""Joining: the invitation file, its code, and what the person is called here; it works without a network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import file_dialog, parts
from focal_desktop.usecases import unlocking

MOST_BYTES = 4_000_000


class OfficePage(Page):
    """Takes in the invitation; one that was taken in before needs its code once more."""

    def __init__(self, face: Face, plan: Plan) -> None:
        words, look = face.words, face.look
        super().__init__(face, plan, words.say("Join my office"), words.say("Go on"))
        self.choose = parts.button(look, words.say("Choose the file…"), self._ask_file, icon="file-lock")
        self.choose.setObjectName("choose_invitation")
        held = words.say("The one you chose before is still here.") if plan.invitation else ""
        name = words.isolate(plan.file_name) if plan.file_name else held
        self.chosen = parts.label(name, role="muted")
        self.chosen.setObjectName("invitation_name")
        self.code = make_line("invitation_code", words.say("Code of the invitation"), plan.code)
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.person = make_line("person", words.say("Your name, for this computer alone"), plan.person)
        self.code.returnPressed.connect(self.person.setFocus)
        self.person.returnPressed.connect(self.go_on)
        self.code.textEdited.connect(lambda text: self._keep(code=text))
        self.person.textEdited.connect(lambda text: self._keep(person=text))
        intro = parts.label(
            words.say(
                "Headquarters sends you a file, and tells you its code another way: by telephone or on paper."
            ),
            role="muted",
        )
        across = parts.row(look, self.choose, self.chosen)
        across.setStretch(1, 1)
        rows: list[QWidget | QLayout] = [intro, parts.heading(look, words.say("Invitation file")), across]
        rows.append(self.beside.add(self.choose, "invitation"))
        for line, name in ((self.code, "code_file"), (self.person, "person")):
            label = parts.label(line.accessibleName())
            label.setBuddy(line)
            rows += [label, line, self.beside.add(line, name)]
        parts.column(look, *rows, parent=self, gap=0.5)

    def begin(self) -> None:
        """Begin at what is missing first."""
        (self.code if self.plan.invitation else self.choose).setFocus()

    def _keep(self, *, code: str | None = None, person: str | None = None) -> None:
        self.plan.code = self.plan.code if code is None else code
        self.plan.person = self.plan.person if person is None else person

    def _ask_file(self) -> None:
        file_dialog.ask_open(self, self.face.words, self.take_file)

    def take_file(self, path: Path) -> None:
        """Read an invitation into memory."""
        words = self.face.words
        try:
            with path.open("rb") as file:
                self.plan.invitation = file.read(MOST_BYTES)
        except OSError:
            said = words.say("That file cannot be read. Is the stick still there?")
            self.said.emit(said, "invitation")
            return
        self.plan.file_name, self.plan.opened = path.name, None
        self.chosen.setText(words.isolate(path.name))
        self.said.emit("", "")
        self.code.setFocus()

    def go_on(self) -> None:
        """Go on once file, code and name are there; the frame opens the file aside."""
        say, plan = self.face.words.say, self.plan
        if not plan.invitation:
            self.said.emit(say("Please choose the invitation file first."), "invitation")
        elif not plan.code.strip():
            self.said.emit(say("Please type the code that belongs to the file."), "code_file")
        elif not plan.person.strip():
            said = say("Please write what you are called here. It stays on this computer.")
            self.said.emit(said, "person")
        elif not unlocking.is_short(plan.person):
            self.said.emit(messages.of_problem("wrong_type", self.face.words), "person")
        else:
            self.done.emit()


def make_line(name: str, said: str, text: str) -> QLineEdit:
    """Return a named line with what was typed before."""
    made = QLineEdit(text)
    made.setObjectName(name)
    made.setAccessibleName(said)
    return made

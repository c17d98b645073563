"""Joining: the invitation file, its code, and what the person is called here; it works without a network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.sync import joining
from focal_desktop.sync.joining import Opened
from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import file_dialog, parts

MOST_BYTES = 4_000_000


class OfficePage(Page):
    """Opens the invitation aside; a code that is not its own is said beside it and nothing is lost."""

    def __init__(self, face: Face, plan: Plan) -> None:
        super().__init__(face, plan)
        words, look = face.words, face.look
        self.choose = parts.button(look, words.say("Choose the file…"), self._ask_file, icon="file-lock")
        self.choose.setObjectName("choose_invitation")
        self.chosen = parts.label(words.isolate(plan.file_name), role="muted")
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
        rows: list[QWidget | QLayout] = [
            parts.title(look, words.say("Join my office")),
            intro,
            parts.heading(look, words.say("Invitation file")),
            parts.row(look, self.choose, self.chosen, 1),
        ]
        for line in (self.code, self.person):
            label = parts.label(line.accessibleName())
            label.setBuddy(line)
            rows += [label, line]
        parts.column(look, *rows, self.problem, 1, parent=self, gap=0.5)

    def begin(self) -> None:
        """Begin at what is missing first."""
        (self.code if self.plan.invitation else self.choose).setFocus()

    def _keep(self, *, code: str | None = None, person: str | None = None) -> None:
        self.say("")
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
            self.say(words.say("That file cannot be read. Is the stick still there?"))
            return
        self.plan.file_name = path.name
        self.chosen.setText(words.isolate(path.name))
        self.say("")
        self.code.setFocus()

    def go_on(self) -> None:
        """Open the invitation aside, once file, code and name are there."""
        say, plan = self.face.words.say, self.plan
        if not plan.invitation:
            self.say(say("Please choose the invitation file first."))
            self.choose.setFocus()
        elif not plan.code.strip():
            self.say(say("Please type the code that belongs to the file."))
            self.code.setFocus()
        elif not plan.person.strip():
            self.say(say("Please write what you are called here. It stays on this computer."))
            self.person.setFocus()
        else:
            data, code = plan.invitation, plan.code
            self.setEnabled(False)
            self.face.jobs.run(lambda: joining.open_invitation(data, code), self._on_opened, self._on_trouble)

    def _on_opened(self, opened: Opened) -> None:
        self.setEnabled(True)
        self.plan.opened = opened
        self.done.emit()

    def _on_trouble(self, trouble: Trouble) -> None:
        self.setEnabled(True)
        self.show_trouble(trouble)
        self.code.setFocus()
        self.code.selectAll()


def make_line(name: str, said: str, text: str) -> QLineEdit:
    """Return a named line with what was typed before."""
    made = QLineEdit(text)
    made.setObjectName(name)
    made.setAccessibleName(said)
    return made

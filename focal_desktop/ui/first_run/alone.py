"""An office that stands alone: its code, its name, its country, and what the person is called here."""

from __future__ import annotations

from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.office import make_line
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import unlocking


class AlonePage(Page):
    """Four lines; the first and the last are needed."""

    def __init__(self, face: Face, plan: Plan) -> None:
        words, look = face.words, face.look
        super().__init__(face, plan, words.say("An office that stands alone"), words.say("Go on"))
        said = {
            "office": words.say("Code of the office, such as KEN"),
            "office_name": words.say("Name of the office"),
            "country": words.say("Country, two letters such as KE"),
            "person": words.say("Your name, for this computer alone"),
        }
        self.lines = {name: make_line(name, text, getattr(plan, name)) for name, text in said.items()}
        intro = words.say("Nothing is sent to anybody. It cannot join an office later.")
        layout = parts.column(look, parts.label(intro, role="muted"), parent=self, gap=0.35)
        for name, line in self.lines.items():
            label = parts.label(said[name])
            label.setBuddy(line)
            line.textEdited.connect(lambda text, name=name: setattr(self.plan, name, text.strip()))
            line.returnPressed.connect(self.go_on)
            for one in (label, line, self.beside.add(line, name)):
                layout.addWidget(one)

    def begin(self) -> None:
        """Begin at the first line."""
        self.lines["office"].setFocus()

    def go_on(self) -> None:
        """Go on once office and person are named, each line short enough to be kept."""
        wrong = unlocking.find_wrong(self.plan.place)
        name = next((one for one in self.lines if one in wrong), "")
        if name:
            self.said.emit(messages.of_problem(wrong[name], self.face.words), name)
        else:
            self.done.emit()

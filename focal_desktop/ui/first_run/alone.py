"""An office that stands alone: its code, its name, its country, and what the person is called here."""

from __future__ import annotations

from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.office import make_line
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import parts


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
            line.textEdited.connect(lambda text, name=name: self._keep(name, text))
            line.returnPressed.connect(self.go_on)
            layout.addWidget(label)
            layout.addWidget(line)

    def begin(self) -> None:
        """Begin at the first line."""
        self.lines["office"].setFocus()

    def _keep(self, name: str, text: str) -> None:
        self.said.emit("")
        setattr(self.plan, name, text.strip())

    def go_on(self) -> None:
        """Go on once office and person are named."""
        for name in ("office", "person"):
            if not getattr(self.plan, name):
                say = self.face.words.say
                self.said.emit(say("Please fill this in: the code of the office, and your name."))
                self.lines[name].setFocus()
                return
        self.done.emit()

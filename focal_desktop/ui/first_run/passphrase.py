"""The page of the passphrase: five words offered, typed twice."""

from __future__ import annotations

from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase


class PassphrasePage(Page):
    """What is typed stays in its lines until both agree."""

    def __init__(self, face: Face, plan: Plan) -> None:
        super().__init__(face, plan)
        words, look = face.words, face.look
        self.chosen = NewPassphrase(face, plan.offered)
        plan.offered = self.chosen.offered
        self.chosen.finished.connect(self.go_on)
        self.chosen.edited.connect(lambda: setattr(plan, "offered", self.chosen.offered))
        title = parts.title(look, words.say("Your passphrase"))
        why = parts.label(
            words.say("It is asked each time, and opens everything on this computer. Tell it to nobody.")
        )
        parts.column(look, title, why, self.chosen, 1, parent=self, gap=0.5)

    def begin(self) -> None:
        """Begin at the first line."""
        self.chosen.first.setFocus()

    def go_on(self) -> None:
        """Go on once it is strong enough and was typed the same twice."""
        if self.chosen.ask_on():
            self.plan.passphrase = self.chosen.text()
            self.done.emit()

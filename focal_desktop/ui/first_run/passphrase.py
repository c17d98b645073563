"""The page of the passphrase: five words offered, typed twice; the vault is made behind it."""

from __future__ import annotations

from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets.new_passphrase import PassphraseStep


class PassphrasePage(PassphraseStep):
    """The words that are offered stay the same through every change of language."""

    def __init__(self, face: Face, plan: Plan) -> None:
        say = face.words.say
        why = say("It is asked each time, and opens everything on this computer. Tell it to nobody.")
        super().__init__(face, say("Your passphrase"), why, plan.offered)
        self._plan = plan
        self._keep()
        self.lines.edited.connect(self._keep)

    def _keep(self) -> None:
        self._plan.offered = self.lines.offered

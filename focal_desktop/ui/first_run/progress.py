"""The page that makes the vault: each step in words, the window alive; where it stops, what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run import maker as makers
from focal_desktop.ui.first_run.maker import Made, Maker
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import parts


class ProgressPage(Page):
    """Begins when it is shown; `made` carries the vault's proof and the words to compare."""

    made = Signal(object)
    HAS_NEXT = False
    _stepped = Signal(str)

    def __init__(self, face: Face, plan: Plan, maker: Maker) -> None:
        super().__init__(face, plan)
        words, look = face.words, face.look
        self._maker = maker
        self._said = {
            makers.FITTING: words.say("Fitting the passphrase to this computer. This takes a few seconds."),
            makers.MAKING: words.say("Making the encrypted store."),
            makers.FILLING: words.say("Bringing in the invented data."),
            makers.OPENING: words.say("Opening it for the first time."),
        }
        self.step = parts.label("")
        self.progress = QProgressBar()
        self.progress.setRange(0, len(makers.STEPS))
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(words.say("Progress"))
        self.again = parts.button(look, words.say("Try again"), self.begin, role="primary")
        self.again.setObjectName("make_again")
        self._stepped.connect(self._show_step)
        title = parts.title(look, words.say("One moment"))
        rows = (title, self.progress, self.step, self.problem, parts.row(look, self.again, 1), 1)
        parts.column(look, *rows, parent=self, gap=0.8)

    def begin(self) -> None:
        """Make the vault aside."""
        self.say("")
        self.again.hide()
        maker, plan = self._maker, self.plan
        self.face.jobs.run(lambda: maker.make(plan, self._stepped.emit), self._on_made, self.show_trouble)

    def _show_step(self, step: str) -> None:
        self.progress.setValue(makers.STEPS.index(step))
        self.step.setText(self._said[step])

    def _on_made(self, made: Made) -> None:
        self.progress.setValue(len(makers.STEPS))
        self.made.emit(made)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; nothing was made, and it can be tried again."""
        super().show_trouble(trouble)
        self.step.setText("")
        self.again.show()
        self.again.setFocus()

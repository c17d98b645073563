"""What every page of the first run is to its frame."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import parts


class Page(QWidget):
    """Reads and fills the plan; `done` when the person can go on."""

    done = Signal()
    HAS_NEXT = True

    def __init__(self, face: Face, plan: Plan) -> None:
        super().__init__()
        self.face, self.plan = face, plan
        self.problem = parts.label("", role="problem")
        self.problem.setObjectName("page_problem")

    def begin(self) -> None:
        """Take the focus to where the person goes on."""

    def go_on(self) -> None:
        """Say `done` if all that is needed is there, else what is missing."""
        self.done.emit()

    def say(self, sentence: str) -> None:
        """Say what is missing or stood in the way."""
        self.problem.setText(sentence)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way."""
        self.say(messages.of_trouble(trouble, self.face.words))

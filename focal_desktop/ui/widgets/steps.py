"""Steps before the desk, one after the other: what stands in the way is said, and long work is done aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store.inner import Tell
from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.progress import Progress

T = TypeVar("T")


class Steps(QWidget):
    """`left` by Back or Esc; while something goes on these stop it first, and nothing is left of it."""

    left = Signal()

    def __init__(self, face: Face, name: str) -> None:
        super().__init__()
        self._face, self._name = face, name
        self._is_working = False

    def make_steps(self, working: str, *asks: QWidget) -> None:
        """Make what every such page has; `asks` are what can be pressed as long as nothing goes on."""
        self.problem = parts.label("", role="problem")
        self.problem.setObjectName(f"{self._name}_problem")
        self.progress = Progress(working)
        self.progress.hide()
        self.back = parts.button(self._face.look, self._face.words.say("Back"), self.go_back)
        self.back.setObjectName(f"{self._name}_back")
        self.steps = QStackedWidget()
        self._asks = (self.steps, *asks)

    def show_step(self, step: QWidget) -> None:
        """Show a step, new or known."""
        if self.steps.indexOf(step) < 0:
            self.steps.addWidget(step)
        self.steps.setCurrentWidget(step)

    def work(self, work: Callable[[Tell], T], then: Callable[[T], None]) -> None:
        """Do something aside, which tells how far it is, while the page shows that it goes on."""
        self.progress.begin()
        self.show_working(is_working=True)

        def end(found: T) -> None:
            if shiboken6.isValid(self):
                self.show_working(is_working=False)
                then(found)

        self._face.jobs.run(lambda: work(self.progress.hear), end, self.show_trouble)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; what was typed stays."""
        if shiboken6.isValid(self):
            self.show_working(is_working=False)
            self.problem.setText(messages.of_trouble(trouble, self._face.words))

    def show_working(self, *, is_working: bool) -> None:
        """Show whether something goes on, and let nothing be changed meanwhile."""
        self._is_working = is_working
        self.problem.setText("")
        self.progress.setVisible(is_working)
        for one in self._asks:
            one.setEnabled(not is_working)

    def can_leave(self) -> bool:
        """Tell whether the way back is still open."""
        return True

    def go_back(self) -> None:
        """Go back to where the person came from; while something goes on, stop that."""
        if self._is_working:
            self.progress.stop()
        elif self.can_leave():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        super().keyPressEvent(event)

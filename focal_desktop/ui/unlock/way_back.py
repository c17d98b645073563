"""A page before the desk for whoever lost the passphrase: steps, what stood in the way, and work aside."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.store.inner import Tell
from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.progress import Progress
from focal_desktop.usecases import unlocking

T = TypeVar("T")
WIDE = 44


def fit() -> Cost:
    """Return the passphrase cost that suits this computer."""
    return unlocking.fit_cost(time.perf_counter)


class WayBack(QWidget):
    """`left` by Back or Esc; while something goes on these stop it first, and nothing is left of it."""

    left = Signal()

    def __init__(self, face: Face, folder: Path, name: str) -> None:
        super().__init__()
        self._face, self._folder, self._name = face, folder, name
        self._is_working = False
        self.fit = fit
        self.problem = parts.label("", role="problem")
        self.problem.setObjectName(f"{name}_problem")
        self.progress = Progress(face.words.say("Working. This takes a few seconds."))
        self.progress.hide()
        self.back = parts.button(face.look, face.words.say("Back"), self.go_back)
        self.back.setObjectName(f"{name}_back")
        self.steps = QStackedWidget()

    def lay_out(self, title: str, first: QWidget, *buttons: QPushButton) -> None:
        """Put the first step below a title, and the buttons beside the way back."""
        look = self._face.look
        self.steps.addWidget(first)
        self._asks = (self.steps, *buttons)
        foot = parts.row(look, *buttons, self.back, 1)
        card = parts.card(look, parts.title(look, title), self.steps, self.problem, self.progress, foot)
        card.setFixedWidth(look.em(WIDE))
        inner = QWidget()
        inner.setProperty("role", "page")
        parts.column(look, 1, parts.row(look, 1, card, 1), 2, parent=inner, margin=1.0)
        parts.column(look, parts.scroll(inner), parent=self)

    def show_step(self, step: QWidget) -> None:
        """Show a step, new or known."""
        if self.steps.indexOf(step) < 0:
            self.steps.addWidget(step)
        self.steps.setCurrentWidget(step)

    def work(self, work: Callable[[Tell], T], then: Callable[[T], None]) -> None:
        """Do something aside, which tells how far it is, while the page shows that it goes on."""
        self.progress.begin()
        self._show_working(is_working=True)

        def end(found: T) -> None:
            if shiboken6.isValid(self):
                self._show_working(is_working=False)
                then(found)

        self._face.jobs.run(lambda: work(self.progress.hear), end, self.show_trouble)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; what was typed stays."""
        if shiboken6.isValid(self):
            self._show_working(is_working=False)
            self.problem.setText(messages.of_trouble(trouble, self._face.words))

    def _show_working(self, *, is_working: bool) -> None:
        self._is_working = is_working
        self.problem.setText("")
        self.progress.setVisible(is_working)
        for one in self._asks:
            one.setEnabled(not is_working)

    def go_back(self) -> None:
        """Leave; while something goes on, stop that."""
        if self._is_working:
            self.progress.stop()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        super().keyPressEvent(event)

"""What the pages of Settings have in common: a way back, a sentence, and work that shows that it goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QLayout, QProgressBar, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.ui import messages
from focal_desktop.ui.context import Context
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.beside import Beside
from focal_desktop.usecases import unlocking

T = TypeVar("T")
WRONG = "wrong_passphrase"
PAINT_MS = 50
"""Time to show that something goes on, before this thread is busy with it."""


def fit() -> Cost:
    """Return the passphrase cost that suits this computer."""
    return unlocking.fit_cost(time.perf_counter)


class SettingsPage(QWidget):
    """`left` when the person goes back, `done` with what to say once all is changed."""

    left = Signal()
    done = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.fit = fit
        self.below = parts.label("", role="problem")
        self.below.setObjectName("settings_problem")
        self.beside = Beside(lambda: self.say(""))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(context.words.say("Working. This takes a few seconds."))
        self.progress.hide()
        self.asks: list[QWidget] = []

    def lay_out(self, title: str, *rows: QWidget | QLayout) -> None:
        """Put the rows below a title and the way back."""
        words, look = self.context.words, self.context.look
        back = parts.button(
            look, f" {words.say('Settings')}", self.left.emit, role="quiet", icon="arrow-left"
        )
        back.setObjectName("settings_back")
        back.setAccessibleName(words.say("Back to Settings"))
        inner = QWidget()
        inner.setMaximumWidth(look.em(50))
        parts.column(look, *rows, self.below, self.progress, parent=inner, gap=0.7)
        across = parts.row(look, inner, 1)
        across.setStretch(0, 8)
        head = parts.row(look, back, parts.title(look, title), 1)
        head.setStretch(1, 8)  # a long title stands in one line where there is room
        parts.column(look, head, parts.page(look, across, 1), parent=self, gap=0.6)
        self.asks = [inner]

    def begin(self) -> None:
        """Take the focus to the first line."""

    def work(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something aside while the page shows that it goes on."""
        self.show_working(is_working=True)

        def go_on(answer: T) -> None:
            self.show_working(is_working=False)
            then(answer)

        self.context.face.jobs.run(work, go_on, self.show_trouble)

    def work_here(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do in this thread what belongs to the vault, once the page has shown that it goes on."""
        self.show_working(is_working=True)

        def do() -> None:
            try:
                answer = work()
            except Trouble as trouble:
                self.show_trouble(trouble)
                return
            self.show_working(is_working=False)
            then(answer)

        QTimer.singleShot(PAINT_MS, self, do)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; what was typed stays."""
        self.show_working(is_working=False)
        self.say(messages.of_trouble(trouble, self.context.words), trouble.field, trouble.code)

    @property
    def problem(self) -> QLabel:
        """What is said of what is missing or stood in the way: beside its field, or below all of them."""
        return self.beside.told or self.below

    def say(self, sentence: str, *names: str) -> None:
        """Say what is missing or stood in the way, beside the field that it is about where there is one."""
        is_beside = self.beside.tell(sentence, *names)
        self.below.setText("" if is_beside else sentence)
        self.beside.go()

    def show_working(self, *, is_working: bool) -> None:
        """Show that something goes on, and let nothing be changed meanwhile; a page that was left is left."""
        if not shiboken6.isValid(self):
            return
        self.say("")
        self.progress.setVisible(is_working)
        for one in self.asks:
            one.setEnabled(not is_working)

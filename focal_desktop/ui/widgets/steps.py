"""Steps before the desk, one after the other: what stands in the way is said, and long work is done aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store.inner import Tell
from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.look import Look
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.beside import Beside
from focal_desktop.ui.widgets.face_bar import FaceBar
from focal_desktop.ui.widgets.room import Room
from focal_desktop.ui.widgets.standing import Standing

T = TypeVar("T")
Notes = Sequence[QWidget]
WIDE, SIDES = 46, 100


class Step(QWidget):
    """What every step is to its frame; it draws and reads, and the frame goes on."""

    done = Signal()
    said = Signal(str, str)
    """What is missing, in a sentence, and beside which field it is told; nothing takes it away."""

    def __init__(self, face: Face, title: str, go_on: str = "") -> None:
        super().__init__()
        self.face, self.title, self.way_on = face, title, go_on
        self.beside = Beside(lambda: self.said.emit("", ""))

    def begin(self) -> None:
        """Take the focus to where the person goes on."""

    def begin_again(self) -> None:
        """Take the focus to what did not fit."""
        if not self.beside.go():
            self.begin()

    def go_on(self) -> None:
        """Say `done` if all that is needed is there, else what is missing."""
        self.done.emit()


class Steps(QWidget):
    """One card in the middle of the window; language and text size above it where they can be changed.

    `left` by Back or Esc; while something goes on these stop it first, and nothing is left of it.
    """

    left = Signal()
    face_chosen = Signal(Preferences)

    def __init__(self, face: Face, name: str) -> None:
        super().__init__()
        self.face, self._name = face, name
        self._is_working = False
        self._layout = QVBoxLayout(self)

    # --- drawing

    def show_step(
        self, step: Step, *, working: str = "", number: str = "", notes: Notes = (), has_face: bool = True
    ) -> None:
        """Draw everything anew around a step; `notes` stand above it."""
        parts.clear(self._layout)
        words, look, self.step = self.face.words, self.face.look, step
        self.setWindowTitle(words.say("Work records"))
        step.done.connect(self.on_done)
        step.said.connect(self._say_of)
        said = working or words.say("Working. This takes a few seconds.")
        self._standing = Standing(look, self._name, said)
        self.progress = self._standing.progress
        self._bar = FaceBar(self.face)
        self._bar.chosen.connect(self.face_chosen)
        if not has_face:
            self._bar.hide()
        head = parts.row(look, parts.label(number, role="muted", wraps=False), 1, self._bar)
        _lay_out(look, self._layout, head, self._make_card(notes))
        self.show_working(is_working=False)
        QTimer.singleShot(0, step, self._begin)

    def _make_card(self, notes: Notes) -> QFrame:
        words, look = self.face.words, self.face.look
        self.back = parts.button(look, words.say("Back"), self.go_back)
        self.back.setObjectName(f"{self._name}_back")
        self.go_on = parts.button(look, self.step.way_on, self._go_on, role="primary")
        self.go_on.setObjectName(f"{self._name}_go_on")
        foot = parts.row(look, self.back, 1, self.go_on)
        within = QWidget()
        parts.column(look, *notes, self.step, parent=within)
        return _make_frame(look, parts.title(look, self.step.title), Room(within), self._standing, foot)

    # --- going on

    def _begin(self) -> None:
        """Begin at the step's first control, or at the way on where it has none."""
        self.go_on.setFocus()
        self.step.begin()

    def _go_on(self) -> None:
        if not self._is_working:
            self.step.go_on()

    def on_done(self) -> None:
        """Go on from a step that has all it needs."""

    @property
    def problem(self) -> QLabel:
        """What is said of what is missing or stood in the way: beside its field, or below all of them."""
        return self.step.beside.told or self._standing.problem

    def say(self, sentence: str, *names: str) -> None:
        """Say what is missing or stood in the way, beside the field that it is about where there is one."""
        self._standing.say("" if self.step.beside.tell(sentence, *names) else sentence)

    def _say_of(self, sentence: str, name: str) -> None:
        self.say(sentence, name)
        if sentence:
            self.step.begin_again()

    def work(self, work: Callable[[Tell], T], then: Callable[[T], None]) -> None:
        """Do something aside, which tells how far it is, while the page shows that it goes on."""
        self.progress.begin()
        self.show_working(is_working=True)

        def end(found: T) -> None:
            if shiboken6.isValid(self):
                self.show_working(is_working=False)
                then(found)

        self.face.jobs.run(lambda: work(self.progress.hear), end, self.show_trouble)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; what was typed stays."""
        if shiboken6.isValid(self):
            self.show_working(is_working=False)
            self.say(messages.of_trouble(trouble, self.face.words), trouble.field, trouble.code)
            self.step.begin_again()

    def show_working(self, *, is_working: bool) -> None:
        """Show whether something goes on, and let nothing be changed meanwhile."""
        self._is_working = is_working
        say = self.face.words.say
        self.step.beside.tell("")
        self._standing.show_working(is_working=is_working)
        for asked in (self.step, self._bar, self.go_on):
            asked.setEnabled(not is_working)
        self.go_on.setVisible(bool(self.step.way_on))
        name(self.back, say("Stop") if is_working else say("Back"))
        self.back.setVisible(is_working or self.can_leave())
        self.back.setEnabled(True)
        if is_working:
            self.back.setFocus()

    def wear(self, face: Face) -> None:
        """Draw everything anew in another language or look; what was said so far stays."""
        self.face = face
        self.draw()

    def draw(self) -> None:
        """Show the step of now in the face of now."""

    # --- going back

    def can_leave(self) -> bool:
        """Tell whether the way back is still open."""
        return True

    def go_back(self) -> None:
        """Go back to where the person came from; while something goes on, stop that."""
        if self._is_working:
            self.progress.stop()
            name(self.back, self.face.words.say("Stopping…"))
            self.back.setEnabled(False)
        elif self.can_leave():
            self.leave()

    def leave(self) -> None:
        """Leave these steps."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 Qt's own name
        """Stop what goes on: whoever closes the window leaves nothing half-made."""
        if self._is_working:
            self.progress.stop()
        super().closeEvent(event)


def _make_frame(look: Look, *children: QWidget | QLayout) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    parts.column(look, *children, parent=card, margin=1.1, gap=0.8)
    card.setMaximumWidth(look.em(WIDE))
    return card


def _lay_out(look: Look, layout: QVBoxLayout, head: QLayout, card: QWidget) -> None:
    """Put a card into the middle, a little above it."""
    layout.setContentsMargins(*(look.em(1.0) for _ in range(4)))
    layout.addLayout(head)
    layout.addStretch(1)
    across = parts.row(look, 1, card, 1)
    across.setStretch(1, SIDES)
    layout.addLayout(across)
    layout.addStretch(2)


def name(button: QPushButton, said: str) -> None:
    """Let a button say something else, to a screen reader too."""
    button.setText(said)
    button.setAccessibleName(said)

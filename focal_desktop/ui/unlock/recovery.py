"""The way back in when the passphrase is forgotten: the printed recovery code, then a new passphrase."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QProgressBar, QStackedWidget, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.store.vault import Making, Proof
from focal_desktop.ui import messages, opening
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase
from focal_desktop.usecases import safekeeping, unlocking


def fit() -> Cost:
    """Return the passphrase cost that suits this computer."""
    return unlocking.fit_cost(time.perf_counter)


class Recovery(QWidget):
    """Asks for the code and, once it opened, for a new passphrase; `recovered` carries both."""

    left = Signal()
    recovered = Signal(object, object)
    officers_asked = Signal()

    def __init__(self, face: Face, folder: Path) -> None:
        super().__init__()
        self._face, self._folder = face, folder
        self._proof: Proof | None = None
        self.fit = fit
        words, look = face.words, face.look
        self.problem = parts.label("", role="problem")
        self.problem.setObjectName("recovery_problem")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(words.say("Working. This takes a few seconds."))
        self.go_on = parts.button(look, words.say("Go on"), self._go_on, role="primary")
        self.go_on.setObjectName("recovery_go_on")
        self.back = parts.button(look, words.say("Back"), self.left.emit)
        self.back.setObjectName("recovery_back")
        self.steps = QStackedWidget()
        self.steps.addWidget(self._make_code())
        card = parts.card(
            look,
            parts.title(look, words.say("Open with the recovery sheet")),
            self.steps,
            self.problem,
            self.progress,
            parts.row(look, self.go_on, self.back, 1),
        )
        card.setFixedWidth(look.em(40))
        inner = QWidget()
        inner.setProperty("role", "page")
        parts.column(look, 1, parts.row(look, 1, card, 1), 2, parent=inner, margin=1.0)
        parts.column(look, parts.scroll(inner), parent=self)
        self._show_working(is_working=False)
        self.code.setFocus()

    def _make_code(self) -> QWidget:
        words, look = self._face.words, self._face.look
        made = QWidget()
        why = parts.label(
            words.say(
                "Type the code that is printed on your recovery sheet. Small letters and spaces are fine. "
                "Without sheet and passphrase, two officers at headquarters can help: call them."
            )
        )
        self.code = QLineEdit()
        self.code.setObjectName("recovery_code")
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        label = parts.label(words.say("Recovery code"))
        label.setBuddy(self.code)
        self.code.setAccessibleName(words.say("Recovery code"))
        self.code.returnPressed.connect(self._go_on)
        neither = parts.button(
            look, words.say("I have no sheet: ask two officers…"), self.officers_asked.emit, role="link"
        )
        neither.setObjectName("ask_officers")
        parts.column(look, why, label, self.code, parts.row(look, neither, 1), 1, parent=made)
        return made

    def _go_on(self) -> None:
        if self._proof is None:
            said, folder = self.code.text(), self._folder
            self._begin()
            self._face.jobs.run(
                lambda: opening.prove(folder, said, is_code=True), self._on_proven, self._on_trouble
            )
        elif self.chosen.ask_on():
            said, proof, folder = self.chosen.text(), self._proof, self._folder
            self._begin()
            self._face.jobs.run(
                lambda: safekeeping.prepare(folder, Making(passphrase=said, cost=self.fit())),
                lambda prepared: self.recovered.emit(proof, prepared),
                self._on_trouble,
            )

    def _begin(self) -> None:
        self.problem.setText("")
        self._show_working(is_working=True)

    def _on_proven(self, proof: Proof) -> None:
        self._show_working(is_working=False)
        self._proof = proof
        self.code.clear()
        self.chosen = NewPassphrase(self._face)
        self.chosen.finished.connect(self._go_on)
        self.steps.setCurrentIndex(self.steps.addWidget(self.chosen))
        self.chosen.first.setFocus()

    def _on_trouble(self, trouble: Trouble) -> None:
        self.show_trouble(trouble)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; what was typed stays."""
        self._show_working(is_working=False)
        self.problem.setText(messages.of_trouble(trouble, self._face.words))

    def _show_working(self, *, is_working: bool) -> None:
        self.progress.setVisible(is_working)
        self.go_on.setEnabled(not is_working)
        self.steps.setEnabled(not is_working)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

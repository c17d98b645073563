"""Unlocking: passphrase to proof, aside; it loads no cipher and no database before it is drawn."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.widgets import parts


class UnlockScreen(QWidget):
    """Asks for the passphrase; `proven` carries what it opened."""

    proven = Signal(object)
    face_chosen = Signal(Preferences)

    def __init__(self, face: Face, folder: Path) -> None:
        super().__init__()
        self._face, self._folder = face, folder
        words, look = face.words, face.look
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(words.say("Passphrase"))
        self.passphrase.returnPressed.connect(self.start)
        self.problem = parts.label("", role="problem")
        self.unlock = parts.button(look, words.say("Unlock"), self.start, role="primary")
        card = parts.card(
            look, parts.title(look, words.say("Work records")), self.passphrase, self.problem, self.unlock
        )
        card.setMaximumWidth(look.em(32))
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(parts.row(look, 1, card, 1))
        layout.addStretch(2)
        QTimer.singleShot(0, lambda: import_module("focal_desktop.ui.opening"))

    def start(self) -> None:
        """Derive the key aside; the window stays alive."""
        said, folder = self.passphrase.text(), self._folder
        self.unlock.setEnabled(False)
        opening = import_module("focal_desktop.ui.opening")
        self._face.jobs.run(lambda: opening.prove(folder, said), self._on_proven, self.show_trouble)

    def _on_proven(self, proof: Any) -> None:
        self.passphrase.clear()
        self.proven.emit(proof)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; the four faults are four sentences."""
        self.unlock.setEnabled(True)
        self.problem.setText(messages.of_trouble(trouble, self._face.words))
        self.passphrase.selectAll()
        self.passphrase.setFocus()

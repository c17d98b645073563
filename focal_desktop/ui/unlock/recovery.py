"""The way back in when the passphrase is forgotten: the printed recovery code, then a new passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store.vault import Making, Proof
from focal_desktop.ui import opening
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase
from focal_desktop.ui.widgets.way_back import WayBack


class Recovery(WayBack):
    """Asks for the code and, once it opened, for a new passphrase.

    `recovered` carries what opens the vault now and, where the passphrase could not be changed, why.
    """

    recovered = Signal(object, object)
    officers_asked = Signal()

    def __init__(self, face: Face, folder: Path) -> None:
        super().__init__(face, "recovery")
        self._folder = folder
        self._proof: Proof | None = None
        words = face.words
        self.go_on = parts.button(face.look, words.say("Go on"), self._go_on, role="primary")
        self.go_on.setObjectName("recovery_go_on")
        self.lay_out(words.say("Open with the recovery sheet"), self._make_code(), self.go_on)
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
            self.work(lambda _: opening.prove_code(folder, said), self._on_proven)
        elif self.chosen.ask_on():
            self._recover(self._proof, self.chosen.text())

    def _on_proven(self, proof: Proof) -> None:
        self._proof = proof
        self.code.clear()
        self.chosen = NewPassphrase(self._face)
        self.chosen.finished.connect(self._go_on)
        self.show_step(self.chosen)
        self.chosen.first.setFocus()

    def _recover(self, proof: Proof, said: str) -> None:
        """Put the vault under the new passphrase, all of it aside."""
        folder, clock = self._folder, self._face.clock

        def emit(found: tuple[Proof, Trouble | None]) -> None:
            self.recovered.emit(*found)

        self.work(
            lambda tell: opening.recover(
                folder, proof, Making(passphrase=said, cost=self.fit()), tell, clock
            ),
            emit,
        )

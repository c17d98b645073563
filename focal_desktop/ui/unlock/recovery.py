"""The way back in when the passphrase is forgotten: the printed recovery code, then a new passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLineEdit

from focal_desktop.base.trouble import Trouble
from focal_desktop.store.inner import Tell
from focal_desktop.store.vault import Making, Proof
from focal_desktop.ui import fitting, opening
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.new_passphrase import PassphraseStep
from focal_desktop.ui.widgets.steps import Step, Steps


class CodeStep(Step):
    """The code of the sheet, in small letters or large."""

    officers_asked = Signal()

    def __init__(self, face: Face) -> None:
        words, look = face.words, face.look
        super().__init__(face, words.say("Open with the recovery sheet"), words.say("Go on"))
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
        self.code.returnPressed.connect(self.done)
        neither = parts.button(
            look, words.say("I have no sheet: ask two officers…"), self.officers_asked.emit, role="link"
        )
        neither.setObjectName("ask_officers")
        problem = self.beside.add(self.code, "wrong_passphrase")
        parts.column(look, why, label, self.code, problem, parts.row(look, neither, 1), parent=self)

    def begin(self) -> None:
        """Begin at the code."""
        self.code.setFocus()


class Recovery(Steps):
    """Asks for the code and, once it opened, for a new passphrase.

    `recovered` carries what opens the vault now and, where the passphrase could not be changed, why.
    """

    recovered = Signal(object, object)
    officers_asked = Signal()

    def __init__(self, face: Face, folder: Path) -> None:
        super().__init__(face, "recovery")
        self._folder = folder
        self.fit: fitting.Fit = fitting.fit
        self._proof: Proof | None = None
        self.asked = CodeStep(face)
        self.asked.officers_asked.connect(self.officers_asked)
        self.show_step(self.asked, has_face=False)
        self.asked.begin()

    def on_done(self) -> None:
        """Open by the code, or put the vault under the passphrase that was chosen."""
        folder = self._folder
        if self._proof is None:
            said = self.asked.code.text()
            self.work(lambda tell: self._prove(said, tell), self._on_proven)
            return
        proof, clock, said = self._proof, self.face.clock, self.chosen.text()

        def recover(tell: Tell) -> tuple[Proof, Trouble | None]:
            making = Making(passphrase=said, cost=self.fit(tell))
            return opening.recover(folder, proof, making, tell, clock)

        self.work(recover, lambda found: self.recovered.emit(*found))

    def _prove(self, said: str, tell: Tell) -> Proof:
        proof = opening.prove_code(self._folder, said)
        tell(1.0)
        return proof

    def _on_proven(self, proof: Proof) -> None:
        self._proof = proof
        self.chosen = PassphraseStep(self.face, self.step.title)
        self.show_step(self.chosen, has_face=False)

"""Unlocking: passphrase to proof, aside; it loads no cipher and no database before it is drawn."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtGui
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.unlock import neighbours
from focal_desktop.ui.unlock.patience import Patience, say_wait
from focal_desktop.ui.unlock.view import UnlockView

if TYPE_CHECKING:
    from focal_desktop.store.vault import Proof
    from focal_desktop.ui.unlock.officers import AskForVault
    from focal_desktop.ui.unlock.recovery import Recovery

WRONG = "wrong_passphrase"


class UnlockScreen(QWidget):
    """Asks for the passphrase; `proven` carries what it opened, `recovered` also what stood in the way."""

    proven = Signal(object)
    recovered = Signal(object, object)
    face_chosen = Signal(Preferences)
    folder_chosen = Signal(Path)
    restore_requested = Signal()

    def __init__(self, face: Face, folder: Path, patience: Patience | None = None) -> None:
        super().__init__()
        self._face, self.folder = face, folder
        self.patience = patience or Patience(self)
        self.patience.told.connect(self._on_second)
        self.recovery: Recovery | None = None
        self.officers: AskForVault | None = None
        self._trouble: Trouble | None = None
        self._tries = 0
        self._is_warm = False
        self._pages = QStackedLayout(self)
        self._draw()
        if self.patience.left_s:
            self._on_second(self.patience.left_s)

    def wear(self, face: Face) -> None:
        """Draw everything anew in another language or look; what is typed stays."""
        typed = self.view.passphrase.text()
        self._face, self._trouble = face, None
        self._pages.removeWidget(self.view)
        self.view.deleteLater()
        self._draw()
        self.view.passphrase.line.setText(typed)

    def _draw(self) -> None:
        self.view = UnlockView(self._face, neighbours.list_beside(self.folder), self.folder)
        self.setWindowTitle(self._face.words.say("Work records"))
        self._pages.insertWidget(0, self.view)
        self._pages.setCurrentWidget(self.view)
        self.view.unlock_requested.connect(self.start)
        self.view.cancel_requested.connect(self._cancel)
        self.view.forgot_requested.connect(self._forget)
        self.view.card_requested.connect(self.show_card)
        self.view.another_requested.connect(self._ask_folder)
        self.view.beside_chosen.connect(self.folder_chosen)
        self.view.restore_requested.connect(self.restore_requested)
        self.view.face_chosen.connect(self.face_chosen)
        self.view.passphrase.setFocus()

    # --- opening

    def start(self, said: str) -> None:
        """Derive the key aside; the window stays alive, and an answer nobody waits for is dropped."""
        if self.patience.left_s:
            return
        self._tries += 1
        this, folder, clock = self._tries, self.folder, self._face.clock
        self.view.show_working()
        self._face.jobs.run(
            lambda: import_module("focal_desktop.ui.opening").prove(folder, said, clock),
            lambda proof: self._on_proven(this, proof),
            lambda trouble: self._on_trouble(this, trouble),
        )

    def _on_proven(self, this: int, proof: Proof) -> None:
        if this == self._tries:
            self.view.passphrase.line.clear()
            self.proven.emit(proof)

    def _on_trouble(self, this: int, trouble: Trouble) -> None:
        if this == self._tries:
            self.show_trouble(trouble)

    def _cancel(self) -> None:
        self._tries += 1
        self.view.show_ready()
        self.view.passphrase.begin_again()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; the four faults are four sentences, and one of them costs a wait."""
        self._trouble = trouble
        if trouble.code == WRONG:
            self.patience.count_wrong()
        else:
            self._say(messages.of_trouble(trouble, self._face.words))
        self.view.passphrase.begin_again()

    def _on_second(self, left_s: int) -> None:
        words = self._face.words
        said = [messages.of_trouble(self._trouble, words)] if self._trouble else []
        self._say(" ".join([*said, *say_wait(words, left_s)]))
        self.view.show_waiting(is_waiting=left_s > 0)

    def _say(self, text: str) -> None:
        code = self._trouble.code if self._trouble else ""
        self.view.show_message(code, text) if text else self.view.show_ready()

    # --- the other ways

    def show_card(self) -> None:
        """Show what to do while someone is telling something; it needs no passphrase."""
        import_module("focal_desktop.ui.shell.card").show_card(self, self._face, self.folder)

    def _forget(self) -> None:
        recovery = import_module("focal_desktop.ui.unlock.recovery")
        self.recovery = recovery.Recovery(self._face, self.folder)
        self.recovery.left.connect(self._return)
        self.recovery.recovered.connect(self.recovered)
        self.recovery.officers_asked.connect(self._ask_officers)
        self._pages.setCurrentIndex(self._pages.addWidget(self.recovery))

    def _ask_officers(self) -> None:
        self._return()
        asking = import_module("focal_desktop.ui.unlock.officers")
        self.officers = asking.AskForVault(self._face, self.folder)
        self.officers.left.connect(self._return)
        self.officers.reopened.connect(self._open_again)
        self._pages.setCurrentIndex(self._pages.addWidget(self.officers))

    def _open_again(self, _opened: None, said: str) -> None:
        self._return()
        self.start(said)

    def _return(self) -> None:
        for page in (self.recovery, self.officers):
            if page is not None:
                self._pages.removeWidget(page)
                page.deleteLater()
        self.recovery = self.officers = None
        self._pages.setCurrentWidget(self.view)
        self.view.passphrase.begin_again()

    def _ask_folder(self) -> None:
        file_dialog = import_module("focal_desktop.ui.widgets.file_dialog")
        file_dialog.ask_folder(self, self._face.words, self.folder_chosen.emit)

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:  # noqa: N802 Qt's own name
        """Load what opening needs once the first picture stands, aside, while the person types."""
        super().paintEvent(event)
        if not self._is_warm:
            self._is_warm = True
            QTimer.singleShot(0, self._warm_up)

    def _warm_up(self) -> None:
        QtGui.QShortcut(QtGui.QKeySequence("Ctrl+F1"), self, self.show_card)
        self._face.jobs.run(lambda: import_module("focal_desktop.ui.window"), lambda _: None, lambda _: None)

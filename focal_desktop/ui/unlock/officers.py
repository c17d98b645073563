"""Passphrase and sheet of a vault are both gone: two officers at headquarters are asked for it."""

from __future__ import annotations

from pathlib import Path

from focal_desktop.store import asking
from focal_desktop.store.asking import Closed
from focal_desktop.store.inner import Tell
from focal_desktop.store.vault import Making
from focal_desktop.ui import opening
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets.ask_officers import AskOfficers
from focal_desktop.usecases import reopening
from focal_desktop.wire.escrow import Request


class AskForVault(AskOfficers):
    """For the vault in a folder, which their answer puts under new keys."""

    def __init__(self, face: Face, folder: Path) -> None:
        self._folder = folder
        super().__init__(face)

    def find_closed(self) -> Closed:
        """Return the vault."""
        return asking.of_vault(self._folder)

    def ask_for(self, said: str, tell: Tell) -> Request:
        """Ask for it under a new passphrase."""
        return asking.ask(self.find_closed(), said, self.fit(tell))

    def open_by(self, answer: bytes, said: str, tell: Tell) -> None:
        """Open it by their answer and put it under the new passphrase."""
        making = Making(passphrase=said, cost=self.fit(tell))
        reopening.reopen(self._folder, answer, making, tell, **opening.by(self.face.clock))

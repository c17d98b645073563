"""Passphrase and sheet of a backup are both gone: two officers at headquarters are asked for it."""

from __future__ import annotations

from pathlib import Path

from focal_desktop.store.asking import Closed
from focal_desktop.store.backup import Source
from focal_desktop.store.inner import Tell
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets.ask_officers import AskOfficers
from focal_desktop.usecases import answered
from focal_desktop.wire.escrow import Request


class AskForBackup(AskOfficers):
    """For one file, which their answer opens as its passphrase would."""

    def __init__(self, face: Face, path: Path) -> None:
        self._path = path
        super().__init__(face)

    def find_closed(self) -> Closed:
        """Return the backup."""
        return answered.find(self._path)

    def ask_for(self, said: str, tell: Tell) -> Request:
        """Ask for it under a new passphrase."""
        return answered.ask(self._path, said, self.fit(tell))

    def open_by(self, answer: bytes, said: str, tell: Tell) -> Source:
        """Open it by their answer."""
        source = answered.open_backup(self._path, answer, said)
        tell(1.0)
        return source

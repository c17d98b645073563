"""Makes a vault of a backup, or of files that lack saves, all of it aside.

Must never touch the former vault, which may be all there is of some saves.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.store import backup, begun, header, shelf, vault
from focal_desktop.store.backup import Source
from focal_desktop.store.inner import Tell, tell_nobody
from focal_desktop.store.opened import HEADER
from focal_desktop.store.shelf import Kept
from focal_desktop.store.vault import Making, Proof
from focal_desktop.sync import succeeding
from focal_desktop.ui import fitting, opening
from focal_desktop.usecases import backups, safekeeping, unlocking


class Asked:
    """What a person chose and typed: no file means the files as they are here; prints nothing of itself."""

    def __init__(self, path: Path | None, secret: str, *, is_code: bool = False) -> None:
        self.path, self.secret, self.is_code = path, secret, is_code

    def __repr__(self) -> str:
        """Keep the secret out of every trace."""
        return "Asked()"


@dataclass(frozen=True)
class Made:
    """A vault that lies there, locked, with what opens it and what it has to say of itself."""

    folder: Path
    proof: Proof
    backed_up_at: str
    missing: int
    is_counted: bool
    words: str


@dataclass(frozen=True)
class Maker:
    """Where the former vault lies, if any does, and where the new one will."""

    former: Path
    folder: Path
    clock: Clock
    fit: fitting.Fit = fitting.fit
    known: int | None = None
    """The newest backup that a former vault knows of which lacks saves: a later one is newer than it."""

    def list_offered(self) -> list[Kept]:
        """Return the backups that the program made by itself, of the former vault where it can be told."""
        try:
            known = header.read(self.former / HEADER).vault
        except Trouble:  # there is none, or it does not say
            known = ""
        return shelf.list_kept(backups.home_of(self.former), known)

    def open(self, asked: Asked, tell: Tell = tell_nobody) -> Source:
        """Open the backup that was chosen; of the files as they are here, one is made first."""
        path = asked.path if asked.path is not None else self._keep_former(asked.secret)
        unlock = backup.unlock_with_code if asked.is_code else backup.unlock
        source = unlock(path, asked.secret)
        tell(1.0)
        return source

    def _keep_former(self, phrase: str) -> Path:
        """Back up a vault that lacks saves as it stands; nothing else is written of it."""
        home = backups.home_of(self.former)
        shelf.make(home)
        day = self.clock.now().date().isoformat()
        out = home / shelf.name(shelf.next_number(home), day)
        proof = vault.prove(self.former, phrase)
        session = opening.open_session(self.former, proof, self.clock)
        try:
            safekeeping.back_up(session, out)
        finally:
            unlocking.lock(session)
        return out

    @property
    def is_again(self) -> bool:
        """Whether an earlier try was broken off where the new vault will lie."""
        return begun.is_half(self.folder)

    def make(self, source: Source, phrase: str, tell: Tell = tell_nobody) -> Made:
        """Make the vault under a passphrase, with a device of its own, lock it and prove the passphrase."""
        making, by = Making(passphrase=phrase, cost=self.fit(tell)), opening.by(self.clock)
        found = safekeeping.restore(self.folder, source, making, succeeding.succeed, tell, **by)
        words = succeeding.read_words(found.session)
        unlocking.lock(found.session)
        return Made(
            folder=self.folder,
            proof=vault.prove(self.folder, phrase),
            backed_up_at=found.backed_up_at,
            missing=found.maybe_missing,
            is_counted=found.is_counted,
            words=words,
        )

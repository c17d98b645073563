"""An open vault: its one connection, its anchor, and the one way to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys
from focal_desktop.store import header, log, rosters
from focal_desktop.store.anchor import Anchor
from focal_desktop.store.connection import Connection, write_transaction
from focal_desktop.store.rows import Rules
from focal_desktop.store.writer import Touched, Writer
from focal_desktop.wire import RosterState

HEADER, ANCHOR = "header.bin", "anchor.bin"
_BEHIND = (
    "The vault's files are older than what was saved here, so some saves may be missing. "
    "Everything can be read and nothing is written. Call headquarters before you continue."
)


class Door(NamedTuple):
    """A vault's folder behind its lock, what it folds by, and where the anchor's second copy lies."""

    folder: Path
    rules: Rules
    copy: Path | None
    close_lock: Callable[[], None]


class Store:
    """One open vault, for one thread; closed by locking."""

    def __init__(
        self, door: Door, connection: Connection, anchor: Anchor, found: header.Opened, *, behind: int = 0
    ) -> None:
        self.door = door
        self.folder = door.folder
        self.rules = door.rules
        self.connection = connection
        self.anchor = anchor
        self.found = found
        self.behind = behind
        self.is_open = True
        self.refusal = ""
        self._roster: RosterState | None = None
        self._listeners: list[Callable[[frozenset[Touched]], None]] = []

    def listen(self, told: Callable[[frozenset[Touched]], None]) -> None:
        """Tell this function after each transaction which records were written."""
        self._listeners.append(told)

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """Write everything inside as one durable step; after it the anchor knows the new end of the log."""
        self.require_writable()
        try:
            with write_transaction(self.connection):
                writer = Writer(self.connection, self.rules)
                before = writer.tail
                yield writer
        except BaseException:
            self._roster = None  # what was adopted inside is undone with it
            raise
        if writer.tail != before:
            self.anchor.write(*writer.tail)
        if writer.touched:
            for told in self._listeners:
                told(frozenset(writer.touched))

    def require_writable(self) -> None:
        """Refuse to write over what may still be saved, where saves are missing."""
        if self.behind:
            raise Trouble("damaged", _BEHIND)
        if self.refusal:
            raise Trouble("disk_full", self.refusal)

    def refuse(self, sentence: str) -> None:
        """Write nothing more until the vault is unlocked again, and say why."""
        self.refusal = sentence

    def tail(self) -> tuple[int, bytes]:
        """Return the sequence number and link of the newest change."""
        return log.read_tail(self.connection)

    def adopt(self, rules: Rules) -> None:
        """Fold by these rules from now on, as after news about who is at headquarters."""
        self.rules = rules

    @property
    def roster(self) -> RosterState:
        """Who stands where, folded when it is first asked for."""
        if self._roster is None:
            self._roster = rosters.fold(self.connection)
        return self._roster

    def adopt_roster(self, state: RosterState | None) -> None:
        """Take the roster as it is after an entry came; nothing means that it is folded anew."""
        self._roster = state

    def close(self) -> None:
        """Close the files and let go of the lock; the vault is sealed again."""
        if self.is_open:
            self.is_open = False
            self.connection.close()
            self.anchor.close()
            self.door.close_lock()

    def turn_to(self, connection: Connection, anchor: Anchor, found: header.Opened) -> None:
        """Go on with other files of the same vault, as after a change of keys; the former ones are closed."""
        former = self.connection, self.anchor
        self.connection, self.anchor, self.found = connection, anchor, found
        for held in former:
            held.close()


def open_anchor(door: Door, found: header.Opened) -> Anchor:
    """Return the anchor of a vault under the key that its header leads to."""
    return Anchor(door.folder / ANCHOR, door.copy, keys.derive_key(found.data_key, "anchor"))


def find_behind(connection: Connection, anchor: Anchor) -> int:
    """Return how many saves, at least, the files lack that were made here; 0 where the log holds them all.

    A database ahead of its anchor is normal: a power cut may lose the anchor's last, unsynced write. No
    anchor is not: it was durable before there was a header.
    """
    held = anchor.read()
    if held is None:
        return 1
    sequence, head = held
    newest: int = log.read_tail(connection)[0]
    if newest < sequence:
        return sequence - newest
    return 0 if log.link_at(connection, sequence) == head else max(1, newest - sequence)

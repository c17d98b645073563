"""An open vault: its one connection, its anchor, and the one way to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import log
from focal_desktop.store.anchor import Anchor
from focal_desktop.store.connection import Connection, write_transaction
from focal_desktop.store.rows import Rules
from focal_desktop.store.writer import Writer

_BEHIND = (
    "The vault's files are older than what was saved here, so some saves may be missing. "
    "Everything can be read and nothing is written. Call headquarters before you continue."
)


class Store:
    """One open vault, for one thread; closed by locking."""

    def __init__(
        self,
        *,
        folder: Path,
        connection: Connection,
        anchor: Anchor,
        rules: Rules,
        close_lock: Callable[[], None],
        behind: int = 0,
    ) -> None:
        self.folder = folder
        self.connection = connection
        self.anchor = anchor
        self.rules = rules
        self.behind = behind
        self._close_lock = close_lock

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """Write everything inside as one durable step; after it the anchor knows the new end of the log."""
        if self.behind:
            raise Trouble("damaged", _BEHIND)
        with write_transaction(self.connection):
            writer = Writer(self.connection, self.rules)
            before = writer.tail
            yield writer
        if writer.tail != before:
            self.anchor.write(*writer.tail)

    def tail(self) -> tuple[int, bytes]:
        """Return the sequence number and link of the newest change."""
        return log.read_tail(self.connection)

    def adopt(self, rules: Rules) -> None:
        """Fold by these rules from now on, as after news about who is at headquarters."""
        self.rules = rules

    def close(self) -> None:
        """Close the files and let go of the lock; the vault is sealed again."""
        self.connection.close()
        self._close_lock()

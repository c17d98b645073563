"""An open vault's main file held still, so that a thread aside may read it while its owner goes on writing.

Must never be held where saves are missing: it begins with a checkpoint, which the anchor has to allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from focal_desktop.base.trouble import Trouble
from focal_desktop.store.connection import Connection, reopen, translated
from focal_desktop.store.opened import Store

CHECKPOINT_PAGES = 1000
"""SQLite's own measure of when a log is written back into the main file."""
_MOVED = (
    "The vault was put in order while it was being read aside. Everything is safe; please try this again."
)


class Still(NamedTuple):
    """A main file that nothing is written to until it is let go of; the log beside it takes what is saved."""

    path: Path
    open: Callable[[], Connection]
    mark: tuple[int, int]


def hold(store: Store) -> Still:
    """Write the log back into the main file, and nothing more until `let_go`; a matter of milliseconds."""
    store.require_writable()
    connection = store.connection
    with translated():  # nobody else has it open: a checkpoint is whole, or raises
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
    path, open_again = reopen(connection)
    return Still(path, open_again, _mark(path))


def let_go(store: Store) -> None:
    """Let the log be written back again when it is long; a vault that was closed meanwhile is left alone."""
    if store.is_open:
        store.connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}").fetchall()


@contextmanager
def reading(held: Still) -> Iterator[Connection]:
    """Read the main file, in any thread; busy at the end where it did not stay as it was."""
    connection = held.open()
    try:
        yield connection
    except Trouble as wrong:
        require_still(held)
        raise wrong from None
    finally:
        connection.close()
    require_still(held)


def require_still(held: Still) -> None:
    """Refuse what was read of a file that was written meanwhile: half of it may be older than the rest."""
    try:
        is_still = _mark(held.path) == held.mark
    except OSError:  # a change of keys took it away
        is_still = False
    if not is_still:
        raise Trouble("busy", _MOVED)


def _mark(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns

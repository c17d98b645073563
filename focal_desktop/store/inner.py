"""The database inside a backup: filled, taken out and opened in the vault's folder, where a cut is swept up.

Must never be opened under any key but its backup's own.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from focal_desktop.crypto import keys
from focal_desktop.store import areas, header
from focal_desktop.store.connection import Connection, connect, connect_still, translated

PART_BYTES = 1024 * 1024
STEP_PAGES = 512
Tell = Callable[[float], object]
"""Hears from time to time which share is done; what it raises stops the work, and nothing is left of it."""


def name(folder: Path) -> Path:
    """Return where it lies while a backup is written or read; what a cut leaves there goes at an unlock."""
    return folder / f"b-{secrets.token_hex(4)}.db"


def key_of(found: header.Opened) -> bytes:
    """Return the key of the database inside a backup that was opened."""
    return keys.derive_key(found.data_key, "backup")


def fill(
    source: Connection, path: Path, found: header.Opened, note: Callable[[Connection], None], tell: Tell
) -> None:
    """Copy a database that stays as it is meanwhile; `note` writes into the copy what only a backup says."""
    made = connect(path, key_of(found), is_new=True)
    try:
        with translated():
            source.backup(made, pages=STEP_PAGES, progress=hear_pages(tell))
        note(made)
        with translated():  # closing would say nothing of a disk that did not take the end of it
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        made.close()


def hear_pages(tell: Tell) -> Callable[[int, int, int], object]:
    """Return what hears of SQLite how many pages of a copy are left."""
    return lambda _, left, of: tell(1 - left / of if of else 1.0)


def extract(backup: Path, path: Path, tell: Tell) -> None:
    """Write the database of a backup into a file of its own, still under the backup's key."""
    size = max(backup.stat().st_size, 1)
    with backup.open("rb") as file, path.open("xb") as target:
        path.chmod(0o600)
        file.seek(areas.AREA_BYTES)
        while piece := file.read(PART_BYTES):
            target.write(piece)
            tell(file.tell() / size)


def open_alone(path: Path, found: header.Opened) -> Connection:
    """Open it to be read alone; the file stays as it is."""
    return connect_still(path, key_of(found))


def tell_nobody(_share: float) -> None:
    """Stand where nobody waits for news."""


def share(tell: Tell, begin: float, end: float) -> Tell:
    """Return how a part of the work tells what it has done of the whole."""
    return lambda done: tell(begin + (end - begin) * done)

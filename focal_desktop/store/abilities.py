"""What the database library must be able to do on this computer; a build that lacks it is refused by name."""

from __future__ import annotations

from pathlib import Path

from focal_desktop.crypto import keys
from focal_desktop.store.connection import connect

LEAST_CIPHER = (4, 6)
_PLAIN = b"SQLite format 3"


def require_database(folder: Path, least: tuple[int, int] = LEAST_CIPHER) -> None:
    """Make an encrypted database with a search table, and see that nothing of it is plain."""
    path = folder / "abilities.db"
    connection = connect(path, keys.new_key(), is_new=True)
    try:
        said = str(connection.execute("PRAGMA cipher_version").fetchone()[0])
        version = tuple(int(part) for part in said.split()[0].split("."))
        connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        connection.execute("INSERT INTO words VALUES ('marked words')")
        found = connection.execute("SELECT count(*) FROM words WHERE words MATCH 'mark*'").fetchone()[0]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    finally:
        connection.close()
    data = path.read_bytes()
    if version < least or found != 1 or bad or _PLAIN in data or b"marked" in data:
        raise RuntimeError("the database library lacks an ability")

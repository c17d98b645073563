"""What a person is writing and has not let go of, each draft under a key of its own: no key, no draft."""

from __future__ import annotations

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys
from focal_desktop.store import reader
from focal_desktop.store.connection import Connection
from focal_desktop.store.writer import Writer


def keep(writer: Writer, name: str, content: bytes, at: str) -> None:
    """Keep a draft under a key of its own, a new one each time.

    So no page of the disk with an earlier draft, or an earlier key, is ever taken for this one.
    """
    key = keys.new_key()
    writer.keep_key(_key_name(name), key)
    sealed = keys.seal_bytes(key, content, name.encode())
    writer.run(
        "INSERT INTO draft VALUES (?,?,?)"
        " ON CONFLICT (name) DO UPDATE SET content = excluded.content, at = excluded.at",
        *(name, sealed, at),
    )


def read(connection: Connection, name: str) -> bytes | None:
    """Return a draft, or nothing once it or its key is gone; Trouble where one is older than the other."""
    key = reader.read_key(connection, _key_name(name))
    found = connection.execute("SELECT content FROM draft WHERE name = ?", (name,)).fetchone()
    if key is None or found is None:
        return None
    try:
        return keys.open_bytes(key, bytes(found[0]), name.encode())
    except keys.NotForUs:
        raise Trouble("damaged", _STALE) from None


def is_kept(connection: Connection, name: str) -> bool:
    """Tell whether there is a draft of this name, whole or not."""
    return connection.execute("SELECT 1 FROM draft WHERE name = ?", (name,)).fetchone() is not None


def find_bad(connection: Connection) -> str:
    """Return the name of a draft that its key does not open, or of one of both that lacks the other."""
    front = len(_key_name(""))
    drafts = {str(name) for (name,) in connection.execute("SELECT name FROM draft").fetchall()}
    held = connection.execute("SELECT name FROM key WHERE name >= ? AND name < ?", (_key_name(""), "draft0"))
    keyed = {str(name)[front:] for (name,) in held.fetchall()}
    if odd := drafts ^ keyed:
        return min(odd)
    return next((name for name in sorted(drafts) if not _opens(connection, name)), "")


def _opens(connection: Connection, name: str) -> bool:
    try:
        return read(connection, name) is not None
    except Trouble:
        return False


def destroy(writer: Writer, name: str) -> None:
    """Destroy a draft and its key."""
    writer.run("DELETE FROM key WHERE name = ?", _key_name(name))
    writer.run("DELETE FROM draft WHERE name = ?", name)


def _key_name(name: str) -> str:
    return f"draft/{name}"


_STALE = (
    "What was being typed here was damaged or altered outside the program. Everything saved is safe. "
    "Restore your last backup, or call headquarters and say: P2."
)

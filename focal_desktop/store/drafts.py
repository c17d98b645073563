"""What a person is writing and has not let go of, each draft under a key of its own: no key, no draft."""

from __future__ import annotations

from focal_desktop.crypto import keys
from focal_desktop.store import reader
from focal_desktop.store.connection import Connection
from focal_desktop.store.writer import Writer


def keep(writer: Writer, connection: Connection, name: str, content: bytes, at: str) -> None:
    """Keep a draft under its key; the first time the key is made."""
    key = reader.read_key(connection, _key_name(name))
    if key is None:
        key = keys.new_key()
        writer.keep_key(_key_name(name), key)
    sealed = keys.seal_bytes(key, content, name.encode())
    writer.run(
        "INSERT INTO draft VALUES (?,?,?)"
        " ON CONFLICT (name) DO UPDATE SET content = excluded.content, at = excluded.at",
        *(name, sealed, at),
    )


def read(connection: Connection, name: str) -> bytes | None:
    """Return a draft, or nothing once it or its key is gone."""
    key = reader.read_key(connection, _key_name(name))
    found = connection.execute("SELECT content FROM draft WHERE name = ?", (name,)).fetchone()
    return keys.open_bytes(key, bytes(found[0]), name.encode()) if key and found else None


def destroy(writer: Writer, name: str) -> None:
    """Destroy a draft and its key."""
    writer.run("DELETE FROM key WHERE name = ?", _key_name(name))
    writer.run("DELETE FROM draft WHERE name = ?", name)


def _key_name(name: str) -> str:
    return f"draft/{name}"

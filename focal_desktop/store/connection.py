"""One connection for one thread: every setting asserted, every way to a plaintext file denied."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

from sqlcipher3 import dbapi2  # type: ignore[import-untyped] # the wheel ships no types

from focal_desktop.base.trouble import Trouble

Connection = Any  # the wheel ships no types; nothing outside this package holds one

_SETTINGS = (
    ("temp_store", "MEMORY", "2"),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("secure_delete", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("recursive_triggers", "ON", "1"),  # else INSERT OR REPLACE deletes from the log unseen
    ("auto_vacuum", "NONE", "0"),
)
_STILL = frozenset({"temp_store", "trusted_schema", "cell_size_check"})
_STILL_SETTINGS = (*(one for one in _SETTINGS if one[0] in _STILL), ("query_only", "ON", "1"))
_WAITING, _INDEX = "-wal", "-shm"
_READING = "mode=ro"
_DENIED_PRAGMAS = frozenset(
    {"key", "rekey", "hexkey", "hexrekey", "textkey", "textrekey", "temp_store", "temp_store_directory"}
    | {"cipher_log", "cipher_log_level", "cipher_plaintext_header_size", "cipher_use_hmac"}
    | {"writable_schema", "auto_vacuum"}
)
_DENIED_FUNCTIONS = frozenset({"sqlcipher_export", "load_extension", "writefile", "readfile", "edit"})
_ATTACH, _DETACH, _PRAGMA, _FUNCTION = 24, 25, 19, 31
_OK, _DENY = 0, 1
_KEYED = "a database has one key, given before anything else"


def connect(path: Path, key: bytes, *, is_new: bool = False) -> Connection:
    """Open the encrypted database with every setting asserted; a file is made only when asked for."""
    if len(key) != 32:
        raise ValueError("a database key has 32 bytes")
    if is_new:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    elif not path.is_file() or not path.stat().st_size:  # an empty file would be taken for a new database
        raise Trouble("damaged", _GONE)
    with suppress(OSError):  # of a reading that was cut; nothing else makes one
        _index_of(path).unlink(missing_ok=True)
    return _open(path, key, "mode=rw", _SETTINGS)


def connect_still(path: Path, key: bytes) -> Connection:
    """Open a database that nobody writes to meanwhile, to read it alone: beside its owner, in any thread.

    It takes no lock and sees no write-ahead log; it would not notice that the file changed under it.
    """
    if not path.is_file() or not path.stat().st_size:
        raise Trouble("damaged", _GONE)
    return _open(path, key, "mode=ro&immutable=1", _STILL_SETTINGS)


def has_waiting(path: Path) -> bool:
    """Tell whether a log lies beside a database that was not written back into it."""
    try:
        return path.with_name(path.name + _WAITING).stat().st_size > 0
    except FileNotFoundError:
        return False


def connect_reading(path: Path, key: bytes) -> Connection:
    """Open a database with the log beside it, to read both: closing leaves every byte of them as it is.

    Closed for writing, a log is written back, also one that does not belong to its database and ruins it.
    Only for whoever holds the vault's lock; meanwhile the log's index lies there, page numbers and no more.
    """
    if not path.is_file() or not path.stat().st_size:
        raise Trouble("damaged", _GONE)
    return _open(path, key, _READING, _STILL_SETTINGS)


def _index_of(path: Path) -> Path:
    return path.with_name(path.name + _INDEX)


def reopen(held: Connection) -> tuple[Path, Callable[[], Connection]]:
    """Return where the main file of an open database lies, and how to open it again by `connect_still`."""
    path, key = held.opened_by
    return path, partial(connect_still, path, key)


def _open(path: Path, key: bytes, how: str, settings: tuple[tuple[str, str, str], ...]) -> Connection:
    try:
        found = dbapi2.connect(
            f"file:{quote(str(path.absolute()))}?{how}",
            uri=True,
            isolation_level=None,
            timeout=0,
            factory=_Connection,
        )
    except dbapi2.OperationalError as wrong:
        raise Trouble("damaged", _GONE) from wrong
    try:
        found.opened_by = path, key
        found.index = _index_of(path) if how == _READING else None
        _set_up(found, key, settings)
    except BaseException:  # whatever happened, no open file is left behind
        found.close()
        raise
    return found


class _Cursor(dbapi2.Cursor):  # type: ignore[misc] # the wheel ships no types
    """Says a fault of the world in its one sentence, wherever a row is read."""

    def execute(self, *words: Any) -> Any:
        try:
            return super().execute(*words)
        except dbapi2.DatabaseError as wrong:
            self._refuse(wrong)

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except dbapi2.DatabaseError as wrong:
            self._refuse(wrong)

    def fetchall(self) -> Any:
        try:
            return super().fetchall()
        except dbapi2.DatabaseError as wrong:
            self._refuse(wrong)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except dbapi2.DatabaseError as wrong:
            self._refuse(wrong)

    def _refuse(self, wrong: Exception) -> NoReturn:
        self.close()  # whoever keeps the exception does not keep the database open
        with translated():
            raise wrong


class _Connection(dbapi2.Connection):  # type: ignore[misc] # the wheel ships no types
    """Reads and writes through cursors that know the world's faults; it has one key, from the beginning."""

    opened_by: tuple[Path, bytes]
    is_keyed = False
    index: Path | None = None

    def close(self) -> None:
        super().close()
        if self.index is not None:
            self.index.unlink(missing_ok=True)

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def set_key(self, key: bytes) -> None:
        if self.is_keyed:  # a late key changes nothing and is not refused by the library
            raise RuntimeError(_KEYED)
        super().set_key(key)
        self.is_keyed = True

    def reset_key(self, _key: bytes) -> NoReturn:
        raise RuntimeError(_KEYED)  # it asks no authorizer


def _set_up(found: Connection, key: bytes, settings: tuple[tuple[str, str, str], ...] = _SETTINGS) -> None:
    found.execute("PRAGMA cipher_log_level = NONE").fetchall()  # damage is told in our words, once
    found.set_key(f"x'{key.hex()}'".encode())
    if not found.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("this build has no SQLCipher")
    for name, value, expected in settings:
        found.execute(f"PRAGMA {name} = {value}").fetchall()
        if str(found.execute(f"PRAGMA {name}").fetchone()[0]).lower() != expected:
            raise RuntimeError(f"the setting {name} does not hold")
    found.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    found.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, second: str | None, *_where: object) -> int:
    if action in (_ATTACH, _DETACH):
        return _DENY
    if action == _PRAGMA and (first or "").lower() in _DENIED_PRAGMAS and second is not None:
        return _DENY
    if action == _FUNCTION and (second or "").lower() in _DENIED_FUNCTIONS:
        return _DENY
    return _OK


_GONE = (
    "The vault's database is missing or cannot be opened. Nothing was changed. "
    "Restore your last backup, or call headquarters."
)
_FULL = (
    "The disk is full or cannot be written. Everything saved before is safe; this last change was not kept. "
    "Free some space and try again."
)
_DAMAGED = (
    "The vault was damaged or altered outside the program. Nothing was changed. "
    "Restore your last backup, or call headquarters."
)
_BUSY = "The vault is open in another window or program. Close it there and try again; nothing was changed."


@contextmanager
def translated() -> Iterator[None]:
    """Turn the world's faults into their one sentence; our own faults go through as they are."""
    try:
        yield
    except (dbapi2.IntegrityError, dbapi2.ProgrammingError):
        raise
    except dbapi2.DatabaseError as wrong:
        raise _trouble_of(wrong) from wrong


def is_full(wrong: BaseException) -> bool:
    """Tell whether the disk refused to be written, by whichever way it was said."""
    return isinstance(wrong, OSError) or (isinstance(wrong, Trouble) and wrong.code == "disk_full")


_NUMBERS = {  # what a failed backup() says: it alone brings words and no number
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "database or disk is full": dbapi2.SQLITE_FULL,
    "database is locked": dbapi2.SQLITE_LOCKED,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "file is not a database": dbapi2.SQLITE_NOTADB,
}


def _trouble_of(wrong: BaseException) -> BaseException:
    code = int(getattr(wrong, "sqlite_errorcode", 0)) & 0xFF or _NUMBERS.get(str(wrong), 0)
    if code in (dbapi2.SQLITE_FULL, dbapi2.SQLITE_IOERR, dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN):
        return Trouble("disk_full", _FULL)
    if code in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED):
        return Trouble("busy", _BUSY)
    if code in (dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB):
        return Trouble("damaged", _DAMAGED)
    return RuntimeError(f"the database refused: {wrong}")  # a fault of ours: it names tables, never a value


@contextmanager
def write_transaction(connection: Connection) -> Iterator[None]:
    """Commit everything done inside, or nothing of it; the only place that commits."""
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

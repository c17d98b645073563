"""The one connection: its settings hold, no statement leads to a plain file, each fault has its code."""

from __future__ import annotations

import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2  # type: ignore[import-untyped] # the wheel ships no types

from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import connection as connections
from focal_desktop.store.connection import connect, translated, write_transaction
from focal_desktop.usecases import records
from tests.desks import Desk, refused

KEY = bytes(range(32))
SETTINGS = {
    "temp_store": "2",
    "locking_mode": "exclusive",
    "journal_mode": "wal",
    "synchronous": "2",
    "secure_delete": "1",
    "trusted_schema": "0",
    "cell_size_check": "1",
    "foreign_keys": "1",
    "recursive_triggers": "1",
    "auto_vacuum": "0",
}
FORBIDDEN = (
    "ATTACH 'plain.db' AS other",
    "ATTACH 'plain.db' AS other KEY ''",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO 'plain.db'",
    "SELECT sqlcipher_export('main')",
    "SELECT load_extension('other')",
    "SELECT LOAD_EXTENSION('other', 'start')",
    "PRAGMA rekey = 'other'",
    "PRAGMA REKEY = 'other'",
    "PRAGMA main.rekey('other')",
    "PRAGMA hexrekey = '00'",
    "PRAGMA textrekey = 'other'",
    "PRAGMA key = 'other'",
    "PRAGMA temp_store = FILE",
    "PRAGMA temp_store = 1",
    "PRAGMA temp_store_directory = '.'",
    "PRAGMA writable_schema = ON",
    "PRAGMA auto_vacuum = FULL",
    "PRAGMA cipher_plaintext_header_size = 32",
    "PRAGMA cipher_use_hmac = OFF",
    "PRAGMA cipher_log = 'log'",
    "PRAGMA cipher_log_level = TRACE",
)


def ask(connection: Any, name: str) -> str:
    """Return a setting as the database says it."""
    return str(connection.execute(f"PRAGMA {name}").fetchone()[0])


def make(path: Path, *statements: str) -> None:
    """Make a database with this key by hand, without any setting of ours."""
    raw = dbapi2.connect(path, isolation_level=None)
    raw.set_key(f"x'{KEY.hex()}'".encode())
    for statement in statements:
        raw.execute(statement)
    raw.close()


def test_every_setting_holds_at_each_opening(desk: Desk) -> None:
    for _ in range(2):
        held = desk.reopen().store.connection
        assert {name: ask(held, name) for name in SETTINGS} == SETTINGS
        assert ask(held, "cipher_version")


def test_every_setting_is_asserted() -> None:
    assert {name: expected for name, _, expected in connections._SETTINGS} == SETTINGS


def test_search_forgets_what_was_deleted(desk: Desk) -> None:
    held = desk.session.store.connection.execute("SELECT v FROM search_config WHERE k = 'secure-delete'")
    assert held.fetchone() == (1,)


def test_a_setting_that_does_not_hold_is_refused(tmp_path: Path) -> None:
    make(tmp_path / "other.db", "PRAGMA auto_vacuum = FULL", "CREATE TABLE one (x)")
    with pytest.raises(RuntimeError, match="auto_vacuum"):
        connect(tmp_path / "other.db", KEY)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Any]:
    """A new database of its own, open."""
    made = connect(tmp_path / "own.db", KEY, is_new=True)
    made.execute("CREATE TABLE one (x INTEGER UNIQUE) STRICT")
    yield made
    made.close()


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_way_out_is_denied(own: Any, statement: str, tmp_path: Path) -> None:
    before = {file.name for file in tmp_path.rglob("*")}
    with pytest.raises(RuntimeError, match=r"not authorized|authorization denied|prohibited"):
        own.execute(statement).fetchall()
    assert {file.name for file in tmp_path.rglob("*")} == before
    own.execute("INSERT INTO one VALUES (1)")


def test_asking_for_a_setting_is_not_denied(own: Any) -> None:
    assert ask(own, "temp_store") == "2"
    assert ask(own, "writable_schema") == "0"


def test_a_copy_into_a_plain_file_is_refused(own: Any, tmp_path: Path) -> None:
    plain = dbapi2.connect(tmp_path / "plain.db")
    with pytest.raises(dbapi2.DatabaseError):
        own.backup(plain)
    plain.close()
    assert (tmp_path / "plain.db").stat().st_size == 0


def test_no_file_of_a_vault_is_a_plain_database(desk: Desk) -> None:
    records.add(desk.session, "partner", {"name": "A marked name"})
    for file in desk.folder.iterdir():
        assert b"SQLite format 3" not in file.read_bytes(), file.name
        assert b"A marked name" not in file.read_bytes(), file.name
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(desk.database).execute("SELECT * FROM sqlite_schema")


def test_a_file_is_never_made_by_opening(tmp_path: Path) -> None:
    with refused("damaged"):
        connect(tmp_path / "none.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_the_persons_own(tmp_path: Path) -> None:
    connect(tmp_path / "new.db", KEY, is_new=True).close()
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        connect(tmp_path / "new.db", KEY, is_new=True)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(tmp_path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "new.db", bytes(length), is_new=True)
    assert list(tmp_path.iterdir()) == []


def test_another_key_reads_nothing(tmp_path: Path) -> None:
    make(tmp_path / "one.db", "CREATE TABLE one (x)")
    before = (tmp_path / "one.db").read_bytes()
    with refused("damaged"):
        connect(tmp_path / "one.db", bytes(32))
    assert (tmp_path / "one.db").read_bytes() == before
    connect(tmp_path / "one.db", KEY).close()


def test_a_plain_database_in_its_place_is_refused(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE one (x)")
    plain.close()
    with refused("damaged"):
        connect(tmp_path / "plain.db", KEY)


def test_a_second_connection_finds_it_busy(tmp_path: Path) -> None:
    first = connect(tmp_path / "one.db", KEY, is_new=True)
    first.execute("CREATE TABLE one (x)")
    with refused("busy"):
        connect(tmp_path / "one.db", KEY)
    first.close()
    connect(tmp_path / "one.db", KEY).close()


def test_a_fault_of_ours_is_not_called_the_worlds(own: Any) -> None:
    with pytest.raises(RuntimeError, match="the database refused"):
        own.execute("SELECT nothing")
    with pytest.raises(RuntimeError, match="the database refused"), translated():
        raise Fault(sqlite3.SQLITE_ERROR)
    with pytest.raises(RuntimeError, match="the database refused"), translated():
        raise dbapi2.OperationalError("database is locked, says somebody")
    with pytest.raises(dbapi2.IntegrityError), write_transaction(own):
        own.execute("INSERT INTO one VALUES (1), (1)")
    with pytest.raises(dbapi2.ProgrammingError), translated():
        own.execute("SELECT ?", ())


class Fault(dbapi2.OperationalError):  # type: ignore[misc] # the wheel ships no types
    """A fault as the library reports it, with its number."""

    def __init__(self, number: int) -> None:
        super().__init__("no such column: is_full")
        self.sqlite_errorcode = number


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_IOERR", "disk_full"),
        ("SQLITE_IOERR_FSYNC", "disk_full"),
        ("SQLITE_READONLY", "disk_full"),
        ("SQLITE_CANTOPEN", "disk_full"),
        ("SQLITE_BUSY", "busy"),
        ("SQLITE_LOCKED", "busy"),
        ("SQLITE_CORRUPT", "damaged"),
        ("SQLITE_CORRUPT_VTAB", "damaged"),
        ("SQLITE_NOTADB", "damaged"),
    ],
)
def test_each_fault_of_the_world_has_its_code(name: str, code: str) -> None:
    with refused(code), translated():
        raise Fault(getattr(sqlite3, name))


def test_whoever_keeps_a_fault_does_not_keep_the_database_open(tmp_path: Path) -> None:
    own = connect(tmp_path / "own.db", KEY, is_new=True)
    with pytest.raises(RuntimeError) as kept:
        own.execute("SELECT abs(-9223372036854775808)").fetchone()
    own.close()
    connect(tmp_path / "own.db", KEY).close()
    assert "integer overflow" in str(kept.value)


def test_damage_is_told_wherever_a_row_is_read(
    own: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with write_transaction(own):
        for number in range(3_000):
            own.execute("INSERT INTO one VALUES (?)", (number,))
    own.close()
    data = bytearray((tmp_path / "own.db").read_bytes())
    for place in range(len(data) // 2, len(data), 4096):
        data[place] ^= 1
    (tmp_path / "own.db").write_bytes(data)
    again = connect(tmp_path / "own.db", KEY)
    every = "SELECT x FROM one NOT INDEXED"
    for read in (
        lambda: again.execute(every).fetchall(),
        lambda: list(again.execute(every)),
        lambda: read_singly(again.execute(every)),
        lambda: again.execute("SELECT count(x) FROM one NOT INDEXED WHERE x + 0 > 3").fetchone(),
    ):
        with refused("damaged"):
            read()
    again.close()
    assert capfd.readouterr() == ("", "")


def read_singly(cursor: Any) -> None:
    """Read row by row to the end."""
    while cursor.fetchone():
        continue


def test_where_no_file_can_be_opened_nothing_is_made(own: Any, tmp_path: Path) -> None:
    own.close()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.open(tmp_path, os.O_RDONLY)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        with refused("damaged"):
            connect(tmp_path / "own.db", KEY)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    connect(tmp_path / "own.db", KEY).close()


class Keyless(sqlite3.Connection):
    """A library that takes a key and does nothing with it."""

    def set_key(self, key: bytes) -> None:
        """Take a key."""
        assert key


def test_a_library_without_a_cipher_is_refused() -> None:
    with closing(Keyless(":memory:")) as found, pytest.raises(RuntimeError, match="no SQLCipher"):
        connections._set_up(found, KEY)


def test_a_transaction_is_whole_or_not_at_all(own: Any) -> None:
    def stop_halfway() -> None:
        with write_transaction(own):
            own.execute("INSERT INTO one VALUES (1)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_halfway()
    assert own.execute("SELECT count(*) FROM one").fetchone() == (0,)
    with write_transaction(own):
        own.execute("INSERT INTO one VALUES (2)")
    assert own.execute("SELECT x FROM one").fetchall() == [(2,)]


def test_normal_work_is_not_hindered(desk: Desk) -> None:
    made = records.add(desk.session, "partner", {"name": "Water for all"})
    records.edit(desk.session, "partner", made.id, {"name": "Water for everyone"})
    assert [row.id for row in records.search(desk.session, "everyone")] == [made.id]
    assert all(records.list_page(desk.session, kind, {}) for kind in KINDS if kind != "sealed_report")


def test_an_empty_file_is_not_taken_for_a_new_database(tmp_path: Path) -> None:
    (tmp_path / "one.db").touch()
    with refused("damaged"):
        connect(tmp_path / "one.db", KEY)
    assert (tmp_path / "one.db").read_bytes() == b""


def test_a_database_that_is_gone_is_not_read_with_its_log(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    for missing in (tmp_path / "none.db", tmp_path / "empty.db"):
        with refused("damaged"):
            connections.connect_reading(missing, KEY)
    assert [file.name for file in tmp_path.iterdir()] == ["empty.db"]


def test_a_key_is_given_once_and_never_changed(own: Any) -> None:
    """The library would take a late one in silence and change nothing, or make the file anew."""
    for change in (own.set_key, own.reset_key):
        with pytest.raises(RuntimeError, match="key"):
            change(bytes(32))
    own.execute("INSERT INTO one VALUES (1)")
    assert own.execute("SELECT x FROM one").fetchall() == [(1,)]

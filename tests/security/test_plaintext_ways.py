"""Twelve ways to get a plaintext database out of ours, by mistake or on purpose: each is refused.

Each way is walked to its end; then no file anywhere may be a plain database or hold the marked word.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2  # type: ignore[import-untyped] # the wheel ships no types

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import connection as connections
from focal_desktop.store.connection import connect
from tests.desks import environment
from tests.figures import Tell

KEY, MARK = bytes(range(32)), "Zanzibar7731"
PLAIN = b"SQLite format 3\x00"
ROWS = 4_000
Way = Callable[[Any, Path], None]
REFUSALS = (Trouble, RuntimeError, ValueError, TypeError, dbapi2.DatabaseError)
"""How a way is refused; that nothing came of it is seen in the files."""


class Plain(sqlite3.Connection):
    """A library that takes a key and does nothing with it."""

    def set_key(self, key: bytes) -> None:
        """Take a key."""
        assert key


def fill(own: Any) -> None:
    """Write the marked word into a database."""
    own.execute("CREATE TABLE one (x)")
    own.execute("INSERT INTO one VALUES (?)", (MARK,))


def use_wrong_library(_: Any, folder: Path) -> None:
    """Open the file by a library that knows no cipher."""
    found = sqlite3.connect(folder / "other.db", factory=Plain, isolation_level=None)
    try:
        connections._set_up(found, KEY)
        fill(found)
    finally:
        found.close()


def use_no_key(_: Any, folder: Path) -> None:
    """Forget the key."""
    fill(connect(folder / "other.db", b"", is_new=True))


def use_short_key(_: Any, folder: Path) -> None:
    """Lose a byte of the key, so that it would be taken for a passphrase."""
    fill(connect(folder / "other.db", KEY[:-1], is_new=True))


def give_key_late(own: Any, _: Path) -> None:
    """Give no key, another key, or none any more to a database that is open."""
    gives: Sequence[Callable[[], Any]] = (
        lambda: own.set_key(b"other"),
        lambda: own.reset_key(b""),
        lambda: own.execute("PRAGMA rekey = ''").fetchall(),
        lambda: own.execute("PRAGMA key = ''").fetchall(),
    )
    for give in gives:
        with pytest.raises(RuntimeError):
            give()
    own.set_key(b"other")


def attach(own: Any, folder: Path) -> None:
    """Attach a file without a key and copy into it."""
    own.execute(f"ATTACH '{folder / 'other.db'}' AS other KEY ''")
    own.execute("CREATE TABLE other.one AS SELECT * FROM one")


def export(own: Any, folder: Path) -> None:
    """Let the cipher's own function write everything out."""
    with suppress(*REFUSALS):
        own.execute(f"ATTACH '{folder / 'other.db'}' AS other KEY ''")
    own.execute("SELECT sqlcipher_export('other')").fetchall()


def vacuum_into(own: Any, folder: Path) -> None:
    """Write a compact copy into another file."""
    own.execute(f"VACUUM INTO '{folder / 'other.db'}'")


def back_up(own: Any, folder: Path) -> None:
    """Copy page by page into a database without a key."""
    other = dbapi2.connect(folder / "other.db")
    try:
        own.backup(other)
        other.commit()
    finally:
        other.close()


def sort_on_disk(own: Any, folder: Path) -> None:
    """Ask that what a large sort lays aside goes to the disk."""
    asked = ("PRAGMA temp_store = FILE", "PRAGMA temp_store = 1", f"PRAGMA temp_store_directory = '{folder}'")
    for words in asked:
        with pytest.raises(RuntimeError):
            own.execute(words)
    assert sort(own) == set()
    own.execute(asked[0])


def sort(own: Any) -> set[str]:
    """Sort more than fits a cache, and return each open file that held the marked word meanwhile."""
    held: set[str] = set()
    own.execute("PRAGMA cache_size = 4")
    own.execute("CREATE TABLE many (x)")
    own.execute("BEGIN")
    own.executemany("INSERT INTO many VALUES (?)", ((f"{MARK} {n:x} {'.' * 400}",) for n in range(ROWS)))
    own.execute("COMMIT")
    own.set_progress_handler(lambda: held.update(list_marked()), 10_000)
    own.execute("CREATE TEMP TABLE aside AS SELECT x FROM many ORDER BY x DESC")
    assert own.execute("SELECT count(*) FROM (SELECT x FROM many ORDER BY x)").fetchone() == (ROWS,)
    own.set_progress_handler(None, 0)
    return held | set(list_marked())


def list_marked() -> Iterator[str]:
    """Yield each file that is open here, with a name or without, in which the mark stands."""
    for held in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if held.is_file() and MARK.encode() in held.read_bytes():
                yield str(held.readlink())


IN_SURROUNDINGS = """
import sys
from pathlib import Path
from tests.security import test_plaintext_ways as ways
own = ways.connect(Path(sys.argv[1]) / "own2.db", ways.KEY, is_new=True)
ways.fill(own)
assert ways.sort(own) == set()
own.execute("DROP TABLE many")
own.execute("DROP TABLE aside")
ways.sort_on_disk(own, Path(sys.argv[1]))
"""


def ask_by_surroundings(_: Any, folder: Path) -> None:
    """Ask for all of that by variables around the program."""
    around = environment(
        SQLITE_TMPDIR=str(folder),
        TMPDIR=str(folder),
        SQLCIPHER_LOG=str(folder / "log"),
        SQLITE_HISTORY=str(folder / "history"),
        SQLITE_FORCE_PROXY_LOCKING="1",
    )
    command = (sys.executable, "-c", IN_SURROUNDINGS, str(folder))
    done = subprocess.run(command, env=around, cwd=folder, capture_output=True, text=True, check=False)
    assert "AssertionError" not in done.stderr, done.stderr
    if done.returncode:
        raise RuntimeError(done.stderr.splitlines()[-1])


def log(own: Any, folder: Path) -> None:
    """Let the cipher write a log of what it does."""
    with pytest.raises(RuntimeError):
        own.execute("PRAGMA cipher_log_level = TRACE").fetchall()
    own.execute(f"PRAGMA cipher_log = '{folder / 'other.log'}'").fetchall()


def open_nothing(_: Any, folder: Path) -> None:
    """Open a file that is missing, or empty, as one whose disk was full."""
    with pytest.raises(Trouble):
        connect(folder / "missing.db", KEY)
    (folder / "empty.db").touch()
    fill(connect(folder / "empty.db", KEY))


WAYS: Sequence[Way] = (
    use_wrong_library,
    use_no_key,
    use_short_key,
    give_key_late,
    attach,
    export,
    vacuum_into,
    back_up,
    sort_on_disk,
    ask_by_surroundings,
    log,
    open_nothing,
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Any]:
    """A database of ours with the marked word in it, open."""
    made = connect(tmp_path / "own.db", KEY, is_new=True)
    fill(made)
    yield made
    made.close()


def find_plain(folder: Path) -> list[str]:
    """Return each file that is a plain database, holds the mark, or is a log that was asked for."""
    found = []
    for file in folder.rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        if data.startswith(PLAIN) or MARK.encode() in data or file.suffix == ".log":
            found.append(file.name)
    return found


def walk(way: Way, own: Any, folder: Path) -> bool:
    """Walk a way to its end and tell whether it was refused."""
    try:
        way(own, folder)
    except REFUSALS:
        return True
    return False


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_way_to_a_plain_database_is_refused(way: Way, own: Any, tmp_path: Path, figure: Tell) -> None:
    is_refused = walk(way, own, tmp_path)
    found = find_plain(tmp_path)
    figure("ways to a plaintext database: not refused", tried=1, bad=int(not is_refused or bool(found)))
    assert is_refused
    assert found == []
    assert own.execute("SELECT x FROM one").fetchall() == [(MARK,)]  # and work goes on
    own.close()
    assert connect(tmp_path / "own.db", KEY).execute("SELECT x FROM one").fetchone() == (MARK,)


def test_there_are_twelve_ways() -> None:
    assert len(set(WAYS)) == 12


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[Any]:
    """The same database, open by the library itself with no guard of ours."""
    made = dbapi2.connect(tmp_path / "own.db", isolation_level=None)
    made.set_key(f"x'{KEY.hex()}'".encode())
    fill(made)
    yield made
    made.close()


@pytest.mark.parametrize("way", [attach, export])
def test_without_the_guard_a_copy_lies_in_the_open(way: Way, raw: Any, tmp_path: Path) -> None:
    way(raw, tmp_path)
    assert find_plain(tmp_path) == ["other.db"]


def test_without_the_guard_a_sort_goes_to_the_disk(raw: Any) -> None:
    raw.execute("PRAGMA temp_store = FILE")
    assert sort(raw)


def test_without_the_guard_a_log_is_written(raw: Any, tmp_path: Path) -> None:
    raw.execute(f"PRAGMA cipher_log = '{tmp_path / 'other.log'}'").fetchall()
    assert find_plain(tmp_path) == ["other.log"]


def test_a_library_without_a_cipher_would_write_in_the_open(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "other.db", isolation_level=None)
    fill(plain)
    plain.close()
    assert find_plain(tmp_path) == ["other.db"]

"""A main file held still: read aside while its owner writes, and never believed once it moved."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import examine, log, still
from focal_desktop.store.connection import connect_still
from focal_desktop.usecases import records
from tests.desks import Desk, is_sound, make_desk, refused

SHARED_AT, SHARED_BYTES = 0x40000002, 510
"""Where SQLite locks a file that is being read or written."""
TRY = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+b'), 6, int(sys.argv[3]), int(sys.argv[2]))"


def aside(work: Callable[[], object]) -> list[BaseException | None]:
    """Do something in another thread and return what it raised."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return [pool.submit(work).exception()]


def test_what_is_saved_meanwhile_is_not_seen_and_not_lost(desk: Desk) -> None:
    """The reader aside has the moment it was held at, sound in every page; the owner writes on."""
    store = desk.session.store
    records.add(desk.session, "partner", {"name": "Before"})
    held, before = still.hold(store), store.tail()
    records.add(desk.session, "partner", {"name": "After"})

    def look() -> None:
        with still.reading(held) as found:
            assert log.read_tail(found) == before
            assert not examine.find_bad_page(found, is_trusted=True)
            assert not examine.find_bad_link(found)

    assert aside(look) == [None]
    still.let_go(store)
    assert store.tail() != before
    assert is_sound(desk.reopen())


def test_who_reads_aside_cannot_write(desk: Desk) -> None:
    held = still.hold(desk.session.store)
    with still.reading(held) as found, pytest.raises(Trouble):
        found.execute("DELETE FROM record")
    assert is_sound(desk.session)


def test_a_file_that_moved_is_not_believed(desk: Desk) -> None:
    """Whatever was read of it, and whatever the reader thought it had found."""
    store = desk.session.store
    held = still.hold(store)
    records.add(desk.session, "partner", {"name": "Meanwhile"})

    def look() -> None:
        with still.reading(held):
            pass

    def misread() -> None:
        with still.reading(held):
            raise Trouble("damaged", "what half a file looks like")

    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    for work in (look, misread):
        with refused("busy"):
            work()
    with pytest.raises(Trouble, match="as it is"), still.reading(still.hold(store)) as found:
        raise Trouble("damaged", "as it is" if found else "")


def test_a_file_that_went_is_not_believed(desk: Desk, tmp_path: Path) -> None:
    held = still.hold(desk.session.store)
    with pytest.raises(Trouble) as found, still.reading(held):
        held.path.rename(tmp_path / "away")
    (tmp_path / "away").rename(held.path)
    assert found.value.code == "busy"


def test_another_program_stays_locked_out(desk: Desk) -> None:
    """Closing the reader's file lets go of nothing of the owner's, as closing any file of it would."""
    with still.reading(still.hold(desk.session.store)) as found:
        assert found
    tried = (sys.executable, "-c", TRY, str(desk.database), str(SHARED_AT), str(SHARED_BYTES))
    assert b"BlockingIOError" in subprocess.run(tried, capture_output=True, check=False).stderr
    desk.database.open("rb").close()
    assert subprocess.run(tried, capture_output=True, check=False).returncode == 0


def test_a_log_is_written_back_again_once_it_is_let_go_of(desk: Desk) -> None:
    store = desk.session.store
    still.hold(store)
    assert store.connection.execute("PRAGMA wal_autocheckpoint").fetchone()[0] == 0
    still.let_go(store)
    assert store.connection.execute("PRAGMA wal_autocheckpoint").fetchone()[0] == still.CHECKPOINT_PAGES
    desk.lock()
    still.let_go(store)


def test_where_saves_are_missing_nothing_is_held(desk: Desk) -> None:
    """A checkpoint would take what is left of the log."""
    desk.lock()
    older = desk.database.read_bytes()
    records.add(desk.session, "partner", {"name": "Lost"})
    desk.lock()
    desk.database.write_bytes(older)
    assert desk.session.store.behind
    with refused("damaged"):
        still.hold(desk.session.store)


def test_what_is_still_being_read_is_not_held(desk: Desk) -> None:
    """A checkpoint beside an open statement is refused and not half done; nothing stays held."""
    store = desk.session.store
    records.add(desk.session, "partner", {"name": "Waits"})
    reading = store.connection.execute("SELECT sequence FROM change")
    assert reading.fetchone()
    with refused("busy"):
        still.hold(store)
    reading.close()
    assert store.connection.execute("PRAGMA wal_autocheckpoint").fetchone()[0] == still.CHECKPOINT_PAGES
    with still.reading(still.hold(store)) as found:
        assert log.read_tail(found) == store.tail()


def test_what_is_not_there_is_not_opened(tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "empty").touch()
    for missing in (tmp_path / "none", tmp_path / "empty"):
        with refused("damaged"):
            connect_still(missing, bytes(32))
    other = make_desk(tmp_path / "other", desk.clock)
    other.lock()
    with refused("damaged"):
        connect_still(other.database, bytes(32))

"""The database: constraints that make repeats harmless, and files that are not ours refused."""

import sqlite3
import stat
from pathlib import Path

import pytest

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.hub import keeping

A, B = b"a" * 16, b"b" * 16
STREAM = b"stream__"


@pytest.fixture
def kept(tmp_path: Path) -> keeping.Keeping:
    """An empty database."""
    keeping.create(tmp_path / "hub.db", {"hub": b"h" * 16})
    return keeping.Keeping(tmp_path / "hub.db")


def test_positions_run_without_gap_and_the_hash_with_them(kept: keeping.Keeping) -> None:
    bodies = [b"one", b"two", b"three"]
    with kept.writing():
        for seq, body in enumerate(bodies, 1):
            kept.append(STREAM, 1, (A, seq), body)
    chain = wire.START
    for position, (item, body) in enumerate(zip(kept.after(STREAM, 0), bodies, strict=True), 1):
        chain = wire.chain_on(chain, wire.digest(body))
        assert (item.position, item.body, item.chain) == (position, body, chain)
    assert kept.place(STREAM) == (1, 3, chain)
    assert [item.seq for item in kept.after(STREAM, 2)] == [3]
    assert kept.used_bytes(A) == 11


def test_the_database_itself_refuses_a_place_twice(kept: keeping.Keeping) -> None:
    with kept.writing():
        kept.append(STREAM, 1, (A, 1), b"one")
    with pytest.raises(sqlite3.IntegrityError), kept.writing():
        kept.append(STREAM, 1, (A, 1), b"other")
    assert kept.place(STREAM) == (1, 1, wire.chain_on(wire.START, wire.digest(b"one")))
    assert kept.digest_at(STREAM, A, 1) == wire.digest(b"one") == kept.digest_in(STREAM, 1)
    assert kept.digest_at(STREAM, B, 1) is None
    assert kept.digest_in(STREAM, 2) is None


def write_and_fail(kept: keeping.Keeping) -> None:
    """Write an item and fail before the end."""
    with kept.writing():
        kept.append(STREAM, 1, (A, 1), b"one")
        raise ZeroDivisionError


def test_all_or_nothing_is_kept(kept: keeping.Keeping) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(kept)
    assert kept.place(STREAM) is None
    assert kept.held(STREAM, A) == 0


def test_any_other_fault_of_the_database_is_our_own(kept: keeping.Keeping) -> None:
    kept._db.execute("DROP TABLE author")
    with pytest.raises(sqlite3.OperationalError), kept.writing():
        kept.raise_counter(A, 1)
    assert not kept._db.in_transaction


def test_a_counter_never_falls(kept: keeping.Keeping) -> None:
    with kept.writing():
        kept.raise_counter(A, 7)
        kept.raise_counter(A, 3)
    assert (kept.counter(A), kept.counter(B)) == (7, 0)


def test_claims_are_found_by_the_front_of_the_device(kept: keeping.Keeping) -> None:
    edge = b"\xff" * 16
    with kept.writing():
        for device in (A, B, edge):
            kept.keep_claim(keeping.ClaimRow(device, b"j" * 32, b"s" * 32, b"d" * 16))
    for device in (A, B, edge):
        assert [claim.device for claim in kept.claims_by(device[:8])] == [device]
    assert kept.claims_by(b"c" * 8) == []
    assert (kept.claims_on(b"j" * 32), kept.claims_on(b"k" * 32)) == (3, 0)


def test_settings_hold(kept: keeping.Keeping) -> None:
    found = {
        name: kept._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
    }
    assert found == {"journal_mode": "wal", "synchronous": 2}
    tables = "FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    strict = kept._db.execute(f"SELECT min(strict) {tables}").fetchone()
    assert strict == (1,)


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    keeping.create(tmp_path / "hub.db", {})
    assert stat.S_IMODE((tmp_path / "hub.db").stat().st_mode) == 0o600
    assert not (tmp_path / "hub.new").exists()


def test_what_is_no_mailbox_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database " * 100)
    sqlite3.connect(tmp_path / "other.db").close()
    for name, code in (("text.db", "damaged"), ("other.db", "file_not_ours"), ("missing.db", "damaged")):
        with pytest.raises(Trouble) as refused:
            keeping.Keeping(tmp_path / name)
        assert refused.value.code == code
    assert not (tmp_path / "missing.db").exists()


def test_a_mailbox_of_a_later_version_is_left_alone(tmp_path: Path, kept: keeping.Keeping) -> None:
    kept._db.execute("PRAGMA user_version = 2")
    kept.close()
    with pytest.raises(Trouble) as refused:
        keeping.Keeping(tmp_path / "hub.db")
    assert refused.value.code == "newer_version"


def test_a_making_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "hub.new").write_bytes(b"half")
    keeping.create(tmp_path / "hub.db", {"hub": b"h"})
    assert keeping.Keeping(tmp_path / "hub.db").fact("hub") == b"h"

"""Every page is checked before a vault opens: after the anchor agreed, never through a log that waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focal_desktop.store import vault
from focal_desktop.store.vault import Proof
from focal_desktop.usecases import records, unlocking
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, Desk, is_sound, make_desk, refused

LARGE = 300_000_000


@pytest.fixture
def locked(desk: Desk) -> Desk:
    """A vault with something in it, closed."""
    for number in range(5):
        records.add(desk.session, "partner", {"name": f"Partner {number}"})
    desk.lock()
    return desk


@pytest.fixture(scope="module")
def proven(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Proof]:
    """One vault, for tests that put it back as it was, and what its passphrase opens, as that is dear."""
    made = make_desk(tmp_path_factory.mktemp("over") / "vault", HandClock())
    records.add(made.session, "partner", {"name": "Partner"})
    made.lock()
    return made, prove(made)


def prove(desk: Desk) -> Proof:
    """Return what the passphrase opens."""
    return vault.prove(desk.folder, PASSPHRASE)


def look_over(desk: Desk, proof: Proof, most: int = LARGE) -> bool:
    """Check every page."""
    return vault.look_over(desk.folder, proof, unlocking.anchor_copy(desk.folder), most_bytes=most)


def test_a_sound_vault_is_let_through_and_opens(locked: Desk) -> None:
    before = cuts.read_image(locked.folder)
    assert look_over(locked, prove(locked))
    assert cuts.read_image(locked.folder) == before
    assert is_sound(locked.session)


@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_flipped_bit_of_the_file_is_found(proven: tuple[Desk, Proof], at: float, bit: int) -> None:
    """In a page that is in use or not; and nothing of the vault is written."""
    still_locked, proof = proven
    whole = still_locked.database.read_bytes()
    data = bytearray(whole)
    data[int(len(data) * at)] ^= 1 << bit
    still_locked.database.write_bytes(data)
    before = cuts.read_image(still_locked.folder)
    try:
        with refused("damaged"):
            look_over(still_locked, proof)
        assert cuts.read_image(still_locked.folder) == before
    finally:
        still_locked.database.write_bytes(whole)


def test_a_log_that_waits_is_written_back_first(locked: Desk, tmp_path: Path) -> None:
    """As a power cut leaves it: behind the log, healthy pages would look altered."""
    records.add(locked.session, "partner", {"name": "In the log alone"})
    copy = locked.copy_to(tmp_path / "cut")
    assert (copy.folder / f"{copy.database.name}-wal").stat().st_size
    assert look_over(copy, prove(copy))
    assert is_sound(copy.session)
    copy.lock()


def test_a_log_is_never_written_back_where_saves_are_missing(locked: Desk, tmp_path: Path) -> None:
    """The anchor is compared first; what is whole of the log is copied aside before anything merges it."""
    copy = locked.copy_to(tmp_path / "cut")
    records.add(locked.session, "partner", {"name": "One"})
    records.add(locked.session, "partner", {"name": "Two"})
    newer = locked.copy_to(tmp_path / "newer")
    log = newer.folder / f"{newer.database.name}-wal"
    held = log.read_bytes()
    log.write_bytes(held[: len(held) // 2])
    assert look_over(newer, prove(newer))
    assert newer.database.with_name(f"{newer.database.name}{vault.KEPT_ASIDE}").exists()
    assert newer.session.store.behind
    newer.lock()
    assert look_over(copy, prove(copy))


def test_a_large_one_is_left_for_later(locked: Desk) -> None:
    data = bytearray(locked.database.read_bytes())
    data[-50] ^= 1
    locked.database.write_bytes(data)
    assert not look_over(locked, prove(locked), most=1)
    with refused("damaged"):
        look_over(locked, prove(locked))


def test_one_that_is_open_elsewhere_is_busy(locked: Desk) -> None:
    proof = prove(locked)
    assert locked.session
    with refused("busy"):
        look_over(locked, proof)


def test_the_database_of_another_vault_is_refused(locked: Desk, tmp_path: Path) -> None:
    other = make_desk(tmp_path / "other", locked.clock)
    other.lock()
    locked.database.write_bytes(other.database.read_bytes())
    with refused("damaged"):
        look_over(locked, prove(locked))

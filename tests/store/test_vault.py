"""A vault's folder: one header decides, half a vault is none, nothing is made or mended by opening."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from focal_desktop.crypto import passphrase
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import vault
from focal_desktop.store.vault import Making
from focal_desktop.usecases import records, safekeeping, unlocking
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY, Desk, full_disk, is_sound, make_desk, read_all, refused


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {
        file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and file.stat().st_size
    }


def open_again(desk: Desk, phrase: str = PASSPHRASE) -> None:
    """Open a vault beside whoever has it open, and close it."""
    unlocking.lock(unlocking.unlock(desk.folder, phrase, clock=desk.clock, policy=POLICY, kinds=KINDS))


def test_a_folder_holds_what_the_design_says(tmp_path: Path, clock: HandClock) -> None:
    desk = make_desk(tmp_path / "vault", clock)
    names = {file.name for file in desk.folder.iterdir()}
    assert names == {"header.bin", "anchor.bin", "lock", desk.database.name, f"{desk.database.name}-wal"}
    assert desk.folder.stat().st_mode & 0o777 == 0o700
    for file in desk.folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name
    assert unlocking.anchor_copy(desk.folder).read_bytes() == (desk.folder / "anchor.bin").read_bytes()
    desk.lock()


def test_what_was_saved_is_there_again(desk: Desk) -> None:
    records.add(desk.session, "partner", {"name": "Water"})
    before = read_all(desk.session, ["water"])
    assert read_all(desk.reopen(), ["water"]) == before
    assert desk.session.person.office == "KEN"


def test_a_vault_is_never_made_over_another(desk: Desk, clock: HandClock) -> None:
    desk.lock()
    before = contents(desk.folder)
    with refused("vault_exists", "vault"):
        make_desk(desk.folder, clock)
    assert contents(desk.folder) == before


def test_where_there_is_none_nothing_is_made(tmp_path: Path, clock: HandClock) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with refused("no_vault", "vault"):
            _ = Desk(folder, clock).session
    assert list(tmp_path.iterdir()) == []


def test_another_passphrase_opens_nothing(desk: Desk) -> None:
    desk.lock()
    before = contents(desk.folder)
    for wrong in ("", PASSPHRASE.upper(), f"{PASSPHRASE} ", "\ud800"):
        with refused("wrong_passphrase"):
            open_again(desk, wrong)
    assert contents(desk.folder) == before
    assert desk.session


def test_two_at_once_find_it_busy(desk: Desk) -> None:
    with refused("busy"):
        open_again(desk)
    records.add(desk.session, "partner", {})
    desk.lock()
    open_again(desk)


@pytest.mark.parametrize("refusal", ["wrong_passphrase", "damaged"])
def test_a_refusal_lets_go_of_the_lock(desk: Desk, refusal: str) -> None:
    desk.lock()
    database, phrase = desk.database, PASSPHRASE if refusal == "damaged" else "other"
    moved = database.rename(database.with_name("moved")) if refusal == "damaged" else database
    with refused(refusal):
        open_again(desk, phrase)
    moved.rename(database)
    assert desk.session


def cut_header(desk: Desk) -> None:
    """Leave half a header."""
    (desk.folder / "header.bin").write_bytes(b"FHDR" * 100)


def empty_database(desk: Desk) -> None:
    """Leave an empty database."""
    desk.database.write_bytes(b"")


def cut_database(desk: Desk) -> None:
    """Leave the first page and a half."""
    desk.database.write_bytes(desk.database.read_bytes()[:6000])


def remove_database(desk: Desk) -> None:
    """Take the database away."""
    desk.database.unlink()


def put_folder_for_database(desk: Desk) -> None:
    """Put a folder where the database should be."""
    name = desk.database
    name.unlink()
    name.mkdir()


def put_folder_for_lock(desk: Desk) -> None:
    """Put a folder where the lock should be."""
    (desk.folder / "lock").unlink()
    (desk.folder / "lock").mkdir()


@pytest.mark.parametrize(
    "damage", [cut_header, empty_database, cut_database, remove_database, put_folder_for_database]
)
def test_damage_is_said_and_nothing_is_mended(desk: Desk, damage: Callable[[Desk], None]) -> None:
    records.add(desk.session, "partner", {"name": "Water"})
    desk.lock()
    damage(desk)
    before = contents(desk.folder)
    for _ in range(2):
        with refused("damaged"):
            _ = desk.session
        assert contents(desk.folder) == before


def test_where_no_further_file_can_be_opened_the_vault_stays_shut(desk: Desk) -> None:
    """The lock is let go of, and the sentence is about the folder rather than the passphrase."""
    desk.lock()
    before = contents(desk.folder)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.open(desk.folder, os.O_RDONLY)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest + 1, hard))
    try:
        with refused("disk_full") as found:
            open_again(desk)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert "cannot be read" in found.value.sentence
    assert contents(desk.folder) == before
    open_again(desk)


def test_a_lock_that_cannot_be_taken_has_a_code(desk: Desk) -> None:
    desk.lock()
    put_folder_for_lock(desk)
    with refused("disk_full"):
        _ = desk.session


def test_the_database_of_another_vault_is_refused(desk: Desk, tmp_path: Path, clock: HandClock) -> None:
    other = make_desk(tmp_path / "other", clock)
    other.lock()
    desk.lock()
    shutil.copy(other.database, desk.database)
    with refused("damaged"):
        _ = desk.session
    assert is_sound(other.session)
    other.lock()


def test_the_header_of_another_vault_is_refused(desk: Desk, tmp_path: Path, clock: HandClock) -> None:
    other = make_desk(tmp_path / "other", clock)
    other.lock()
    desk.lock()
    shutil.copy(other.folder / "header.bin", desk.folder / "header.bin")
    with refused("damaged"):
        _ = desk.session


class StoppingClock(HandClock):
    """Tells the time some times, then the power goes."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left = times

    def now(self) -> datetime:
        """Return the instant, or stop."""
        if not self._left:
            raise KeyboardInterrupt
        self._left -= 1
        return super().now()


def test_half_a_vault_is_none(tmp_path: Path, clock: HandClock) -> None:
    folder = tmp_path / "vault"
    with pytest.raises(KeyboardInterrupt):
        make_desk(folder, StoppingClock(0))
    assert not (folder / "header.bin").exists()
    with refused("no_vault"):
        _ = Desk(folder, clock).session
    made = make_desk(folder, clock)
    assert is_sound(made.session)
    made.lock()
    assert len(list(folder.glob("d-*.db"))) == 1


def test_a_full_disk_makes_no_vault(tmp_path: Path, clock: HandClock) -> None:
    for room in (1, 4096, 20_000, 120_000):
        with full_disk(room), refused("disk_full"):
            make_desk(tmp_path / "vault", clock)
        with refused("no_vault"):
            _ = Desk(tmp_path / "vault", clock).session
    made = make_desk(tmp_path / "vault", clock)
    assert is_sound(made.session)
    made.lock()


def test_a_folder_that_cannot_be_made_has_a_code(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file/vault"):
        with refused("disk_full"):
            make_desk(folder, clock)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_moved_vault_opens(desk: Desk, tmp_path: Path) -> None:
    records.add(desk.session, "partner", {"name": "Water"})
    before = read_all(desk.session)
    desk.lock()
    moved = Desk(desk.folder.rename(tmp_path / "a folder with ünusual %41 name?"), desk.clock)
    assert read_all(moved.session) == before
    assert is_sound(moved.session)
    moved.lock()


def test_secrets_are_not_shown(desk: Desk) -> None:
    making = Making(passphrase=PASSPHRASE, cost=None)  # type: ignore[arg-type] # only shown
    assert PASSPHRASE not in repr(making)
    assert PASSPHRASE not in repr(desk.session)


@pytest.mark.parametrize("why", [cuts.Cut, OSError], ids=["cut", "disk"])
def test_making_stopped_at_each_flush_leaves_a_whole_vault_or_none(
    tmp_path: Path, clock: HandClock, why: type[BaseException]
) -> None:
    flushes = frozenset({"fsync"})
    made: list[Desk] = []

    def make(folder: Path) -> None:
        made.append(make_desk(folder, clock))

    total = cuts.count(partial(make, tmp_path / "counted"), flushes)
    found = []
    for at in range(total):
        folder = tmp_path / f"stop{at}"
        with cuts.stopped(at, why, flushes):
            said = cuts.try_to(partial(make, folder))
        assert said in ("", "stopped", "disk_full")  # without the anchor's copy a vault is still one
        found.append((folder / "header.bin").exists())
        while made:
            made.pop().lock()
        if found[-1]:
            open_again(Desk(folder, clock))
        else:
            assert list(folder.glob("*.db*")) == []
            make_desk(folder, clock).lock()
    assert set(found) == {False, True}


@pytest.fixture
def code(desk: Desk) -> str:
    """The vault's printed recovery code."""
    made = passphrase.new_code()
    safekeeping.change_passphrase(
        desk.session, Making(passphrase=PASSPHRASE, cost=passphrase.FLOOR, code=made)
    )
    desk.lock()
    return made


def test_what_was_proven_aside_opens(desk: Desk, code: str) -> None:
    """By passphrase or by code; the proof shows nothing of the keys in it."""
    rules = unlocking.rules_of(POLICY, KINDS, "KEN")
    for secret, is_code in ((PASSPHRASE, False), (code, True)):
        proof = vault.prove(desk.folder, secret, is_code=is_code)
        assert f"{proof} {proof!r}" == "Proof() Proof()"
        vault.open_proven(desk.folder, proof, rules).close()
    for wrong, is_code in (("another", False), (code, False), (passphrase.new_code(), True)):
        with refused("wrong_passphrase"):
            vault.prove(desk.folder, wrong, is_code=is_code)


def test_a_proof_is_good_for_the_header_it_was_made_of_alone(desk: Desk, code: str, tmp_path: Path) -> None:
    proof = vault.prove(desk.folder, code, is_code=True)
    making = Making(passphrase="other words", cost=passphrase.FLOOR)
    safekeeping.change_passphrase(desk.session, making)
    desk.lock()
    with refused("busy"):
        vault.open_proven(desk.folder, proof, unlocking.rules_of(POLICY, KINDS, "KEN"))
    with refused("no_vault", "vault"):
        vault.prove(tmp_path / "nowhere", PASSPHRASE)

"""Files that lost what was saved: the vault opens, says how much is missing, and writes nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from focal_desktop.store import vault
from focal_desktop.usecases import acts, checking, records, safekeeping, unlocking
from tests import cuts
from tests.desks import PASSPHRASE, Desk, is_sound, make_desk, read_all, refused

SAVES = 5


@pytest.fixture
def cut(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The files of a vault as a power cut leaves them: five saves stand in the write-ahead log alone."""
    records.add(desk.session, "partner", {"name": "Before"})
    desk.reopen()
    for number in range(SAVES):
        records.add(desk.session, "partner", {"name": f"Partner {number}"})
    made = desk.copy_to(tmp_path / "cut")
    desk.lock()
    yield made
    made.lock()


def log_of(desk: Desk) -> Path:
    """Return the write-ahead log of a vault."""
    return desk.database.with_name(f"{desk.database.name}-wal")


def names_in(desk: Desk) -> set[str]:
    """Return the names of the partners."""
    return {row.title for row in records.list_page(desk.session, "partner", {})[0]}


def require_closed_for_writing(desk: Desk) -> None:
    """See that every way to write is refused, and the check says what is wrong."""
    made = records.list_page(desk.session, "partner", {})[0][0].id
    before = read_all(desk.session)
    with refused("damaged"):
        records.add(desk.session, "partner", {})
    with refused("damaged"):
        records.edit(desk.session, "partner", made, {"name": "Other"})
    assert read_all(desk.session) == before
    found = checking.check(desk.session)
    assert (found.ok, found.anchor, found.first_bad) == (False, False, "anchor")


def test_a_cut_loses_nothing(cut: Desk) -> None:
    assert cut.session.store.behind == 0
    assert len(names_in(cut)) == SAVES + 1
    assert is_sound(cut.session)


def test_a_lost_log_is_told(cut: Desk) -> None:
    log_of(cut).unlink()
    for _ in range(2):
        assert cut.reopen().store.behind == SAVES
        assert names_in(cut) == {"Before"}
        assert [row.title for row in records.search(cut.session, "before")] == ["Before"]
        require_closed_for_writing(cut)


@pytest.mark.parametrize("part", [0, 0.01, 0.3, 0.6, 0.99])
def test_a_cut_log_is_told(cut: Desk, part: float) -> None:
    whole = log_of(cut).read_bytes()
    log_of(cut).write_bytes(whole[: int(len(whole) * part)])
    assert 0 < cut.session.store.behind <= SAVES
    assert len(names_in(cut)) == SAVES + 1 - cut.session.store.behind
    require_closed_for_writing(cut)


def test_an_altered_log_is_told_or_harmless(cut: Desk, tmp_path: Path, scale: float) -> None:
    chance = random.Random(7)  # noqa: S311 a test that runs alike each time
    whole = log_of(cut).read_bytes()
    for number in range(max(6, int(60 * scale))):
        other = cut.copy_to(tmp_path / f"altered{number}")
        flipped = bytearray(whole)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        log_of(other).write_bytes(flipped)
        assert len(names_in(other)) == SAVES + 1 - other.session.store.behind
        assert is_sound(other.session) == (other.session.store.behind == 0)
        other.lock()


def test_one_copy_of_the_anchor_is_enough(cut: Desk) -> None:
    log_of(cut).unlink()
    for gone in (cut.folder / "anchor.bin", unlocking.anchor_copy(cut.folder)):
        held = gone.read_bytes()
        gone.unlink()
        assert cut.session.store.behind == SAVES
        cut.lock()
        gone.write_bytes(held)


def test_an_older_database_is_told(desk: Desk, tmp_path: Path) -> None:
    made = records.add(desk.session, "allegation", {"area": "North"}).id
    desk.lock()
    shutil.copy(desk.database, tmp_path / "older")
    said = {"regime": "sea", "received_on": "2026-03-01"}
    acts.act(desk.session, "allegation", made, "notify", said)
    desk.lock()
    shutil.copy(tmp_path / "older", desk.database)
    assert desk.session.store.behind == 5
    assert records.read(desk.session, "allegation", made).state == "draft"
    with refused("damaged"):
        acts.act(desk.session, "allegation", made, "notify", said)


def test_a_database_that_went_another_way_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.lock()
    fork = desk.copy_to(tmp_path / "fork")
    for number in range(3):
        records.add(desk.session, "partner", {"name": f"Here {number}"})
        records.add(fork.session, "partner", {"name": f"There {number}"})
    records.add(fork.session, "partner", {"name": "There more"})
    desk.lock()
    fork.lock()
    shutil.copy(fork.database, desk.database)
    assert desk.session.store.behind > 0
    require_closed_for_writing(desk)


def test_a_database_ahead_of_its_anchor_is_normal(desk: Desk, tmp_path: Path) -> None:
    shutil.copy(desk.folder / "anchor.bin", tmp_path / "older")
    for number in range(SAVES):
        records.add(desk.session, "partner", {"name": f"Partner {number}"})
    desk.lock()
    shutil.copy(tmp_path / "older", desk.folder / "anchor.bin")
    shutil.copy(tmp_path / "older", unlocking.anchor_copy(desk.folder))
    assert desk.session.store.behind == 0
    assert is_sound(desk.session)
    records.add(desk.session, "partner", {})
    assert is_sound(desk.reopen())


@pytest.mark.parametrize("damage", [b"", b"\xff" * 1024, b"\0" * 4000])
def test_an_anchor_that_is_gone_or_damaged_is_told(desk: Desk, damage: bytes) -> None:
    """It was durable before the vault was one: who took it may have taken saves as well."""
    records.add(desk.session, "partner", {})
    desk.lock()
    for file in (desk.folder / "anchor.bin", unlocking.anchor_copy(desk.folder)):
        file.write_bytes(damage)
    for _ in range(2):
        assert desk.reopen().store.behind == 1
        require_closed_for_writing(desk)


def test_what_is_left_of_a_broken_log_is_kept_aside(cut: Desk) -> None:
    """And it stays where it is: somebody may still be able to read what stands behind its break."""
    broken = bytearray(log_of(cut).read_bytes())
    broken[len(broken) // 2] ^= 1
    log_of(cut).write_bytes(broken)
    for _ in range(2):
        assert cut.reopen().store.behind > 0
        cut.lock()
    aside = cut.database.with_name(f"{cut.database.name}.aside")
    assert aside.read_bytes() == log_of(cut).read_bytes() == broken


def save_more(desk: Desk) -> None:
    """Save so much that pages of the main file are others than before."""
    for number in range(12):
        records.add(desk.session, "recommendation", {"title": f"Later {number}", "text": "Water " * 200})


def take_stale_log(cut: Desk, _other: Path) -> bytes:
    """Return the log of an earlier hour, whose saves the main file has held for long."""
    stale = log_of(cut).read_bytes()
    save_more(cut)
    cut.lock()
    return stale


def take_foreign_log(cut: Desk, other: Path) -> bytes:
    """Return the log of another vault."""
    stranger = make_desk(other, cut.clock)
    save_more(stranger)
    foreign = log_of(stranger).read_bytes()
    stranger.lock()
    save_more(cut)
    cut.lock()
    return foreign


def take_cut_log(cut: Desk, _other: Path) -> bytes:
    """Return the log without its end."""
    return log_of(cut).read_bytes()[:-5000]


@pytest.mark.parametrize("take", [take_stale_log, take_foreign_log, take_cut_log])
def test_a_log_that_does_not_belong_there_ruins_nothing(
    cut: Desk, tmp_path: Path, take: Callable[[Desk, Path], bytes]
) -> None:
    """Written back at closing it would put older pages, or a stranger's, over what was saved since."""
    is_whole_without = take is not take_cut_log
    log_of(cut).write_bytes(take(cut, tmp_path / "other"))
    before, proof = cuts.read_image(cut.folder), vault.prove(cut.folder, PASSPHRASE)
    for _ in range(2):
        said = cuts.try_to(lambda: unlocking.look_over(cut.folder, proof))
        said = said or cuts.try_to(lambda: checking.check(cut.session))
        assert said == "damaged" or cut.session.store.behind
        cut.lock()
        after = cuts.read_image(cut.folder)
        assert {file: after[file] for file in before} == before
        assert not [file for file in after if file.name.endswith("-shm")]
    if is_whole_without:
        log_of(cut).unlink()
        assert cut.session.store.behind == 0
        assert len(records.list_page(cut.session, "recommendation", {})[0]) == 12
        assert is_sound(cut.session)


def test_what_a_cut_reading_left_goes_at_the_next_unlock(cut: Desk) -> None:
    """The index of a log: page numbers and no more; the log itself may be written back by then."""
    index = cut.database.with_name(f"{cut.database.name}-shm")
    index.write_bytes(bytes(32_768))
    assert cut.session.store.behind == 0
    cut.lock()
    index.write_bytes(b"odd")
    assert is_sound(cut.session)
    assert not index.exists()


def test_a_backup_is_made_of_what_is_left(cut: Desk, tmp_path: Path) -> None:
    """What waits in the log and is whole is in it."""
    log_of(cut).write_bytes(take_cut_log(cut, tmp_path))
    missing = cut.session.store.behind
    assert 0 < missing < SAVES
    names = names_in(cut)
    written = safekeeping.back_up(cut.session, tmp_path / "backup")
    assert written.records == len(names) + 1
    assert safekeeping.rehearse(tmp_path / "backup", PASSPHRASE, tmp_path).behind == missing


def test_a_sound_vault_keeps_nothing_aside(cut: Desk) -> None:
    cut.reopen()
    cut.lock()
    assert not list(cut.folder.glob("*.aside"))

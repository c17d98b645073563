"""A vault that is being made: stopped or killed anywhere, nothing of it is unknown, and nothing else goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import backup, begun, lock
from focal_desktop.store.vault import Making
from focal_desktop.usecases import records, safekeeping, unlocking
from focal_desktop.usecases.session import Session
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY, Desk, full_disk, is_sound, make_desk, refused

Tell = Callable[[float], object]


@pytest.fixture
def source(desk: Desk) -> backup.Source:
    """A backup of a vault with something in it."""
    records.add(desk.session, "partner", {"name": "Kept"})
    out = desk.folder.with_name("backup")
    safekeeping.back_up(desk.session, out)
    return backup.unlock(out, PASSPHRASE)


def restore(folder: Path, source: backup.Source, tell: Tell = lambda _: None) -> None:
    """Make a vault of a backup and lock it."""

    def keep(session: Session) -> Session:
        return session

    making = Making(passphrase=PASSPHRASE, cost=FLOOR)
    found = safekeeping.restore(
        folder, source, making, keep, tell, clock=HandClock(), policy=POLICY, kinds=KINDS
    )
    assert is_sound(found.session)
    assert [row.title for row in records.list_page(found.session, "partner", {})[0]] == ["Kept"]
    unlocking.lock(found.session)


def stop_at(share: float) -> Tell:
    """Return what stops some work once so much of it is done."""

    def tell(done: float) -> None:
        if done >= share:
            raise Trouble("busy", "Stopped.")

    return tell


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6])
def test_a_restore_that_is_stopped_leaves_no_folder(
    source: backup.Source, tmp_path: Path, share: float
) -> None:
    before = sorted(tmp_path.iterdir())
    with refused("busy"):
        restore(tmp_path / "new" / "vault", source, stop_at(share))
    assert sorted(tmp_path.iterdir()) == before
    restore(tmp_path / "new" / "vault", source)
    assert not (tmp_path / "new" / "vault" / begun.MARK).exists()


def test_on_a_full_disk_it_leaves_no_folder(source: backup.Source, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    for room in (0, 1, 20_000, 120_000):
        with full_disk(room), refused("disk_full"):
            restore(tmp_path / "new" / "vault", source)
        assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_was_there_stays_with_all_in_it(source: backup.Source, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    with refused("busy"):
        restore(folder, source, stop_at(0.0))
    assert list(folder.iterdir()) == []
    (folder / "letter.txt").write_text("mine")
    with refused("busy"):
        restore(folder, source, stop_at(0.5))
    assert (folder / "letter.txt").read_text() == "mine"
    assert not begun.is_half(folder)
    assert [*folder.glob("*.db*")] == []


def test_what_somebody_put_into_it_meanwhile_stays(source: backup.Source, tmp_path: Path) -> None:
    folder = tmp_path / "new"

    def tell(done: float) -> None:
        (folder / "letter.txt").write_text("mine")
        stop_at(0.5)(done)

    with refused("busy"):
        restore(folder, source, tell)
    assert sorted(one.name for one in folder.iterdir()) == ["letter.txt", lock.FILE]


@pytest.mark.parametrize("name", ["d-0123abcd.db", "b-0123abcd.db", "anchor.bin"])
def test_parts_of_a_vault_that_it_did_not_make_are_not_touched(
    source: backup.Source, tmp_path: Path, name: str
) -> None:
    """As where somebody's front was lost: its database may be all there is."""
    folder = tmp_path / "lost"
    folder.mkdir()
    (folder / name).write_bytes(b"all there is")
    with refused("not_allowed") as found:
        restore(folder, source)
    assert "not touched" in found.value.sentence
    assert (folder / name).read_bytes() == b"all there is"
    assert not begun.is_half(folder)


@pytest.mark.long
def test_killed_anywhere_it_is_known_and_the_next_try_clears_it(
    source: backup.Source, tmp_path: Path, scale: float
) -> None:
    """As the files lie before each thing that is done: no vault yet, and said so, or a whole one."""
    folder = tmp_path / "new"
    folder.mkdir()
    copy = unlocking.anchor_copy(folder)
    images = cuts.list_images(partial(restore, folder, source), folder, copy)
    halves = []
    for number in cuts.spread(len(images), scale / 4):
        other = tmp_path / f"cut{number}"
        other.mkdir()
        (other / "letter.txt").write_text("mine")
        cuts.lay_out(images[number], {folder: other, copy: unlocking.anchor_copy(other)})
        said = cuts.try_to(partial(_open, other))
        assert said in ("", "no_vault")
        if said:
            halves.append(begun.is_half(other))
            restore(other, source)
        assert cuts.try_to(partial(_open, other)) == ""
        assert (other / "letter.txt").read_text() == "mine"
        assert sorted(one.name for one in other.glob("[bdhu]*-*")) == [
            one.name for one in other.glob("d-*.db")
        ]
    assert len(halves) > 3
    assert all(halves[1:]), "only before the mark there is nothing to be known"


def _open(folder: Path) -> None:
    clock = HandClock()
    unlocking.lock(unlocking.unlock(folder, PASSPHRASE, clock=clock, policy=POLICY, kinds=KINDS))


def test_a_half_made_vault_says_what_to_do(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / begun.MARK).write_bytes(b"made")
    assert begun.is_half(tmp_path)
    with refused("no_vault") as found:
        _ = Desk(tmp_path, clock).session
    assert "nothing was ever saved in it" in found.value.sentence
    make_desk(tmp_path, clock).lock()
    assert not (tmp_path / begun.MARK).exists()


def test_a_folder_of_an_earlier_try_goes_with_the_next_that_fails(
    source: backup.Source, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / begun.MARK).write_bytes(b"made")
    (folder / "d-0123abcd.db").write_bytes(b"left over")
    with refused("busy"):
        restore(folder, source, stop_at(0.5))
    assert not folder.exists()


def test_a_mark_beside_a_vault_says_nothing_and_goes(desk: Desk) -> None:
    desk.lock()
    (desk.folder / begun.MARK).write_bytes(b"made")
    assert not begun.is_half(desk.folder)
    assert desk.session
    assert not (desk.folder / begun.MARK).exists()


def test_a_folder_that_is_in_use_elsewhere_is_left(source: backup.Source, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    let_go = lock.take(folder)
    with refused("busy"):
        restore(folder, source)
    assert [one.name for one in folder.iterdir()] == [lock.FILE]
    let_go()

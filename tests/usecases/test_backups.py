"""Backups by themselves: when one is due, that it is checked, what is kept of them, here and on a stick."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import backup, header, restoring, shelf, still
from focal_desktop.store.vault import Making
from focal_desktop.usecases import audit, backups, practising, records, unlocking
from focal_desktop.usecases.audit import Deed
from focal_desktop.usecases.backups import Done
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY, Desk, full_disk, is_sound, make_desk, refused


def run(desk: Desk) -> Done | None:
    """Do what is due now, as the window does it in three parts."""
    job = backups.begin(desk.session)
    if job is None:
        return None
    done = backups.work(job)
    backups.end(desk.session, job, done)
    return done


def save(desk: Desk, *, days: float = 2) -> None:
    """Let some days pass and save something."""
    desk.clock.move(days=days)  # type: ignore[attr-defined] # the tests' clock
    records.add(desk.session, "partner", {"name": "Another"})


def numbers(folder: Path) -> list[int]:
    """Return the numbers of the backups in a folder, the newest first."""
    return [one.number for one in shelf.list_kept(folder)]


@pytest.fixture
def home(desk: Desk) -> Path:
    """Where its own backups lie."""
    return backups.home_of(desk.folder)


@pytest.fixture
def stick(tmp_path: Path, desk: Desk) -> Path:
    """A stick that was chosen and is there."""
    folder = tmp_path / "stick"
    folder.mkdir()
    backups.choose_stick(desk.session, folder)
    return folder


def test_one_is_made_when_something_changed_and_a_day_has_passed(desk: Desk, home: Path) -> None:
    assert run(desk) == Done(is_made=True)
    assert run(desk) is None
    desk.clock.move(days=40)  # type: ignore[attr-defined] # the tests' clock
    assert run(desk) is None
    records.add(desk.session, "partner", {"name": "New"})
    assert run(desk) == Done(is_made=True)
    records.add(desk.session, "partner", {"name": "Newer"})
    desk.clock.move(hours=23)  # type: ignore[attr-defined] # the tests' clock
    assert run(desk) is None
    desk.clock.move(hours=1)  # type: ignore[attr-defined] # the tests' clock
    assert run(desk) == Done(is_made=True)
    assert numbers(home) == [3, 2, 1]
    assert home.stat().st_mode & 0o777 == 0o700
    assert [line.what for line in audit.list_lines(desk.session)] == [Deed.BACKED_UP] * 3
    assert is_sound(desk.reopen())


def test_a_clock_that_was_set_back_holds_nothing_up(desk: Desk, home: Path) -> None:
    """And the newest stays the newest, whatever day it bears."""
    run(desk)
    for _ in range(4):
        save(desk, days=-400)
        assert run(desk)
    assert numbers(home) == [5, 4, 3]


def test_what_is_saved_while_it_is_made_makes_the_next_one_due(desk: Desk) -> None:
    job = backups.begin(desk.session)
    assert job
    records.add(desk.session, "partner", {"name": "Meanwhile"})
    backups.end(desk.session, job, backups.work(job))
    desk.clock.move(days=1)  # type: ignore[attr-defined] # the tests' clock
    assert run(desk)


def test_each_one_opens_and_holds_all_of_its_day(desk: Desk, home: Path, tmp_path: Path) -> None:
    save(desk)
    run(desk)
    newest = shelf.list_kept(home)[0].path
    assert newest.name == "b-000001-20260304.fbk"
    source = backup.unlock(newest, PASSPHRASE)
    assert restoring.rehearse(source, tmp_path, lambda _: None).at == "2026-03-04T09:00:00Z"


def test_an_older_one_goes_only_after_a_newer_one_was_checked(desk: Desk, home: Path) -> None:
    """A new one that gives back other bytes takes no good one with it."""
    for _ in range(3):
        save(desk)
        run(desk)
    before = numbers(home)

    def spoil(share: float) -> None:
        """Let the disk keep another bit than it took, before it is read back."""
        for part in home.glob("*.part") if share == 0.7 else ():
            data = bytearray(part.read_bytes())
            data[-100] ^= 1
            part.write_bytes(data)

    save(desk)
    job = backups.begin(desk.session)
    assert job
    with refused("disk_full"):
        backups.work(job, spoil)
    backups.end(desk.session, job, None)
    assert numbers(home) == before == [3, 2, 1]
    assert run(desk)
    assert numbers(home) == [4, 3, 2]


def test_a_full_disk_costs_no_backup_and_no_save(desk: Desk, home: Path) -> None:
    run(desk)
    save(desk)
    job = backups.begin(desk.session)
    assert job
    with full_disk(50_000), refused("disk_full"):
        backups.work(job)
    backups.end(desk.session, job, None)
    assert numbers(home) == [1]
    assert [file.name for file in home.iterdir()] == ["b-000001-20260302.fbk"]
    save(desk, days=0)
    assert run(desk)
    assert is_sound(desk.session)


def test_the_stick_gets_the_newest_whenever_it_is_there(desk: Desk, home: Path, stick: Path) -> None:
    assert run(desk) == Done(is_made=True, stick="there")
    assert numbers(stick) == [1]
    stick.rename(stick.with_name("away"))
    for _ in range(4):
        save(desk)
        assert run(desk) == Done(is_made=True, stick="missing")
    stick.with_name("away").rename(stick)
    assert run(desk) == Done(is_made=False, stick="there")
    assert (numbers(home), numbers(stick)) == ([5, 4, 3], [5, 1])
    assert (stick / "b-000005-20260310.fbk").read_bytes() == (home / "b-000005-20260310.fbk").read_bytes()
    backups.choose_stick(desk.session, None)
    assert run(desk) is None


def test_a_stick_that_holds_more_than_a_restored_vault_knows(
    desk: Desk, home: Path, stick: Path, tmp_path: Path
) -> None:
    """Numbers begin again with the vault; what is newest on the stick is still the newest made."""
    for _ in range(3):
        save(desk)
        run(desk)
    desk.lock()
    home.rename(tmp_path / "lost")
    with desk.session.store.transaction() as writer:
        writer.set_meta(backups.LAST, b"")
    save(desk)
    assert run(desk) == Done(is_made=True, stick="there")
    assert (numbers(home), numbers(stick)) == ([1], [4])
    assert backup.read(shelf.list_kept(home)[0].path) == backup.read(shelf.list_kept(stick)[0].path)
    save(desk)
    assert run(desk) == Done(is_made=True, stick="there")
    assert (numbers(home), numbers(stick)) == ([2, 1], [5, 4])
    assert run(desk) == Done(is_made=False, stick="there")
    assert numbers(stick) == [5, 4]


def test_a_stick_that_takes_nothing_is_told(desk: Desk, home: Path, stick: Path) -> None:
    (stick / "b-000001-20260302.fbk").mkdir()
    assert run(desk) == Done(is_made=True, stick="failed")
    for file in home.iterdir():
        file.unlink()
    (stick / "b-000001-20260302.fbk").rmdir()
    assert run(desk) == Done(is_made=True, stick="there")


def test_after_an_erasure_no_older_one_stays(desk: Desk, home: Path, stick: Path) -> None:
    """At once, not after a day; on a stick as soon as it is there again."""
    for _ in range(3):
        save(desk)
        run(desk)
    stick.rename(stick.with_name("away"))
    with desk.session.store.transaction() as writer:
        writer.note_erasure("a-record", "", "a reason", desk.session.at)
    assert run(desk) == Done(is_made=True, stick="missing")
    assert numbers(home) == [4]
    stick.with_name("away").rename(stick)
    assert run(desk) == Done(is_made=False, stick="there")
    assert numbers(stick) == [4]
    save(desk)
    run(desk)
    assert numbers(home) == numbers(stick) == [5, 4]


def test_vaults_that_lie_beside_each_other_leave_each_others_alone(desk: Desk, home: Path) -> None:
    other = make_desk(desk.folder.with_name("other"), desk.clock)
    for _ in range(4):
        for one in (desk, other):
            save(one, days=1)
            assert run(one)
    mine = header.read(desk.folder / "header.bin").vault
    assert [one.number for one in shelf.list_kept(home, mine)] == [7, 5, 3]
    assert numbers(home) == [8, 7, 6, 5, 4, 3]
    other.lock()


def test_what_is_no_backup_of_ours_is_left_alone(desk: Desk, home: Path) -> None:
    home.mkdir()
    strange = ["b-000009-20200101.fbk", "letter.txt", "b-1.fbk"]
    for name in strange:
        (home / name).write_bytes(b"something else")
    part = home / "0123456789abcdef.part"
    part.write_bytes(b"what a cut left")
    run(desk)
    assert part.exists()
    desk.clock.move(days=40_000)  # type: ignore[attr-defined] # the tests' clock
    for _ in range(4):
        save(desk)
        run(desk)
    assert not part.exists()
    assert {*strange} <= {file.name for file in home.iterdir()}
    assert len([*home.iterdir()]) == len(strange) + 3


def test_none_is_made_where_nothing_may_be_written(desk: Desk, tmp_path: Path, clock: HandClock) -> None:
    """Practice is not worth one; a vault that lacks saves waits for a person."""
    making = Making(passphrase=PASSPHRASE, cost=FLOOR)
    folder = tmp_path / "practice" / "vault"
    practice = practising.create(folder, making, "en", clock=clock, policy=POLICY, kinds=KINDS)
    assert backups.begin(practice) is None
    unlocking.lock(practice)
    desk.lock()
    older = desk.database.read_bytes()
    save(desk)
    desk.lock()
    desk.database.write_bytes(older)
    assert backups.begin(desk.session) is None


def test_a_place_within_the_vault_is_no_other_place(desk: Desk, tmp_path: Path) -> None:
    for within in (desk.folder, desk.folder / "below", tmp_path / ".." / desk.folder):
        with refused("not_allowed"):
            backups.choose_stick(desk.session, within)
    assert backups.read_stick(desk.session) is None


def test_stopped_midway_nothing_is_left(desk: Desk, home: Path) -> None:
    """As by a lock while it is made."""

    class Stopped(Exception):
        pass

    def stop(_share: float) -> None:
        raise Stopped

    job = backups.begin(desk.session)
    assert job
    with pytest.raises(Stopped):
        backups.work(job, stop)
    desk.lock()
    backups.end(desk.session, job, None)
    assert [*home.iterdir()] == []
    assert not [*desk.folder.glob("b-*")]


def test_a_person_may_ask_for_one_aside(desk: Desk, tmp_path: Path) -> None:
    held = backups.hold(desk.session, tmp_path / "asked.fbk")
    records.add(desk.session, "partner", {"name": "Meanwhile"})
    assert held.make().records == 1
    still.let_go(desk.session.store)
    assert backup.read(tmp_path / "asked.fbk")
    assert backups.read_last(desk.session) is None

"""Passphrase, recovery code, backup and restore, as a person uses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import passphrase
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import backup, vault
from focal_desktop.store.vault import Making
from focal_desktop.usecases import records, safekeeping, unlocking
from focal_desktop.usecases.safekeeping import Restored
from focal_desktop.usecases.session import Session
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY, Desk, full_disk, is_sound, make_desk, refused

NEW = "other words, five of them"
CODE = passphrase.new_code()
Restore = Callable[..., Restored]


def making(phrase: str = PASSPHRASE, code: str | None = None) -> Making:
    """Return what a vault is put under."""
    return Making(passphrase=phrase, cost=FLOOR, code=code)


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    """A vault that no other test has a copy of: a restore counts by every anchor of its vault."""
    made = make_desk(tmp_path / "vault", clock)
    yield made
    made.lock()


@pytest.fixture
def given(clock: HandClock) -> dict[str, Any]:
    """What opening a vault needs."""
    return {"clock": clock, "policy": POLICY, "kinds": KINDS}


@pytest.fixture
def restored(tmp_path: Path, given: dict[str, Any]) -> Iterator[Restore]:
    """Make vaults of backups; each is closed at the end."""
    made: list[Session] = []

    def make(source: backup.Source, phrase: str = PASSPHRASE) -> Restored:
        folder = tmp_path / f"restored{len(made)}"
        found = safekeeping.restore(folder, source, making(phrase), lambda session: session, **given)
        made.append(found.session)
        return found

    yield make
    for session in made:
        session.store.close()


def back_up(desk: Desk, name: str = "backup") -> backup.Source:
    """Write a backup and open it."""
    out = desk.folder.with_name(name)
    safekeeping.back_up(desk.session, out)
    return backup.unlock(out, PASSPHRASE)


def test_a_new_passphrase_opens_and_the_old_one_no_more(desk: Desk, given: dict[str, Any]) -> None:
    made = records.add(desk.session, "partner", {"name": "Kept"}).id
    safekeeping.change_passphrase(desk.session, making(NEW))
    records.edit(desk.session, "partner", made, {"name": "Changed"})
    desk.lock()
    with refused("wrong_passphrase"):
        unlocking.unlock(desk.folder, PASSPHRASE, **given)
    session = unlocking.unlock(desk.folder, NEW, **given)
    assert records.read(session, "partner", made).title == "Changed"
    assert is_sound(session)
    unlocking.lock(session)


def test_the_printed_code_leads_to_a_new_passphrase(desk: Desk, given: dict[str, Any]) -> None:
    """More than once, whatever passphrase came between."""
    safekeeping.change_passphrase(desk.session, making(PASSPHRASE, CODE))
    desk.lock()
    for phrase in (NEW, "again other words"):
        with safekeeping.recovered(desk.folder, CODE, **given) as session:
            assert session.person.office == "KEN"
            safekeeping.change_passphrase(session, making(phrase))
        unlocking.lock(unlocking.unlock(desk.folder, phrase, **given))
    with refused("wrong_passphrase"), safekeeping.recovered(desk.folder, passphrase.new_code(), **given):
        pass


def test_a_vault_without_a_code_is_not_recovered(desk: Desk, given: dict[str, Any]) -> None:
    desk.lock()
    with refused("wrong_passphrase"), safekeeping.recovered(desk.folder, CODE, **given):
        pass
    assert desk.session


def test_a_vault_that_was_recovered_is_closed_whatever_happens(desk: Desk, given: dict[str, Any]) -> None:
    safekeeping.change_passphrase(desk.session, making(PASSPHRASE, CODE))
    desk.lock()
    with pytest.raises(KeyboardInterrupt), safekeeping.recovered(desk.folder, CODE, **given):
        raise KeyboardInterrupt
    assert desk.session


def lose_phrase(desk: Desk) -> vault.Proof:
    """Lock a vault that has a sheet, and open its header by that."""
    records.add(desk.session, "partner", {"name": "Kept"})
    safekeeping.change_passphrase(desk.session, making(PASSPHRASE, CODE))
    desk.lock()
    return vault.prove(desk.folder, CODE, is_code=True)


def read_and_lock(session: Session) -> list[str]:
    """Return the names of the partners of a sound vault."""
    assert is_sound(session)
    found = [row.title for row in records.list_page(session, "partner", {})[0]]
    unlocking.lock(session)
    return found


def test_a_recovery_tells_how_far_it_is_and_returns_what_opens(desk: Desk, given: dict[str, Any]) -> None:
    proof, steps = lose_phrase(desk), list[float]()
    found, unchanged = safekeeping.recover(desk.folder, proof, making(NEW), steps.append, **given)
    assert (unchanged, steps[-1]) == (None, 1.0)
    assert read_and_lock(unlocking.open_proven(desk.folder, found, **given)) == ["Kept"]
    assert read_and_lock(unlocking.unlock(desk.folder, NEW, **given)) == ["Kept"]
    with refused("wrong_passphrase"):
        unlocking.unlock(desk.folder, PASSPHRASE, **given)
    assert len([*desk.folder.glob("d-*.db")]) == 1


def test_a_recovery_that_is_stopped_changes_nothing(desk: Desk, given: dict[str, Any]) -> None:
    proof = lose_phrase(desk)

    def stop(_share: float) -> None:
        raise Trouble("busy", "Stopped.")

    with refused("busy"):
        safekeeping.recover(desk.folder, proof, making(NEW), stop, **given)
    assert len([*desk.folder.glob("d-*.db")]) == 1
    assert read_and_lock(unlocking.unlock(desk.folder, PASSPHRASE, **given)) == ["Kept"]


def test_without_room_for_new_keys_it_still_opens(desk: Desk, given: dict[str, Any]) -> None:
    """What was proven before opens it, and why nothing was changed is returned."""
    proof = lose_phrase(desk)
    with full_disk(60_000):
        found, unchanged = safekeeping.recover(desk.folder, proof, making(NEW), **given)
    assert unchanged is not None
    assert "not changed" in unchanged.sentence
    assert read_and_lock(unlocking.open_proven(desk.folder, found, **given)) == ["Kept"]
    assert read_and_lock(unlocking.unlock(desk.folder, PASSPHRASE, **given)) == ["Kept"]


@pytest.mark.long
def test_a_recovery_cut_anywhere_leaves_the_sheet_good(
    desk: Desk, tmp_path: Path, given: dict[str, Any]
) -> None:
    """As the files lie before each thing that is done: sheet and one of both passphrases open."""
    proof, copy = lose_phrase(desk), unlocking.anchor_copy(desk.folder)
    images = cuts.list_images(
        lambda: safekeeping.recover(desk.folder, proof, making(NEW), **given), desk.folder, copy
    )
    opened = []
    for number, image in enumerate(images[:: max(1, len(images) // 10)] + images[-1:]):
        folder = tmp_path / f"cut{number}"
        cuts.lay_out(image, {desk.folder: folder, copy: unlocking.anchor_copy(folder)})
        read = [cuts.try_to(partial(_open, folder, p, given)) for p in (PASSPHRASE, NEW)]
        assert sorted(read) == ["", "wrong_passphrase"]
        opened.append(read[1] == "")
        assert read_and_lock(unlocking.unlock_with_code(folder, CODE, **given)) == ["Kept"]
    assert (opened[0], opened[-1]) == (False, True)


def _open(folder: Path, phrase: str, given: dict[str, Any]) -> None:
    assert read_and_lock(unlocking.unlock(folder, phrase, **given)) == ["Kept"]


def test_a_backup_keeps_the_secrets_of_its_day(desk: Desk, restored: Restore) -> None:
    """The passphrase of then and the code of then; a later change does not reach it."""
    safekeeping.change_passphrase(desk.session, making(PASSPHRASE, CODE))
    records.add(desk.session, "partner", {"name": "Kept"})
    source = back_up(desk)
    safekeeping.change_passphrase(desk.session, making(NEW, passphrase.new_code()))
    with refused("wrong_passphrase"):
        backup.unlock(source.path, NEW)
    by_code = backup.unlock_with_code(source.path, CODE)
    for one in (source, by_code):
        found = restored(one)
        assert [row.title for row in records.list_page(found.session, "partner", {})[0]] == ["Kept"]
        assert found.records == 2
        assert is_sound(found.session)


def test_the_code_stays_good_in_a_restored_vault(
    desk: Desk, restored: Restore, given: dict[str, Any]
) -> None:
    """The printed sheet needs no new print."""
    safekeeping.change_passphrase(desk.session, making(PASSPHRASE, CODE))
    found = restored(back_up(desk), NEW)
    found.session.store.close()
    with safekeeping.recovered(found.session.store.folder, CODE, **given) as session:
        safekeeping.change_passphrase(session, making("third"))
    unlocking.lock(unlocking.unlock(found.session.store.folder, "third", **given))


def test_what_came_after_the_backup_is_counted_where_that_can_be(desk: Desk, restored: Restore) -> None:
    """The anchor's copy on the same computer knows; nothing is missing where nothing was saved."""
    source = back_up(desk)
    assert (found := restored(source)).maybe_missing == 0
    assert found.is_counted
    records.add(desk.session, "partner", {"name": "One", "country": "KE"})
    records.add(desk.session, "partner", {"name": "Two"})
    found = restored(source)
    assert (found.maybe_missing, found.is_counted) == (3, True)
    assert found.backed_up_at == "2026-03-02T09:00:00Z"


def test_elsewhere_it_is_estimated_by_the_pace_before(
    desk: Desk, restored: Restore, clock: HandClock
) -> None:
    """Ten days with forty saves, then five without a count: about half as many, never less than one."""
    for _ in range(36):
        records.add(desk.session, "partner", {})
    clock.move(days=9)
    records.add(desk.session, "partner", {})
    clock.move(days=1)
    source = back_up(desk)
    unlocking.anchor_copy(desk.folder).unlink()
    clock.move(days=5)
    found = restored(source)
    assert (found.maybe_missing, found.is_counted) == (21, False)  # the backup is a line of its own
    clock.move(days=-4.99)
    assert restored(source).maybe_missing == 1
    clock.move(days=-3000)
    assert restored(source).maybe_missing == 0


def test_what_was_missing_before_stays_said(desk: Desk, restored: Restore) -> None:
    """A vault that lacked saves does not become whole by way of a backup."""
    desk.lock()
    older = desk.database.read_bytes()
    records.add(desk.session, "partner", {"name": "Lost"})
    desk.lock()
    desk.database.write_bytes(older)
    source = back_up(desk)
    unlocking.anchor_copy(desk.folder).unlink()
    found = restored(source)
    assert found.maybe_missing == 1
    records.add(found.session, "partner", {"name": "After"})
    assert is_sound(found.session)


def test_a_device_of_its_own_is_given_before_it_counts(
    desk: Desk, tmp_path: Path, given: dict[str, Any]
) -> None:
    """Where that fails there is no vault, and the next try finds the folder free."""
    source = back_up(desk)
    folder = tmp_path / "again"

    def fail(_session: Session) -> Session:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        safekeeping.restore(folder, source, making(), fail, **given)
    assert not (folder / "header.bin").exists()
    found = safekeeping.restore(folder, source, making(), lambda session: session, **given)
    unlocking.lock(found.session)


def test_the_anchor_of_another_vault_counts_nothing(desk: Desk, tmp_path: Path, restored: Restore) -> None:
    other = make_desk(tmp_path / "other", desk.clock)
    source = back_up(desk)
    for _ in range(5):
        records.add(other.session, "partner", {})
    other.lock()
    assert restored(source).maybe_missing == 0

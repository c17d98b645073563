"""Two officers open a backup whose vault, passphrase and sheet are gone: as a vault, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.crypto import passphrase
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import asking, backup, header
from focal_desktop.store.vault import Making
from focal_desktop.sync import revoking, succeeding
from focal_desktop.usecases import answered, audit, records, reopening, safekeeping, unlocking
from focal_desktop.usecases.session import Session
from tests.desks import refused
from tests.security.officers import CHOSEN, Bench, make_bench
from tests.sync.company import PASSPHRASE, POLICY, Company
from tests.sync.conftest import company

__all__ = ["company"]


@pytest.fixture
def bench(company: Company) -> Bench:
    """Two officers and an office."""
    return make_bench(company)


@pytest.fixture
def saved(bench: Bench, tmp_path: Path) -> Path:
    """A backup of the desk, whose computer, passphrase and sheet are gone."""
    lost = passphrase.new_code()
    safekeeping.change_passphrase(bench.desk, Making(passphrase=PASSPHRASE, cost=FLOOR, code=lost))
    records.add(bench.desk, "partner", {"name": "Kept"})
    safekeeping.back_up(bench.desk, tmp_path / "backup")
    unlocking.lock(bench.desk)
    (tmp_path / "lost").write_text(lost)
    return tmp_path / "backup"


def restore(bench: Bench, source: backup.Source, folder: Path, phrase: str = CHOSEN) -> Session:
    """Make a vault of a backup, with a device of its own."""
    found = safekeeping.restore(
        folder,
        source,
        Making(passphrase=phrase, cost=FLOOR),
        succeeding.succeed,
        clock=bench.company.clock,
        policy=POLICY,
        kinds=KINDS,
    )
    bench.company.opened.append(found.session)
    return found.session


def test_two_officers_open_a_backup(bench: Bench, saved: Path, tmp_path: Path) -> None:
    """Neither alone; the restored vault says who did, and neither the old passphrase nor sheet opens it."""
    request = answered.ask(saved, CHOSEN, FLOOR)
    data = bench.answer(request)
    assert asking.read_request(answered.find(saved)) == request
    with refused("wrong_passphrase"):
        answered.open_backup(saved, data, PASSPHRASE)
    source = answered.open_backup(saved, data, CHOSEN)
    session = restore(bench, source, tmp_path / "restored")
    assert [row.title for row in records.list_page(session, "partner", {})[0]] == ["Kept"]
    opened = reopening.find_standing(session).opened
    assert opened is not None
    assert opened.officers == tuple(one.person.device for one in bench.order())
    assert [one.part for one in audit.list_lines(session) if one.what == "escrow_opened"]
    unlocking.lock(session)
    front = header.read(tmp_path / "restored" / "header.bin")
    assert header.unlock(front, CHOSEN)
    with refused("wrong_passphrase"):
        header.unlock(front, PASSPHRASE)
    with refused("wrong_passphrase"):
        header.unlock_with_code(front, (tmp_path / "lost").read_text())
    assert not asking.is_waiting(answered.find(saved))


def test_the_key_to_a_backup_waits_wherever_the_file_lies(bench: Bench, saved: Path, tmp_path: Path) -> None:
    """Nothing is written beside the backup; what waits opens nothing without the new passphrase."""
    before = sorted(tmp_path.iterdir())
    data = bench.answer(answered.ask(saved, CHOSEN, FLOOR))
    assert sorted(tmp_path.iterdir()) == before
    waits = answered.find(saved).file
    assert waits.stat().st_mode & 0o77 == 0
    assert source_key(saved, data) not in waits.read_bytes()
    moved = saved.rename(tmp_path / "elsewhere")
    assert answered.open_backup(moved, data, CHOSEN).officers


def source_key(path: Path, data: bytes) -> bytes:
    """Return the key that an answer leads to."""
    return answered.open_backup(path, data, CHOSEN).opened.data_key


def test_an_answer_opens_one_backup_alone(bench: Bench, saved: Path, tmp_path: Path) -> None:
    """Neither the vault it was made of, nor another backup, nor this one once it was altered."""
    data = bench.answer(answered.ask(saved, CHOSEN, FLOOR))
    with refused("not_found"):
        bench.reopen(data)
    bench.unlock(PASSPHRASE)
    safekeeping.back_up(bench.desk, tmp_path / "another")
    unlocking.lock(bench.desk)
    with refused("not_found"):
        answered.open_backup(tmp_path / "another", data, CHOSEN)
    answered.ask(tmp_path / "another", CHOSEN, FLOOR)
    with refused("file_not_ours", "answer"):
        answered.open_backup(tmp_path / "another", data, CHOSEN)
    saved.write_bytes(saved.read_bytes()[:-1] + b"\0")
    with refused("backup_unreadable"):
        answered.open_backup(saved, data, CHOSEN)
    with refused("backup_unreadable"):
        answered.ask(saved, CHOSEN, FLOOR)


def test_the_backup_of_a_closed_device_is_not_opened(bench: Bench, saved: Path) -> None:
    revoking.revoke(bench.officer, bench.desk.person.device)
    with refused("not_allowed"):
        bench.answer(answered.ask(saved, CHOSEN, FLOOR))

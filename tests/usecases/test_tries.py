"""What did not open a vault is counted beside it, told once, and says nothing of what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import vault
from focal_desktop.usecases import tries, unlocking
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY, Desk, refused


def try_one(desk: Desk, phrase: str) -> None:
    """Try to open a vault."""
    with tries.noted(desk.folder, desk.clock):
        vault.prove(desk.folder, phrase)


def test_each_wrong_one_is_counted_with_its_time(desk: Desk, clock: HandClock) -> None:
    desk.lock()
    assert tries.read(desk.folder) is None
    for phrase in ("CANARY one", "CANARY two", "CANARY three"):
        with refused("wrong_passphrase"):
            try_one(desk, phrase)
        clock.move(minutes=5)
    found = tries.read(desk.folder)
    assert found == tries.Tries(count=3, first_at="2026-03-02T09:00:00Z", last_at="2026-03-02T09:10:00Z")
    said = (desk.folder / tries.FILE).read_text()
    assert "CANARY" not in said
    tries.forget(desk.folder)
    assert tries.read(desk.folder) is None
    tries.forget(desk.folder)


def test_what_opens_it_is_not_counted(desk: Desk) -> None:
    desk.lock()
    try_one(desk, PASSPHRASE)
    assert tries.read(desk.folder) is None


def test_another_trouble_is_none_of_these(desk: Desk) -> None:
    with refused("busy"), tries.noted(desk.folder, desk.clock):
        raise Trouble("busy", "Open elsewhere.")
    assert tries.read(desk.folder) is None


def test_a_folder_without_a_vault_gets_no_file(tmp_path: Path, clock: HandClock) -> None:
    with refused("wrong_passphrase"), tries.noted(tmp_path, clock):
        raise Trouble("wrong_passphrase", "Not this one.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not ours",
        b'{"count":0,"first_at":"2026-03-02T09:00:00Z","last_at":"2026-03-02T09:00:00Z"}',
        b'{"count":3,"first_at":"2026-03-02T09:00:00Z","last_at":"<b>yesterday</b>"}',
        b'{"count":3}' + b" " * tries.MOST_BYTES,
    ],
)
def test_what_is_no_note_of_ours_tells_nothing_and_is_begun_anew(desk: Desk, content: bytes) -> None:
    desk.lock()
    (desk.folder / tries.FILE).write_bytes(content)
    assert tries.read(desk.folder) is None
    with refused("wrong_passphrase"):
        try_one(desk, "wrong")
    found = tries.read(desk.folder)
    assert found is not None
    assert found.count == 1


def test_where_nothing_can_be_written_the_refusal_is_the_same(desk: Desk) -> None:
    desk.lock()
    (desk.folder / tries.FILE).mkdir()
    with refused("wrong_passphrase"):
        try_one(desk, "wrong")
    unlocking.lock(unlocking.unlock(desk.folder, PASSPHRASE, clock=desk.clock, policy=POLICY, kinds=KINDS))


def test_the_count_ends_somewhere(desk: Desk) -> None:
    desk.lock()
    for _ in range(2):
        (desk.folder / tries.FILE).write_bytes(
            b'{"count":9999,"first_at":"2026-03-02T09:00:00Z","last_at":"2026-03-02T09:00:00Z"}'
        )
        with refused("wrong_passphrase"):
            try_one(desk, "wrong")
    found = tries.read(desk.folder)
    assert found is not None
    assert found.count == tries.MOST

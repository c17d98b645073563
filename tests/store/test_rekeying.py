"""A new passphrase: cut anywhere, one of both opens and nothing is lost; what is old opens nothing new."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.crypto import keys, passphrase, sealing, signing
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import header, reader, rekeying, slots
from focal_desktop.store.connection import connect
from focal_desktop.store.header import Secrets
from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.session import Session
from tests import cuts
from tests.desks import PASSPHRASE, POLICY, Desk, full_disk, is_sound, read_all, refused

NEW = "a new passphrase of words"
SAVED = ("Before one", "Before two")


def secrets_of(phrase: str, code: str | None = None) -> Secrets:
    """Return what a vault is put under."""
    return Secrets(passphrase=phrase, cost=FLOOR, signing_seed=signing.new_seed(), code=code)


def open_with(folder: Path, phrase: str, desk: Desk) -> Session:
    """Open a vault by a passphrase."""
    return unlocking.unlock(folder, phrase, clock=desk.clock, policy=POLICY, kinds=KINDS)


def names_in(session: Session) -> set[str]:
    """Return the names of the partners."""
    return {row.title for row in records.list_page(session, "partner", {})[0]}


def read_and_close(folder: Path, phrase: str, desk: Desk) -> set[str]:
    """Return what a passphrase shows."""
    session = open_with(folder, phrase, desk)
    try:
        return names_in(session)
    finally:
        unlocking.lock(session)


def find_opening(folder: Path, desk: Desk) -> str:
    """Return the one passphrase that opens a vault."""
    found = {p: cuts.try_to(partial(read_and_close, folder, p, desk)) for p in (PASSPHRASE, NEW)}
    assert sorted(found.values()) == ["", "wrong_passphrase"]
    return next(phrase for phrase, code in found.items() if not code)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A vault with something in it."""
    for name in SAVED:
        records.add(desk.session, "partner", {"name": name})
    return desk


def test_the_vault_goes_on_under_new_keys(filled: Desk) -> None:
    """In the same session, and afterwards by the new passphrase alone; every file of the old keys is gone."""
    before, database = read_all(filled.session), filled.database
    front = header.read(filled.folder / "header.bin")
    rekeying.rekey(filled.session.store, secrets_of(NEW))
    assert read_all(filled.session) == before
    records.add(filled.session, "partner", {"name": "After"})
    assert is_sound(filled.session)
    filled.lock()
    assert not database.exists()
    assert filled.database != database
    assert sorted(f.name for f in filled.folder.glob("[db]-*")) == [filled.database.name]
    with refused("wrong_passphrase"):
        open_with(filled.folder, PASSPHRASE, filled)
    again = open_with(filled.folder, NEW, filled)
    assert names_in(again) == {*SAVED, "After"}
    assert is_sound(again)
    unlocking.lock(again)
    renewed = header.read(filled.folder / "header.bin")
    assert renewed.vault == front.vault
    assert (renewed.verify != front.verify, renewed.key_id != front.key_id) == (True, True)
    first, second = header._parse_both((filled.folder / "header.bin").read_bytes())
    assert first == second == renewed


def test_it_can_be_changed_again_and_again(filled: Desk) -> None:
    """Each time one database is left, and the header's number goes up."""
    for number in range(3):
        rekeying.rekey(filled.session.store, secrets_of(f"phrase {number}"))
    filled.lock()
    assert len(list(filled.folder.glob("d-*.db"))) == 1
    session = open_with(filled.folder, "phrase 2", filled)
    epoch = reader.read_meta(session.store.connection, rekeying.EPOCH)
    assert epoch == str(header.read(filled.folder / "header.bin").epoch).encode()
    unlocking.lock(session)


@pytest.mark.long
def test_killed_anywhere_one_of_both_opens_and_nothing_is_lost(
    filled: Desk, tmp_path: Path, scale: float
) -> None:
    """Every state the files are in between two operations, as a kill or a cut leaves them."""
    before = read_all(filled.session)
    copy = unlocking.anchor_copy(filled.folder)
    images = cuts.list_images(
        lambda: rekeying.rekey(filled.session.store, secrets_of(NEW)), filled.folder, copy
    )
    assert len(images) > 10
    opened = []
    for number in cuts.spread(len(images), scale):
        other = tmp_path / f"cut{number}"
        cuts.lay_out(images[number], {filled.folder: other, copy: unlocking.anchor_copy(other)})
        phrase = find_opening(other, filled)
        opened.append(phrase)
        session = open_with(other, phrase, filled)
        assert session.store.behind == 0
        assert read_all(session) == before
        assert is_sound(session)
        records.add(session, "partner", {"name": "After"})
        unlocking.lock(session)
        assert len(list(other.glob("d-*.db"))) == 1, "the next unlock ends what was cut"
        again = open_with(other, phrase, filled)
        assert is_sound(again)
        unlocking.lock(again)
    changed = opened.index(NEW)
    assert opened == [PASSPHRASE] * changed + [NEW] * (len(opened) - changed)


@pytest.mark.long
@pytest.mark.parametrize("why", [cuts.Cut, OSError], ids=["cut", "disk"])
def test_stopped_anywhere_one_of_both_opens_and_nothing_is_lost(
    filled: Desk, tmp_path: Path, scale: float, why: type[BaseException]
) -> None:
    """The same process then reads on, saves or refuses to, and closes; nothing it saved is lost."""
    before = read_all(filled.session)
    filled.lock()
    counted = filled.copy_to(tmp_path / "counted")
    among = cuts.ALL if why is cuts.Cut else cuts.OPERATIONS  # the database has faults of its own
    store = counted.session.store
    total = cuts.count(lambda: rekeying.rekey(store, secrets_of(NEW)), among)
    counted.lock()
    opened = set()
    for at in cuts.spread(total, scale):
        other = filled.copy_to(tmp_path / f"stop{at}")
        kept = set(SAVED)
        _stop(other, partial(cuts.stopped, at, why, among), kept)
        opened.add(phrase := find_opening(other.folder, filled))
        session = open_with(other.folder, phrase, filled)
        assert names_in(session) == kept
        assert {key: value for key, value in read_all(session).items() if key in before} == before
        assert is_sound(session)
        unlocking.lock(session)
        shutil.rmtree(other.folder)
    assert opened == {PASSPHRASE, NEW}


def _stop(desk: Desk, stopped: Callable[[], AbstractContextManager[None]], kept: set[str]) -> None:
    """Stop a change of keys at an operation, and save once more where that is allowed."""
    store = desk.session.store

    def change() -> None:
        with stopped():
            rekeying.rekey(store, secrets_of(NEW))

    said = cuts.try_to(change)
    assert said in ("", "stopped", "disk_full", "damaged")
    refusal = cuts.try_to(lambda: records.add(desk.session, "partner", {"name": "Afterwards"}))
    assert refusal in ("", "disk_full")
    if not refusal:
        kept.add("Afterwards")
    assert names_in(desk.session) == kept
    desk.lock()


def test_a_full_disk_changes_nothing(filled: Desk) -> None:
    """And leaves nothing beside the vault that takes up room."""
    before = read_all(filled.session)
    filled.reopen()
    with full_disk(filled.database.stat().st_size // 2), refused("disk_full"):
        rekeying.rekey(filled.session.store, secrets_of(NEW))
    assert [file.name for file in filled.folder.glob("d-*.db")] == [filled.database.name]
    assert read_all(filled.reopen()) == before
    assert is_sound(filled.session)


def test_a_damaged_vault_keeps_its_keys(filled: Desk) -> None:
    """A copy would hide what happened."""
    filled.lock()
    data = bytearray(filled.database.read_bytes())
    data[-100] ^= 1
    filled.database.write_bytes(data)
    with refused("damaged"):
        rekeying.rekey(filled.session.store, secrets_of(NEW))
    assert len(list(filled.folder.glob("d-*.db"))) == 1


def test_a_vault_that_lacks_saves_keeps_its_keys(filled: Desk) -> None:
    """Its files are evidence."""
    filled.lock()
    for file in (filled.folder / "anchor.bin", unlocking.anchor_copy(filled.folder)):
        file.unlink()
    with refused("damaged"):
        rekeying.rekey(filled.session.store, secrets_of(NEW))


def test_the_recovery_code_stays_good(filled: Desk) -> None:
    """Through several changes; a new one ends it."""
    code, other = passphrase.new_code(), passphrase.new_code()
    store = filled.session.store
    rekeying.rekey(store, secrets_of("one", code))
    rekeying.rekey(store, secrets_of("two"))
    rekeying.rekey(store, secrets_of("three"))
    filled.lock()
    kinds: dict[str, Any] = {"clock": filled.clock, "policy": POLICY, "kinds": KINDS}
    session = unlocking.unlock_with_code(filled.folder, code.lower(), **kinds)
    assert names_in(session) == set(SAVED)
    rekeying.rekey(session.store, secrets_of("four", other))
    unlocking.lock(session)
    with refused("wrong_passphrase"):
        unlocking.unlock_with_code(filled.folder, code, **kinds)
    unlocking.lock(unlocking.unlock_with_code(filled.folder, other, **kinds))


def test_an_older_header_is_refused(filled: Desk) -> None:
    """Put back under the same key, as one that gave others a way in: the database has seen a newer one."""
    front = filled.folder / "header.bin"
    older = front.read_bytes()
    seed = reader.read_key(filled.session.store.connection, rekeying.SIGNING_KEY) or b""
    header.write(front, header.read(front), seed)
    filled.reopen()
    filled.lock()
    front.write_bytes(older)
    before = {file: file.read_bytes() for file in filled.folder.glob("d-*")}
    with refused("damaged"):
        filled.reopen()
    assert {file: file.read_bytes() for file in filled.folder.glob("d-*")} == before


@pytest.fixture
def changed(filled: Desk, tmp_path: Path) -> tuple[Path, Path]:
    """Every file from before a change of passphrase, and the vault after it."""
    filled.lock()
    old = tmp_path / "old"
    shutil.copytree(filled.folder, old)
    shutil.copy(unlocking.anchor_copy(filled.folder), old / "copy.bin")
    rekeying.rekey(filled.session.store, secrets_of(NEW))
    records.add(filled.session, "partner", {"name": "Later"})
    filled.lock()
    return old, filled.folder


def test_every_old_file_with_the_old_passphrase_opens_nothing_later(
    filled: Desk, changed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Header, anchor and database, old and new in every mix: it shows the old state at most."""
    old, new = changed
    databases = [next(folder.glob("d-*.db")).name for folder in (old, new)]
    for number, mix in enumerate(itertools.product((old, new), repeat=3)):
        folder = tmp_path / f"mix{number}"
        folder.mkdir()
        for name, source in zip(("header.bin", "anchor.bin"), mix[:2], strict=True):
            shutil.copy(source / name, folder / name)
        held = next(mix[2].glob("d-*.db"))
        for name in databases:
            shutil.copy(held, folder / name)
        copy = unlocking.anchor_copy(folder)
        shutil.copy(old / "copy.bin", copy)
        is_old = (mix[0], mix[2]) == (old, old)
        said = cuts.try_to(partial(read_and_close, folder, PASSPHRASE, filled))
        assert (said == "") == is_old
        assert said in ("", "wrong_passphrase", "damaged")
        if is_old:
            assert read_and_close(folder, PASSPHRASE, filled) == set(SAVED)


def test_the_old_keys_open_nothing_later(changed: tuple[Path, Path]) -> None:
    """Neither the data key nor the private key that the old passphrase leads to is worth anything now."""
    old, new = changed
    former, front = header.read(old / "header.bin"), header.read(new / "header.bin")
    found = header.unlock(former, PASSPHRASE)
    for key in (keys.derive_key(found.data_key, "database"), found.data_key):
        with refused("damaged"):
            connect(new / front.database, key)
    slot = former.passphrase
    secret = slots._passphrase_secret(slot, PASSPHRASE)
    private = slots._open_private(slot, former.vault, secret, "")[1]
    info = slots._data_key_info(front.passphrase, front.vault)
    with pytest.raises(keys.NotForUs):
        sealing.open_sealed(private, front.passphrase.data_key, info, front.key_id)
    mixed = (new / "header.bin").read_bytes()
    assert front.passphrase.salt not in (old / "header.bin").read_bytes()
    assert slot.private not in mixed


@pytest.mark.parametrize("why", [cuts.Cut, OSError], ids=["cut", "disk"])
def test_stopped_at_each_flush_one_of_both_opens(
    filled: Desk, tmp_path: Path, why: type[BaseException]
) -> None:
    """Where a failing disk fails first; what was being changed says so, and neither vault is written on."""
    filled.lock()
    flushes = frozenset({"fsync"})
    counted = filled.copy_to(tmp_path / "counted")
    store = counted.session.store
    total = cuts.count(lambda: rekeying.rekey(store, secrets_of(NEW)), flushes)
    counted.lock()
    opened = []
    for at in range(total):
        other = filled.copy_to(tmp_path / f"stop{at}")
        kept = set(SAVED)
        _stop(other, partial(cuts.stopped, at, why, flushes), kept)
        opened.append(phrase := find_opening(other.folder, filled))
        assert read_and_close(other.folder, phrase, filled) == kept
    assert set(opened) == {PASSPHRASE, NEW}


def test_a_vault_that_lacks_a_key_of_its_own_is_damaged(filled: Desk) -> None:
    """It could sign no header; nothing of it is changed."""
    store = filled.session.store
    with store.transaction() as writer:
        writer.run("DELETE FROM key WHERE name = ?", rekeying.CODE_KEY)
    rekeying.rekey(store, secrets_of("one", passphrase.new_code()))
    with store.transaction() as writer:
        writer.run("DELETE FROM key WHERE name = ?", rekeying.CODE_KEY)
    before = filled.database
    with refused("damaged"):
        rekeying.rekey(store, secrets_of("two"))
    assert list(filled.folder.glob("d-*.db")) == [before]

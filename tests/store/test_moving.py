"""A change of keys whose copy is made aside: what is saved meanwhile stays, and always one of both opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import header, moving, rekeying, still
from focal_desktop.store.header import Secrets
from focal_desktop.usecases import records, unlocking
from tests import cuts
from tests.desks import PASSPHRASE, POLICY, Desk, full_disk, is_sound, read_all, refused

NEW = "other words, five of them"


def choose(desk: Desk) -> Secrets:
    """Return the secrets of a new passphrase, with the slow part done."""
    front = header.read(desk.folder / "header.bin")
    return header.prepare(front.vault, Secrets(passphrase=NEW, cost=FLOOR, signing_seed=signing.new_seed()))


def opens(folder: Path, desk: Desk, phrase: str) -> bool:
    """Tell whether a passphrase opens a vault whose every part is sound."""
    session = unlocking.unlock(folder, phrase, clock=desk.clock, policy=POLICY, kinds=KINDS)
    try:
        return is_sound(session)
    finally:
        unlocking.lock(session)


def databases(desk: Desk) -> int:
    """Return how many databases lie in the folder."""
    return len([*desk.folder.glob("d-*.db")])


def test_the_new_one_opens_and_all_is_there(desk: Desk) -> None:
    records.add(desk.session, "partner", {"name": "Kept"})
    store = desk.session.store
    before = read_all(desk.session)
    moved = moving.begin(store, choose(desk))
    moved.copy(lambda _: None)
    still.let_go(store)
    copied = moved.path.stat().st_ino
    moving.end(store, moved)
    assert moved.path.stat().st_ino == copied
    assert databases(desk) == 1
    assert read_all(desk.session) == before
    records.add(desk.session, "partner", {"name": "After"})
    desk.lock()
    with refused("wrong_passphrase"):
        opens(desk.folder, desk, PASSPHRASE)
    assert opens(desk.folder, desk, NEW)


def test_what_was_saved_meanwhile_is_copied_once_more(desk: Desk) -> None:
    """Be it a change of a record or a form that is being typed."""
    store = desk.session.store
    moved = moving.begin(store, choose(desk))
    moved.copy(lambda _: None)
    still.let_go(store)
    records.add(desk.session, "partner", {"name": "Meanwhile"})
    before = read_all(desk.session)
    copied = moved.path.stat().st_ino, moved.path.stat().st_mtime_ns
    moving.end(store, moved)
    assert (moved.path.stat().st_ino, moved.path.stat().st_mtime_ns) != copied
    assert read_all(desk.session) == before
    desk.lock()
    assert opens(desk.folder, desk, NEW)


def test_stopped_or_on_a_full_disk_nothing_is_changed(desk: Desk) -> None:
    store = desk.session.store

    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    moved = moving.begin(store, choose(desk))
    with pytest.raises(KeyboardInterrupt):
        moved.copy(stop)
    assert databases(desk) == 1
    with full_disk(50_000), refused("disk_full") as found:
        moved.copy(lambda _: None)
    assert "passphrase was not changed" in found.value.sentence
    still.let_go(store)
    records.add(desk.session, "partner", {"name": "Goes on"})
    desk.lock()
    assert opens(desk.folder, desk, PASSPHRASE)


@pytest.mark.long
def test_cut_at_any_moment_one_of_both_opens(desk: Desk, tmp_path: Path) -> None:
    """As the files lie before each thing that is done, from the beginning to the end."""
    records.add(desk.session, "partner", {"name": "Kept"})
    store = desk.session.store
    copy = unlocking.anchor_copy(desk.folder)

    def change() -> None:
        moved = moving.begin(store, choose(desk))
        moved.copy(lambda _: None)
        still.let_go(store)
        moving.end(store, moved)

    images = cuts.list_images(change, desk.folder, copy)
    opened = []
    for number, image in enumerate(images[:: max(1, len(images) // 12)] + images[-1:]):
        folder = tmp_path / f"cut{number}"
        cuts.lay_out(image, {desk.folder: folder, copy: unlocking.anchor_copy(folder)})
        opened.append([phrase for phrase in (PASSPHRASE, NEW) if _opens(folder, desk, phrase)])
    assert all(len(one) == 1 for one in opened)
    assert (opened[0], opened[-1]) == ([PASSPHRASE], [NEW])


def _opens(folder: Path, desk: Desk, phrase: str) -> bool:
    front = header.read(folder / "header.bin")
    try:
        header.unlock(front, phrase)
    except Trouble as wrong:
        return wrong.code != "wrong_passphrase"
    return opens(folder, desk, phrase)


def test_a_slot_that_was_prepared_is_for_its_vault_alone(desk: Desk) -> None:
    chosen = choose(desk)
    front = header.read(desk.folder / "header.bin")
    made, found = header.rekey(front, chosen, b"")
    assert header.unlock(made, NEW) == found
    other = header.rekey(front, chosen, b"")[0]
    assert other.passphrase.public == made.passphrase.public
    fresh, key = header.create(chosen)
    assert fresh.passphrase.public != made.passphrase.public
    assert header.unlock(fresh, NEW) == key


def test_a_data_key_is_renewed_the_same_way(desk: Desk) -> None:
    """Behind an erasure: the same passphrase opens, under another key; nothing is owed any more."""
    store = desk.session.store
    records.add(desk.session, "partner", {"name": "Kept"})
    with store.transaction() as writer:
        writer.set_meta(rekeying.RENEWAL, b"due")
    former, before = store.found.data_key, read_all(desk.session)
    moved = moving.begin_renewal(store)
    moved.copy(lambda _: None)
    still.let_go(store)
    assert moving.is_current(store, moved)
    moving.end(store, moved)
    assert (databases(desk), read_all(desk.session)) == (1, before)
    assert store.found.data_key != former
    assert not rekeying.is_renewal_due(store.connection)
    desk.lock()
    assert opens(desk.folder, desk, PASSPHRASE)


def test_a_copy_that_something_was_saved_beside_can_be_left(desk: Desk) -> None:
    store = desk.session.store
    moved = moving.begin_renewal(store)
    moved.copy(lambda _: None)
    still.let_go(store)
    records.add(desk.session, "partner", {"name": "Meanwhile"})
    assert not moving.is_current(store, moved)
    moved.drop()
    assert databases(desk) == 1
    desk.lock()
    assert opens(desk.folder, desk, PASSPHRASE)

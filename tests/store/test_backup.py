"""A backup is whole or is none: every byte counts, nothing half is named, only its own secrets open it."""

from __future__ import annotations

import hashlib
import shutil
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focal_desktop.crypto import keys, passphrase, signing
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import areas, backup, header, inner, restoring
from focal_desktop.store.connection import connect
from focal_desktop.store.header import Secrets
from focal_desktop.store.opened import Store
from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.unlocking import rules_of
from focal_desktop.wire.magic import BACKUP, HEADER, Magic
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, PLACE, POLICY, Desk, full_disk, is_sound, make_desk, read_all, refused

AT = "2026-03-02T09:00:00Z"
NAME = "A marked name"


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A vault with something in it."""
    records.add(desk.session, "partner", {"name": NAME})
    return desk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One backup, for tests that only read it."""
    folder = tmp_path_factory.mktemp("backup")
    desk = make_desk(folder / "vault", HandClock())
    records.add(desk.session, "partner", {"name": NAME})
    backup.write(desk.session.store, folder / "made.fbk", AT)
    desk.lock()
    return folder / "made.fbk"


def restore(folder: Path, source: backup.Source, phrase: str = PASSPHRASE) -> Store:
    """Make a vault of a backup and leave its device as it was."""
    secrets = Secrets(passphrase=phrase, cost=FLOOR, signing_seed=signing.new_seed())
    rules = rules_of(POLICY, KINDS, "")
    copy = unlocking.anchor_copy(folder)
    return restoring.restore(folder, source, secrets, rules, copy=copy, renew=lambda _: None)


def seal_front(front: backup.Front, seed: bytes, magic: Magic = BACKUP) -> bytes:
    """Return the front of a backup as somebody with the seed and our source could make it."""
    body = msgspec.json.encode(front)
    return areas.pack(magic, signing.sign(seed, backup.SIGNED_AS + body) + body)


def test_all_of_it_comes_back(filled: Desk, tmp_path: Path) -> None:
    """Page for page, in another folder, under other keys; the vault itself stays as it was."""
    before, files = read_all(filled.session), cuts.read_image(filled.folder)
    counts = backup.write(filled.session.store, tmp_path / "b", AT)
    assert (counts.records, counts.changes) == (2, 4)
    assert cuts.read_image(filled.folder) == files
    restore(tmp_path / "again", backup.unlock(tmp_path / "b", PASSPHRASE)).close()
    again = Desk(tmp_path / "again", filled.clock)
    assert read_all(again.session) == before
    assert again.session.store.behind == 0
    assert is_sound(again.session)
    records.add(again.session, "partner", {"name": "After"})
    assert is_sound(again.reopen())
    again.lock()
    old, new = (header.read(folder / "header.bin") for folder in (filled.folder, again.folder))
    assert old.vault == new.vault
    assert old.key_id != new.key_id
    assert old.verify != new.verify


def test_a_backup_tells_nothing(made: Path) -> None:
    """Neither content nor figures; and nobody else may read it."""
    data = made.read_bytes()
    front = backup.read(made)
    for secret in (NAME, "SQLite format 3", PASSPHRASE, PLACE.office_name, AT):
        assert secret.encode() not in data
    assert set(msgspec.to_builtins(front)) == {"header", "size_bytes", "digest"}
    assert made.stat().st_mode & 0o077 == 0
    assert len(data) == areas.AREA_BYTES + front.size_bytes


def test_two_backups_share_no_key(filled: Desk, tmp_path: Path) -> None:
    """Not with each other, nor with the vault."""
    for name in ("one", "two"):
        backup.write(filled.session.store, tmp_path / name, AT)
    found = [backup.unlock(tmp_path / name, PASSPHRASE) for name in ("one", "two")]
    assert found[0].opened != found[1].opened
    assert header.read(filled.folder / "header.bin").key_id not in [one.front.header.key_id for one in found]


def test_another_passphrase_opens_nothing(made: Path) -> None:
    for wrong in ("", PASSPHRASE.upper(), passphrase.new_code()):
        with refused("wrong_passphrase"):
            backup.unlock(made, wrong)
    with refused("wrong_passphrase"):
        backup.unlock_with_code(made, passphrase.new_code())


@given(at=st.floats(0, 1), bit=st.integers(0, 7), end=st.sampled_from([1.0, 0.3]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_flipped_bit_is_found(made: Path, tmp_path: Path, at: float, bit: int, end: float) -> None:
    """Front, padding or database: what was altered is never taken for a backup."""
    data = bytearray(made.read_bytes())
    place = min(int(len(data) * end * at), len(data) - 1)
    data[place] ^= 1 << bit
    altered = tmp_path / "altered"
    altered.write_bytes(data)
    with refused("file_not_ours" if place < 4 else "backup_unreadable"):
        backup.read(altered)


@given(share=st.floats(0, 1, exclude_max=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_truncation_is_found(made: Path, tmp_path: Path, share: float) -> None:
    data = made.read_bytes()
    cut = tmp_path / "cut"
    for length in (int(len(data) * share), int(areas.AREA_BYTES * share), int(8 * share), len(data) - 1):
        cut.write_bytes(data[:length])
        with refused("backup_unreadable"):
            backup.read(cut)


def test_every_edge_is_covered(made: Path, tmp_path: Path, scale: float) -> None:
    """Each byte of the front's text and of the first page, flipped; something after the end."""
    data = made.read_bytes()
    altered = tmp_path / "altered"
    written = len(data[: areas.AREA_BYTES].rstrip(b"\0"))
    step = max(1, int(20 - 19 * scale))
    for place in (*range(4, written, step), *range(areas.AREA_BYTES, areas.AREA_BYTES + 4096, 10 * step)):
        flipped = bytearray(data)
        flipped[place] ^= 0x55
        altered.write_bytes(flipped)
        with refused("backup_unreadable"):
            backup.read(altered)
    altered.write_bytes(data + b"\0")
    with refused("backup_unreadable"):
        backup.read(altered)


@pytest.mark.parametrize("content", [b"x", b"FHDR" + bytes(200_000), b"SQLite format 3\0", b"PK\x03\x04"])
def test_a_foreign_file_is_said_to_be_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    with refused("file_not_ours", "backup"):
        backup.read(tmp_path / "other")


def test_a_header_is_no_backup(filled: Desk) -> None:
    with refused("file_not_ours"):
        backup.read(filled.folder / "header.bin")


def test_what_is_not_there_is_not_found(tmp_path: Path, made: Path) -> None:
    for missing in (tmp_path / "none", tmp_path, made / "below"):
        with refused("not_found", "backup"):
            backup.read(missing)


def test_a_newer_backup_is_said_to_be_newer(made: Path, tmp_path: Path) -> None:
    data = made.read_bytes()[areas.AREA_BYTES :]
    newer = Magic(BACKUP.letters, BACKUP.version + 1)
    (tmp_path / "newer").write_bytes(areas.pack(newer, b"what we do not know") + data)
    with refused("newer_version"):
        backup.read(tmp_path / "newer")


def test_a_planted_backup_is_refused(made: Path, tmp_path: Path) -> None:
    """Anyone can seal a key of theirs to the slot; the passphrase pins who may sign."""
    front, own_seed = backup.read(made), signing.new_seed()
    forged = header.renew(msgspec.structs.replace(front.header, verify=signing.public_key(own_seed)))[0]
    body = b"a database of theirs" * 300
    planted = tmp_path / "planted"
    twin = backup.Front(header=forged, size_bytes=len(body), digest=hashlib.sha256(body).digest())
    planted.write_bytes(seal_front(twin, own_seed) + body)
    assert backup.read(planted) == twin
    with refused("backup_unreadable"):
        backup.unlock(planted, PASSPHRASE)
    stolen = msgspec.structs.replace(twin, header=front.header)
    planted.write_bytes(seal_front(stolen, own_seed) + body)
    with refused("backup_unreadable"):
        backup.read(planted)


def test_a_backup_of_another_form_is_refused(made: Path, tmp_path: Path) -> None:
    """Signed by the vault, but as a header: one form is never taken for another."""
    payload = areas.unpack(BACKUP, made.read_bytes()[: areas.AREA_BYTES])
    assert payload
    (tmp_path / "other").write_bytes(areas.pack(HEADER, payload))
    with refused("file_not_ours"):
        backup.read(tmp_path / "other")
    (tmp_path / "other").write_bytes(areas.pack(BACKUP, payload[:200]))
    with refused("backup_unreadable"):
        backup.read(tmp_path / "other")


def test_an_older_backup_is_never_written_over(filled: Desk, tmp_path: Path) -> None:
    """It may be the one good copy; nor is a link followed, nor the vault's own folder taken."""
    (tmp_path / "older").write_bytes(b"older")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (filled.folder / "below").mkdir()
    for taken in (tmp_path / "older", tmp_path / "link", tmp_path):
        with refused("not_allowed", "out"):
            backup.write(filled.session.store, taken, AT)
    for beside in (filled.folder / "b", filled.folder / "below" / "b", tmp_path / ".." / filled.folder / "b"):
        with refused("not_allowed", "out"):
            backup.write(filled.session.store, beside, AT)
    with refused("not_found", "out"):
        backup.write(filled.session.store, tmp_path / "none" / "b", AT)
    assert (tmp_path / "older").read_bytes() == b"older"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("room", [0, 5_000, 70_000, 110_000])
def test_a_full_disk_leaves_no_half_backup(filled: Desk, tmp_path: Path, room: int) -> None:
    """Here and there: nothing is named, nothing is left, the vault works on."""
    out = tmp_path / "out"
    out.mkdir()
    before = cuts.read_image(filled.folder)
    with full_disk(room), refused("disk_full"):
        backup.write(filled.session.store, out / "b", AT)
    assert list(out.iterdir()) == []
    assert cuts.read_image(filled.folder) == before
    assert is_sound(filled.session)
    backup.write(filled.session.store, out / "b", AT)
    assert backup.read(out / "b")


def stop_at(desk: Desk, out: Path, at: int, why: type[BaseException]) -> None:
    """Stop a backup before one of the things it does."""
    with cuts.stopped(at, why):
        backup.write(desk.session.store, out / "b", AT)


@pytest.mark.parametrize("why", [cuts.Cut, OSError], ids=["cut", "disk"])
def test_stopped_anywhere_it_is_whole_or_not_named(
    filled: Desk, tmp_path: Path, scale: float, why: type[BaseException]
) -> None:
    total = cuts.count(lambda: backup.write(filled.session.store, tmp_path / "counted", AT))
    for at in cuts.spread(total, scale):
        out = tmp_path / f"out{at}"
        out.mkdir()
        said = cuts.try_to(partial(stop_at, filled, out, at, why))
        assert said == ("disk_full" if why is OSError else "stopped") or (out / "b").exists()
        for file in out.iterdir():
            assert file.name == "b"
            assert backup.read(file)
        records.add(filled.session, "partner", {})
    assert is_sound(filled.session)
    assert not list(filled.reopen().store.folder.glob("b-*"))


def test_killed_anywhere_it_is_whole_or_not_named(filled: Desk, tmp_path: Path) -> None:
    """And what a kill leaves in the vault's folder goes at the next unlock."""
    out = tmp_path / "out"
    out.mkdir()
    images = cuts.list_images(lambda: backup.write(filled.session.store, out / "b", AT), out, filled.folder)
    leftovers = {file for image in images for file in image if file.name.startswith("b-")}
    assert leftovers
    for image in images:
        for file, data in image.items():
            if file.name == "b":
                (tmp_path / "b").write_bytes(data)
                assert backup.read(tmp_path / "b")
    filled.lock()
    shutil.copy(filled.database, leftovers.pop())
    assert not list(filled.reopen().store.folder.glob("b-*"))


def test_a_damaged_vault_is_not_backed_up(filled: Desk, tmp_path: Path) -> None:
    """The earlier backup is the good one."""
    filled.lock()
    data = bytearray(filled.database.read_bytes())
    data[-100] ^= 1
    filled.database.write_bytes(data)
    with refused("damaged"):
        backup.write(filled.session.store, tmp_path / "b", AT)
    assert not (tmp_path / "b").exists()


@pytest.fixture
def behind(filled: Desk) -> Desk:
    """A vault that lacks a save."""
    filled.lock()
    older = filled.database.read_bytes()
    records.add(filled.session, "partner", {"name": "Lost"})
    filled.lock()
    filled.database.write_bytes(older)
    assert filled.session.store.behind == 1
    return filled


def test_a_vault_that_lacks_saves_goes_on_by_way_of_a_backup(behind: Desk, tmp_path: Path) -> None:
    """What is left of it can be read, backed up and restored; then it can be written again."""
    backup.write(behind.session.store, tmp_path / "b", AT)
    noted: list[tuple[backup.Note, int | None]] = []

    def look(store: Store) -> None:
        anchors = [behind.folder / "anchor.bin", tmp_path / "none"]
        noted.append(
            (restoring.read_note(store.connection), restoring.count_missing(store.connection, anchors))
        )

    secrets = Secrets(passphrase=PASSPHRASE, cost=FLOOR, signing_seed=signing.new_seed())
    again = tmp_path / "again"
    source = backup.unlock(tmp_path / "b", PASSPHRASE)
    rules = rules_of(POLICY, KINDS, "")
    restoring.restore(again, source, secrets, rules, copy=unlocking.anchor_copy(again), renew=look).close()
    assert noted == [(backup.Note(at=AT, behind=1), 1)]
    desk = Desk(again, behind.clock)
    records.add(desk.session, "partner", {"name": "After"})
    assert is_sound(desk.reopen())
    desk.lock()


def test_a_vault_is_never_restored_over_another(filled: Desk, made: Path) -> None:
    before = read_all(filled.session)
    with refused("vault_exists", "vault"):
        restore(filled.folder, backup.unlock(made, PASSPHRASE))
    assert read_all(filled.reopen()) == before


@pytest.mark.long
def test_cut_anywhere_a_restore_leaves_a_whole_vault_or_none(
    made: Path, tmp_path: Path, clock: HandClock, scale: float
) -> None:
    """And none is made at the second try, in the same folder."""
    source = backup.unlock(made, PASSPHRASE)
    folder = tmp_path / "first"
    images = cuts.list_images(lambda: restore(folder, source).close(), folder, made)
    assert len(images) > 15
    for number in cuts.spread(len(images), scale):
        other = tmp_path / f"cut{number}"
        other.mkdir()
        cuts.lay_out({f: d for f, d in images[number].items() if f != made}, {folder: other})
        if not (other / "header.bin").exists():
            restore(other, source).close()
        desk = Desk(other, clock)
        assert [row.title for row in records.list_page(desk.session, "partner", {})[0]] == [NAME]
        assert is_sound(desk.session)
        desk.lock()
        assert sorted(file.name[:2] for file in other.glob("[bd]-*")) == ["d-"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8, 0.95])
def test_a_restore_that_stops_leaves_nothing(made: Path, tmp_path: Path, share: float) -> None:
    """As on a full disk: no vault, no half database; the same folder can be taken again."""
    source = backup.unlock(made, PASSPHRASE)
    total = cuts.count(lambda: restore(tmp_path / "counted", source).close())
    folder = tmp_path / "vault"
    with refused("disk_full"), cuts.stopped(int((total - 20) * share), OSError):
        restore(folder, source)
    assert not folder.exists()
    restore(folder, source).close()


def test_a_full_disk_restores_nothing(made: Path, tmp_path: Path) -> None:
    source = backup.unlock(made, PASSPHRASE)
    with full_disk(50_000), refused("disk_full"):
        restore(tmp_path / "vault", source)
    assert not (tmp_path / "vault").exists()


def test_a_backup_of_the_first_release_is_restored(tmp_path: Path, clock: HandClock) -> None:
    """Written down once; each later version must open it."""
    data = Path(__file__).parents[1] / "data" / "backup-1.bin"
    restore(tmp_path / "vault", backup.unlock(data, "acorn bridge candle dune easel")).close()
    desk = Desk(tmp_path / "vault", clock)
    assert [row.title for row in records.list_page(desk.session, "partner", {})[0]] == [NAME]
    assert is_sound(desk.session)
    desk.lock()


def test_what_a_stick_gives_back_is_what_was_written(made: Path, tmp_path: Path) -> None:
    """A stick that took every byte and kept fewer, or others, holds no backup."""
    source = backup.unlock(made, PASSPHRASE)
    front, within = source.front, tmp_path / "within"
    backup._read_back(made, front, within, inner.tell_nobody)
    before = within.read_bytes()
    (tmp_path / "cut").write_bytes(made.read_bytes()[:-1])
    for draft, written in (
        (tmp_path / "cut", front),
        (tmp_path / "gone", front),
        (made, msgspec.structs.replace(front, size_bytes=front.size_bytes + 1)),
    ):
        within.unlink(missing_ok=True)
        with refused("disk_full", "out"):
            backup._read_back(draft, written, within, inner.tell_nobody)
    assert before == made.read_bytes()[areas.AREA_BYTES :]


def test_what_cannot_be_read_is_no_backup(tmp_path: Path) -> None:
    """As a link that leads to itself; what is there and cannot be read is not said to be missing."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with refused("backup_unreadable"):
        backup.read(tmp_path / "loop")


def test_a_backup_under_another_vaults_header_is_refused(made: Path, tmp_path: Path) -> None:
    """Who holds the seed could put it there; what the database says of itself decides."""
    source = backup.unlock(made, PASSPHRASE)
    other = msgspec.structs.replace(source.front.header, vault="0" * len(source.front.header.vault))
    front = msgspec.structs.replace(source.front, header=other)
    with refused("backup_unreadable"):
        restore(tmp_path / "again", source._replace(front=front))
    assert not (tmp_path / "again" / "header.bin").exists()
    assert list((tmp_path / "again").glob("*.db*")) == []


def test_an_altered_log_does_not_come_back_as_a_vault(filled: Desk, tmp_path: Path) -> None:
    """Altered by somebody with the key of the backup's own database, and wrapped again."""
    backup.write(filled.session.store, tmp_path / "b", AT)
    source = backup.unlock(tmp_path / "b", PASSPHRASE)
    inner, whole = tmp_path / "inner.db", (tmp_path / "b").read_bytes()
    inner.write_bytes(whole[areas.AREA_BYTES :])
    held = connect(inner, keys.derive_key(source.opened.data_key, "backup"))
    for (name,) in held.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        held.execute(f"DROP TRIGGER {name}")
    held.execute("UPDATE change SET at = '' WHERE sequence = 1")
    held.close()
    (tmp_path / "b").write_bytes(whole[: areas.AREA_BYTES] + inner.read_bytes())
    with refused("backup_unreadable"):
        restore(tmp_path / "again", source)
    assert list((tmp_path / "again").glob("*.db*")) == []


def test_a_rehearsal_refuses_another_vaults_header_and_leaves_nothing(made: Path, tmp_path: Path) -> None:
    source, folder = backup.unlock(made, PASSPHRASE), tmp_path / "room"
    folder.mkdir()
    other = msgspec.structs.replace(source.front.header, vault="0" * len(source.front.header.vault))
    with refused("backup_unreadable"):
        swapped = source._replace(front=msgspec.structs.replace(source.front, header=other))
        restoring.rehearse(swapped, folder, inner.tell_nobody)
    with full_disk(50_000), refused("disk_full", "backup"):
        restoring.rehearse(source, folder, inner.tell_nobody)
    assert list(folder.iterdir()) == []
    assert restoring.rehearse(source, folder, inner.tell_nobody).at == AT

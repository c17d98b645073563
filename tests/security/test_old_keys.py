"""Whoever kept every old file and secret through five changes of keys reads nothing written later."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, passphrase, sealing, signing
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import areas, backup, header, reader, rekeying, slots
from focal_desktop.store.connection import connect_still
from focal_desktop.store.header import Header
from focal_desktop.store.vault import Making
from focal_desktop.sync import handing
from focal_desktop.usecases import records, safekeeping, unlocking
from focal_desktop.usecases.session import Session
from tests.desks import PASSPHRASE, POLICY, Desk
from tests.figures import Tell
from tests.store.test_header import packed


@dataclass
class Secret:
    """Something that opened the vault until a change of keys, and what of the log was written by then."""

    what: str
    value: bytes
    until: int


@dataclass
class Hoard:
    """Every file of each epoch, and every secret that was given up on the way."""

    folder: Path
    headers: list[Header] = field(default_factory=list)
    databases: list[tuple[Path, str]] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)
    epoch: int = 0

    def keep(self, session: Session) -> None:
        """Copy header, database and a backup as they lie now, and note the keys of today."""
        place = self.folder / f"epoch{self.epoch}"
        place.mkdir()
        front = header.read(session.store.folder / "header.bin")
        self.headers.append(front)
        safekeeping.back_up(session, place / "backup")
        inner = place / "inner.db"
        inner.write_bytes((place / "backup").read_bytes()[areas.AREA_BYTES :])
        self.headers.append(backup.peek(place / "backup").header)
        session.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        shutil.copy(session.store.folder / front.database, place)
        self.databases += [(place / front.database, "database"), (inner, "backup")]
        self.give_up("key", session.store.found.data_key)

    def give_up(self, what: str, value: bytes) -> None:
        """Note a secret that is worth nothing from the next change on."""
        self.secrets.append(Secret(what, value, self.epoch))

    def list_keys(self, secret: Secret) -> Iterator[bytes]:
        """Yield every data key that a secret leads to in any header, by whichever way."""
        if secret.what == "key":
            yield secret.value
        for front in self.headers:
            yield from _try(self._openers(secret, front))

    def _openers(self, secret: Secret, front: Header) -> list[Callable[[], bytes]]:
        text = secret.value.decode() if secret.what in ("phrase", "code") else ""
        ways: dict[str, list[Callable[[], bytes]]] = {
            "phrase": [lambda: header.unlock(front, text).data_key],
            "code": [lambda: header.unlock_with_code(front, text).data_key],
            "key": [lambda: header.unlock_with_key(front, secret.value).data_key],
            "private": [lambda slot=slot: _open(slot, front, secret.value) for slot in _slots(front)],  # type: ignore[misc] # bound now
        }
        return ways[secret.what]


def _slots(front: Header) -> list[slots.Slot]:
    return [slot for slot in (front.passphrase, front.code) if slot is not None]


def _open(slot: slots.Slot, front: Header, private: bytes) -> bytes:
    info = slots._data_key_info(slot, front.vault)
    return sealing.open_sealed(private, slot.data_key, info, front.key_id)


def _try(ways: list[Callable[[], bytes]]) -> Iterator[bytes]:
    for way in ways:
        try:
            yield way()
        except (Trouble, keys.NotForUs):
            yield b""


def read_titles(database: Path, purpose: str, data_key: bytes) -> set[str]:
    """Return the partners in a database, or nothing where the key does not open it."""
    try:
        connection = connect_still(database, keys.derive_key(data_key, purpose))  # type: ignore[arg-type] # one of two
    except Trouble:
        return set()
    try:
        return {
            str(title) for (title,) in connection.execute("SELECT title FROM record WHERE kind = 'partner'")
        }
    finally:
        connection.close()


def making(phrase: str, code: str | None = None) -> Making:
    """Return what a vault is put under."""
    return Making(passphrase=phrase, cost=FLOOR, code=code)


def private_behind(front: Header, phrase: str) -> bytes:
    """Return the private key to which a passphrase leads."""
    return slots.open_private(front.passphrase, front.vault, phrase, front.verify)


@pytest.fixture
def hoard(desk: Desk, tmp_path: Path) -> Hoard:
    """A vault that went through five changes, each after a save, with all that was kept on the way."""
    kept = Hoard(tmp_path / "hoard")
    kept.folder.mkdir()
    codes = [passphrase.new_code() for _ in range(3)]
    session = desk.session
    safekeeping.change_passphrase(session, making(PASSPHRASE, codes[0]))

    def save(phrase: str) -> None:
        records.add(session, "partner", {"name": f"Epoch {kept.epoch}"})
        kept.keep(session)
        kept.give_up("private", private_behind(kept.headers[-2], phrase))

    save(PASSPHRASE)
    for what, value in (("phrase", PASSPHRASE), ("code", codes[0])):
        kept.give_up(what, value.encode())
    safekeeping.change_passphrase(session, making("the second phrase", codes[1]))
    kept.epoch = 1
    save("the second phrase")
    for what, value in (("phrase", "the second phrase"), ("code", codes[1])):
        kept.give_up(what, value.encode())
    desk.lock()
    with safekeeping.recovered(
        desk.folder, codes[1], clock=desk.clock, policy=POLICY, kinds=KINDS
    ) as recovered:
        safekeeping.change_passphrase(recovered, making("the third phrase", codes[2]))
    session = unlocking.unlock(desk.folder, "the third phrase", clock=desk.clock, policy=POLICY, kinds=KINDS)
    kept.epoch = 2
    save("the third phrase")
    kept.secrets.pop()  # a renewed key is for the same secrets: phrase and key pair stay good
    rekeying.renew(session.store)
    kept.epoch = 3
    save("the third phrase")
    kept.give_up("phrase", b"the third phrase")
    safekeeping.change_passphrase(session, making("the fourth phrase"))
    kept.epoch = 4
    save("the fourth phrase")
    for what, value in (("phrase", "the fourth phrase"), ("code", codes[2])):
        kept.give_up(what, value.encode())
    session = handing.hand_over(session, "P. Next", making("the fifth phrase"), ends_cases=True).session
    kept.epoch = 5
    records.add(session, "partner", {"name": "Epoch 5"})
    kept.keep(session)
    kept.secrets.pop()  # the key of today is nobody's but the successor's
    desk.opened = session
    return kept


@pytest.mark.long
def test_old_secrets_open_nothing_written_later(hoard: Hoard, figure: Tell) -> None:
    """Each old secret, through each header, against each database and backup of every epoch."""
    assert hoard.epoch == 5
    assert len(hoard.secrets) >= 14
    tried = later = earlier = 0
    for secret in hoard.secrets:
        held = {key for key in hoard.list_keys(secret) if key}
        for (database, purpose), key in itertools.product(hoard.databases, [*held, b"\0" * 32]):
            tried += 1
            titles = read_titles(database, purpose, key)
            earlier += bool(titles)
            later += any(int(title.removeprefix("Epoch ")) > secret.until for title in titles)
    figure(
        "old secrets: rows written later that they opened", tried=tried, bad=later, detail="5 changes of keys"
    )
    assert later == 0
    assert earlier >= len(hoard.secrets), "the attack must be able to open what was theirs"


@pytest.mark.long
def test_old_slots_planted_into_the_new_header_are_refused(hoard: Hoard, desk: Desk, figure: Tell) -> None:
    """Each former header as it was, and each former way in put into the header of today."""
    session = desk.opened
    assert session is not None
    path = session.store.folder / "header.bin"
    now = header.read(path)
    unlocking.lock(session)
    seeds = [signing.new_seed(), reader_seed(hoard)]
    tried = opened = 0
    for former in hoard.headers[:-2]:
        forged = [
            packed(msgspec.structs.replace(former, epoch=now.epoch + 1, verify=signing.public_key(s)), s)
            for s in seeds
        ]
        forged += [packed(msgspec.structs.replace(now, passphrase=former.passphrase), s) for s in seeds]
        for area in forged:
            tried += 1
            opened += is_opened(area)
    figure("planted headers: opened", tried=tried, bad=opened)
    assert opened == 0


def reader_seed(hoard: Hoard) -> bytes:
    """Return the seed that signed the first header: its owner had it in hand once."""
    database, purpose = hoard.databases[0]
    key = next(one.value for one in hoard.secrets if one.what == "key")
    connection = connect_still(database, keys.derive_key(key, purpose))  # type: ignore[arg-type] # one of two
    try:
        found = reader.read_key(connection, rekeying.SIGNING_KEY)
    finally:
        connection.close()
    assert found is not None
    return found


def is_opened(area: bytes) -> bool:
    """Tell whether the phrase of today opens a header that somebody forged."""
    try:
        header.unlock(header.parse(area), "the fifth phrase")
    except Trouble:
        return False
    return True


def test_a_header_of_another_vault_a_twin_and_a_rolled_back_one_are_refused(desk: Desk, figure: Tell) -> None:
    """Put in the place of the header that belongs there, in both its areas; the files stay as they are."""
    session = desk.session
    path, older = desk.folder / "header.bin", (desk.folder / "header.bin").read_bytes()
    now, data_key = header.read(path), session.store.found.data_key
    with session.store.transaction() as writer:
        writer.set_meta(rekeying.EPOCH, str(now.epoch + 1).encode())
    desk.lock()
    theirs = signing.new_seed()
    twin = msgspec.structs.replace(now, verify=signing.public_key(theirs), epoch=now.epoch + 5)
    sealed = slots.seal_data_key(twin.passphrase, twin.vault, data_key)
    twin = msgspec.structs.replace(twin, passphrase=sealed)
    other, _ = header.create(header.Secrets(passphrase=PASSPHRASE, cost=FLOOR, signing_seed=theirs))
    other = msgspec.structs.replace(other, epoch=99, database=now.database)
    planted = {"rolled back": older, "twin": packed(twin, theirs) * 2, "another": packed(other, theirs) * 2}
    opened = []
    for name, data in planted.items():
        path.write_bytes(data)
        try:
            desk.reopen()
        except Trouble as trouble:
            opened += [] if trouble.code == "damaged" else [name]
        else:
            opened.append(name)
            desk.lock()
    figure("headers put in place of the right one: opened", tried=len(planted), bad=len(opened))
    assert opened == []

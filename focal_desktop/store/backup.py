"""A backup: the database under a key of its own, which the vault's passphrase and code open, in one file.

Must never be named before it was read back whole, nor take the place of another file.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO, NamedTuple

import msgspec
from msgspec import Meta

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, signing
from focal_desktop.store import areas, durable, header, reader, rekeying
from focal_desktop.store.connection import connect, translated, write_transaction
from focal_desktop.store.opened import HEADER, Store
from focal_desktop.store.slots import Bytes32
from focal_desktop.store.writer import Writer, encode
from focal_desktop.wire.magic import BACKUP

SIGNED_AS = b"focal backup\0" + BACKUP.front()
NOTE, ANCHOR_KEY = "backup", "backup/anchor"
PART_BYTES = 1024 * 1024


class Front(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in the clear before the database: who can open it and what it must be; no figures."""

    header: header.Header
    size_bytes: Annotated[int, Meta(ge=1, le=2**53)]
    digest: Bytes32


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What only the backup's own database says: when it was made, and how many saves its vault lacked."""

    at: str
    behind: int


class Source(NamedTuple):
    """A backup that was read whole, with the key that opens it."""

    path: Path
    front: Front
    opened: header.Opened


class Written(msgspec.Struct, frozen=True):
    """How much a backup holds."""

    records: int
    changes: int


def write(store: Store, out: Path, at: str) -> Written:
    """Write a backup of an open vault, behind or not, into a new file; it is named only once it holds."""
    _require_free(store.folder, out)
    inner = name_inner(store.folder)
    draft = out.with_name(f"{secrets.token_hex(8)}.part")
    try:
        made, found = header.renew(header.read(store.folder / HEADER))
        counted = _copy(store, inner, found, Note(at=at, behind=store.behind))
        seed = rekeying.read_seed(store.connection, rekeying.SIGNING_KEY)
        front = Front(header=made, size_bytes=inner.stat().st_size, digest=_digest_file(inner))
        _wrap(inner, draft, _pack(front, seed))
        _require_whole(draft, front)
        _require_free(store.folder, out)
        draft.rename(out)
    except OSError as wrong:
        raise Trouble("disk_full", _FULL, field="out") from wrong
    finally:
        draft.unlink(missing_ok=True)
        rekeying.remove_database(inner)
    with suppress(OSError):  # not every stick can; the bytes themselves are durable
        durable.flush_folder(out.parent)
    return Written(*counted)


def _require_free(folder: Path, out: Path) -> None:
    if out.exists() or out.is_symlink():
        raise Trouble("not_allowed", _THERE, field="out")
    if not out.parent.is_dir():
        raise Trouble("not_found", "There is no such folder. No backup was made.", field="out")
    if folder.resolve() in out.resolve().parents:
        raise Trouble("not_allowed", _BESIDE, field="out")


def name_inner(folder: Path) -> Path:
    """Return where the database of a backup lies while it is written or read: a name that is swept up."""
    return folder / f"b-{secrets.token_hex(4)}.db"


def _copy(store: Store, inner: Path, found: header.Opened, note: Note) -> tuple[int, int]:
    connection = connect(inner, keys.derive_key(found.data_key, "backup"), is_new=True)
    try:
        with translated():
            store.connection.backup(connection)
        with write_transaction(connection):
            writer = Writer(connection, store.rules)
            writer.set_meta(NOTE, encode(note))
            writer.keep_key(ANCHOR_KEY, store.anchor.key)
        if not rekeying.is_same(store.connection, connection):
            raise Trouble("damaged", _DAMAGED)
        return reader.count(connection)
    finally:
        connection.close()


def _digest_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return _digest(file)[1]


def _digest(file: BinaryIO) -> tuple[int, bytes]:
    size, digest = 0, hashlib.sha256()
    while part := file.read(PART_BYTES):
        size += len(part)
        digest.update(part)
    return size, digest.digest()


def _pack(front: Front, seed: bytes) -> bytes:
    body = msgspec.json.encode(front)
    return areas.pack(BACKUP, signing.sign(seed, SIGNED_AS + body) + body)


def _wrap(inner: Path, draft: Path, area: bytes) -> None:
    with inner.open("rb") as source, draft.open("xb") as file:
        draft.chmod(0o600)
        file.write(area)
        shutil.copyfileobj(source, file, PART_BYTES)
        file.flush()
        durable.flush_file(file.fileno())


def _require_whole(draft: Path, front: Front) -> None:
    """Read back what was written: a failing stick takes every byte and gives back others."""
    try:
        is_whole = read(draft) == front
    except Trouble:
        is_whole = False
    if not is_whole:
        raise Trouble("disk_full", _FULL, field="out")


def read(path: Path) -> Front:
    """Return the front of a backup that is whole to its last byte, or raise Trouble."""
    try:
        with path.open("rb") as file:
            area = file.read(areas.AREA_BYTES)
            front = _parse(area)
            is_of_size = path.stat().st_size == areas.AREA_BYTES + front.size_bytes
            if not is_of_size or _digest(file) != (front.size_bytes, front.digest):
                raise unreadable()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as wrong:
        raise Trouble("not_found", "There is no such file. Nothing was made.", field="backup") from wrong
    except OSError as wrong:
        raise unreadable() from wrong
    return front


def _parse(area: bytes) -> Front:
    letters = area[: len(BACKUP.letters)]
    if not BACKUP.letters.startswith(letters):
        raise Trouble("file_not_ours", "This file is no backup. Nothing was made.", field="backup")
    payload = areas.unpack(BACKUP, area)
    if payload is None or areas.pack(BACKUP, payload) != area:
        raise unreadable()
    signature, body = payload[: signing.SIGNATURE_BYTES], payload[signing.SIGNATURE_BYTES :]
    try:
        front = msgspec.json.decode(body, type=Front)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise unreadable() from wrong
    if not signing.is_signed(front.header.verify, SIGNED_AS + body, signature):
        raise unreadable()
    return front


def unlock(path: Path, phrase: str) -> Source:
    """Read a backup and open it by the passphrase its vault had; wrong_passphrase where it is another."""
    front = read(path)
    with as_backup():
        return Source(path, front, header.unlock(front.header, phrase))


def unlock_with_code(path: Path, code: str) -> Source:
    """Read a backup and open it by the recovery code its vault had."""
    front = read(path)
    with as_backup():
        return Source(path, front, header.unlock_with_code(front.header, code))


@contextmanager
def as_backup() -> Iterator[None]:
    """Say of a backup what would be said of a vault."""
    try:
        yield
    except Trouble as wrong:
        if wrong.code == "damaged":
            raise unreadable() from wrong
        raise


def unreadable() -> Trouble:
    """Return the trouble of a backup that is not as it was written."""
    return Trouble("backup_unreadable", _UNREADABLE, field="backup")


_THERE = (
    "That file is there already and may be the one good backup, so it was not touched. "
    "Choose another name; no backup was made."
)
_BESIDE = (
    "A backup in the vault's own folder is lost together with it. Choose another place; no backup was made."
)
_FULL = (
    "The disk is full or cannot be written. No backup was made and nothing was left there. "
    "Free some space, or choose another place."
)
_DAMAGED = (
    "The vault was damaged or altered outside the program, so no backup was made of it. "
    "Keep your earlier backups, and call headquarters."
)
_UNREADABLE = (
    "This backup is not as it was written: it is incomplete, or was altered. Nothing was made. "
    "Try another copy or an earlier backup."
)

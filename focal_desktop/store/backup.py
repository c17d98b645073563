"""A backup: the database under a key of its own, which the vault's passphrase and code open, in one file.

Must never be named before it was read back whole, nor take the place of another file.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO, NamedTuple

import msgspec
from msgspec import Meta

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import areas, durable, header, inner, officers, reader, rekeying
from focal_desktop.store.connection import Connection, is_full, write_transaction
from focal_desktop.store.inner import Tell
from focal_desktop.store.opened import HEADER, Store
from focal_desktop.store.rows import Rules
from focal_desktop.store.slots import Bytes32
from focal_desktop.store.writer import Writer, encode
from focal_desktop.wire.magic import BACKUP

SIGNED_AS = b"focal backup\0" + BACKUP.front()
NOTE, ANCHOR_KEY = "backup", "backup/anchor"
PART = ".part"


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
    """A backup that was read whole, with the key that opens it; `officers` where two brought that key."""

    path: Path
    front: Front
    opened: header.Opened
    officers: tuple[str, str] | None = None


class Written(msgspec.Struct, frozen=True):
    """How much a backup holds."""

    records: int
    changes: int


class Draft(NamedTuple):
    """What a backup is to be made of, taken from an open vault in a moment; the rest needs no store."""

    folder: Path
    out: Path
    rules: Rules
    note: Note
    anchor_key: bytes


def write(store: Store, out: Path, at: str) -> Written:
    """Write a backup of an open vault, behind or not, into a new file; it is named only once it holds."""
    return make(begin(store, out, at), store.connection, inner.tell_nobody)


def begin(store: Store, out: Path, at: str) -> Draft:
    """Return what `make` needs to know of the vault beside its database."""
    _require_free(store.folder, out)
    return Draft(store.folder, out, store.rules, Note(at=at, behind=store.behind), store.anchor.key)


def make(draft: Draft, source: Connection, tell: Tell) -> Written:
    """Make a backup of a database that stays as it is meanwhile; it is named only once it was opened."""
    within = inner.name(draft.folder)
    part = draft.out.with_name(name_part())
    try:
        made, found = header.renew(header.read(draft.folder / HEADER))
        made = officers.seal(source, made, found)
        inner.fill(source, within, found, lambda filled: _note(draft, filled), inner.share(tell, 0, 0.4))
        seed = rekeying.read_seed(source, rekeying.SIGNING_KEY)
        front = Front(header=made, size_bytes=within.stat().st_size, digest=_digest_file(within))
        _wrap(within, part, _pack(front, seed), inner.share(tell, 0.4, 0.7))
        rekeying.remove_database(within)
        _read_back(part, front, within, inner.share(tell, 0.7, 0.9))
        written = _require_same(within, found, source)
        _require_free(draft.folder, draft.out)
        part.rename(draft.out)
    except (OSError, Trouble) as wrong:
        if is_full(wrong):
            raise Trouble("disk_full", FULL, field="out") from wrong
        raise
    finally:
        with suppress(OSError):  # a stick that was pulled out keeps what it has, under a name for nothing
            part.unlink(missing_ok=True)
        with suppress(OSError):  # what is left goes at the next unlock
            rekeying.remove_database(within)
    with suppress(OSError):  # not every stick can; the bytes themselves are durable
        durable.flush_folder(draft.out.parent)
    return written


def name_part() -> str:
    """Return a name for what is no backup yet; it is named for nothing, and swept up."""
    return f"{secrets.token_hex(8)}{PART}"


def _require_free(folder: Path, out: Path) -> None:
    if out.exists() or out.is_symlink():
        raise Trouble("not_allowed", _THERE, field="out")
    if not out.parent.is_dir():
        raise Trouble("not_found", "There is no such folder. No backup was made.", field="out")
    if folder.resolve() in out.resolve().parents:
        raise Trouble("not_allowed", _BESIDE, field="out")


def _note(draft: Draft, filled: Connection) -> None:
    with write_transaction(filled):
        writer = Writer(filled, draft.rules)
        writer.set_meta(NOTE, encode(draft.note))
        writer.keep_key(ANCHOR_KEY, draft.anchor_key)


def _digest_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return _digest(file)[1]


def _digest(file: BinaryIO) -> tuple[int, bytes]:
    size, digest = 0, hashlib.sha256()
    while part := file.read(inner.PART_BYTES):
        size += len(part)
        digest.update(part)
    return size, digest.digest()


def _pack(front: Front, seed: bytes) -> bytes:
    body = msgspec.json.encode(front)
    return areas.pack(BACKUP, signing.sign(seed, SIGNED_AS + body) + body)


def _wrap(within: Path, part: Path, area: bytes, tell: Tell) -> None:
    size = max(within.stat().st_size, 1)
    with within.open("rb") as source, part.open("xb") as file:
        part.chmod(0o600)
        file.write(area)
        while piece := source.read(inner.PART_BYTES):
            file.write(piece)
            tell(source.tell() / size)
        file.flush()
        durable.flush_file(file.fileno())
        durable.forget(file.fileno())


def _read_back(part: Path, front: Front, within: Path, tell: Tell) -> None:
    """Take out again what was written: a failing stick takes every byte and gives back others."""
    try:
        is_whole = read(part) == front
        inner.extract(part, within, tell)
    except Trouble:
        is_whole = False
    if not is_whole:
        raise Trouble("disk_full", FULL, field="out")


def _require_same(within: Path, found: header.Opened, source: Connection) -> Written:
    """Open what was read back: sound in every page and link, and as much as the vault holds."""
    with closing(inner.open_alone(within, found)) as held:
        if not rekeying.is_same(source, held):
            raise Trouble("damaged", _DAMAGED)
        return Written(*reader.count(held))


def peek(path: Path) -> Front:
    """Return the signed front of a backup, which says whose it is; `read` tells whether the rest is whole."""
    try:
        with path.open("rb") as file:
            return _parse(file.read(areas.AREA_BYTES))
    except OSError as wrong:
        raise unreadable() from wrong


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
FULL = (
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

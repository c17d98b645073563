"""A vault's folder: making it, opening it, closing it. Nothing is auto-created and nothing auto-repaired."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, signing
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.store import (
    begun,
    durable,
    escrows,
    examine,
    header,
    lock,
    opened,
    reader,
    rekeying,
    schema,
)
from focal_desktop.store.anchor import Anchor
from focal_desktop.store.connection import (
    Connection,
    connect,
    connect_reading,
    has_waiting,
    is_full,
    translated,
)
from focal_desktop.store.opened import ANCHOR, HEADER, Door, Store
from focal_desktop.store.rows import Rules
from focal_desktop.store.writer import Writer

CARD = "card.json"
KEPT_ASIDE = ".aside"
_NO_VAULT = "There is no vault in this folder. Nothing was made; look for the right folder."
_HALF = (
    "Making a vault here was broken off before it was one; nothing was ever saved in it. "
    "Make it or restore the backup again: what was left here is taken away then."
)
_FULL = "The disk is full or cannot be written. Nothing was made. Free some space and try again."
_SHUT = (
    "The vault's folder cannot be read or written. Nothing was changed. "
    "Free some space, or move the vault to a disk that works, and try again."
)
_UNSURE = (
    "The disk failed at the last step of making the vault, and nothing else was touched. "
    "Unlock it with its passphrase; if there is no vault, free some space and make it again."
)
_APART = "The vault's parts do not belong together. Nothing was changed; call headquarters."


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """What a new vault needs beside its folder; prints nothing of itself."""

    passphrase: str
    cost: Cost
    code: str | None = None

    def __repr__(self) -> str:
        """Keep the secrets out of every trace."""
        return "Making()"


def leave_so(_store: Store) -> None:
    """Write nothing more into a new vault."""


def create(
    folder: Path,
    making: Making,
    rules: Rules,
    fill: Callable[[Writer], None],
    copy: Path | None = None,
    *,
    finish: Callable[[Store], None] = leave_so,
) -> Store:
    """Make a vault whose first content is what `fill` writes, and `finish` after it in steps of its own.

    The header comes last: half a vault is none.
    """
    return build(folder, rules, copy, lambda door: _create(door, making, fill, finish))


def build(folder: Path, rules: Rules, copy: Path | None, make: Callable[[Door], Store]) -> Store:
    """Return what `make` makes in a folder without a vault, behind its lock; remains of a cut go first.

    Whatever stops it, nothing stays of what was made; after a kill the folder says that it is unfinished.
    """
    if (folder / HEADER).exists():
        raise Trouble(
            "vault_exists", "There is a vault in this folder already. It was not touched.", field="vault"
        )
    made = durable.list_missing(folder)
    try:
        durable.make_folder(folder)
        door = Door(folder, rules, copy, lock.take(folder))
    except BaseException as wrong:
        begun.remove(made)
        if isinstance(wrong, OSError):
            raise Trouble("disk_full", _FULL) from wrong
        raise
    try:
        begun.begin(folder, made)
        store = make(door)
    except BaseException as wrong:  # whatever happened, nothing is left behind and the lock is let go of
        begun.clear(folder, made, door.close_lock)
        if is_full(wrong):
            raise Trouble("disk_full", _UNSURE if (folder / HEADER).exists() else _FULL) from wrong
        raise
    begun.end(folder)
    return store


def _create(
    door: Door, making: Making, fill: Callable[[Writer], None], finish: Callable[[Store], None]
) -> Store:
    seed = signing.new_seed()
    made, found = header.create(
        header.Secrets(passphrase=making.passphrase, cost=making.cost, signing_seed=seed, code=making.code)
    )
    database = door.folder / made.database
    anchor = opened.open_anchor(door, found)
    connection = connect(database, keys.derive_key(found.data_key, "database"), is_new=True)
    try:
        schema.upgrade(connection)
        store = Store(door, connection, anchor, found)
        with store.transaction() as writer:
            rekeying.keep_seeds(writer, seed, has_code=making.code is not None)
            writer.set_meta("vault", made.vault.encode())
            fill(writer)
        finish(store)
        put_in_front(store, made, seed)
    except BaseException:  # whatever happened, no open file is left behind
        connection.close()
        anchor.close()
        raise
    return store


def put_in_front(store: Store, made: header.Header, seed: bytes) -> None:
    """Write the header of a new vault, once all that it leads to is durable: a cut before leaves no vault."""
    with store.transaction() as writer:
        writer.set_meta(rekeying.EPOCH, str(made.epoch + 1).encode())
    if not store.anchor.reset(*store.tail()):
        raise Trouble("disk_full", _FULL)
    durable.flush_folder(store.folder)
    header.write(store.folder / HEADER, made, seed)


def open_vault(folder: Path, passphrase: str, rules: Rules, copy: Path | None = None) -> Store:
    """Open a vault by its passphrase; four faults are told apart: passphrase, memory, damage, version."""
    return _open_with(folder, lambda found: header.unlock(found, passphrase), rules, copy)


def open_with_code(folder: Path, code: str, rules: Rules, copy: Path | None = None) -> Store:
    """Open a vault by its printed recovery code."""
    return _open_with(folder, lambda found: header.unlock_with_code(found, code), rules, copy)


class Proof(msgspec.Struct, frozen=True):
    """What a passphrase or code opened of a header; it says nothing of itself."""

    front: header.Header
    found: header.Opened

    def __repr__(self) -> str:
        """Keep the keys out of every trace."""
        return "Proof()"


def prove(folder: Path, secret: str, *, is_code: bool = False) -> Proof:
    """Do the slow part of opening, which touches no database and may run aside; faults as `open_vault`."""
    _require_vault(folder)
    front = header.read(folder / HEADER)
    unlock = header.unlock_with_code if is_code else header.unlock
    return Proof(front, unlock(front, secret))


def _require_vault(folder: Path) -> None:
    if not (folder / HEADER).is_file():
        said = _HALF if begun.is_half(folder) else _NO_VAULT
        raise Trouble("no_vault", said, field="vault")


def open_proven(folder: Path, proof: Proof, rules: Rules, copy: Path | None = None) -> Store:
    """Open a vault by what was proven; another header in between is refused."""

    def unlock(front: header.Header) -> header.Opened:
        if front != proof.front:
            raise Trouble("busy", "The vault was changed by another program just now. Please try again.")
        return proof.found

    return _open_with(folder, unlock, rules, copy)


def look_over(folder: Path, proof: Proof, copy: Path | None, *, most_bytes: int) -> bool:
    """Check every page of a proven vault aside, before it is opened; False where it is larger than that.

    Damage is told and nothing written: the log goes back into its file only once the anchor agreed. Where
    saves are missing that is told when it is opened.
    """
    close_lock = lock.take(folder)
    try:
        database, key = folder / proof.front.database, _key_of(proof.found)
        anchor = Anchor(folder / ANCHOR, copy, keys.derive_key(proof.found.data_key, "anchor"))
        with closing(_open_checked(database, key)) as connection:
            if _find_behind(connection, proof.front, anchor):
                _keep_aside(database)
                return True
        if database.stat().st_size > most_bytes:
            return False
        with closing(connect(database, key)) as connection:
            examine.require_pages(connection)
        return True
    finally:
        close_lock()


def _key_of(found: header.Opened) -> bytes:
    return keys.derive_key(found.data_key, "database")


def _open_checked(database: Path, key: bytes) -> Connection:
    """Open a database to be looked at: as long as a log waits beside it nothing is to write it back."""
    return connect_reading(database, key) if has_waiting(database) else connect(database, key)


def _find_behind(connection: Connection, front: header.Header, anchor: Anchor) -> int:
    """Return how many saves are missing; Trouble for a database that is newer, damaged or another's."""
    with translated():
        schema.require_known(connection)
        _require_one(connection, front)
        return opened.find_behind(connection, anchor)


def _open_with(
    folder: Path, unlock: Callable[[header.Header], header.Opened], rules: Rules, copy: Path | None
) -> Store:
    _require_vault(folder)
    door = Door(folder, rules, copy, lock.take(folder))
    try:
        front = header.read(folder / HEADER)
        return _open(door, front, unlock(front))
    except BaseException as wrong:  # whatever happened, the lock is let go of
        door.close_lock()
        if is_full(wrong):
            raise Trouble("disk_full", _SHUT) from wrong
        raise


def _open(door: Door, front: header.Header, found: header.Opened) -> Store:
    database, anchor = door.folder / front.database, opened.open_anchor(door, found)
    connection = _open_checked(database, _key_of(found))
    try:
        behind = _find_behind(connection, front, anchor)
        if behind:
            _keep_aside(database)
            return Store(door, connection, anchor, found, behind=behind)
        if has_waiting(database):  # it belongs here, so it may be written back from now on
            connection.close()
            connection = connect(database, _key_of(found))
        with translated():
            schema.upgrade(connection)
            store = Store(door, connection, anchor, found)
    except BaseException:  # whatever happened, no open file is left behind
        connection.close()
        raise
    anchor.write(*store.tail())
    with contextlib.suppress(Trouble, OSError):  # a full disk is no reason not to read
        begun.end(door.folder)
        rekeying.finish(store)
        escrows.tend(store)
    return store


def _require_one(connection: Connection, front: header.Header) -> None:
    """Refuse a database of another vault, and a header older than one that opened it before."""
    epoch = int(reader.read_meta(connection, rekeying.EPOCH) or b"0")
    if reader.read_meta(connection, "vault") != front.vault.encode() or front.epoch < epoch:
        raise Trouble("damaged", _APART)


def _keep_aside(database: Path) -> None:
    """Copy the log beside a vault that lacks saves, once, for whoever may read more of it."""
    waiting = database.with_name(f"{database.name}-wal")
    aside = database.with_name(f"{database.name}{KEPT_ASIDE}")
    with contextlib.suppress(OSError):  # what cannot be kept aside can still be read
        if waiting.stat().st_size and not aside.exists():
            shutil.copyfile(waiting, aside)

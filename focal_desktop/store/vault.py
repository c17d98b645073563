"""A vault's folder: making it, opening it, closing it. Nothing is auto-created and nothing auto-repaired."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, signing
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.store import durable, header, lock, log, reader, schema
from focal_desktop.store.anchor import Anchor
from focal_desktop.store.connection import Connection, connect, translated
from focal_desktop.store.opened import Store
from focal_desktop.store.rows import Rules
from focal_desktop.store.writer import Writer

HEADER, ANCHOR, CARD = "header.bin", "anchor.bin", "card.json"
SIGNING_KEY = "vault/sign"
_NO_VAULT = "There is no vault in this folder. Nothing was made; look for the right folder."
_FULL = "The disk is full or cannot be written. Nothing was made. Free some space and try again."


class Making(msgspec.Struct, frozen=True, kw_only=True):
    """What a new vault needs beside its folder; prints nothing of itself."""

    passphrase: str
    cost: Cost
    code: str | None = None

    def __repr__(self) -> str:
        """Keep the secrets out of every trace."""
        return "Making()"


class Door(NamedTuple):
    """A vault's folder behind its lock, what it folds by, and where the anchor's second copy lies."""

    folder: Path
    rules: Rules
    copy: Path | None
    close_lock: Callable[[], None]


def create(
    folder: Path, making: Making, rules: Rules, fill: Callable[[Writer], None], copy: Path | None = None
) -> Store:
    """Make a vault whose first content is what `fill` writes; the header comes last: half a vault is none."""
    if (folder / HEADER).exists():
        raise Trouble(
            "vault_exists", "There is a vault in this folder already. It was not touched.", field="vault"
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        close_lock = lock.take(folder)
    except OSError as wrong:
        raise Trouble("disk_full", _FULL) from wrong
    try:
        return _create(Door(folder, rules, copy, close_lock), making, fill)
    except OSError as wrong:
        close_lock()
        raise Trouble("disk_full", _FULL) from wrong
    except BaseException:  # whatever happened, the lock is let go of
        close_lock()
        raise


def _create(door: Door, making: Making, fill: Callable[[Writer], None]) -> Store:
    folder = door.folder
    for left_over in (*folder.glob("d-*.db*"), folder / ANCHOR):
        left_over.unlink(missing_ok=True)  # of a start that was interrupted: no header ever opened it
    seed = signing.new_seed()
    made, opened = header.create(
        header.Secrets(passphrase=making.passphrase, cost=making.cost, signing_seed=seed, code=making.code)
    )
    connection = connect(folder / made.database, keys.derive_key(opened.data_key, "database"), is_new=True)
    try:
        schema.upgrade(connection)
        store = _assemble(door, connection, opened)
        with store.transaction() as writer:
            writer.keep_key(SIGNING_KEY, seed)
            writer.set_meta("vault", made.vault.encode())
            fill(writer)
        durable.flush_folder(folder)
        header.write(folder / HEADER, made, seed)
    except BaseException:  # whatever happened, no open file is left behind
        connection.close()
        raise
    return store


def open_vault(folder: Path, passphrase: str, rules: Rules, copy: Path | None = None) -> Store:
    """Open a vault by its passphrase; four faults are told apart: passphrase, memory, damage, version."""
    return _open_with(folder, lambda found: header.unlock(found, passphrase), rules, copy)


def open_with_code(folder: Path, code: str, rules: Rules, copy: Path | None = None) -> Store:
    """Open a vault by its printed recovery code."""
    return _open_with(folder, lambda found: header.unlock_with_code(found, code), rules, copy)


def _open_with(
    folder: Path, unlock: Callable[[header.Header], header.Opened], rules: Rules, copy: Path | None
) -> Store:
    if not (folder / HEADER).is_file():
        raise Trouble("no_vault", _NO_VAULT, field="vault")
    close_lock = lock.take(folder)
    try:
        found = header.read(folder / HEADER)
        return _open(Door(folder, rules, copy, close_lock), found, unlock(found))
    except BaseException:  # whatever happened, the lock is let go of
        close_lock()
        raise


def _open(door: Door, found: header.Header, opened: header.Opened) -> Store:
    connection = connect(door.folder / found.database, keys.derive_key(opened.data_key, "database"))
    try:
        with translated():
            schema.upgrade(connection)
            if reader.read_meta(connection, "vault") != found.vault.encode():
                raise Trouble("damaged", "The vault's parts do not belong together. Nothing was changed.")
            return _assemble(door, connection, opened)
    except BaseException:  # whatever happened, no open file is left behind
        connection.close()
        raise


def _assemble(door: Door, connection: Connection, opened: header.Opened) -> Store:
    anchor = Anchor(door.folder / ANCHOR, door.copy, keys.derive_key(opened.data_key, "anchor"))
    behind = find_behind(connection, anchor)
    if not behind:
        anchor.write(*log.read_tail(connection))
    return Store(
        folder=door.folder,
        connection=connection,
        anchor=anchor,
        rules=door.rules,
        close_lock=door.close_lock,
        behind=behind,
    )


def find_behind(connection: Connection, anchor: Anchor) -> int:
    """Return how many saves the files lack that were made here; 0 where the log holds all the anchor knows.

    A database ahead of its anchor is normal: a power cut may lose the anchor's last, unsynced write.
    """
    held = anchor.read()
    if held is None:
        return 0
    sequence, head = held
    newest: int = log.read_tail(connection)[0]
    if newest < sequence:
        return sequence - newest
    return 0 if log.link_at(connection, sequence) == head else max(1, newest - sequence)

"""Changing the keys of a vault: a copy under new keys, then one header; whatever is cut, one of both opens.

Must never write the header before all that it leads to is durable, nor anything to the former files after it.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import NamedTuple

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys
from focal_desktop.store import durable, examine, header, inner, log, officers, opened, reader
from focal_desktop.store.anchor import Anchor
from focal_desktop.store.connection import Connection, connect, is_full, translated, write_transaction
from focal_desktop.store.opened import HEADER, Store
from focal_desktop.store.writer import Writer

SIGNING_KEY, CODE_KEY = "vault/sign", "vault/code"
EPOCH, BESIDE = "epoch", "beside"
RENEWAL = "renewal"
"""Stands in the vault from an erasure until the data key that the erased lay under is in use no more."""
_DATABASE = re.compile(r"d-[0-9a-f]{8}\.db")
_DAMAGED = (
    "The vault was damaged or altered outside the program, so its keys were not changed. "
    "Restore your last backup, or call headquarters."
)
_FULL = (
    "The disk is full or cannot be written. The passphrase was not changed and everything is safe. "
    "Free some space and try again."
)
_UNSURE = (
    "The disk failed while the passphrase was being changed. Everything saved is safe. "
    "Unlock again: with the new passphrase, else with the former one."
)
_NOT_RENEWED = (
    "The disk is full or cannot be written. What was erased is erased and everything else is safe; "
    "the vault's key is renewed at a later unlock. Free some space."
)
_MAYBE_RENEWED = (
    "The disk failed while the vault's key was being renewed. Everything saved is safe. "
    "Unlock again with the same passphrase."
)


def keep_seeds(writer: Writer, seed: bytes, *, has_code: bool) -> None:
    """Keep the seed that signs the header; with a new code also as the one that code was made with."""
    writer.keep_key(SIGNING_KEY, seed)
    if has_code:
        writer.keep_key(CODE_KEY, seed)


def read_seed(connection: Connection, name: str) -> bytes:
    """Return a seed of the vault; a vault without it is damaged."""
    found = reader.read_key(connection, name)
    if found is None:
        raise Trouble("damaged", "The vault lacks a key of its own. Nothing was changed; call headquarters.")
    return found


def rekey(store: Store, chosen: header.Secrets, tell: inner.Tell = inner.tell_nobody) -> None:
    """Put the vault under a new data key, key pair and signing seed; the store goes on with the new files.

    Whatever stops it, exactly one of the former and the new secrets opens, and nothing saved is lost.
    """
    carry_out(store, plan(store, chosen), tell)


def plan(store: Store, chosen: header.Secrets) -> Change:
    """Return the change to new secrets; nothing is written yet."""
    store.require_writable()
    former = header.read(store.folder / HEADER)
    code_seed = read_seed(store.connection, CODE_KEY) if header.keeps_code(former, chosen) else b""
    made, found = header.rekey(former, chosen, code_seed)
    return Change(former, made, found, chosen.signing_seed, chosen.code is not None)


def renew(store: Store) -> None:
    """Put the vault under a new data key for the same secrets, as after an erasure; nobody is asked for any.

    Whatever stops it, the same passphrase opens, and nothing saved is lost.
    """
    carry_out(store, plan_renewal(store), inner.tell_nobody)


def plan_renewal(store: Store) -> Change:
    """Return the change to a new data key for the same secrets; nothing is written yet."""
    store.require_writable()
    former = header.read(store.folder / HEADER)
    made, found = header.renew(former)
    return Change(former, made, found, read_seed(store.connection, SIGNING_KEY), is_renewal=True)


def is_renewal_due(connection: Connection) -> bool:
    """Tell whether something was erased under the data key that is in use."""
    return bool(reader.read_meta(connection, RENEWAL))


class Change(NamedTuple):
    """From which header to which, the key behind the new one, and the seed that signs it.

    One whose copy `is_copied` has a header that is sealed to whom that copy names.
    """

    former: header.Header
    made: header.Header
    found: header.Opened
    seed: bytes
    has_code: bool = False
    is_renewal: bool = False
    is_copied: bool = False

    def say_full(self) -> Trouble:
        """Return what is said where the disk fails before the header is written."""
        if self.is_renewal:
            return Trouble("disk_full", _NOT_RENEWED)
        return Trouble("disk_full", _FULL)

    def say_unsure(self) -> Trouble:
        """Return what is said where it fails while the header is written."""
        if self.is_renewal:
            return Trouble("disk_full", _MAYBE_RENEWED)
        return Trouble("disk_full", _UNSURE)


def carry_out(store: Store, change: Change, tell: inner.Tell) -> None:
    """Copy, unless that was done before, then switch; `tell` hears how far the copy is, and may stop it."""
    if not change.is_copied:
        change = change._replace(made=officers.seal(store.connection, change.made, change.found))
    try:
        with store.transaction() as writer:
            writer.set_meta(BESIDE, change.made.database.encode())
        renewed = _copy(store, change, tell)
    except BaseException as wrong:  # whatever happened, the former vault stays as it was
        with contextlib.suppress(OSError):  # a disk that keeps it: no header names it, an unlock removes it
            remove_database(store.folder / change.made.database)
        if is_full(wrong):
            raise change.say_full() from wrong
        raise
    _switch(store, renewed, change)
    with contextlib.suppress(Trouble, OSError):  # it is changed; what is left over goes at the next unlock
        finish(store)


def _copy(store: Store, change: Change, tell: inner.Tell) -> tuple[Connection, Anchor]:
    """Return a copy under new keys, compared and durable, with its anchor; no header names it yet."""
    path = store.folder / change.made.database
    if change.is_copied:
        connection = connect(path, _key(change))
    else:
        connection = fill(store.connection, path, change, tell)
    try:
        with write_transaction(connection):
            writer = Writer(connection, store.rules)
            keep_seeds(writer, change.seed, has_code=change.has_code)
            writer.set_meta(EPOCH, str(change.former.epoch + 1).encode())
            writer.set_meta(BESIDE, change.former.database.encode())
            writer.set_meta(RENEWAL, b"")
        anchor = opened.open_anchor(store.door, change.found)
        # Both records are the former key's before one becomes the new key's: of a change that was cut earlier
        # there may be one that neither key vouches for, and the former vault must not be left without any.
        is_kept = store.anchor.reset(*store.tail())
        if not (is_kept and anchor.write(*log.read_tail(connection)) and anchor.flush()):
            raise change.say_full()
        durable.flush_folder(store.folder)
    except BaseException:  # whatever happened, no open file is left behind
        connection.close()
        raise
    return connection, anchor


def fill(source: Connection, path: Path, change: Change, tell: inner.Tell) -> Connection:
    """Return an open copy under the new key that is sound and holds as much as its source."""
    connection = connect(path, _key(change), is_new=True)
    try:
        with translated():
            source.backup(connection, pages=inner.STEP_PAGES, progress=inner.hear_pages(tell))
        if not is_same(source, connection):
            raise Trouble("damaged", _DAMAGED)
    except BaseException:  # whatever happened, no open file is left behind
        connection.close()
        raise
    return connection


def _key(change: Change) -> bytes:
    return keys.derive_key(change.found.data_key, "database")


def is_same(source: Connection, made: Connection) -> bool:
    """Tell whether a copy is sound in every page and change and holds as much as its source."""
    if examine.find_bad_page(made, is_trusted=True) or examine.find_bad_link(made):
        return False
    with translated():
        return log.read_tail(made) == log.read_tail(source) and reader.count(made) == reader.count(source)


def _switch(store: Store, renewed: tuple[Connection, Anchor], change: Change) -> None:
    try:
        header.write(store.folder / HEADER, change.made, change.seed)
    except BaseException as wrong:  # whichever header counts now, nothing more may be written here
        renewed[0].close()
        renewed[1].close()
        unsure = change.say_unsure()
        store.refuse(unsure.sentence)
        if isinstance(wrong, OSError):
            raise unsure from wrong
        raise
    store.turn_to(*renewed, change.found)


def finish(store: Store) -> None:
    """Bring a change of keys to its end, cut or not: no former header, no database but the one in use."""
    front = store.folder / HEADER
    header.scrub(front)
    used = header.read(front)
    for left_over in store.folder.glob("b-*.db*"):
        left_over.unlink(missing_ok=True)  # of a backup that was cut
    beside = (reader.read_meta(store.connection, BESIDE) or b"").decode()
    if _DATABASE.fullmatch(beside) and beside != used.database:
        remove_database(store.folder / beside)
        durable.flush_folder(store.folder)
    epoch = int(reader.read_meta(store.connection, EPOCH) or b"0")
    if beside or epoch < used.epoch:
        with store.transaction() as writer:
            writer.set_meta(BESIDE, b"")
            writer.set_meta(EPOCH, str(used.epoch).encode())


def remove_database(path: Path) -> None:
    """Remove a database and what lies beside it."""
    for file in (path, *(path.with_name(f"{path.name}-{part}") for part in ("wal", "journal", "shm"))):
        file.unlink(missing_ok=True)

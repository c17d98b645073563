"""Making a vault of a backup again: in a folder of its own, under new keys, the header last.

Must never touch a vault that is there, nor leave one that is not whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys
from focal_desktop.store import (
    backup,
    examine,
    header,
    inner,
    log,
    officers,
    opened,
    reader,
    rekeying,
    schema,
    vault,
)
from focal_desktop.store.anchor import Anchor
from focal_desktop.store.connection import Connection, connect, translated
from focal_desktop.store.opened import Door, Store
from focal_desktop.store.rows import Rules


def restore(
    folder: Path,
    source: backup.Source,
    chosen: header.Secrets,
    rules: Rules,
    *,
    copy: Path | None,
    renew: Callable[[Store], None],
    tell: inner.Tell = inner.tell_nobody,
) -> Store:
    """Make a vault of a backup where there is none, under new keys; `renew` changes it before it is one."""

    def make(door: Door) -> Store:
        made, store = _take_out(door, source, chosen, tell)
        return _finish(store, made, chosen, renew)

    return vault.build(folder, rules, copy, make)


def _take_out(
    door: Door, source: backup.Source, chosen: header.Secrets, tell: inner.Tell
) -> tuple[header.Header, Store]:
    within = inner.name(door.folder)
    try:
        inner.extract(source.path, within, inner.share(tell, 0, 0.4))
        return _reopen(door, source, within, chosen, inner.share(tell, 0.4, 0.9))
    finally:
        rekeying.remove_database(within)


def _finish(
    store: Store, made: header.Header, chosen: header.Secrets, renew: Callable[[Store], None]
) -> Store:
    try:
        schema.upgrade(store.connection)
        renew(store)
        with store.transaction() as writer:
            rekeying.keep_seeds(writer, chosen.signing_seed, has_code=chosen.code is not None)
            for name in (backup.NOTE, rekeying.BESIDE):
                writer.run("DELETE FROM meta WHERE name = ?", name)
            writer.run("DELETE FROM key WHERE name = ?", backup.ANCHOR_KEY)
        vault.put_in_front(store, made, chosen.signing_seed)
    except BaseException:  # whatever happened, no open file is left behind
        store.connection.close()
        store.anchor.close()
        raise
    return store


def _reopen(
    door: Door, source: backup.Source, within: Path, chosen: header.Secrets, tell: inner.Tell
) -> tuple[header.Header, Store]:
    """Return what the backup holds as a database under new keys, and the header it will have."""
    front = source.front.header
    with backup.as_backup():
        held = connect(within, inner.key_of(source.opened))
    try:
        with backup.as_backup(), translated():
            schema.require_known(held)
            if reader.read_meta(held, "vault") != front.vault.encode():
                raise backup.unreadable()
            seed = rekeying.read_seed(held, rekeying.CODE_KEY) if header.keeps_code(front, chosen) else b""
        made, found = header.rekey(front, chosen, seed)
        made = officers.seal(held, made, found)
        database = door.folder / made.database
        connection = connect(database, keys.derive_key(found.data_key, "database"), is_new=True)
        try:
            with translated():
                held.backup(connection, pages=inner.STEP_PAGES, progress=inner.hear_pages(tell))
            if not rekeying.is_same(held, connection):
                raise backup.unreadable()
        except BaseException:  # whatever happened, no open file is left behind
            connection.close()
            raise
    finally:
        held.close()
    return made, Store(door, connection, opened.open_anchor(door, found), found)


def rehearse(source: backup.Source, folder: Path, tell: inner.Tell) -> backup.Note:
    """Take out, open and check all that a backup holds, and remove it again; return what it says of itself.

    What a cut leaves in the folder goes at the vault's next unlock.
    """
    within = inner.name(folder)
    try:
        inner.extract(source.path, within, tell)
        with backup.as_backup(), closing(inner.open_alone(within, source.opened)) as held:
            schema.require_known(held)
            is_whole = not examine.find_bad_page(held, is_trusted=True) and not examine.find_bad_link(held)
            if not is_whole or reader.read_meta(held, "vault") != source.front.header.vault.encode():
                raise backup.unreadable()
            return read_note(held)
    except OSError as wrong:
        raise Trouble("disk_full", _NO_ROOM, field="backup") from wrong
    finally:
        rekeying.remove_database(within)


_NO_ROOM = (
    "The disk has no room to try the backup, so it was not tried. Nothing was changed. "
    "Free some space and try again."
)


def read_note(connection: Connection) -> backup.Note:
    """Return what the backup says of itself, as long as it is being restored."""
    return msgspec.json.decode(reader.read_meta(connection, backup.NOTE) or b"", type=backup.Note)


def count_missing(connection: Connection, anchors: Iterable[Path]) -> int | None:
    """Return how many saves came after the backup, by an anchor of its vault; nothing where there is none."""
    key = reader.read_key(connection, backup.ANCHOR_KEY) or b""
    held = log.read_tail(connection)[0]
    found = [record for path in anchors if (record := Anchor(path, None, key).read()) is not None]
    newest = max((sequence for sequence, _ in found), default=-1)
    return newest - held if newest >= held else None


def read_pace(connection: Connection, device: str) -> tuple[int, str]:
    """Return how many changes a device wrote, and the instant of its first."""
    found = connection.execute("SELECT count(*), min(at) FROM change WHERE device = ?", (device,)).fetchone()
    return int(found[0]), str(found[1] or "")

"""Erasing: a sealed part of a record, or all of it. The log keeps its entries, without what they said.

Must never erase without a row that says why, and never let anything erased come back. What was erased is gone
from the files only after `secure`, and from old blocks of the disk only with the data key that comes next.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from focal_desktop.crypto import keys
from focal_desktop.domain.record import BLOCK, SEALED_PARTS, Kind
from focal_desktop.store import drafts, erasures, reader, rekeying, trail
from focal_desktop.store.connection import Connection, translated
from focal_desktop.store.erasures import WHOLE, Erasure
from focal_desktop.store.opened import Store
from focal_desktop.store.writer import Writer, part_key_name


def erase_record(writer: Writer, connection: Connection, order: Erasure) -> None:
    """Destroy all that a record says and said, wherever it lies here; it never comes back.

    Its values and salts, its row and search text, the keys of its parts, what was being typed about it, and
    the reasons for which it was opened. The log keeps who wrote when, and that it was erased.
    """
    if erasures.find_whole(connection, order.record) is not None:
        return
    writer.note_erasure(order.record, WHOLE, order.reason, order.at)
    writer.run(
        "DELETE FROM value WHERE sequence IN (SELECT sequence FROM change WHERE record = ?)", order.record
    )
    front = part_key_name(order.record, "")
    writer.run("DELETE FROM key WHERE name >= ? AND name < ?", front, front + "\U0010ffff")
    for (kind,) in writer.run("SELECT DISTINCT kind FROM change WHERE record = ?", order.record):
        writer.fold(str(kind), order.record)
    _erase_around(writer, connection, order)


def erase_part(
    writer: Writer, connection: Connection, kind: Kind[Any], order: Erasure, keep: Collection[str] = ()
) -> None:
    """Destroy one sealed part of a record with its key; `keep` names fields of it that stay, under a new key.

    What was sealed of it for named officers goes too. What a person writes into the part later is new.
    """
    fields = [f for f in kind.fields_leaving(*[p for p in SEALED_PARTS if p == order.part]) if f not in keep]
    if not fields:
        return
    writer.note_erasure(order.record, order.part, order.reason, order.at)
    for field in (*fields, BLOCK + order.part):
        writer.run(
            "DELETE FROM value WHERE sequence IN"
            " (SELECT sequence FROM change WHERE record = ? AND kind = ? AND field = ?)",
            *(order.record, kind.name, field),
        )
    _renew_part_key(writer, connection, order.record, order.part)
    writer.fold(kind.name, order.record)
    _erase_around(writer, connection, order)


def _renew_part_key(writer: Writer, connection: Connection, record: str, part: str) -> None:
    """Put what stays of a part under a new key, so that the former one opens no remnant; or drop the key."""
    name = part_key_name(record, part)
    former = reader.read_key(connection, name)
    if former is None:
        return
    fresh, is_needed = keys.new_key(), False
    for sequence, device, counter, content, salt in writer.run(
        "SELECT v.sequence, c.device, c.counter, v.content, v.salt"
        " FROM value v JOIN change c USING (sequence) WHERE c.record = ? AND typeof(v.content) = 'blob'",
        record,
    ):
        try:
            bound = f"{device}:{counter}".encode()
            plain = keys.open_bytes(former, bytes(content), bound)
        except keys.NotForUs:  # of another part
            continue
        writer.run("DELETE FROM value WHERE sequence = ?", sequence)  # what stands is never altered in place
        writer.run("INSERT INTO value VALUES (?,?,?)", sequence, keys.seal_bytes(fresh, plain, bound), salt)
        is_needed = True
    if is_needed:
        writer.keep_key(name, fresh)
    else:
        writer.run("DELETE FROM key WHERE name = ?", name)


def _erase_around(writer: Writer, connection: Connection, order: Erasure) -> None:
    """Destroy what was being typed about a record, and the reasons for which it was opened."""
    for (name,) in writer.run("SELECT name FROM draft WHERE instr(name, ?)", order.record):
        drafts.destroy(writer, str(name))
    for line in trail.find_reasons(connection, order.record):
        writer.note_erasure(line, trail.REASON, order.reason, order.at)
        writer.run(
            "DELETE FROM value WHERE sequence IN"
            " (SELECT sequence FROM change WHERE record = ? AND field = ?)",
            *(line, trail.REASON),
        )
    writer.set_meta(rekeying.RENEWAL, b"due")


def secure(store: Store) -> None:
    """Let no page keep what was erased: overwritten pages reach the main file, the log of pages is cut."""
    with translated():
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def finish(store: Store) -> bool:
    """Bring erasures to their end: out of the files, then under a new data key; tell whether there were any.

    A cut before it is made good by the next call: that one is owed stands in the vault.
    """
    if not rekeying.is_renewal_due(store.connection):
        return False
    secure(store)
    rekeying.renew(store)
    return True

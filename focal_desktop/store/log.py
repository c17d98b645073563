"""The log as it lies in the database: reading it, and the chain that makes it tell on itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import chain, keys
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Plain
from focal_desktop.store.connection import Connection

START = bytes(32)
LAST_COUNTER = (1 << 63) - 1
_COLUMNS = (
    "c.sequence, c.scope, c.device, c.counter, c.lamport, c.kind, c.record, c.field, c.base, c.at,"
    " v.content, v.sequence IS NULL"
)


def plain_columns(change: Change) -> tuple[Any, ...]:
    """Return a change as its columns, without what it says."""
    base = "\n".join(change.base)
    named = (change.scope, change.device, change.counter, change.lamport)
    return (*named, change.kind, change.record, change.field, base, change.at)


def next_link(before: bytes, change: Change, commitment: bytes) -> bytes:
    """Return the chain's next link: it binds order, names and a salted digest of each value."""
    text = "\x1f".join(map(str, plain_columns(change))).encode()
    return chain.link(before, chain.digest16(text) + commitment)


def read_tail(connection: Connection) -> tuple[int, bytes]:
    """Return the newest sequence number and its link; zero and a fixed start in an empty log."""
    found = connection.execute("SELECT sequence, link FROM change ORDER BY sequence DESC LIMIT 1").fetchone()
    return (int(found[0]), _read_link(found[1])) if found else (0, START)


def _read_link(found: Any) -> bytes:
    """Return a link as it lies; a page of another day may lead to a row without one."""
    if not isinstance(found, bytes):
        raise Trouble("damaged", _APART)
    return found


def read_record(connection: Connection, kind: str, identity: str) -> list[Change]:
    """Return the log of one record in the order it came; a sealed value is absent, its entry is not."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM change c LEFT JOIN value v USING (sequence)"  # noqa: S608 constant columns
        " WHERE c.record = ? AND c.kind = ? ORDER BY c.sequence",
        (identity, kind),
    )
    return [change_of(row) for row in found.fetchall()]


def read_between(connection: Connection, first: str, behind: str) -> list[tuple[int, Change]]:
    """Return the changes of all records whose id lies between two, in the order they came."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM change c LEFT JOIN value v USING (sequence)"  # noqa: S608 constant columns
        " WHERE c.record >= ? AND c.record < ? ORDER BY c.sequence",
        (first, behind),
    )
    return [(int(row[0]), change_of(row)) for row in found]


def read_names(connection: Connection) -> Iterator[tuple[int, Change, bytes]]:
    """Yield number and names of every change in the order it came, and the salted digest of its value."""
    found = connection.execute(
        "SELECT sequence, scope, device, counter, lamport, kind, record, field, base, at, NULL, 1, commitment"
        " FROM change ORDER BY sequence"
    )
    for row in found:
        yield int(row[0]), change_of(row[:12]), bytes(row[12])


def read_own(connection: Connection, scope: str, device: str, after: int, limit: int) -> list[Change]:
    """Return what this device wrote into a scope after a counter, in order."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM change c LEFT JOIN value v USING (sequence)"  # noqa: S608 constant columns
        " WHERE c.scope = ? AND c.device = ? AND c.counter > ? ORDER BY c.counter LIMIT ?",
        (scope, device, after, limit),
    )
    return [change_of(row) for row in found]


def list_own(
    connection: Connection, scope: str, device: str, between: tuple[int, int], limit: int
) -> list[tuple[int, str]]:
    """Return counter and kind of what this device wrote into a scope, after one counter up to another."""
    found = connection.execute(
        "SELECT counter, kind FROM change WHERE scope = ? AND device = ? AND counter > ? AND counter <= ?"
        " ORDER BY counter LIMIT ?",
        (scope, device, *between, limit),
    )
    return [(int(counter), str(kind)) for counter, kind in found]


def weigh_own(connection: Connection, scope: str, device: str, after: int) -> list[tuple[str, str, int, int]]:
    """Return kind, record, counter and letters of what this device wrote into a scope after a counter."""
    found = connection.execute(
        "SELECT c.kind, c.record, c.counter, length(c.field) + coalesce(length(v.content), 0)"
        " FROM change c LEFT JOIN value v USING (sequence)"
        " WHERE c.scope = ? AND c.device = ? AND c.counter > ?",
        (scope, device, after),
    )
    return [(str(kind), str(record), int(counter), int(letters)) for kind, record, counter, letters in found]


def change_of(row: Any) -> Change:
    """Return one row of the log as a Change."""
    _, scope, device, counter, lamport, kind, record, field, base, at, content, is_gone = row
    value: Plain = msgspec.json.decode(content) if isinstance(content, str) else None
    return Change(
        scope=scope,
        device=device,
        counter=counter,
        lamport=lamport,
        kind=kind,
        record=record,
        field=field,
        value=value,
        base=tuple(base.split("\n")) if base else (),
        at=at,
        is_erased=bool(is_gone),
    )


def find_break(connection: Connection) -> int | None:
    """Return the sequence number at which the chain or a value no longer agrees, or nothing."""
    before, expected = START, 1
    for row, commitment, link, salt, is_ordered in _walk(connection):
        change = change_of(row)
        if row[0] != expected or next_link(before, change, commitment) != link:
            return int(row[0])
        if not (is_ordered if change.is_erased else _is_said(connection, change, row[10], salt, commitment)):
            return int(row[0])
        before, expected = link, expected + 1
    return None


def _walk(connection: Connection) -> Iterator[tuple[Any, bytes, bytes, bytes, bool]]:
    found = connection.execute(
        f"SELECT {_COLUMNS}, c.commitment, c.link, v.salt,"  # noqa: S608 constant columns
        " EXISTS (SELECT 1 FROM erasure e WHERE e.record = c.record)"
        " FROM change c LEFT JOIN value v USING (sequence) ORDER BY c.sequence"
    )
    for row in found:
        yield row[:12], bytes(row[12]), bytes(row[13]), bytes(row[14] or b""), bool(row[15])


def _is_said(connection: Connection, change: Change, held: Any, salt: bytes, commitment: bytes) -> bool:
    """Tell whether a value is what was committed to; one of a sealed part is opened to be compared."""
    if isinstance(held, str):
        return chain.salted(held.encode(), salt) == commitment
    secrets = connection.execute("SELECT secret FROM key WHERE name GLOB ?", (f"part/{change.record}/*",))
    for (secret,) in secrets.fetchall():
        try:
            content = keys.open_bytes(bytes(secret), bytes(held), change.name.encode())
        except keys.NotForUs:
            continue
        return chain.salted(content, salt) == commitment
    return False


def link_anew(connection: Connection, since: int) -> None:
    """Make the chain anew from a sequence number on, where names were changed; the guards must be down."""
    before = link_at(connection, since - 1) or START
    found = connection.execute(
        f"SELECT {_COLUMNS}, c.commitment FROM change c"  # noqa: S608 constant columns
        " LEFT JOIN value v USING (sequence) WHERE c.sequence >= ? ORDER BY c.sequence",
        (since,),
    ).fetchall()
    for row in found:
        before = next_link(before, change_of(row[:12]), bytes(row[12]))
        connection.execute("UPDATE change SET link = ? WHERE sequence = ?", (before, row[0]))


def link_at(connection: Connection, sequence: int) -> bytes | None:
    """Return the chain's link at a sequence number: the fixed start at zero, nothing past the end."""
    if sequence == 0:
        return START
    found = connection.execute("SELECT link FROM change WHERE sequence = ?", (sequence,)).fetchone()
    return _read_link(found[0]) if found else None


_APART = (
    "The vault was damaged or altered outside the program. Nothing was changed. "
    "Restore your last backup, or call headquarters and say: L1."
)

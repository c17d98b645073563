"""Reading: one record, a page of them, a search, a history. Only frozen values leave."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from focal_desktop.crypto import keys
from focal_desktop.domain import codec
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import BLOCK, SEALED_PARTS, Kind, Plain
from focal_desktop.store import erasures, log, trail
from focal_desktop.store.connection import Connection
from focal_desktop.store.rows import Row, ScopeRow, Side, reference_of
from focal_desktop.store.writer import encode, part_key_name

_ROW = "kind, id, reference, title, state, office, on_date, parent, body, clashes"
_COLUMNS = frozenset({"reference", "title", "state", "office", "on_date", "parent"})
_CLASHES = msgspec.json.Decoder(dict[str, tuple[Side, ...]])


def read_row(connection: Connection, kind: str, identity: str) -> Row | None:
    """Return one record, or nothing."""
    found = connection.execute(
        f"SELECT {_ROW} FROM record WHERE kind = ? AND id = ?",  # noqa: S608 constant columns
        (kind, identity),
    ).fetchone()
    return _row(found) if found else None


def read_page(
    connection: Connection, kind: Kind[Any], where: Mapping[str, str], after: str = "", limit: int = 100
) -> tuple[list[Row], bool]:
    """Return records of a kind in the order of their ids, and whether more follow."""
    conditions, values = ["kind = ?", "id > ?"], [kind.name, after]
    for name, value in where.items():
        condition, bound = _condition(kind, name, value)
        conditions.append(condition)
        values += bound
    found = connection.execute(
        f"SELECT {_ROW} FROM record WHERE {' AND '.join(conditions)} ORDER BY id LIMIT ?",  # noqa: S608 every value is bound
        (*values, limit + 1),
    ).fetchall()
    return [_row(row) for row in found[:limit]], len(found) > limit


def _condition(kind: Kind[Any], name: str, value: str) -> tuple[str, list[str]]:
    if name in _COLUMNS and name not in kind.slots:
        return f"{name} = ?", [value]
    if name in ("state", kind.parent):
        return f"{'state' if name == 'state' else 'parent'} = ?", [value]
    slot = kind.slots[name]
    said = encode(value).decode()[1:-1]  # looked for first: reading the body of every record is slow
    if slot.form in ("codes", "references"):
        among = "EXISTS (SELECT 1 FROM json_each(body, ?) WHERE json_each.value = ?)"
        return f"instr(body, ?) AND {among}", [said, f"$.{name}", value]
    default = codec.plain_default(slot)
    written = "" if default is None else str(default)
    exact = "coalesce(CAST(json_extract(body, ?) AS TEXT), ?) = ?"
    if value == written:
        return exact, [f"$.{name}", written, value]
    return f"instr(body, ?) AND {exact}", [said, f"$.{name}", written, value]


def read_all(connection: Connection, kind: Kind[Any]) -> list[Row]:
    """Return every record of a kind, for figures and reports."""
    found = connection.execute(
        f"SELECT {_ROW} FROM record WHERE kind = ? ORDER BY id",  # noqa: S608 constant columns
        (kind.name,),
    )
    return [_row(row) for row in found]


def read_parts(connection: Connection, kind: str, parent: str) -> list[Row]:
    """Return the records of a kind that point at a parent."""
    found = connection.execute(
        f"SELECT {_ROW} FROM record WHERE parent = ? AND kind = ? ORDER BY id",  # noqa: S608 constant columns
        (parent, kind),
    )
    return [_row(row) for row in found]


def read_clashing(connection: Connection) -> list[Row]:
    """Return every record that holds values side by side."""
    found = connection.execute(
        f"SELECT {_ROW} FROM record INDEXED BY record_with_clash"  # noqa: S608 constant columns
        " WHERE clashes <> '{}' ORDER BY kind, id"  # else SQLite walks through every record
    )
    return [_row(row) for row in found]


def search(connection: Connection, text: str, limit: int = 50) -> list[Row]:
    """Return records whose typed words begin with every word of the text; never a sealed part."""
    kept = "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in text)
    words = dict.fromkeys(word for word in kept.split() if any(c.isalnum() for c in word))
    if not words:
        return []
    query = " ".join(f'"{word}"*' for word in words)
    found = connection.execute(
        "SELECT kind, id, reference, title, state, office, on_date, parent, body, clashes FROM record"
        " WHERE number IN (SELECT rowid FROM search WHERE search MATCH ? LIMIT ?) ORDER BY kind, id",
        (query, limit),
    )
    return [_row(row) for row in found]


def read_titles(connection: Connection, kinds: Sequence[str], limit: int) -> list[tuple[str, str, str]]:
    """Return kind, id and title of records of these kinds that have a title, the latest first."""
    marks = ",".join("?" * len(kinds))
    found = connection.execute(
        f"SELECT kind, id, title FROM record WHERE title <> '' AND kind IN ({marks})"  # noqa: S608 marks only
        " ORDER BY number DESC LIMIT ?",
        (*kinds, limit),
    )
    return list(found)


def is_reference_taken(connection: Connection, reference: str) -> bool:
    """Tell whether a record here carries these six characters, or one that was erased did."""
    if connection.execute("SELECT 1 FROM record WHERE reference = ?", (reference,)).fetchone():
        return True
    return any(reference_of(record) == reference for record, _ in erasures.list_barring(connection))


def read_history(connection: Connection, kind: str, identity: str) -> list[Change]:
    """Return every change of a record in the order it came; what a sealed part says stays null."""
    found = log.read_record(connection, kind, identity)
    return [msgspec.structs.replace(c, value=None) if c.is_block else c for c in found]


def read_blocks(connection: Connection, kind: str, identity: str, part: str) -> list[Change]:
    """Return the changes that carry one sealed part of a record for named officers, still closed."""
    return [c for c in log.read_record(connection, kind, identity) if c.field == BLOCK + part]


def read_sealed(connection: Connection, kind: Kind[Any], identity: str, part: str) -> list[Change]:
    """Open the changes of one sealed part of one record; after an erasure there is nothing to open."""
    if part not in SEALED_PARTS:
        return []
    fields = kind.fields_leaving(*[one for one in SEALED_PARTS if one == part])
    found = connection.execute(
        "SELECT secret FROM key WHERE name = ?", (part_key_name(identity, part),)
    ).fetchone()
    if not found:
        return []
    opened = []
    for change in log.read_record(connection, kind.name, identity):
        if change.field in fields:
            opened.append(_open_value(connection, bytes(found[0]), change))
    return opened


def _open_value(connection: Connection, secret: bytes, change: Change) -> Change:
    content = connection.execute(
        "SELECT v.content FROM change c JOIN value v USING (sequence)"
        " WHERE c.scope = ? AND c.device = ? AND c.counter = ?",
        (change.scope, change.device, change.counter),
    ).fetchone()
    if content is None:
        return change
    value: Plain = msgspec.json.decode(keys.open_bytes(secret, bytes(content[0]), change.name.encode()))
    return msgspec.structs.replace(change, value=value)


def read_scopes(connection: Connection) -> list[ScopeRow]:
    """Return every scope this vault knows, in the order of their ids."""
    found = connection.execute("SELECT id, class, office, counter, lamport FROM scope ORDER BY id")
    return [ScopeRow(*row) for row in found]


def read_scope(connection: Connection, identity: str) -> ScopeRow | None:
    """Return a scope this vault knows, or nothing."""
    found = connection.execute(
        "SELECT id, class, office, counter, lamport FROM scope WHERE id = ?", (identity,)
    ).fetchone()
    return ScopeRow(*found) if found else None


def read_key(connection: Connection, name: str) -> bytes | None:
    """Return a key by its name, or nothing."""
    found = connection.execute("SELECT secret FROM key WHERE name = ?", (name,)).fetchone()
    return bytes(found[0]) if found else None


def read_meta(connection: Connection, name: str) -> bytes | None:
    """Return one fact about the vault itself, or nothing."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return bytes(found[0]) if found else None


def count_kind(connection: Connection, kind: str) -> int:
    """Return how many records of a kind the vault holds."""
    return int(connection.execute("SELECT count(*) FROM record WHERE kind = ?", (kind,)).fetchone()[0])


def count(connection: Connection) -> tuple[int, int]:
    """Return how many records and how many changes of records the vault holds."""
    records = connection.execute("SELECT count(*) FROM record").fetchone()[0]
    changes = connection.execute("SELECT count(*) FROM change").fetchone()[0]
    lines = connection.execute(
        "SELECT count(*) FROM change WHERE record >= ? AND record < ?", trail.BETWEEN
    ).fetchone()[0]
    return int(records), int(changes) - int(lines)


def _row(found: Any) -> Row:
    kind, identity, reference, title, state, office, on_date, parent, body, clashes = found
    return Row(
        kind=kind,
        id=identity,
        reference=reference,
        title=title,
        state=state,
        office=office,
        on_date=on_date,
        parent=parent,
        values=msgspec.json.decode(body),
        clashes=_CLASHES.decode(clashes) if clashes != "{}" else {},
    )


def read_last_own(
    connection: Connection, scope: str, device: str, *, after: int = 0, kind: str = ""
) -> list[tuple[str, str, int, str]]:
    """Return of every record what this device last wrote into a scope: kind, id, counter, instant.

    What was last written at or before a counter, or belongs to another kind than the one named, is left out.
    """
    whole = "SELECT kind, record, max(counter), at FROM change WHERE scope = ? AND device = ? AND counter > ?"
    of_kind = (
        "SELECT c.kind, c.record, max(c.counter), c.at FROM record r"
        " CROSS JOIN change c INDEXED BY change_by_record ON c.record = r.id"
        " AND c.kind = r.kind WHERE r.kind = ? AND c.scope = ? AND c.device = ? AND c.counter > ?"
    )
    asked = (scope, device, after)
    found = (
        connection.execute(f"{of_kind} GROUP BY c.record", (kind, *asked))
        if kind
        else connection.execute(f"{whole} GROUP BY record, kind", asked)
    )
    return [(str(kind), str(record), int(counter), str(at)) for kind, record, counter, at in found]


def is_shared(connection: Connection, kind: str, identity: str, device: str) -> bool:
    """Tell whether this device put something of a record into a scope that others read."""
    found = connection.execute(
        "SELECT 1 FROM change WHERE kind = ? AND record = ? AND scope <> 'sealed' AND device = ? LIMIT 1",
        (kind, identity, device),
    )
    return found.fetchone() is not None


def read_keys(connection: Connection, front: str) -> list[bytes]:
    """Return every key whose name begins so."""
    found = connection.execute(
        "SELECT secret FROM key WHERE name >= ? AND name < ? ORDER BY name", (front, front + "\U0010ffff")
    )
    return [bytes(secret) for (secret,) in found]


def list_of_kinds(connection: Connection, kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Return kind and id of every record of these kinds."""
    return [
        (str(kind), str(identity))
        for wanted in sorted(kinds)
        for kind, identity in connection.execute("SELECT kind, id FROM record WHERE kind = ?", (wanted,))
    ]

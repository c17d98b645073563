"""The one way in: append changes to the log, fold their records, keep the search text in step."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from focal_desktop.crypto import chain, keys
from focal_desktop.domain import codec, merge
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import BLOCK, SEALED_PARTS, Kind, Plain, Scope
from focal_desktop.store import erasures, log, rows, trail
from focal_desktop.store.connection import Connection
from focal_desktop.store.rows import Rules, Side

SALT_BYTES = 16
Touched = tuple[str, str]


class Writer:
    """Exists inside one transaction; nothing else writes to the vault."""

    def __init__(self, connection: Connection, rules: Rules) -> None:
        self._connection = connection
        self._rules = rules
        self._tail = log.read_tail(connection)
        self._gone: set[tuple[str, str]] | None = None
        self.touched: set[Touched] = set()

    @property
    def tail(self) -> tuple[int, bytes]:
        """The sequence number and chain link of the newest change."""
        return self._tail

    def append(self, changes: Iterable[Change], before: Sequence[Change] | None = None) -> frozenset[Touched]:
        """Put changes into the log and fold their records; what is there already is left alone.

        `before` is the whole log of the one record they all belong to, where the caller has just read it.
        """
        cursor = self._connection.cursor()  # one for all: a feed brings hundreds at a time
        added = [change for change in changes if self._insert(cursor, change)]
        touched = dict.fromkeys((c.kind, c.record) for c in added)
        for kind, identity in touched:
            self.fold(kind, identity, None if before is None else (*before, *added))
        return frozenset(touched)

    def _insert(self, cursor: Any, change: Change) -> bool:
        part = self._sealed_part(change)
        content, salt = encode(change.value), secrets.token_bytes(SALT_BYTES)
        commitment = chain.salted(content, salt)
        sequence, link = self._tail[0] + 1, log.next_link(self._tail[1], change, commitment)
        cursor.execute(
            "INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
            " ON CONFLICT (scope, device, counter) DO NOTHING",
            (sequence, *log.plain_columns(change), commitment, link),
        )
        if not cursor.rowcount:
            return False
        self._tail = (sequence, link)
        if self.is_gone(change.record, change.field):
            return True  # an erasure beats everything: it is named, and what it says is not kept
        held: Any = content.decode()
        if part:
            held = keys.seal_bytes(self._part_key(change.record, part), content, change.name.encode())
        cursor.execute("INSERT INTO value VALUES (?,?,?)", (sequence, held, salt))
        return True

    def is_gone(self, record: str, field: str = "") -> bool:
        """Tell whether a record was erased here, or by headquarters' order the part that a field carries."""
        if self._gone is None:
            self._gone = erasures.list_barring(self._connection)
        is_part_gone = field.startswith(BLOCK) and (record, field.removeprefix(BLOCK)) in self._gone
        return is_part_gone or (record, erasures.WHOLE) in self._gone

    def note_erasure(self, record: str, part: str, reason: str, at: str) -> None:
        """Keep for ever that a record or one part of it was erased, why and when."""
        self.run("INSERT INTO erasure VALUES (?,?,?,?)", record, part, reason, at)
        self._gone = None

    def _sealed_part(self, change: Change) -> str:
        kind = self._rules.kinds.get(change.kind)
        slot = kind.slots.get(change.field) if kind else None
        return slot.said.leaves if slot and slot.said.leaves in SEALED_PARTS else ""

    def _part_key(self, record: str, part: str) -> bytes:
        name = part_key_name(record, part)
        found = self._connection.execute("SELECT secret FROM key WHERE name = ?", (name,)).fetchone()
        if found:
            return bytes(found[0])
        fresh = secrets.token_bytes(32)
        self.keep_key(name, fresh)
        return fresh

    def fold(self, kind_name: str, identity: str, known: Sequence[Change] | None = None) -> None:
        """Make the row of a record anew from its whole log, which is read unless it is known."""
        if kind_name == trail.KIND:  # in the log alone, so that no list or search meets a line
            return
        self.touched.add((kind_name, identity))
        if self.is_gone(identity):
            self._drop_row(kind_name, identity)
            return
        kind = self._rules.kinds.get(kind_name)
        known = log.read_record(self._connection, kind_name, identity) if known is None else known
        folded = fold_log(self._rules, kind_name, known)
        row = row_of(kind, kind_name, identity, folded, office_of(self._connection, self._rules, folded))
        number = self._write_row(row)
        self._connection.execute("DELETE FROM search WHERE rowid = ?", (number,))
        self._connection.execute(
            "INSERT INTO search (rowid, text) VALUES (?,?)", (number, search_text(kind, row))
        )

    def _drop_row(self, kind_name: str, identity: str) -> None:
        """Let a record that was erased stand in no list, search or count."""
        for (number,) in self.run("SELECT number FROM record WHERE kind = ? AND id = ?", kind_name, identity):
            self.run("DELETE FROM search WHERE rowid = ?", number)
            self.run("DELETE FROM record WHERE number = ?", number)

    def _write_row(self, row: rows.Row) -> int:
        body = encode(dict(row.values)).decode()
        clashes = encode(row.clashes).decode()
        found = self._connection.execute(
            "INSERT INTO record (kind, id, reference, title, state, office, on_date, parent, body, clashes)"
            " VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (kind, id) DO UPDATE SET title = excluded.title,"
            " state = excluded.state, office = excluded.office, on_date = excluded.on_date,"
            " parent = excluded.parent, body = excluded.body, clashes = excluded.clashes RETURNING number",
            (
                *(row.kind, row.id, row.reference, row.title, row.state),
                *(row.office, row.on_date, row.parent, body, clashes),
            ),
        ).fetchone()
        return int(found[0])

    def next_numbers(self, scope: str, count: int) -> tuple[int, int]:
        """Reserve names in a scope for one save: the first counter and the save's Lamport number."""
        found = self._connection.execute(
            "UPDATE scope SET counter = counter + ?, lamport = lamport + 1 WHERE id = ?"
            " RETURNING counter, lamport",
            (count, scope),
        ).fetchone()
        return int(found[0]) - count + 1, int(found[1])

    def raise_lamport(self, scope: str, seen: int) -> None:
        """Let the next save come after everything that was seen."""
        self._connection.execute("UPDATE scope SET lamport = max(lamport, ?) WHERE id = ?", (seen, scope))

    def add_scope(self, identity: str, scope_class: str, office: str) -> None:
        """Make a scope known; a known one stays as it is."""
        put = "INSERT INTO scope (id, class, office) VALUES (?,?,?) ON CONFLICT DO NOTHING"
        self._connection.execute(put, (identity, scope_class, office))

    def keep_key(self, name: str, secret: bytes) -> None:
        """Keep a key under a name; the name's earlier key is replaced."""
        self._connection.execute(
            "INSERT INTO key VALUES (?,?) ON CONFLICT (name) DO UPDATE SET secret = excluded.secret",
            (name, secret),
        )

    def set_meta(self, name: str, value: bytes) -> None:
        """Keep one fact about the vault itself."""
        self._connection.execute(
            "INSERT INTO meta VALUES (?,?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def run(self, statement: str, *values: Any) -> Sequence[Any]:
        """Run one statement of another module of this package inside this transaction."""
        return list(self._connection.execute(statement, values).fetchall())


def encode(value: Any) -> bytes:
    """Return JSON in one order for ever, so that equal values are equal bytes."""
    return msgspec.json.encode(value, order="deterministic")


def part_key_name(record: str, part: str) -> str:
    """Return under which name the key of a sealed part is kept."""
    return f"part/{record}/{part}"


def fold_record(connection: Connection, rules: Rules, kind_name: str, identity: str) -> merge.Folded:
    """Read the log of one record and fold it as `fold_log` does."""
    return fold_log(rules, kind_name, log.read_record(connection, kind_name, identity))


def fold_log(rules: Rules, kind_name: str, found: Iterable[Change]) -> merge.Folded:
    """Fold the log of one record without its sealed parts, kept here or come as blocks.

    So that no list, search, clash, export or report ever meets them.
    """
    kind = rules.kinds.get(kind_name)
    sealed = kind.fields_leaving(*SEALED_PARTS) if kind else ()
    changes = [c for c in found if c.field not in sealed and not c.is_block]
    return merge.fold(kind, changes, rules.hq, rules.list_codes, rules.closed)


def office_of(connection: Connection, rules: Rules, folded: merge.Folded) -> str:
    """Return the office a record belongs to: that of the scope it lives in, else this one."""
    scopes = sorted({c.scope for sides in folded.current.values() for c in sides} - {Scope.SEALED})
    if not scopes:
        return rules.office
    found = connection.execute("SELECT office FROM scope WHERE id = ?", (scopes[0],)).fetchone()
    return str(found[0]) if found else ""


def row_of(kind: Kind[Any] | None, name: str, identity: str, folded: merge.Folded, office: str) -> rows.Row:
    """Return the row a fold makes: the body and the same eight plain columns for every kind."""

    def text(field: str) -> str:
        value = folded.values.get(field)
        return value if field and isinstance(value, str) else ""

    state = text("state")
    if kind and "state" in kind.slots and not state:
        state = str(codec.plain_default(kind.slots["state"]))
    return rows.Row(
        kind=name,
        id=identity,
        reference=rows.reference_of(identity),
        title=kind.title(codec.read(kind, identity, folded.values)) if kind else "",
        state=state,
        office=office,
        on_date=text(kind.on) if kind else "",
        parent=text(kind.parent) if kind else "",
        values=dict(folded.values),
        clashes={f: tuple(_side(c) for c in sides) for f, sides in folded.clashes.items()},
    )


def _side(change: Change) -> Side:
    return Side(change.value, change.device, change.at, change.name, change.scope)


def search_text(kind: Kind[Any] | None, row: rows.Row) -> str:
    """Return what a search looks through: words people typed, never a sealed part, never a code."""
    if kind is None:
        return row.reference
    typed: list[Plain] = [
        value
        for name, value in row.values.items()
        if name in kind.slots and kind.slots[name].form in ("text", "long_text")
    ]
    return "\n".join([row.reference, row.title, *(value for value in typed if isinstance(value, str))])

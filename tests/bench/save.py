"""A save of five changed fields: log, fold, search, anchor, durable.

The base is one raw transaction that writes the very same rows, read back from the vault after each save,
into a twin: a copy of the database, opened with the same settings, holding the same content.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from focal_desktop.crypto import keys
from focal_desktop.store import connection, header
from focal_desktop.store.connection import Connection
from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.session import Session
from tests.bench import figure
from tests.bench.figure import Figure
from tests.bench.ground import PASSPHRASE, Ground

RECORDS, RUNS, MUST = 400, 300, 1.6
_SAVED = (
    ("change", "INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"),
    ("value", "INSERT INTO value VALUES (?,?,?)"),
)


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the one figure of a save."""
    session, identities = _fill(ground)
    twin = Twin(session, ground.folder / "twin.db")
    session = ground.unlock(session)

    def save(run: int) -> float:
        return figure.clock_ms(lambda: records.edit(session, "action", identities[run], _edited(run)))

    def write_raw(run: int) -> float:
        rows = twin.read_saved(session, identities[run])
        return figure.clock_ms(lambda: twin.write(rows))

    for run in range(3):  # both warm
        save(run)
        write_raw(run)
    runs = ground.count(RUNS)
    ours, base = figure.alternate(lambda run: save(run + 3), lambda run: write_raw(run + 3), runs)
    twin.require_same(session)
    yield figure.compare("save", "ms", ours, ("raw SQLCipher transaction", base), MUST)
    twin.close()
    unlocking.lock(session)


def _fill(ground: Ground) -> tuple[Session, list[str]]:
    session = ground.make_vault("save")
    plan = records.add(session, "plan", {"office": "KEN", "year": 2026}).id
    drafts = [_drafted(plan, place) for place in range(ground.count(RECORDS, least=8))]
    return session, [saved.id for saved in records.add_many(session, "action", drafts)]


def _drafted(plan: str, place: int) -> dict[str, Any]:
    return {
        "plan": plan,
        "area": "zero_tolerance",
        "objective": "People who come to the site know how staff and partners must behave",
        "activity": f"Information session number {place} at the distribution point",
        "indicator": "Number of people reached",
        "unit": "people",
        "target": 100 + place,
        "starts_on": "2026-01-15",
        "due_on": "2026-06-30",
    }


def _edited(run: int) -> dict[str, Any]:
    return {
        "activity": f"Information session number {run} at the distribution point, with the partner",
        "actual": 40 + run,
        "percent": run % 100,
        "due_on": "2026-07-31",
        "state": "on_track",
    }


class Twin:
    """A copy of a vault's database, written to without any of the program but its connection."""

    def __init__(self, session: Session, path: Path) -> None:
        """Lock the vault and copy its database."""
        unlocking.lock(session)
        folder = session.store.folder
        found = header.read(folder / "header.bin")
        data_key = header.unlock(found, PASSPHRASE).data_key
        shutil.copy(folder / found.database, path)
        self._connection: Connection = connection.connect(path, keys.derive_key(data_key, "database"))
        self._tail = self._read_tail(self._connection)

    @staticmethod
    def _read_tail(opened: Connection) -> int:
        return int(opened.execute("SELECT max(sequence) FROM change").fetchone()[0])

    def read_saved(self, session: Session, identity: str) -> Sequence[tuple[str, Sequence[Any]]]:
        """Return each statement with its rows that writes what the vault holds more than the twin."""
        held = session.store.connection
        found: list[tuple[str, Sequence[Any]]] = []
        for table, statement in _SAVED:
            rows = held.execute(f"SELECT * FROM {table} WHERE sequence > ?", (self._tail,)).fetchall()  # noqa: S608 the two names above
            found.append((statement, rows))
        scopes = held.execute("SELECT counter, lamport, id FROM scope").fetchall()
        desk = [row for row in scopes if row[0]]
        found.append(("UPDATE scope SET counter = ?, lamport = ? WHERE id = ?", desk))
        row = held.execute("SELECT * FROM record WHERE id = ?", (identity,)).fetchone()
        text = held.execute("SELECT text FROM search WHERE rowid = ?", row[:1]).fetchone()
        found += [
            ("REPLACE INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?)", [row]),
            ("DELETE FROM search WHERE rowid = ?", [row[:1]]),
            ("INSERT INTO search (rowid, text) VALUES (?,?)", [(row[0], *text)]),
        ]
        return found

    def write(self, saved: Sequence[tuple[str, Sequence[Any]]]) -> None:
        """Write rows in one transaction."""
        raw = self._connection
        raw.execute("BEGIN IMMEDIATE")
        for statement, rows in saved:
            for row in rows:
                raw.execute(statement, row)
        raw.execute("COMMIT")
        self._tail += len(saved[0][1])

    def require_same(self, session: Session) -> None:
        """Fail if the twin does not hold what the vault holds: the two did not write the same."""
        for table in ("change", "value", "record", "scope", "search"):
            statement = f"SELECT * FROM {table} ORDER BY 1"  # noqa: S608 the names above
            mine = session.store.connection.execute(statement).fetchall()
            if mine != self._connection.execute(statement).fetchall():
                raise RuntimeError(f"the vault and its twin differ in {table}")

    def close(self) -> None:
        """Let go of the copy."""
        self._connection.close()

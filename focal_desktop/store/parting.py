"""What a vault lets go of when another person takes it over: every case, with its log, keys and envelopes.

Must never run on the vault itself: on a copy that is thrown away unless all of it was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from focal_desktop.domain.access import CASE_SCOPES
from focal_desktop.store import log, reader, rosters, trail
from focal_desktop.store.connection import Connection
from focal_desktop.store.writer import Writer

_ABOUT_THE_FORMER = ("backup/", "escrow/", "joining", "parcels/", "renewal", "sealed read", "told/")
"""Facts that were true of the former person and device alone."""
_CASE_KEYS = ("draft/", "part/")
_END = "\U0010ffff"


def part(writer: Writer, connection: Connection) -> None:
    """Take everything of a case out of a copy, and all that names it; the rest of the log closes up behind.

    An erasure's order stays, without the record: what was erased everywhere must not come back.
    """
    gone = [one.id for one in reader.read_scopes(connection) if one.scope_class in CASE_SCOPES]
    marks = ",".join("?" * len(gone))
    touched = writer.run(f"SELECT DISTINCT kind, record FROM change WHERE scope IN ({marks})", *gone)  # noqa: S608 question marks alone
    with _without_guards(connection):
        writer.run(
            f"DELETE FROM value WHERE sequence IN (SELECT sequence FROM change WHERE scope IN ({marks}))",  # noqa: S608 question marks alone
            *gone,
        )
        writer.run(f"DELETE FROM change WHERE scope IN ({marks})", *gone)  # noqa: S608 question marks alone
        _close_up(writer, connection)
    for kind, identity in touched:
        _fold_or_drop(writer, str(kind), str(identity))
    for scope in gone:
        _drop_scope(writer, scope)
    _drop_keys_and_drafts(writer)
    for front in _ABOUT_THE_FORMER:
        rosters.drop_named(writer, front)
    writer.run("DELETE FROM outgoing")
    writer.run("DELETE FROM stream")  # read from the start: what the next person may read comes by itself
    writer.run("UPDATE scope SET counter = 0")  # a new device counts from one


@contextmanager
def _without_guards(connection: Connection) -> Iterator[None]:
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('change', 'value')"
    ).fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, text in guards:
        connection.execute(text)


def _close_up(writer: Writer, connection: Connection) -> None:
    """Number the log from one without a gap and chain it anew: a gap would tell how much there was."""
    held = [int(row[0]) for row in writer.run("SELECT sequence FROM change ORDER BY sequence")]
    moved = [(new, old) for new, old in enumerate(held, 1) if new != old]
    for new, old in moved:
        writer.run("UPDATE value SET sequence = ? WHERE sequence = ?", new, old)
        writer.run("UPDATE change SET sequence = ? WHERE sequence = ?", new, old)
    if moved:
        log.link_anew(connection, moved[0][0])


def _fold_or_drop(writer: Writer, kind: str, identity: str) -> None:
    if kind == trail.KIND:
        writer.run("DELETE FROM erasure WHERE record = ?", identity)
        return
    if writer.run("SELECT 1 FROM change WHERE kind = ? AND record = ? LIMIT 1", kind, identity):
        writer.fold(kind, identity)
        return
    writer.run(
        "DELETE FROM search WHERE rowid IN (SELECT number FROM record WHERE kind = ? AND id = ?)",
        *(kind, identity),
    )
    writer.run("DELETE FROM record WHERE kind = ? AND id = ?", kind, identity)


def _drop_scope(writer: Writer, scope: str) -> None:
    for table, column in (("envelope", "scope"), ("passed", "stream"), ("lost", "stream")):
        writer.run(f"DELETE FROM {table} WHERE {column} = ?", scope)  # noqa: S608 constant names
    writer.run("DELETE FROM meta WHERE instr(name, ?)", scope)
    writer.run("DELETE FROM key WHERE name GLOB ?", f"epoch/{scope}/*")
    writer.run("UPDATE scope SET lamport = 0 WHERE id = ?", scope)


def _drop_keys_and_drafts(writer: Writer) -> None:
    for front in _CASE_KEYS:
        writer.run("DELETE FROM key WHERE name >= ? AND name < ?", front, front + _END)
    writer.run("DELETE FROM draft")

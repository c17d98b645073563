"""Reading a vault from end to end; finds what was damaged or altered, repairs nothing."""

from __future__ import annotations

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import drafts, erasures, log, opened, reader, trail
from focal_desktop.store.connection import Connection, translated
from focal_desktop.store.opened import Store
from focal_desktop.store.rows import Rules
from focal_desktop.store.writer import fold_record, office_of, row_of, search_text


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What holds and what does not; `first_bad` is empty when all of it holds."""

    pages: bool
    chain: bool
    anchor: bool
    refold: bool
    records: int
    changes: int
    first_bad: str


def examine(store: Store) -> Found:
    """Check every page, the chain of the log, the anchor, and each record and search text against its log."""
    connection = store.connection
    anchor = _is_anchored(store)
    bad_page = find_bad_page(connection, is_trusted=anchor)
    bad_link = find_bad_link(connection)
    bad_record = _find_bad_record(connection, store.rules)
    records, changes = (0, 0) if bad_page else reader.count(connection)
    firsts = (bad_page, bad_link, "" if anchor else "anchor", bad_record)
    return Found(
        pages=not bad_page,
        chain=not bad_link,
        anchor=anchor,
        refold=not bad_record,
        records=records,
        changes=changes,
        first_bad=next((one for one in firsts if one), ""),
    )


def _is_anchored(store: Store) -> bool:
    try:
        with translated():
            return not store.behind and not opened.find_behind(store.connection, store.anchor)
    except Trouble:
        return False


def find_bad_page(connection: Connection, *, is_trusted: bool) -> str:
    """Return `page` where a page was damaged; only a log that agrees with its anchor is to be trusted."""
    # The page check reads the main file behind the write-ahead log: only after a checkpoint does it tell the
    # truth, and a checkpoint comes only after the anchor was compared.
    try:
        with translated():
            if is_trusted:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
                if bad:
                    return "page"
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except Trouble as wrong:
        if wrong.code != "damaged":  # a full disk is no damage
            raise
        return "page"
    return "" if said and said[0] == "ok" else "page"


def require_pages(connection: Connection) -> None:
    """Compare every page of the file with its seal, and refuse a vault of which one was altered.

    Only for a vault whose anchor agreed: the log is written back first, as the file alone tells nothing.
    """
    with translated():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if connection.execute("PRAGMA cipher_integrity_check").fetchone():
            raise Trouble("damaged", _PAGE)


_PAGE = (
    "A part of the vault was damaged or altered outside the program. Nothing was changed. "
    "Restore your last backup, or call headquarters and say: P1."
)


def find_bad_link(connection: Connection) -> str:
    """Return where the chain of the log breaks, or nothing."""
    try:
        with translated():
            broken = log.find_break(connection)
            if broken is not None:
                return f"change {broken}"
            return "scope" if _is_counted_back(connection) else ""
    except (Trouble, msgspec.MsgspecError, ValueError):
        return "log"


def _is_counted_back(connection: Connection) -> bool:
    """Tell whether a scope counts from before a change that it holds, as where an earlier page came back."""
    found = connection.execute(
        "SELECT 1 FROM scope WHERE lamport < (SELECT max(lamport) FROM change WHERE change.scope = scope.id)"
    )
    return found.fetchone() is not None


def _find_bad_record(connection: Connection, rules: Rules) -> str:
    try:
        with translated():
            logged = set(
                connection.execute(
                    "SELECT DISTINCT kind, record FROM change WHERE kind <> ?", (trail.KIND,)
                ).fetchall()
            )
            rows = set(connection.execute("SELECT kind, id FROM record").fetchall())
            erased = {one.record for one in erasures.list_all(connection) if one.part == erasures.WHOLE}
            if {one for one in logged if one[1] not in erased} != rows or _is_kept(connection):
                return "record"
            if drafts.find_bad(connection):
                return "draft"
            return next(
                (f"record {i}" for k, i in sorted(rows) if not _is_folded(connection, rules, k, i)), ""
            )
    except (Trouble, msgspec.MsgspecError, ValueError):
        return "record"


def _is_kept(connection: Connection) -> bool:
    """Tell whether something stands here of a record that was erased."""
    found = connection.execute(
        "SELECT 1 FROM erasure e JOIN change c ON c.record = e.record JOIN value v USING (sequence)"
        " WHERE e.part = ? LIMIT 1",
        (erasures.WHOLE,),
    )
    return found.fetchone() is not None


def _is_folded(connection: Connection, rules: Rules, kind: str, identity: str) -> bool:
    held = reader.read_row(connection, kind, identity)
    if held is None:
        return False
    folded = fold_record(connection, rules, kind, identity)
    # A record whose scope was heard of after it has no office yet.
    office = office_of(connection, rules, folded) if held.office else ""
    made = row_of(rules.kinds.get(kind), kind, identity, folded, office)
    found = connection.execute(
        "SELECT s.text FROM search s JOIN record r ON r.number = s.rowid WHERE r.kind = ? AND r.id = ?",
        (kind, identity),
    ).fetchone()
    return held == made and bool(found) and bool(found[0] == search_text(rules.kinds.get(kind), made))

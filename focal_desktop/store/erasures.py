"""What was erased here, why and when: kept for ever, so that nothing of it returns."""

from __future__ import annotations

import msgspec

from focal_desktop.store import trail
from focal_desktop.store.connection import Connection

WHOLE, ORDERED, LET_GO = "", "order/", "draft"
"""The part that means all of a record, how the reason of an erasure by headquarters' order begins, and the
reason where a writer let go of a draft: no list tells of it."""


class Erasure(msgspec.Struct, frozen=True):
    """What went, why, and when by this computer's clock; an empty part is the whole record."""

    record: str
    part: str
    reason: str
    at: str

    @property
    def day(self) -> str:
        """The day it went."""
        return self.at[:10]


def find_whole(connection: Connection, record: str) -> Erasure | None:
    """Return why and when a whole record was erased here, or nothing."""
    return next((one for one in list_all(connection, record) if one.part == WHOLE), None)


def list_all(connection: Connection, record: str = "") -> list[Erasure]:
    """Return every erasure of records and parts, or those of one record, the latest last."""
    found = connection.execute(
        "SELECT record, part, reason, at FROM erasure WHERE ? IN ('', record) AND part <> ? ORDER BY rowid",
        (record, trail.REASON),
    )
    return [Erasure(*map(str, row)) for row in found]


def list_barring(connection: Connection) -> set[tuple[str, str]]:
    """Return record and part of each erasure after which nothing more is kept of either."""
    found = connection.execute(
        "SELECT record, part FROM erasure WHERE part = ? OR instr(reason, ?) = 1", (WHOLE, ORDERED)
    )
    return {(str(record), str(part)) for record, part in found}

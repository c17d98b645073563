"""The hub's own plain database file: sealed items in their streams, and nothing that could open them.

Unique constraints make every repetition harmless; all state is here, so several processes may share it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble

APPLICATION = 0x464F4355
FORMAT = 1
_SETTINGS = (
    "busy_timeout = 20000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
)
_SCHEMA = """
CREATE TABLE fact(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE stream(
  id BLOB PRIMARY KEY, kind INTEGER NOT NULL, position INTEGER NOT NULL, chain BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE item(
  number INTEGER PRIMARY KEY, stream BLOB NOT NULL REFERENCES stream(id), position INTEGER NOT NULL,
  kind INTEGER NOT NULL, author BLOB NOT NULL, seq INTEGER NOT NULL, digest BLOB NOT NULL,
  chain BLOB NOT NULL, body BLOB NOT NULL, UNIQUE(stream, position), UNIQUE(stream, author, seq)
) STRICT;
CREATE INDEX entry ON item(number) WHERE kind = 2;
CREATE TABLE fork(
  author BLOB NOT NULL, stream BLOB NOT NULL, seq INTEGER NOT NULL, digest BLOB NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY(author, stream, seq, digest)
) STRICT, WITHOUT ROWID;
CREATE TABLE author(
  id BLOB PRIMARY KEY, counter INTEGER NOT NULL, bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE claim(
  device BLOB NOT NULL, join_key BLOB NOT NULL, sign BLOB NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY(device, join_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_join ON claim(join_key);
"""


class NoRoom(Exception):
    """The disk took nothing more; what was kept before is safe."""


class Place(NamedTuple):
    """How far a stream has come."""

    kind: int
    position: int
    chain: bytes


class Kept(NamedTuple):
    """One item as it stands in its stream."""

    position: int
    kind: int
    author: bytes
    seq: int
    chain: bytes
    body: bytes


class ClaimRow(NamedTuple):
    """A claim that waits, or waited, for people."""

    device: bytes
    join_key: bytes
    sign: bytes
    digest: bytes


def create(path: Path, facts: Mapping[str, bytes]) -> None:
    """Make a new database with these facts; the file appears under its name only when it is whole."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    found = sqlite3.connect(fresh, isolation_level=None)
    try:
        found.execute(f"PRAGMA application_id = {APPLICATION}")
        found.execute(f"PRAGMA user_version = {FORMAT}")
        found.executescript(_SCHEMA)
        found.executemany("INSERT INTO fact VALUES (?, ?)", list(facts.items()))
    finally:
        found.close()
    fresh.rename(path)


class Keeping:
    """One connection to the database; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        uri = f"file:{quote(str(path.absolute()))}?mode=rw"
        try:
            self._db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            self._set_up()
        except sqlite3.DatabaseError as wrong:
            raise Trouble("damaged", "The hub's mailbox cannot be opened. Nothing was changed.") from wrong

    def close(self) -> None:
        """Close the file; everything committed stays."""
        self._db.close()

    def _set_up(self) -> None:
        for setting in _SETTINGS:
            self._db.execute(f"PRAGMA {setting}").fetchall()
        if self._number("PRAGMA application_id") != APPLICATION:
            raise Trouble("file_not_ours", "This file is not a hub's mailbox. Nothing was changed.")
        if self._number("PRAGMA user_version") != FORMAT:
            raise Trouble(
                "newer_version", "A newer version of the hub made this mailbox. Nothing was changed."
            )

    def _number(self, query: str, values: Sequence[object] = ()) -> int:
        row = self._db.execute(query, values).fetchone()
        return int(row[0]) if row and row[0] is not None else 0

    def _bytes(self, query: str, values: Sequence[object]) -> bytes | None:
        row = self._db.execute(query, values).fetchone()
        return bytes(row[0]) if row else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Commit everything done inside, durably, or nothing of it; the only place that commits."""
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state throughout."""
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        try:
            self._db.execute(begin)
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
        except sqlite3.OperationalError as wrong:
            if wrong.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
                raise NoRoom from wrong
            raise

    def fact(self, name: str) -> bytes:
        """Return a fact that was given at the making."""
        return self._bytes("SELECT value FROM fact WHERE name = ?", (name,)) or b""

    def place(self, stream: bytes) -> Place | None:
        """Return how far a stream has come; nothing for one without items."""
        row = self._db.execute("SELECT kind, position, chain FROM stream WHERE id = ?", (stream,)).fetchone()
        return Place(*row) if row else None

    def append(self, stream: bytes, kind: int, feed: tuple[bytes, int], body: bytes) -> None:
        """Put an item of a feed (author, seq) at the end of a stream; inside `writing` only."""
        place = self.place(stream) or Place(kind, 0, wire.START)
        name = wire.digest(body)
        chain, position = wire.chain_on(place.chain, name), place.position + 1
        self._db.execute(
            "INSERT INTO stream VALUES (?1, ?2, ?3, ?4)"
            " ON CONFLICT(id) DO UPDATE SET position = ?3, chain = ?4",
            (stream, kind, position, chain),
        )
        self._db.execute(
            "INSERT INTO item(stream, position, kind, author, seq, digest, chain, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (stream, position, kind, *feed, name, chain, body),
        )
        self._db.execute(
            "INSERT INTO author VALUES (?1, 0, ?2) ON CONFLICT(id) DO UPDATE SET bytes = bytes + ?2",
            (feed[0], len(body)),
        )

    def held(self, stream: bytes, author: bytes) -> int:
        """Return the last sequence held of an author in a stream."""
        return self._number("SELECT max(seq) FROM item WHERE stream = ? AND author = ?", (stream, author))

    def digest_at(self, stream: bytes, author: bytes, seq: int) -> bytes | None:
        """Return the digest of what is held at a place of a feed."""
        query = "SELECT digest FROM item WHERE stream = ? AND author = ? AND seq = ?"
        return self._bytes(query, (stream, author, seq))

    def digest_in(self, stream: bytes, position: int) -> bytes | None:
        """Return the digest of what stands at a position of a stream."""
        return self._bytes("SELECT digest FROM item WHERE stream = ? AND position = ?", (stream, position))

    def chain_at(self, stream: bytes, position: int) -> bytes | None:
        """Return the chain's hash at a position of a stream; nothing behind its end."""
        return self._bytes("SELECT chain FROM item WHERE stream = ? AND position = ?", (stream, position))

    def after(self, stream: bytes, position: int) -> Iterator[Kept]:
        """Yield what stands in a stream behind a position."""
        query = "SELECT position, kind, author, seq, chain, body FROM item WHERE stream = ? AND position > ?"
        yield from map(Kept._make, self._db.execute(query + " ORDER BY position", (stream, position)))

    def entries(self, number: int) -> list[tuple[int, bytes]]:
        """Return roster entries that came after this one, in the order they came."""
        query = "SELECT number, body FROM item WHERE kind = 2 AND number > ? ORDER BY number"
        return self._db.execute(query, (number,)).fetchall()

    def counter(self, device: bytes) -> int:
        """Return the highest counter with which a device has brought an item."""
        return self._number("SELECT counter FROM author WHERE id = ?", (device,))

    def raise_counter(self, device: bytes, counter: int) -> None:
        """Remember a device's counter; it never falls."""
        self._db.execute(
            "INSERT INTO author VALUES (?1, ?2, 0) ON CONFLICT(id) DO UPDATE SET counter = max(counter, ?2)",
            (device, counter),
        )

    def used_bytes(self, author: bytes) -> int:
        """Return how much is kept of an author."""
        return self._number("SELECT bytes FROM author WHERE id = ?", (author,))

    def keep_fork(self, stream: bytes, feed: tuple[bytes, int], body: bytes, most: int) -> None:
        """Keep a second version of a feed's place as evidence, up to so many of an author."""
        if self._number("SELECT count(*) FROM fork WHERE author = ?", (feed[0],)) < most:
            row = (feed[0], stream, feed[1], wire.digest(body), body)
            self._db.execute("INSERT OR IGNORE INTO fork VALUES (?, ?, ?, ?, ?)", row)

    def keep_claim(self, claim: ClaimRow) -> None:
        """Remember who claimed which join key."""
        self._db.execute("INSERT INTO claim VALUES (?, ?, ?, ?)", claim)

    def claims_by(self, asker: bytes) -> list[ClaimRow]:
        """Return the claims of the devices whose id begins so."""
        query = "SELECT * FROM claim WHERE device >= ? AND device <= ?"
        rows = self._db.execute(query, (asker, asker + b"\xff" * (16 - len(asker))))
        return [ClaimRow(*row) for row in rows]

    def claims_on(self, join_key: bytes) -> int:
        """Return how many devices claimed a join key."""
        return self._number("SELECT count(*) FROM claim WHERE join_key = ?", (join_key,))

"""Feeds and streams as they lie in the vault: sealed bytes, what they carry, how far each was read."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from focal_desktop.store.connection import Connection
from focal_desktop.store.writer import Writer

OWN, TAKEN, PARKED, ASIDE = "own", "taken", "parked", "aside"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One envelope: its place in its feed, its bytes, and the counters of the changes it carries."""

    scope: str
    device: str
    sequence: int
    digest: bytes
    content: bytes
    state: str
    covers: tuple[tuple[int, int], ...] = ()
    at: str
    hub_at: str = ""
    read_at: str = ""


_COLUMNS = "scope, device, sequence, digest, content, state, covers, at, hub_at, read_at"


def keep(writer: Writer, kept: Kept) -> None:
    """Keep an envelope; one that was parked takes its new state, any other stays as it is."""
    covers = ",".join(f"{first}-{last}" for first, last in kept.covers)
    writer.run(
        f"INSERT INTO envelope ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)"  # noqa: S608 only constant columns
        " ON CONFLICT (scope, device, sequence) DO UPDATE SET state = excluded.state,"
        " digest = excluded.digest, content = excluded.content, covers = excluded.covers"
        " WHERE state = 'parked'",
        *(kept.scope, kept.device, kept.sequence, kept.digest, kept.content),
        *(kept.state, covers, kept.at, kept.hub_at, kept.read_at),
    )


def read_feed(
    connection: Connection, scope: str, device: str, *, after: int = 0, only: str = ""
) -> list[Kept]:
    """Return the envelopes of one feed in order, from behind a sequence on."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM envelope WHERE scope = ? AND device = ? AND sequence > ?"  # noqa: S608 only constant columns
        " AND (? = '' OR state = ?) ORDER BY sequence",
        (scope, device, after, only, only),
    )
    return [_kept(row) for row in found]


def read_waiting(connection: Connection, scope: str, device: str) -> Iterator[Kept]:
    """Yield this device's own envelopes of a scope that no hub has taken yet, in order."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM envelope WHERE state = 'own' AND hub_at = '' AND scope = ? AND device = ?"  # noqa: S608 only constant columns
        " ORDER BY sequence",
        (scope, device),
    )
    yield from map(_kept, found)


def read_state(connection: Connection, state: str) -> list[Kept]:
    """Return the envelopes in one state, each feed in order."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM envelope WHERE state = ? ORDER BY scope, device, sequence",  # noqa: S608 only constant columns
        (state,),
    )
    return [_kept(row) for row in found]


def read_one(connection: Connection, scope: str, device: str, sequence: int) -> Kept | None:
    """Return one envelope, or nothing."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM envelope WHERE scope = ? AND device = ? AND sequence = ?",  # noqa: S608 only constant columns
        (scope, device, sequence),
    ).fetchone()
    return _kept(found) if found else None


def read_digest(connection: Connection, scope: str, device: str, sequence: int) -> bytes | None:
    """Return the digest of one envelope, or nothing."""
    found = connection.execute(
        "SELECT digest FROM envelope WHERE scope = ? AND device = ? AND sequence = ?",
        (scope, device, sequence),
    ).fetchone()
    return bytes(found[0]) if found else None


class Parked(msgspec.Struct, frozen=True):
    """Which envelope waits, and how large it is."""

    scope: str
    device: str
    sequence: int
    size_bytes: int


def list_parked(connection: Connection) -> list[Parked]:
    """Return which envelopes wait for a key, an author or the one before them, each feed in order."""
    found = connection.execute(
        "SELECT scope, device, sequence, length(content) FROM envelope WHERE state = 'parked'"
        " ORDER BY scope, device, sequence"
    )
    return [Parked(*row) for row in found]


def read_last(connection: Connection, scope: str, device: str) -> Kept | None:
    """Return the last own envelope of a feed, or nothing."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM envelope WHERE scope = ? AND device = ? AND state = 'own'"  # noqa: S608 only constant columns
        " ORDER BY sequence DESC LIMIT 1",
        (scope, device),
    ).fetchone()
    return _kept(found) if found else None


class Heard(msgspec.Struct, frozen=True):
    """One feed of others: when its first and its newest envelope came, and what its changes are dated."""

    scope: str
    device: str
    first_at: str
    newest_at: str
    written_at: str


def list_heard(connection: Connection) -> list[Heard]:
    """Return when each feed of others was heard by this computer's clock, and by its author's own."""
    found = connection.execute(
        "WITH ends AS (SELECT scope, device, min(sequence) AS first, max(sequence) AS newest"
        " FROM envelope WHERE state = 'taken' GROUP BY scope, device)"
        " SELECT ends.scope, ends.device, f.at, n.at, coalesce((SELECT max(c.at) FROM change c"
        " WHERE c.scope = ends.scope AND c.device = ends.device), '')"
        " FROM ends JOIN envelope f ON f.scope = ends.scope AND f.device = ends.device AND f.sequence = first"
        " JOIN envelope n ON n.scope = ends.scope AND n.device = ends.device AND n.sequence = newest"
    )
    return [Heard(*row) for row in found]


def read_heads(connection: Connection, scope: str) -> dict[str, int]:
    """Return the last sequence held without a gap of every feed of a scope, own ones included."""
    found = connection.execute(
        "SELECT device, max(sequence) FROM envelope WHERE scope = ? AND state IN ('own', 'taken')"
        " GROUP BY device",
        (scope,),
    )
    return {str(device): int(sequence) for device, sequence in found}


class Carrier(msgspec.Struct, frozen=True):
    """One own envelope without its bytes: how large it is, what it carries, and whether the hub has it."""

    size_bytes: int
    covers: tuple[tuple[int, int], ...]
    is_at_hub: bool

    @property
    def changes(self) -> int:
        """How many changes it carries."""
        return sum(last - first + 1 for first, last in self.covers)


def list_carriers(connection: Connection, scope: str, device: str) -> list[Carrier]:
    """Return how large the own envelopes of a scope are, those that carry something."""
    found = connection.execute(
        "SELECT length(content), covers, hub_at <> '' FROM envelope"
        " WHERE scope = ? AND device = ? AND state = 'own' AND covers <> ''",
        (scope, device),
    )
    return [Carrier(int(size), tuple(_covers(covers)), bool(at_hub)) for size, covers, at_hub in found]


def read_covers(connection: Connection, scope: str, device: str) -> list[tuple[int, int]]:
    """Return the ranges of counters that the own envelopes of a scope carry already."""
    found = connection.execute(
        "SELECT covers FROM envelope WHERE scope = ? AND device = ? AND state = 'own' AND covers <> ''",
        (scope, device),
    )
    return [pair for (text,) in found for pair in _covers(text)]


def mark_at_hub(writer: Writer, scope: str, device: str, until: int, at: str) -> int:
    """Note that the hub holds the own feed up to a sequence; return how many changes that is news of."""
    found = writer.run(
        "UPDATE envelope SET hub_at = ? WHERE state = 'own' AND hub_at = '' AND scope = ? AND device = ?"
        " AND sequence <= ? RETURNING covers",
        *(at, scope, device, until),
    )
    return sum(last - first + 1 for (covers,) in found for first, last in _covers(str(covers)))


def count_waiting_bytes(connection: Connection, device: str) -> int:
    """Return how many bytes this device has sealed that no hub has taken yet."""
    found = connection.execute(
        "SELECT sum(length(content)) FROM envelope WHERE state = 'own' AND hub_at = '' AND device = ?",
        (device,),
    ).fetchone()
    return int(found[0] or 0)


def mark_read(writer: Writer, scope: str, device: str, until: int, at: str, *, first: int = 1) -> None:
    """Note that a reader's signed word names the own feed up to a sequence, from `first` on."""
    writer.run(
        "UPDATE envelope SET read_at = ? WHERE scope = ? AND device = ? AND sequence BETWEEN ? AND ?"
        " AND read_at = ''",
        *(at, scope, device, first, until),
    )


def forget_covers(writer: Writer, scope: str, device: str) -> bool:
    """Let no envelope that was read say any more which changes it carries; tell whether one did."""
    found = writer.run(
        "UPDATE envelope SET covers = '' WHERE scope = ? AND device = ? AND read_at <> '' AND covers <> ''"
        " RETURNING sequence",
        *(scope, device),
    )
    return bool(found)


def forget_at_hub(writer: Writer, scope: str, device: str, behind: int) -> str:
    """Note that the hub lost the own feed from behind a sequence on; return since when it had it."""
    found = writer.run(
        "SELECT min(hub_at) FROM envelope WHERE scope = ? AND device = ? AND sequence > ? AND hub_at <> ''",
        *(scope, device, behind),
    )
    writer.run(
        "UPDATE envelope SET hub_at = '' WHERE scope = ? AND device = ? AND sequence > ?",
        *(scope, device, behind),
    )
    return str(found[0][0] or "")


def forget_one_at_hub(writer: Writer, scope: str, device: str, name: bytes) -> None:
    """Note that the hub lost one own envelope, if it is one."""
    writer.run(
        "UPDATE envelope SET hub_at = '' WHERE scope = ? AND digest = ? AND device = ? AND state = 'own'",
        *(scope, name, device),
    )


def read_named(connection: Connection, scope: str, name: bytes) -> Kept | None:
    """Return the envelope of a scope that bears this digest, or nothing."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM envelope WHERE scope = ? AND digest = ?",  # noqa: S608 only constant columns
        (scope, name),
    ).fetchone()
    return _kept(found) if found else None


def _kept(row: tuple[str, str, int, bytes, bytes, str, str, str, str, str]) -> Kept:
    scope, device, sequence, digest, content, state, covers, at, hub_at, read_at = row
    return Kept(
        scope=scope,
        device=device,
        sequence=sequence,
        digest=bytes(digest),
        content=bytes(content),
        state=state,
        covers=tuple(_covers(covers)),
        at=at,
        hub_at=hub_at,
        read_at=read_at,
    )


def _covers(text: str) -> list[tuple[int, int]]:
    pairs = (part.split("-") for part in text.split(",") if part)
    return [(int(first), int(last)) for first, last in pairs]


def sealing_key(connection: Connection, scope: str) -> tuple[bytes, bytes] | None:
    """Return the id and the key under which a scope is sealed now; nothing until one has come."""
    named = connection.execute("SELECT value FROM meta WHERE name = ?", (f"sealing/{scope}",)).fetchone()
    if named is None:
        return None
    key_id = bytes.fromhex(bytes(named[0]).decode())
    key = opening_key(connection, scope, key_id)
    return (key_id, key) if key else None


def opening_key(connection: Connection, scope: str, key_id: bytes) -> bytes | None:
    """Return the key of a scope by its id, today's or an old one."""
    found = connection.execute(
        "SELECT secret FROM key WHERE name = ?", (f"epoch/{scope}/{key_id.hex()}",)
    ).fetchone()
    return bytes(found[0]) if found else None

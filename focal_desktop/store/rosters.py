"""The roster's signed entries, what waits to be sent for others, and what came too early, in the vault."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from focal_desktop.crypto import chain as digests
from focal_desktop.store.connection import Connection
from focal_desktop.store.writer import Writer
from focal_desktop.wire import Kind, RosterEntry, RosterState, roster

_WAITING, _SENT = "waiting", "sent"
_ASIDE = "aside/"
MOST_ASIDE = 256


class Outgoing(msgspec.Struct, frozen=True):
    """One item for the hub, sent as it lies here: a roster entry, a parcel of keys, a claim, a founding."""

    number: int
    item_type: int
    content: bytes


def fold(connection: Connection) -> RosterState:
    """Return what the entries held here say."""
    return fold_entries(read_entries(connection))


def fold_entries(entries: Iterable[bytes]) -> RosterState:
    """Return what entries of this vault say; each was verified when it came, and the vault keeps it whole."""
    return roster.fold((RosterEntry.decode(entry) for entry in entries), _was_verified)


def _was_verified(_public: bytes, _message: bytes, _signature: bytes) -> bool:
    return True


def read_entries(connection: Connection, chain: str = "") -> list[bytes]:
    """Return the entries of one chain, or of all, each chain in order."""
    found = connection.execute(
        "SELECT entry FROM roster WHERE ? IN ('', chain) ORDER BY chain, sequence", (chain,)
    )
    return [bytes(row[0]) for row in found]


def read_entry(connection: Connection, chain: str, sequence: int) -> bytes | None:
    """Return one entry, or nothing."""
    found = connection.execute(
        "SELECT entry FROM roster WHERE chain = ? AND sequence = ?", (chain, sequence)
    ).fetchone()
    return bytes(found[0]) if found else None


def read_own(connection: Connection, stream: str, sequence: int) -> bytes | None:
    """Return an own item that a hub names by its place alone: an entry of a chain, else the claim."""
    entry = read_entry(connection, stream, sequence)
    if entry is not None:
        return entry
    claim = connection.execute(
        "SELECT content FROM outgoing WHERE item_type = ? ORDER BY number DESC LIMIT 1", (Kind.CLAIM,)
    ).fetchone()
    return bytes(claim[0]) if claim else None


def keep_entry(writer: Writer, chain: str, sequence: int, entry: bytes) -> None:
    """Keep an entry that was verified."""
    writer.run("INSERT INTO roster VALUES (?,?,?)", chain, sequence, entry)


def drop_entries(writer: Writer, chain: str, since: int) -> None:
    """Take back own entries that were never sent, because the hub holds another's in their place."""
    writer.run("DELETE FROM roster WHERE chain = ? AND sequence >= ?", chain, since)


def post(writer: Writer, item_type: int, content: bytes) -> None:
    """Let an item wait for the next exchange."""
    writer.run(
        "INSERT INTO outgoing (item_type, content, state) VALUES (?,?,?)", item_type, content, _WAITING
    )


def read_waiting(connection: Connection, item_type: int = 0) -> list[Outgoing]:
    """Return what waits to be sent, of one kind or of all, in the order it was made."""
    found = connection.execute(
        "SELECT number, item_type, content FROM outgoing WHERE state = ? AND ? IN (0, item_type)"
        " ORDER BY number",
        (_WAITING, item_type),
    )
    return [_outgoing(row) for row in found]


def read_sent(connection: Connection, item_type: int) -> list[Outgoing]:
    """Return what the hub took, of one kind."""
    found = connection.execute(
        "SELECT number, item_type, content FROM outgoing WHERE state = ? AND item_type = ? ORDER BY number",
        (_SENT, item_type),
    )
    return [_outgoing(row) for row in found]


def mark_sent(writer: Writer, number: int) -> None:
    """Note that the hub has taken an item."""
    writer.run("UPDATE outgoing SET state = ? WHERE number = ?", _SENT, number)


def await_again(writer: Writer, numbers: Iterable[int]) -> None:
    """Let items that a hub took wait once more: it has lost them, or is asked whether it has."""
    for number in numbers:
        writer.run("UPDATE outgoing SET state = ? WHERE number = ?", _WAITING, number)


def replace_waiting(writer: Writer, number: int, content: bytes) -> None:
    """Let another content wait in an item's place."""
    writer.run("UPDATE outgoing SET content = ? WHERE number = ? AND state = ?", content, number, _WAITING)


def drop_waiting(writer: Writer, numbers: Iterable[int]) -> None:
    """Forget items that no hub will take any more."""
    for number in numbers:
        writer.run("DELETE FROM outgoing WHERE number = ? AND state = ?", number, _WAITING)


def read_named(connection: Connection, front: str) -> dict[str, bytes]:
    """Return every fact whose name begins so, by the rest of its name."""
    found = connection.execute(
        "SELECT name, value FROM meta WHERE name >= ? AND name < ? ORDER BY name",
        (front, front + "\U0010ffff"),
    )
    return {str(name)[len(front) :]: bytes(value) for name, value in found}


def drop_named(writer: Writer, front: str) -> None:
    """Forget every fact whose name begins so."""
    writer.run("DELETE FROM meta WHERE name >= ? AND name < ?", front, front + "\U0010ffff")


def set_aside(writer: Writer, item_type: int, content: bytes) -> None:
    """Keep what came before the entry it rests on, up to a bound; the same twice is kept once."""
    held = writer.run("SELECT count(*) FROM meta WHERE name >= ? AND name < ?", _ASIDE, "aside0")
    if held[0][0] < MOST_ASIDE:
        writer.set_meta(f"{_ASIDE}{item_type}/{digests.digest16(content).hex()}", content)


def read_aside(connection: Connection) -> dict[str, tuple[int, bytes]]:
    """Return what came too early, by its name: its kind and its bytes."""
    found = read_named(connection, _ASIDE)
    return {_ASIDE + name: (int(name.partition("/")[0]), content) for name, content in found.items()}


def read_last_sequences(connection: Connection, device: str) -> dict[str, int]:
    """Return, of each feed of a device, the last envelope that counts here."""
    found = connection.execute(
        "SELECT scope, max(sequence) FROM envelope WHERE device = ? AND state IN ('own', 'taken')"
        " GROUP BY scope",
        (device,),
    )
    return {str(scope): int(sequence) for scope, sequence in found}


def list_written_by(connection: Connection, devices: Iterable[str]) -> list[tuple[str, str]]:
    """Return kind and id of every record in which one of these devices wrote."""
    wanted = tuple(devices)
    marks = ",".join("?" * len(wanted))
    found = connection.execute(
        f"SELECT DISTINCT kind, record FROM change WHERE device IN ({marks})",  # noqa: S608 question marks alone
        wanted,
    )
    return [(str(kind), str(record)) for kind, record in found]


def _outgoing(row: tuple[int, int, bytes]) -> Outgoing:
    return Outgoing(int(row[0]), int(row[1]), bytes(row[2]))

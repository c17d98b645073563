"""The streams of a hub as this vault has read them: how far, what stood where, what was lost since.

Nothing is forgotten that the hub once showed: what it lacks now stays listed until it is there again.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.store.connection import Connection
from focal_desktop.store.writer import Writer


class Place(msgspec.Struct, frozen=True):
    """How far a stream was read, and the chain of digests up to there."""

    position: int
    head: bytes


class Lost(msgspec.Struct, frozen=True):
    """One item that the hub held at a position of a stream and does not hold now; when that was noticed."""

    stream: str
    position: int
    digest: bytes
    at: str


def read_place(connection: Connection, stream: str) -> Place:
    """Return how far a stream was read; its start where it never was."""
    found = connection.execute("SELECT position, head FROM stream WHERE id = ?", (stream,)).fetchone()
    return Place(int(found[0]), bytes(found[1])) if found else Place(0, wire.START)


def read_head(connection: Connection, stream: str, position: int) -> bytes | None:
    """Return the chain of digests up to an earlier position; nothing where this vault did not keep them."""
    place = read_place(connection, stream)
    if position == place.position:
        return place.head
    found = connection.execute(
        "SELECT digest FROM passed WHERE stream = ? AND position <= ? ORDER BY position", (stream, position)
    ).fetchall()
    if len(found) != position:
        return None
    return functools.reduce(wire.chain_on, (bytes(row[0]) for row in found), wire.START)


def go_on(writer: Writer, stream: str, before: Place, names: Sequence[bytes]) -> Place:
    """Note that what bears these digests was read behind a place; what was lost is found again."""
    place = Place(before.position + len(names), functools.reduce(wire.chain_on, names, before.head))
    for position, name in enumerate(names, before.position + 1):
        writer.run("INSERT OR REPLACE INTO passed VALUES (?,?,?)", stream, position, name)
    find_again(writer, stream, names)
    _set_place(writer, stream, place)
    return place


def go_back(writer: Writer, stream: str, place: Place, at: str) -> None:
    """Return to an earlier place; everything behind it counts as lost until it is shown again."""
    writer.run(
        "INSERT OR IGNORE INTO lost SELECT stream, position, digest, ? FROM passed"
        " WHERE stream = ? AND position > ?",
        *(at, stream, place.position),
    )
    writer.run("DELETE FROM passed WHERE stream = ? AND position > ?", stream, place.position)
    _set_place(writer, stream, place)


def _set_place(writer: Writer, stream: str, place: Place) -> None:
    writer.run(
        "INSERT INTO stream VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET position = excluded.position,"
        " head = excluded.head",
        *(stream, place.position, place.head),
    )


def find_again(writer: Writer, stream: str, names: Iterable[bytes]) -> None:
    """Note that the hub holds these again, or that nobody needs them there any more."""
    for name in names:
        writer.run("DELETE FROM lost WHERE stream = ? AND digest = ?", stream, name)


def read_lost(connection: Connection, stream: str = "") -> list[Lost]:
    """Return what the hub lost of one stream or of all, each in the order in which it stood."""
    found = connection.execute(
        "SELECT stream, position, digest, at FROM lost WHERE ? IN ('', stream) ORDER BY stream, position",
        (stream,),
    )
    return [Lost(str(s), int(p), bytes(d), str(at)) for s, p, d, at in found]


def is_lost(connection: Connection, stream: str, name: bytes) -> bool:
    """Tell whether the hub showed this once and has not shown it again."""
    query = "SELECT 1 FROM lost WHERE stream = ? AND digest = ?"
    return connection.execute(query, (stream, name)).fetchone() is not None

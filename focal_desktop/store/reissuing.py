"""Changes of a device that is no more, which nobody else is known to hold, issued again by its successor.

Must run before a restored vault is one: it writes the log anew, and no anchor and no hub knows that log yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from focal_desktop.crypto import keys
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds, log, reader
from focal_desktop.store.connection import Connection
from focal_desktop.store.feeds import Kept
from focal_desktop.store.writer import Writer

Name = tuple[str, str]
"""A scope and the name of a change in it; the same everywhere."""
_GUARDS = ("change_is_never_altered", "value_is_never_altered")


class Own(NamedTuple):
    """One change of the former device, as its names stand in the log."""

    sequence: int
    scope: str
    device: str
    counter: int
    place: tuple[str, str, str]  # kind, record, field
    base: tuple[str, ...]

    @property
    def name(self) -> Name:
        """Its own name."""
        return (self.scope, f"{self.device}:{self.counter}")

    @property
    def replaces(self) -> tuple[Name, ...]:
        """The names of all values it replaces."""
        parted = (b.rpartition("/") for b in self.base)
        return tuple((scope or self.scope, name) for scope, _, name in parted)


def list_unheld(connection: Connection, device: str) -> list[Kept]:
    """Return the envelopes of a device which neither a hub nor anybody else has shown to hold."""
    unheld: list[Kept] = []
    for scope in reader.read_scopes(connection):
        own = feeds.read_feed(connection, scope.id, device, only=feeds.OWN)
        answered = _list_answered(connection, scope.id, device)
        held = [k.sequence for k in own if k.hub_at or k.read_at or answered & _counters(k)]
        unheld += [kept for kept in own if kept.sequence > max(held, default=0)]
    return unheld


def _counters(kept: Kept) -> set[int]:
    return {counter for first, last in kept.covers for counter in range(first, last + 1)}


def _list_answered(connection: Connection, scope: str, device: str) -> set[int]:
    """Return the counters of the device's changes on which somebody else's change builds."""
    found = connection.execute(
        "SELECT base FROM change WHERE scope = ? AND device <> ? AND instr(base, ?)",
        (scope, device, f"{device}:"),
    )
    names = (name.partition(":") for (base,) in found for name in base.split("\n"))
    return {int(counter) for author, _, counter in names if author == device}


def reissue(writer: Writer, connection: Connection, former: str, device: str) -> int:
    """Name anew, as the successor's, what is not known to be held elsewhere; return how many will be sent.

    What others hold keeps its name, and so does what is kept here beside it. The envelopes that carried the
    rest are dropped, and every stream is read from its start again: what the hub has after all comes back.
    """
    unheld = list_unheld(connection, former)
    own = list(_list_own(connection, former))
    renamed = _choose(own, _list_held(connection, former, unheld))
    names = dict(_name_anew(writer, renamed, device))
    with _without_guards(connection):
        written = [one for one in own if _rewrite(connection, one, names)]
        if written:
            log.link_anew(connection, written[0].sequence)
    for kept in unheld:
        writer.run(
            "DELETE FROM envelope WHERE scope = ? AND device = ? AND sequence = ?",
            *(kept.scope, kept.device, kept.sequence),
        )
    writer.run("DELETE FROM stream")
    for kind, record in dict.fromkeys(one.place[:2] for one in written):
        writer.fold(kind, record)
    return sum(1 for one in renamed if one.scope != Scope.SEALED)


def _list_own(connection: Connection, device: str) -> Iterator[Own]:
    found = connection.execute(
        "SELECT sequence, scope, counter, kind, record, field, base FROM change WHERE device = ?"
        " ORDER BY sequence",
        (device,),
    )
    for sequence, scope, counter, kind, record, field, base in found:
        bases = tuple(base.split("\n")) if base else ()
        yield Own(sequence, scope, device, counter, (kind, record, field), bases)


def _list_held(connection: Connection, device: str, unheld: Sequence[Kept]) -> set[Name]:
    """Return the names that others know."""
    dropped = {(kept.scope, kept.sequence) for kept in unheld}
    return {
        (scope.id, f"{device}:{counter}")
        for scope in reader.read_scopes(connection)
        for kept in feeds.read_feed(connection, scope.id, device, only=feeds.OWN)
        if (scope.id, kept.sequence) not in dropped
        for counter in _counters(kept)
    }


def _choose(own: Sequence[Own], held: Collection[Name]) -> list[Own]:
    """Return what is named anew: what nobody holds, what builds on it, and what is kept here alone.

    A value kept here gives way to what its own device has shared since (domain.merge): both keep one device.
    """
    renamed: set[Name] = set()
    last_held: dict[tuple[str, str, str], int] = {}
    last_renamed: dict[tuple[str, str, str], int] = {}
    for one in own:
        if one.scope == Scope.SEALED:
            continue
        is_renamed = one.name not in held or not renamed.isdisjoint(one.replaces)
        renamed |= {one.name} if is_renamed else set()
        (last_renamed if is_renamed else last_held)[one.place] = one.sequence
    for one in own:
        if one.scope == Scope.SEALED:
            is_beside_held = last_held.get(one.place, 0) > one.sequence
            if not is_beside_held or last_renamed.get(one.place, 0) > one.sequence:
                renamed.add(one.name)
    return [one for one in own if one.name in renamed]


def _name_anew(writer: Writer, renamed: Sequence[Own], device: str) -> Iterator[tuple[Name, str]]:
    """Count each scope from 1 again, as a new device does, in the order in which the former one counted."""
    writer.run("UPDATE scope SET counter = 0")
    for one in sorted(renamed, key=lambda one: (one.scope, one.counter)):
        found = writer.run("UPDATE scope SET counter = counter + 1 WHERE id = ? RETURNING counter", one.scope)
        yield one.name, f"{device}:{found[0][0]}"


def _rewrite(connection: Connection, one: Own, names: Mapping[Name, str]) -> bool:
    """Put the new names into one change; tell whether there were any."""
    base = tuple(_put(part, one.scope, names) for part in one.base)
    new = names.get(one.name, one.name[1])
    if new == one.name[1] and base == one.base:
        return False
    device, _, counter = new.partition(":")
    connection.execute(
        "UPDATE change SET device = ?, counter = ?, base = ? WHERE sequence = ?",
        (device, int(counter), "\n".join(base if base == one.base else sorted(base)), one.sequence),
    )
    _seal_anew(connection, one, new)
    return True


def _put(part: str, own_scope: str, names: Mapping[Name, str]) -> str:
    scope, slash, name = part.rpartition("/")
    return scope + slash + names.get((scope or own_scope, name), name)


def _seal_anew(connection: Connection, one: Own, new: str) -> None:
    """Bind a value of a sealed part to its change's new name."""
    found = connection.execute("SELECT content FROM value WHERE sequence = ?", (one.sequence,)).fetchone()
    if found is None or not isinstance(found[0], bytes) or new == one.name[1]:
        return
    for key in reader.read_keys(connection, f"part/{one.place[1]}/"):
        try:
            content = keys.open_bytes(key, found[0], one.name[1].encode())
        except keys.NotForUs:
            continue
        sealed = keys.seal_bytes(key, content, new.encode())
        connection.execute("UPDATE value SET content = ? WHERE sequence = ?", (sealed, one.sequence))


@contextmanager
def _without_guards(connection: Connection) -> Iterator[None]:
    """Let the log be written anew inside one transaction; its guards come back with the end of it."""
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name IN (?,?)", _GUARDS
    ).fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, text in guards:
        connection.execute(text)


def is_logged(connection: Connection, change: Change) -> bool:
    """Tell whether a change stands in the log; a sealed report never does in an office."""
    found = connection.execute(
        "SELECT 1 FROM change WHERE scope = ? AND device = ? AND counter = ?",
        (change.scope, change.device, change.counter),
    )
    return found.fetchone() is not None

"""Which envelopes carry which changes; and letting go of sealed bytes that still hold what was erased.

Must never let go of what is still to be sent, nor of what a later envelope of its batch needs to be opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from focal_desktop import wire
from focal_desktop.store import rekeying
from focal_desktop.store.connection import Connection
from focal_desktop.store.erasures import WHOLE
from focal_desktop.store.writer import Writer

_PRIMED = 1
"""An envelope whose text is expanded behind the earlier ones of its batch."""


class Carried(msgspec.Struct, frozen=True):
    """One envelope of a feed without its bytes: the counters of the changes in it, and whether bytes stand.

    Of what others sent before this was noted, no counters are known.
    """

    sequence: int
    state: str
    covers: tuple[tuple[int, int], ...]
    is_let_go: bool
    is_acknowledged: bool

    def has(self, counter: int) -> bool:
        """Tell whether it carries a change."""
        return any(first <= counter <= last for first, last in self.covers)


def list_carried(connection: Connection, scope: str, device: str) -> list[Carried]:
    """Return the envelopes of one feed that stand in it, in order."""
    found = connection.execute(
        "SELECT sequence, state, covers, length(content) = 0, hub_at <> '' OR read_at <> '' FROM envelope"
        " WHERE scope = ? AND device = ? AND state IN ('own', 'taken') ORDER BY sequence",
        (scope, device),
    )
    return [Carried(int(s), str(state), _pair(str(c)), bool(gone), bool(a)) for s, state, c, gone, a in found]


def _pair(text: str) -> tuple[tuple[int, int], ...]:
    parted = (part.split("-") for part in text.split(",") if part)
    return tuple((int(first), int(last)) for first, last in parted)


def find_read(connection: Connection, scope: str, device: str) -> int:
    """Return up to which envelope headquarters is known to have read the own feed."""
    found = connection.execute(
        "SELECT max(sequence) FROM envelope"
        " WHERE scope = ? AND device = ? AND state = 'own' AND read_at <> ''",
        (scope, device),
    ).fetchone()
    return int(found[0] or 0)


def let_go(writer: Writer, connection: Connection) -> int:
    """Destroy the sealed bytes of every envelope that carries what was erased; return how many.

    Their digests stay, so that the feed still shows what it was. Own ones go once the hub or headquarters has
    them; received ones once a later batch of their feed has come. The rest goes at a later call.
    """
    gone = 0
    for (scope, device), counters in _list_erased(connection).items():
        feed = list_carried(connection, scope, device)
        for one in _choose(connection, (scope, device), feed, counters):
            writer.run(
                "UPDATE envelope SET content = x'' WHERE scope = ? AND device = ? AND sequence = ?",
                *(scope, device, one.sequence),
            )
            gone += 1
        _forget_evidence(writer, scope, device)
    if gone:
        writer.set_meta(rekeying.RENEWAL, b"due")
    return gone


def _list_erased(connection: Connection) -> dict[tuple[str, str], set[int]]:
    """Return by feed the counters of the changes of erased records, and of erased parts that were sent."""
    found: dict[tuple[str, str], set[int]] = {}
    for scope, device, counter in connection.execute(
        "SELECT c.scope, c.device, c.counter FROM erasure e JOIN change c ON c.record = e.record"
        " LEFT JOIN value v USING (sequence)"
        " WHERE v.sequence IS NULL AND c.scope <> 'sealed' AND (e.part = ? OR instr(c.field, e.part))",
        (WHOLE,),
    ):
        found.setdefault((str(scope), str(device)), set()).add(int(counter))
    return found


def _choose(
    connection: Connection, feed: tuple[str, str], carried: list[Carried], counters: Iterable[int]
) -> Iterator[Carried]:
    wanted = set(counters)
    for place, one in enumerate(carried):
        if one.is_let_go or not (not one.covers or any(map(one.has, wanted))):
            continue
        if one.state == "own":
            if one.covers and one.is_acknowledged:
                yield one
        elif any(_begins_batch(connection, feed, later) for later in carried[place + 1 :]):
            yield one


def _begins_batch(connection: Connection, feed: tuple[str, str], one: Carried) -> bool:
    """Tell whether an envelope needs none before it; behind one that was let go a later batch has come."""
    if one.is_let_go:
        return True
    found = connection.execute(
        "SELECT content FROM envelope WHERE scope = ? AND device = ? AND sequence = ?",
        (*feed, one.sequence),
    ).fetchone()
    try:
        return wire.Envelope.decode(bytes(found[0])).header.dictionary != _PRIMED
    except (wire.Malformed, wire.TooNew):
        return False


def _forget_evidence(writer: Writer, scope: str, device: str) -> None:
    """Keep of a fork of such a feed that there was one, and which, without its bytes."""
    front = f"fork/{scope}/{device}/"
    for name, content in writer.run("SELECT name, value FROM meta WHERE instr(name, ?) = 1", front):
        if len(content) > len(wire.ZEROS):
            writer.set_meta(str(name), wire.digest(bytes(content)))

"""What waits in the log to be carried: what is urgent, then the newest. Reads in turns, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from focal_desktop.domain.change import Change
from focal_desktop.store import feeds, log
from focal_desktop.sync import packing
from focal_desktop.sync.turns import Turns
from focal_desktop.usecases.session import Session

_URGENT = {"allegation": 0, "handover_decision": 0, "sealed_report": 0, "monthly_return": 1}
BULK = 2
NOTHING = 3
LISTED, READ = 5_000, 1_000
"""How many names, and how many whole changes, one turn reads."""


class Queue(msgspec.Struct, frozen=True):
    """Counters of changes that no envelope carries yet, in the order to be sent.

    `rank` is how urgent the first of them is, `urgent` how many are.
    """

    counters: tuple[int, ...] = ()
    rank: int = NOTHING
    urgent: int = 0


def rank(kind: str) -> int:
    """Return how urgent a change of a kind is; the lowest goes first."""
    return _URGENT.get(kind, BULK)


def queue(session: Session, scope: str) -> Turns[Queue]:
    """List what waits in one scope."""
    connection, device = session.store.connection, session.person.device
    urgent: list[tuple[int, int]] = []
    bulk: list[int] = []
    for first, last in _list_gaps(feeds.read_covers(connection, scope, device)):
        after = first - 1
        while page := log.list_own(connection, scope, device, (after, last), LISTED):
            urgent += [(rank(kind), counter) for counter, kind in page if rank(kind) < BULK]
            bulk += [counter for counter, kind in page if rank(kind) == BULK]
            after = page[-1][0]
            if len(page) < LISTED:
                break
            yield None
    urgent.sort()
    first_rank = urgent[0][0] if urgent else BULK if bulk else NOTHING
    return Queue((*(counter for _, counter in urgent), *reversed(bulk)), first_rank, len(urgent))


def _list_gaps(covered: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of counters that nothing carries; the last is open."""
    end = 0
    for first, last in sorted(covered):
        if first > end + 1:
            yield end + 1, first - 1
        end = max(end, last)
    yield end + 1, log.LAST_COUNTER


def take(session: Session, scope: str, waiting: Queue, room_bytes: int) -> Turns[list[Change]]:
    """Read all that is urgent, and of the rest up to so much text; return it in order of rank and counter."""
    found: list[Change] = []
    for start in range(0, len(waiting.counters), READ):
        if room_bytes <= 0 and start >= waiting.urgent:
            break
        if start:
            yield None
        page = waiting.counters[start : start + READ]
        held = {change.counter: change for change in _read(session, scope, page)}
        for place, counter in enumerate(page, start):
            if room_bytes > 0 or place < waiting.urgent:
                found.append(held[counter])
                room_bytes -= packing.weigh(held[counter])
    return sorted(found, key=lambda change: (rank(change.kind), change.counter))


def _read(session: Session, scope: str, counters: Sequence[int]) -> Iterator[Change]:
    connection, device = session.store.connection, session.person.device
    for first, last in list_ranges(counters):
        yield from log.read_own(connection, scope, device, first - 1, last - first + 1)


def list_ranges(counters: Iterable[int]) -> list[tuple[int, int]]:
    """Return counters as ranges without gaps, in order."""
    ordered = sorted(counters)
    if not ordered:
        return []
    breaks = [(before, after) for before, after in pairwise(ordered) if after != before + 1]
    firsts = [ordered[0], *(after for _, after in breaks)]
    lasts = [*(before for before, _ in breaks), ordered[-1]]
    return list(zip(firsts, lasts, strict=True))


def split(carried: Sequence[Change]) -> list[list[Change]]:
    """Return changes as the parts of an envelope each: what is urgent in order, then the newest part.

    What one envelope takes is one part.
    """
    if sum(map(packing.weigh, carried)) <= packing.RAW_BYTES:
        return [list(carried)] if carried else []
    urgent = [change for change in carried if rank(change.kind) < BULK]
    bulk = [change for change in carried if rank(change.kind) == BULK]
    return [*_cut(urgent), *reversed(list(_cut(bulk)))]


def _cut(carried: Iterable[Change]) -> Iterator[list[Change]]:
    """Cut between two records, so that none is shown by halves, unless one alone is too much."""
    part: list[Change] = []
    size = 0
    for change in carried:
        is_next = bool(part) and change.record != part[-1].record
        if size >= packing.RAW_BYTES * (1 if is_next else 2):
            yield part
            part, size = [], 0
        part.append(change)
        size += packing.weigh(change)
    if part:
        yield part

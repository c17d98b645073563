"""About how many bytes an item puts on the line, and all that waits together: for a person, never for a rule.

Of sealed reports nothing is told and nothing is counted in (do_no_harm.md A5).
"""

from __future__ import annotations

from collections.abc import Sequence

from focal_desktop.store import feeds, log
from focal_desktop.store.feeds import Carrier
from focal_desktop.store.rows import ScopeRow
from focal_desktop.sync import lately, packing
from focal_desktop.usecases.session import Session

PACKED_PART = 8 * 1024 / packing.RAW_BYTES
"""What packing and sealing leave of a text."""
ENVELOPE_BYTES = 400
"""Header, signature, heads of feeds and padding of one envelope."""
SLOW_BYTES_S = 2_500
"""What a 2G line carries on an evening in the field: 20 kbit/s."""


def weigh_items(session: Session, newest: int) -> dict[tuple[str, str], int]:
    """Return about how many bytes each record of the newest changes takes or took, by kind and id."""
    found: dict[tuple[str, str], float] = {}
    for scope in lately.list_told(session):
        carriers = _list_carriers(session, scope)
        for kind, record, counter, letters in _list_newest(session, scope, newest):
            key = (kind, record)
            found[key] = found.get(key, 0.0) + _weigh(carriers, counter, letters)
    return {key: round(size) for key, size in found.items()}


def weigh_waiting(session: Session, newest: int) -> int:
    """Return about how many bytes the next exchange sends, judged by the newest changes."""
    waiting = 0.0
    for scope in lately.list_told(session):
        carriers = _list_carriers(session, scope)
        waiting += sum(one.size_bytes for one in carriers if not one.is_at_hub)
        bare = max(0, scope.counter - sum(one.changes for one in carriers))
        if bare:
            letters = [found[-1] for found in _list_newest(session, scope, newest)]
            waiting += ENVELOPE_BYTES + bare * PACKED_PART * sum(letters) / max(1, len(letters))
    return round(waiting)


def last_s(size_bytes: int) -> int:
    """Return about how many seconds a 2G line takes."""
    return -(-size_bytes // SLOW_BYTES_S)


def _list_carriers(session: Session, scope: ScopeRow) -> list[Carrier]:
    return feeds.list_carriers(session.store.connection, scope.id, session.person.device)


def _list_newest(session: Session, scope: ScopeRow, newest: int) -> list[tuple[str, str, int, int]]:
    after = scope.counter - newest
    return log.weigh_own(session.store.connection, scope.id, session.person.device, after)


def _weigh(carriers: Sequence[Carrier], counter: int, letters: int) -> float:
    """Return the share of its envelope that a change takes, or what it will take about."""
    for one in carriers:
        if any(first <= counter <= last for first, last in one.covers):
            return one.size_bytes / one.changes
    return letters * PACKED_PART

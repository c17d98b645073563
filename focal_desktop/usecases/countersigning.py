"""Whether an order to erase counts: as many officers have said it as headquarters' roster asks for.

Each says the same kind, record, part and reason, at a computer that writes where the record lives. Must never
count a word on what the order said before it was changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from focal_desktop.domain.change import Change
from focal_desktop.domain.erase_order import KIND, SAID, EraseOrder
from focal_desktop.domain.record import Plain
from focal_desktop.store import log
from focal_desktop.store.writer import encode
from focal_desktop.usecases.session import Session


def sum_up(order: EraseOrder) -> str:
    """Return what stands for an order as it is now, and for no other."""
    said = [order.id, *(str(getattr(order, name)) for name in SAID)]
    return hashlib.sha256(encode(said)).hexdigest()


def is_in_force(session: Session, order: EraseOrder, scope: str) -> bool:
    """Tell whether enough officers have said it: two from the second one's admission on, and never fewer."""
    return len(list_officers(session, order, scope)) >= session.store.roster.quorum


def list_officers(session: Session, order: EraseOrder, scope: str) -> frozenset[str]:
    """Return the devices at headquarters that gave an order as it stands, or confirmed it."""
    hq = session.store.rules.hq
    written = log.read_record(session.store.connection, KIND.name, order.id)
    by_device: dict[str, list[Change]] = {}
    for change in written:
        if change.device in hq and change.scope == scope:
            by_device.setdefault(change.device, []).append(change)
    return frozenset(device for device, said in by_device.items() if _has_said(order, said))


def _has_said(order: EraseOrder, changes: Iterable[Change]) -> bool:
    found = list(changes)
    if any((c.field, c.value) == ("confirmed", sum_up(order)) for c in found):
        return True
    said: Mapping[str, Plain] = {c.field: c.value for c in found}
    return all(said.get(name) == getattr(order, name) for name in SAID)

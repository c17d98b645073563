"""Who opened a sealed part here, when and why: for the person who did it and for headquarters (A19)."""

from __future__ import annotations

import msgspec

from focal_desktop.store import reader
from focal_desktop.usecases import records, sealed_parts
from focal_desktop.usecases.session import Session


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """One opening of one part, with the reason that was stated."""

    part: str
    reason: str
    device: str
    opened_at: str


def list_looks(session: Session, kind: str, identity: str) -> list[Look]:
    """Return every opening of a record's parts on this computer, in the order they happened."""
    records.read(session, kind, identity)
    found = reader.read_history(session.store.connection, sealed_parts.LOOKS, identity)
    return [Look(part=c.field, reason=str(c.value or ""), device=c.device, opened_at=c.at) for c in found]

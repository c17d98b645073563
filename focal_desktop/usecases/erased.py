"""What is still said of a record that was erased here: that it was, on which day, and nothing else."""

from __future__ import annotations

from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import codec
from focal_desktop.domain.record import Kind
from focal_desktop.store import erasures
from focal_desktop.store.erasures import Erasure
from focal_desktop.usecases import places
from focal_desktop.usecases.session import Session


def find(session: Session, kind: Kind[Any], identity: str) -> Erasure | None:
    """Return when a whole record was erased here, and by which rule or order; nothing for any other."""
    places.require_sight(session, kind)
    if not codec.is_writable(identity):
        return None
    return erasures.find_whole(session.store.connection, identity)


def refuse(session: Session, identity: str) -> None:
    """Refuse to open or make a record that was erased here: it never comes back."""
    if codec.is_writable(identity) and erasures.find_whole(session.store.connection, identity):
        raise Trouble(
            "not_found",
            "This record was erased here, and nothing of it returns. Nothing was changed.",
            field="id",
        )

"""Lets an office's vault know that Nairobi has read all it sent, as an exchange would have brought it."""

from __future__ import annotations

from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds, reader
from focal_desktop.store.feeds import Kept
from focal_desktop.store.writer import encode
from focal_desktop.usecases.session import Session


def let_read(session: Session, day: str, word: str) -> None:
    """Mark everything written into the case scope as read on a day; Nairobi's last word is dated another."""
    (scope,) = session.scopes(Scope.SEA, office=session.person.office)
    said = f"{day}T09:00:00Z"
    with session.store.transaction() as writer:
        last = reader.read_scope(session.store.connection, scope.id)
        assert last is not None
        kept = Kept(
            scope=scope.id,
            device=session.person.device,
            sequence=1,
            digest=bytes(16),
            content=b"sealed",
            state=feeds.OWN,
            covers=((1, last.counter),),
            at=said,
            hub_at=said,
            read_at=said,
        )
        feeds.keep(writer, kept)
        writer.set_meta(f"read/{scope.id}", encode({day: 1}))
        writer.set_meta(f"word/{scope.id}", f"{word}T09:00:00Z".encode())

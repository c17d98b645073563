"""The last exchange that went well, and how much waits since: what one line of a window tells at any time."""

from __future__ import annotations

from collections.abc import Iterator

from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds, reader
from focal_desktop.store.rows import ScopeRow
from focal_desktop.usecases.session import Session

LAST, PAUSED = "exchanged_at", "exchange_paused"


def note(session: Session) -> None:
    """Note that an exchange went well just now."""
    with session.store.transaction() as writer:
        writer.set_meta(LAST, session.at.encode())


def read_last(session: Session) -> str:
    """Return when the last exchange went well, or nothing."""
    return (reader.read_meta(session.store.connection, LAST) or b"").decode()


def keep_pause(session: Session, is_paused: bool) -> None:
    """Keep that nothing is to be sent until the person says so, also after a lock."""
    if is_paused != read_pause(session):
        with session.store.transaction() as writer:
            writer.set_meta(PAUSED, b"1" if is_paused else b"")


def read_pause(session: Session) -> bool:
    """Tell whether the person said that nothing is to be sent."""
    return bool(reader.read_meta(session.store.connection, PAUSED))


def has_hub(session: Session) -> bool:
    """Tell whether there is a headquarters to sync with."""
    return reader.read_meta(session.store.connection, "hub") is not None


def list_told(session: Session) -> Iterator[ScopeRow]:
    """Yield the scopes of which it may be said how much waits: those that leave.

    The feed of sealed reports is left out: nothing may tell how many there are (do_no_harm.md A5).
    """
    for scope in reader.read_scopes(session.store.connection):
        hidden = scope.scope_class == Scope.HQ_CASE and not session.person.is_hq
        if scope.id != Scope.SEALED and scope.scope_class != Scope.SEALED and not hidden:
            yield scope


def count_waiting(session: Session) -> int:
    """Return how many changes of this person no hub has taken; what is never told of does not count."""
    connection, device = session.store.connection, session.person.device
    waiting = 0
    for scope in list_told(session):
        own = feeds.read_feed(connection, scope.id, device, only=feeds.OWN)
        taken = sum(last - first + 1 for kept in own if kept.hub_at for first, last in kept.covers)
        waiting += max(0, scope.counter - taken)
    return waiting

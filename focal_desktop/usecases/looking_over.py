"""Checking the pages of a vault that was too large to be checked before it opened: behind the open desk."""

from __future__ import annotations

from collections.abc import Callable

from focal_desktop.store import examine, still
from focal_desktop.usecases import unlocking
from focal_desktop.usecases.session import Session


def begin(session: Session, largest: int | None = None) -> Callable[[], None] | None:
    """Return the check to be made aside, nothing where it was made before; `end` must follow."""
    store = session.store
    if store.behind or store.refusal or unlocking.find_size(store) <= (largest or unlocking.LARGEST_AT_ONCE):
        return None
    held = still.hold(store)

    def look() -> None:
        with still.reading(held) as found:
            examine.require_pages(found)

    return look


def end(session: Session) -> None:
    """Let the vault's files go."""
    still.let_go(session.store)

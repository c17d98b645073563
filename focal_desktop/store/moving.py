"""A change of keys whose long part, the copy, is made aside while the vault's owner goes on working.

Must never switch to a copy that lacks something saved since it was begun.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from focal_desktop.store import header, inner, officers, rekeying, still
from focal_desktop.store.connection import Connection, is_full
from focal_desktop.store.opened import Store


class Moving(NamedTuple):
    """A change under way: the copy is made by `copy`, aside, and taken up by `end`."""

    path: Path
    change: rekeying.Change
    held: still.Still
    mark: int

    def copy(self, tell: inner.Tell) -> None:
        """Copy what is held still under the new key and compare it; nothing is left of a copy that failed."""
        with self.whole_or_dropped(), still.reading(self.held) as source:
            rekeying.fill(source, self.path, self.change, tell).close()

    def copy_from(self, source: Connection, tell: inner.Tell) -> rekeying.Change:
        """Do the same with a database made of it that is open in this thread; return the change for `switch`.

        Its header is sealed to whom that database names.
        """
        change = self.change._replace(made=officers.seal(source, self.change.made, self.change.found))
        with self.whole_or_dropped():
            rekeying.fill(source, self.path, change, tell).close()
        return change._replace(is_copied=True)

    @contextlib.contextmanager
    def whole_or_dropped(self) -> Iterator[None]:
        """Leave the copy where it cannot be made."""
        try:
            yield
        except BaseException as wrong:  # whatever happened, the former vault stays as it was
            self.drop()
            if is_full(wrong):
                raise self.change.say_full() from wrong
            raise

    def drop(self) -> None:
        """Leave the copy: the former vault goes on. On a disk that keeps it, the next unlock removes it."""
        with contextlib.suppress(OSError):
            rekeying.remove_database(self.path)


def begin(store: Store, chosen: header.Secrets) -> Moving:
    """Begin what `rekeying.rekey` does, at once where the slot was prepared; `still.let_go` must follow."""
    return _begin(store, rekeying.plan(store, chosen))


def begin_renewal(store: Store) -> Moving:
    """Begin what `rekeying.renew` does, in a moment; `still.let_go` must follow."""
    return _begin(store, rekeying.plan_renewal(store))


def _begin(store: Store, change: rekeying.Change) -> Moving:
    change = change._replace(made=officers.seal(store.connection, change.made, change.found))
    path = store.folder / change.made.database
    with store.transaction() as writer:
        writer.set_meta(rekeying.BESIDE, change.made.database.encode())
    held = still.hold(store)
    return Moving(path, change, held, store.connection.total_changes)


def is_current(store: Store, moving: Moving) -> bool:
    """Tell whether the copy holds all: nothing was saved since it was begun."""
    saved: int = store.connection.total_changes
    return saved == moving.mark


def end(store: Store, moving: Moving) -> None:
    """Go on with the copy; where something was saved since it was begun, another is made here and now."""
    is_unchanged = is_current(store, moving)
    if not is_unchanged:
        moving.drop()
    switch(store, moving.change._replace(is_copied=is_unchanged))


def switch(store: Store, change: rekeying.Change) -> None:
    """Go on with the copy that was made for a change; where there is none, it is made here and now."""
    rekeying.carry_out(store, change, inner.tell_nobody)

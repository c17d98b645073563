"""Records of kinds that this program has come to know, or no longer knows, since the vault was last open."""

from __future__ import annotations

import msgspec

from focal_desktop.store import reader
from focal_desktop.store.opened import Store
from focal_desktop.store.writer import encode

_KNOWN = "kinds"


def fold_anew(store: Store) -> None:
    """Fold them by what is known now: a newer office's records were kept field by field until here."""
    if store.behind:
        return
    now = sorted(store.rules.kinds)
    held = reader.read_meta(store.connection, _KNOWN)
    before = msgspec.json.decode(held, type=list[str]) if held else []
    if before == now:
        return
    changed = set(before) ^ set(now) if held else set()
    with store.transaction() as writer:
        for kind, identity in reader.list_of_kinds(store.connection, changed):
            writer.fold(kind, identity)
        writer.set_meta(_KNOWN, encode(now))

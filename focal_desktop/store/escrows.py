"""Keeping the header's escrows in step with who the officers are, as long as the vault is open."""

from __future__ import annotations

import hashlib

from focal_desktop.store import header, officers, reader, rekeying
from focal_desktop.store.header import Header
from focal_desktop.store.opened import HEADER, Store
from focal_desktop.store.writer import encode

MADE = "escrow/made"


def follow(store: Store, known: officers.Known) -> None:
    """Seal the vault to these officers from now on; where they are the same, nothing is written."""
    if officers.read(store.connection) != known:
        with store.transaction() as writer:
            officers.keep(writer, known)
    tend(store)


def tend(store: Store) -> None:
    """Write the header anew where it is not sealed to the officers that are known; cut anywhere, it opens.

    A former pair keeps what it had: it could open what lies under this data key, until the next one is made.
    """
    front = header.read(store.folder / HEADER)
    if _is_in_step(store, front):
        return
    store.require_writable()
    seed = rekeying.read_seed(store.connection, rekeying.SIGNING_KEY)
    header.write(store.folder / HEADER, officers.seal(store.connection, front, store.found), seed)
    rekeying.finish(store)  # no former header stays beside it, and none is taken for the newest again
    with store.transaction() as writer:
        writer.set_meta(MADE, _mark(store, front))


def _is_in_step(store: Store, front: Header) -> bool:
    pairs = officers.pair_up(officers.read(store.connection).officers)
    if [one.officers for one in front.escrows] != [(first.device, second.device) for first, second in pairs]:
        return False
    return not pairs or reader.read_meta(store.connection, MADE) == _mark(store, front)


def _mark(store: Store, front: Header) -> bytes:
    """Return what the escrows are made of: the officers, the owner, the key."""
    return hashlib.sha256(encode(officers.read(store.connection)) + front.key_id).digest()

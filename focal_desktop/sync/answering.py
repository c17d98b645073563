"""Headquarters' answer to devices that write a scope without reading it: how far it has read their feeds.

Every envelope is answered in the same form and size, a weekly empty one like a report, to its author alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from focal_desktop import wire
from focal_desktop.crypto import keys, signing
from focal_desktop.store import feeds, reader
from focal_desktop.store.writer import Writer
from focal_desktop.sync import identity, parcels, readings
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session
from focal_desktop.wire.reading import Reading, Span


def answer(session: Session, writer: Writer, scope: str, heads: Mapping[str, int]) -> None:
    """Let a word wait for each author of these heads whom headquarters' own envelopes do not tell."""
    if session.person.is_hq:
        for to, last in _list_untold(session, scope, heads):
            said = _write(session, scope, to.id, last)
            if said is not None:
                parcels.post(session, writer, to.id, said)
    else:
        readings.forget_old(session, writer)


def _list_untold(session: Session, scope: str, heads: Mapping[str, int]) -> Iterator[tuple[wire.Device, int]]:
    state, stream = session.store.roster, bytes.fromhex(scope)
    for device, last in sorted(heads.items()):
        author = roster.find(state, device)
        if author and not author.is_revoked() and stream not in state.reads(author):
            yield author, last


def _write(session: Session, scope: str, to: bytes, last: int) -> bytes | None:
    """Return the word that a feed was read up to an envelope, from behind any report that stayed closed here.

    Sealed under the key of that envelope, which its author surely holds.
    """
    connection, device = session.store.connection, signing.device_text(to)
    named = feeds.read_one(connection, scope, device, last)
    if named is None or not named.content:
        return None
    key_id = wire.Envelope.decode(named.content).header.key_id
    secret = feeds.opening_key(connection, scope, key_id)
    if secret is None:
        return None
    shut = int(reader.read_meta(connection, readings.name_shut(scope, device)) or b"0")
    reading = Reading(scope=bytes.fromhex(scope), key_id=key_id)
    bound = reading.bound_part(to, identity.own_id(session))
    span = Span(shut + 1, last, named.digest).encode()
    sealed = keys.seal_bytes(keys.derive_key(secret, "reading"), span, bound)
    return msgspec.structs.replace(reading, sealed=sealed).encode()

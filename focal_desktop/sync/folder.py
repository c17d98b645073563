"""The stick: the same items in one sealed bundle, of which only the size shows. An equal route.

A bundle is read by whoever holds the key it was sealed under; anything else in the folder is left alone.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, signing
from focal_desktop.domain.record import Scope
from focal_desktop.store import durable, feeds, reader, rosters
from focal_desktop.store import epochs as held_keys
from focal_desktop.store.connection import Connection
from focal_desktop.store.feeds import Kept
from focal_desktop.sync import accepting, arrivals, engine, entries, epochs, escrowing, readings, stick, turns
from focal_desktop.sync.exchange import Synced
from focal_desktop.sync.turns import Turns
from focal_desktop.usecases import forks, roster
from focal_desktop.usecases.session import Session
from focal_desktop.wire.magic import BUNDLE
from focal_desktop.wire.octets import Octets

SALT_BYTES = 16
MARK_BYTES = 32
_UNWRITABLE = "That folder cannot be read or written. Everything is safe here; try another stick."


def sync_with_folder(session: Session, folder: Path) -> Synced:
    """Take in every bundle of the folder that is for this vault, then write one with all that is new here."""
    return turns.finish(sync_in_turns(session, folder))


def sync_in_turns(session: Session, folder: Path) -> Turns[Synced]:
    """Do as `sync_with_folder` does, in turns: each applies about one envelope, the stick is others' work."""
    epochs.tend(session)
    escrowing.follow(session)
    received = taken = foreign = 0
    forked = forks.list_noticed(session.store.connection)
    try:
        found = yield from turns.aside(partial(stick.list_files, folder))
        for bundle in found:
            data = yield from turns.aside(partial(stick.read, bundle))
            frames = yield from turns.aside(partial(_open, list_keys(session), data))
            foreign += frames is None
            received += yield from _take_frames(session, frames or ())
            taken += len(data)
        written, sent = yield from _write_bundles(session, folder)
    except OSError as wrong:
        raise Trouble("disk_full", _UNWRITABLE, field="folder") from wrong
    clashes = len(reader.read_clashing(session.store.connection))
    return Synced(
        bytes_up=written,
        bytes_down=taken,
        sent=sent,
        received=received,
        clashes=clashes,
        told=(*forks.tell_new(session, forked), *stick.tell_foreign(found, foreign)),
    )


def take_bundle(session: Session, data: bytes) -> int:
    """Take in one bundle; one that is not for this vault, or not whole, changes nothing."""
    return turns.finish(take_in_turns(session, data))


def take_in_turns(session: Session, data: bytes) -> Turns[int]:
    """Take in one bundle as `take_bundle` does, in turns."""
    frames = yield from turns.aside(partial(_open, list_keys(session), data))
    return (yield from _take_frames(session, frames or ()))


def _take_frames(session: Session, frames: Sequence[wire.Item]) -> Turns[int]:
    changes = 0
    for place, kind in enumerate((wire.Kind.ENTRY, wire.Kind.ADDRESSED, wire.Kind.CLAIM, wire.Kind.ENVELOPE)):
        chosen = [frame for frame in frames if frame.kind == kind]
        changes += yield from arrivals.take_items(session, chosen, is_last=bool(frames) and place == 3)
    return changes


def open_bundle(session: Session, data: bytes) -> list[wire.Item] | None:
    """Return what a bundle holds; nothing where no key here opens it, or where it is no bundle of ours."""
    return _open(list_keys(session), data)


def _open(held: Sequence[bytes], data: bytes) -> list[wire.Item] | None:
    octets = Octets(data)
    try:
        BUNDLE.enter(octets)
        salt, mark = octets.take(SALT_BYTES), octets.take(MARK_BYTES)
    except wire.Malformed:
        return None
    key = next((key for key in held if keys.is_mac(key, salt, mark)), None)
    if key is None:
        return None
    try:
        return list(_list_items(keys.open_bytes(key, data[octets.position :], salt + mark)))
    except (wire.Malformed, keys.NotForUs) as wrong:
        raise accepting.inconsistent() from wrong


def _list_items(plain: bytes) -> Iterator[wire.Item]:
    octets = Octets(plain)
    while not octets.is_at_end():
        yield wire.Item(octets.byte(), octets.sized(stick.MOST_BYTES))


def list_keys(session: Session) -> list[bytes]:
    """Return the keys a bundle for this vault may be sealed under: of every epoch and open invitation."""
    connection = session.store.connection
    held = [*reader.read_keys(connection, "epoch/"), *reader.read_keys(connection, entries.JOIN_KEYS)]
    return [keys.derive_key(secret, "bundle") for secret in held]


def _write_bundles(session: Session, folder: Path) -> Turns[tuple[int, int]]:
    """Write a bundle for each office this vault speaks with; return bytes and new changes."""
    state = session.store.roster
    yield from _seal_all(session, state)
    written = sent = 0
    for bundle in _list_bundles(session, state):
        size = yield from turns.aside(partial(_seal_and_write, folder / _name(session, bundle.label), bundle))
        written += size
        sent += bundle.fresh
    return written, sent


def _seal_all(session: Session, state: wire.RosterState) -> Turns[None]:
    """Seal batch after batch, as long as each carries something: what cannot be kept waits as it is."""
    before, is_more = -1, True
    while is_more and (carried := _count_carried(session)) > before:
        before = carried
        is_more = yield from engine.prepare(session, state)
        yield None


def _count_carried(session: Session) -> int:
    connection, device = session.store.connection, session.person.device
    scopes = [scope.id for scope in reader.read_scopes(connection)]
    ranges = [found for scope in scopes for found in feeds.read_covers(connection, scope, device)]
    return sum(last - first + 1 for first, last in ranges)


def _seal_and_write(path: Path, bundle: Bundle) -> int:
    data = seal_bundle(bundle.secret, bundle.items)
    _write(path, data)
    return len(data)


def seal_bundle(secret: bytes, items: Sequence[wire.Item]) -> bytes:
    """Return items as one bundle under a key derived from a scope's epoch key."""
    key, salt = keys.derive_key(secret, "bundle"), secrets.token_bytes(SALT_BYTES)
    mark = keys.mac(key, salt)
    plain = b"".join(wire.Frame(item.kind, item.data).encode() for item in items)
    return BUNDLE.front() + salt + mark + keys.seal_bytes(key, plain, salt + mark)


class Bundle(NamedTuple):
    """What one bundle holds, the secret it is sealed under, and how many of its changes nobody read yet."""

    label: str
    secret: bytes
    items: Sequence[wire.Item]
    fresh: int = 0


def _list_bundles(session: Session, state: wire.RosterState) -> Iterator[Bundle]:
    connection = session.store.connection
    if roster.find(state, session.person.device) is None:
        claims = [
            wire.Item(o.item_type, o.content) for o in rosters.read_waiting(connection, wire.Kind.CLAIM)
        ]
        pending = reader.read_keys(connection, entries.JOIN_KEYS)
        if claims and pending:
            yield Bundle("claim", pending[0], claims)
        return
    for office in state.offices.values():
        yield from _office_bundles(session, state, office)


def _office_bundles(session: Session, state: wire.RosterState, office: wire.Office) -> Iterator[Bundle]:
    """One bundle for those who hold a key of the office, one for each newcomer who holds none yet."""
    connection = session.store.connection
    scopes = _list_common(session, state, office)
    own = [kept for scope in scopes for kept in _list_unread(session, scope)]
    items = [*_list_roster_items(connection, state, office), *_envelopes(own)]
    fresh = sum(last - first + 1 for kept in own for first, last in kept.covers)
    shared = session.scopes(Scope.DESK, office=office.code)  # the one scope that the whole office reads
    secret = _find_common_key(session, shared[0].id) if shared else None
    if secret is not None:
        yield Bundle(office.code, secret, items, fresh)
    for join, secret in _list_newcomers(session, state, office).items():
        yield Bundle(join, secret, items)


def _find_common_key(session: Session, scope: str) -> bytes | None:
    """Return a key that the other side surely holds: one it sealed under, else the scope's first.

    Headquarters' newest key may be on its way in this very bundle. Headquarters itself holds them all.
    """
    connection = session.store.connection
    if not session.person.is_hq:
        own = feeds.sealing_key(connection, scope)
        return own[1] if own else None
    held = {epoch.key_id: epoch for epoch in held_keys.read_all(connection, scope) if not epoch.beside}
    first = min(held.values(), key=lambda epoch: epoch.rank, default=None)
    chosen = next((held[one] for one in _list_used(session, scope) if one in held), first)
    return held_keys.read_secret(connection, chosen) if chosen else None


def _list_used(session: Session, scope: str) -> Iterator[str]:
    """Yield the ids of the keys under which offices last sealed in a scope."""
    connection = session.store.connection
    theirs = {signing.device_text(device.id) for device in session.store.roster.active()}
    for device, last in feeds.read_heads(connection, scope).items():
        kept = feeds.read_one(connection, scope, device, last)
        if kept and kept.content and device in theirs - session.store.rules.hq:
            yield wire.Envelope.decode(kept.content).header.key_id.hex()


def _list_common(session: Session, state: wire.RosterState, office: wire.Office) -> list[str]:
    """Return the scopes whose envelopes the other side may read: headquarters', or the office's members'."""
    known = [s.id for s in reader.read_scopes(session.store.connection)]
    if not session.person.is_hq:
        return known
    members = [device for device in state.active() if device.chain == office.chain]
    read = {scope.hex() for device in members for scope in state.reads(device)}
    return [scope for scope in known if scope in read]


def _envelopes(kept: Sequence[Kept]) -> list[wire.Item]:
    whole = (one for one in kept if one.content)  # of what was erased here, the hub gives the rest
    return [wire.Item(wire.Kind.ENVELOPE, one.content) for one in whole]


def _list_roster_items(
    connection: Connection, state: wire.RosterState, office: wire.Office
) -> Iterator[wire.Item]:
    for chain in (state.root, office.chain):
        for raw in rosters.read_entries(connection, chain.hex()):
            yield wire.Item(wire.Kind.ENTRY, raw)
    members = {device.id for device in state.devices.values() if device.office == office.code}
    for one in _list_addressed(connection):
        if wire.Addressed.decode(one.content).to in members:
            yield wire.Item(one.item_type, one.content)


def _list_newcomers(session: Session, state: wire.RosterState, office: wire.Office) -> dict[str, bytes]:
    """Return the join keys of devices that were admitted and have not been heard of since."""
    connection = session.store.connection
    scopes = [s.id for s in reader.read_scopes(connection)]
    heard = {device for scope in scopes for device in feeds.read_heads(connection, scope)}
    found = {}
    for invitation in state.invitations.values():
        name = f"{entries.JOIN_KEYS}{invitation.join.hex()}"
        secret = reader.read_key(connection, name)
        is_new = invitation.used_by and signing.device_text(invitation.used_by) not in heard
        if secret and is_new and invitation.chain == office.chain:
            found[name] = secret
    return found


def _list_addressed(connection: Connection) -> list[rosters.Outgoing]:
    """Return what was sealed for one device each, whether or not a hub has it: the stick may be first."""
    kind = wire.Kind.ADDRESSED
    found = [*rosters.read_sent(connection, kind), *rosters.read_waiting(connection, kind)]
    return readings.drop_superseded(found)


def _list_unread(session: Session, scope: str) -> list[Kept]:
    own = feeds.read_feed(session.store.connection, scope, session.person.device, only=feeds.OWN)
    return [kept for kept in own if not kept.read_at]


def _name(session: Session, office: str) -> str:
    """Return the name of this vault's bundle for an office: the same each time, telling nothing."""
    seed = reader.read_key(session.store.connection, "vault/sign") or b""
    return keys.mac(keys.derive_key(seed, "bundle"), office.encode()).hex()[:16] + stick.SUFFIX


def _write(path: Path, data: bytes) -> None:
    """Write beside and put in place whole, so that a pulled stick never leaves half a bundle."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        durable.flush_file(file.fileno())
    os.replace(part, path)  # noqa: PTH105 the one call that replaces on every system
    durable.flush_folder(path.parent)

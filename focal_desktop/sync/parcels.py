"""Parcels of epoch keys: sealed to one device by headquarters, opened by that device alone.

A key is taken only from an officer who reads its scope, for a scope that this device reads or writes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.crypto import keys, sealing, signing
from focal_desktop.store import epochs as held_keys
from focal_desktop.store import reader, rosters
from focal_desktop.store.epochs import Epoch
from focal_desktop.store.writer import Writer, encode
from focal_desktop.sync import accepting, identity, proposals, readings
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session
from focal_desktop.wire.parcel import MOST_KEYS, Held, Parcel, read_keys, read_proposal, write_keys
from focal_desktop.wire.reading import is_reading

_SENT = "parcels/"


def send(
    session: Session,
    writer: Writer,
    to: wire.Device,
    lot: Sequence[Epoch],
    holders: Mapping[str, Collection[bytes]],
) -> None:
    """Seal keys to a device and let them wait for the hub; an officer learns too who else has them."""
    if not sealing.can_seal_to(to.seal):
        return
    is_officer = to.chain == session.store.roster.root
    for start in range(0, len(lot), MOST_KEYS):
        part = lot[start : start + MOST_KEYS]
        held = tuple(_held(session, epoch, holders if is_officer else {}) for epoch in part)
        names = tuple((bytes.fromhex(epoch.scope), bytes.fromhex(epoch.key_id)) for epoch in part)
        parcel = Parcel(names=names, head=_head(session, to))
        sealed = sealing.seal(to.seal, write_keys(held), parcel.bound_part(to.id, identity.own_id(session)))
        post(session, writer, to.id, msgspec.structs.replace(parcel, sealed=sealed).encode())


def _held(session: Session, epoch: Epoch, holders: Mapping[str, Collection[bytes]]) -> Held:
    secret = held_keys.read_secret(session.store.connection, epoch)
    if secret is None:
        raise ValueError("a key that is noted is held")
    return Held(
        number=epoch.number,
        secret=secret,
        feed=signing.device_bytes(epoch.feed) if epoch.feed else b"",
        lost=epoch.lost,
        made_at=epoch.made_at,
        given=held_keys.join_fronts(holders.get(epoch.key_id, ())),
        beside=epoch.beside,
    )


def _head(session: Session, to: wire.Device) -> bytes:
    return session.store.roster.heads[to.chain].digest


def post(session: Session, writer: Writer, to: bytes, sealed: bytes) -> None:
    """Let an item for one device wait, signed and numbered behind those before it."""
    number = _last_number(session, to) + 1
    item = wire.Addressed(to=to, sender=identity.own_id(session), seq=number, sealed=sealed)
    rosters.post(
        writer,
        wire.Kind.ADDRESSED,
        item.signed(identity.sign(session, item.signed_part())).encode(),
    )
    writer.set_meta(_name(to), encode(number))


def _name(device: bytes) -> str:
    return _SENT + signing.device_text(device)


def _last_number(session: Session, device: bytes) -> int:
    return int(reader.read_meta(session.store.connection, _name(device)) or b"0")


def drop_undeliverable(session: Session, writer: Writer) -> None:
    """Forget waiting parcels for a device that is not admitted after all; their numbers are free again."""
    devices = session.store.roster.devices
    for waiting in rosters.read_waiting(session.store.connection, wire.Kind.ADDRESSED):
        item = wire.Addressed.decode(waiting.content)
        to = devices.get(item.to)
        if to is None or to.is_revoked():
            rosters.drop_waiting(writer, [waiting.number])
            writer.set_meta(_name(item.to), encode(min(item.seq - 1, _last_number(session, item.to))))


def start_anew(session: Session, writer: Writer) -> None:
    """Forget numbers and unsent items of a former device: its successor counts from one, and gives anew."""
    connection = session.store.connection
    given = held_keys.read_ledger(connection).given
    for waiting in rosters.read_waiting(connection, wire.Kind.ADDRESSED):
        item = wire.Addressed.decode(waiting.content)
        for key_id in _list_keys(item.sealed):
            fronts = held_keys.split_fronts(given.get(key_id, b"")) - {item.to[: wire.ASKER_BYTES]}
            given[key_id] = held_keys.join_fronts(fronts)
            held_keys.note_given(writer, key_id, fronts)
        rosters.drop_waiting(writer, [waiting.number])
    rosters.drop_named(writer, _SENT)


def _list_keys(sealed: bytes) -> list[str]:
    try:
        return [key_id.hex() for _, key_id in Parcel.decode(sealed).names]
    except wire.Malformed:
        return []  # no parcel of keys


def accept_addressed(session: Session, writer: Writer, raw: bytes) -> bool:
    """Open what headquarters sent to this device: keep keys, mark what was read; True if a key was new.

    Trouble hub_inconsistent for a signature that does not hold or a sender who is not at headquarters; a
    sender who is not known yet makes it wait.
    """
    try:
        item = wire.Addressed.decode(raw)
    except wire.TooNew:
        rosters.set_aside(writer, wire.Kind.ADDRESSED, raw)
        return False
    except wire.Malformed as wrong:
        raise accepting.inconsistent() from wrong
    state, own = session.store.roster, identity.own_id(session)
    sender, me = state.devices.get(item.sender), state.devices.get(own)
    if item.to != own:
        return False
    if sender is None or me is None:
        rosters.set_aside(writer, wire.Kind.ADDRESSED, raw)
        return False
    is_signed = signing.is_signed(sender.sign, item.signed_part(), item.signature)
    if sender.chain != state.root or not is_signed:
        raise accepting.inconsistent()
    if not sender.counts_until(wire.inbox(own), item.seq):
        return False
    return _open(session, writer, item, raw)


def _open(session: Session, writer: Writer, item: wire.Addressed, raw: bytes) -> bool:
    try:
        if is_reading(item.sealed):
            readings.take(session, writer, item)
            return False
        proposed = read_proposal(item.sealed)
        if proposed is not None:
            proposals.take(session, writer, proposed)
            return False
        parcel = Parcel.decode(item.sealed)
        text = identity.open_sealed(session, parcel.sealed, parcel.bound_part(item.to, item.sender))
        lot = read_keys(text)
    except wire.TooNew:
        rosters.set_aside(writer, wire.Kind.ADDRESSED, raw)
        return False
    except (wire.Malformed, sealing.NotForUs):
        return False  # signed by headquarters, yet not to be opened here: headquarters sends another
    is_new = False
    places = roster.list_places(session.store.roster)
    for (scope, key_id), held in zip(parcel.names, lot, strict=False):
        if scope in places and _is_for_us(session, item, scope, held) and keys.key_id(held.secret) == key_id:
            writer.add_scope(scope.hex(), places[scope].scope_class, places[scope].office)
            is_new = _keep(session, writer, item, _epoch(scope, key_id, held), held) or is_new
    return is_new


def _is_for_us(session: Session, item: wire.Addressed, scope: bytes, held: Held) -> bool:
    state = session.store.roster
    me, sender = state.devices[item.to], state.devices[item.sender]
    is_mine = scope in state.reads(me) or (scope in state.writes(me) and held.feed == me.id)
    return is_mine and scope in state.reads(sender)


def _epoch(scope: bytes, key_id: bytes, held: Held) -> Epoch:
    return Epoch(
        scope=scope.hex(),
        key_id=key_id.hex(),
        number=held.number,
        feed=signing.device_text(held.feed) if held.feed else "",
        lost=held.lost,
        made_at=held.made_at,
        beside=held.beside,
    )


def _keep(session: Session, writer: Writer, item: wire.Addressed, epoch: Epoch, held: Held) -> bool:
    connection = session.store.connection
    if session.person.is_hq:
        fronts = {*held_keys.split_fronts(held.given), item.sender[: wire.ASKER_BYTES]}
        held_keys.note_heard(writer, connection, epoch.key_id, fronts)
    return held_keys.keep(writer, connection, epoch, held.secret, session.person.device)

"""Epoch keys: made, renewed and given by headquarters to whoever reads a scope, and to nobody else.

A device that writes a scope without reading it seals under a key for its own feed alone, which the
scope's readers have too: so it can open nothing of anyone else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

import msgspec

from focal_desktop import wire
from focal_desktop.crypto import keys, signing
from focal_desktop.store import epochs as held_keys
from focal_desktop.store import rosters
from focal_desktop.store.epochs import Epoch
from focal_desktop.store.writer import Writer
from focal_desktop.sync import keyholders, parcels
from focal_desktop.sync.keyholders import Keyholders
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session

LIFE_DAYS = 90


class Shut(msgspec.Struct, frozen=True):
    """A key that some who read the scope are not given: for how many lost readers it stands, beside which."""

    lost: int
    beside: int


class Wanted(msgspec.Struct, frozen=True):
    """A key that is to be made: its scope, the one feed it is for, the key before it; or that it is shut."""

    scope: bytes
    feed: bytes
    before: Epoch | None
    shut: Shut | None = None


class Round(msgspec.Struct, frozen=True):
    """One look at all keys by an officer: who they are, who holds what, and the newest key of each feed."""

    own: wire.Device
    holders: Keyholders
    newest: dict[tuple[str, str], Epoch]
    today: date
    at: str

    def answers(self, scope: bytes, subject: bytes = b"") -> bool:
        """Tell whether this officer answers for it; one who holds no key yet has only just come."""
        officer = self.holders.answers_for(scope, subject)
        is_signer = self.holders.signed_by.get(subject or scope) == self.own.id
        return officer == self.own.id and (is_signer or bool(self.newest))


def tend(session: Session) -> None:
    """Bring the keys in line with the roster and the calendar; an office has nothing to tend."""
    if session.person.is_hq and not session.store.behind:
        with session.store.transaction() as writer:
            tend_within(session, writer, renews=True)


def tend_within(
    session: Session, writer: Writer, *, renews: bool = False, lost: Collection[bytes] = ()
) -> None:
    """Make the keys that are missing, renew spent ones, and give each to every reader who lacks it.

    `lost` names scopes that lose a reader by this device's own act: their keys are renewed at once, here.
    """
    state = session.store.roster
    own = roster.find(state, session.person.device)
    if own is None or own.is_revoked() or own.chain != state.root:
        return
    entries = rosters.read_entries(session.store.connection)
    found = held_keys.read_all(session.store.connection)
    newest: dict[tuple[str, str], Epoch] = {}
    for epoch in sorted(found, key=lambda one: one.rank):
        if not epoch.beside:
            newest[(epoch.scope, epoch.feed)] = epoch
    look = Round(own, keyholders.look(state, entries), newest, session.today, session.at)
    made = [_make(session, writer, look, wanted) for wanted in _list_wanted(look, renews=renews, lost=lost)]
    shut = list(_list_shut_wanted(look, found, made))
    made += [_make(session, writer, look, wanted) for wanted in shut]
    _give(session, writer, look, [*found, *made], {epoch.key_id for epoch in made})


def _list_wanted(look: Round, *, renews: bool, lost: Collection[bytes]) -> Iterator[Wanted]:
    """Yield each key that this officer is to make now."""
    reads = look.holders.state.reads(look.own)
    feeds = [(scope, b"", b"") for scope in reads]
    feeds += [(s, device.id, device.id) for s, device in look.holders.list_lone_writers(reads)]
    for scope, feed, subject in feeds:
        before = look.newest.get((scope.hex(), _feed_text(feed)))
        if before is None:
            is_due = look.answers(scope, subject)
        elif _is_spent(look, scope, before):
            is_due = scope in lost or (renews and look.answers(scope))
        else:
            is_due = False
        if is_due:
            yield Wanted(scope, feed, before)


def _list_shut_wanted(look: Round, found: Collection[Epoch], made: Collection[Epoch]) -> Iterator[Wanted]:
    """Yield each key for what stays closed to who took a desk over: one beside the newest of its scope."""
    newest = {**look.newest, **{(one.scope, one.feed): one for one in made}}
    fresh = {one.scope for one in made if not one.feed}
    have = {(one.scope, one.lost, one.beside) for one in found}
    reads = set(look.holders.state.reads(look.own))
    closed = {pair for device in look.holders.state.active() for pair in device.since if pair[0] in reads}
    for scope, since in sorted(closed):
        beside = newest.get((scope.hex(), ""))
        if beside is None or (beside.scope, since - 1, beside.number) in have:
            continue
        if beside.scope in fresh or look.answers(scope):
            yield Wanted(scope, b"", None, Shut(since - 1, beside.number))


def _is_spent(look: Round, scope: bytes, epoch: Epoch) -> bool:
    """Tell whether a reader was lost since it was made, or its time is over by this computer's calendar."""
    if look.holders.lost.get(scope, 0) > epoch.lost:
        return True
    return abs((look.today - _day(epoch.made_at, look.today)).days) >= LIFE_DAYS


def _day(instant: str, otherwise: date) -> date:
    try:
        return datetime.fromisoformat(instant).date()
    except ValueError:
        return otherwise


def _make(session: Session, writer: Writer, look: Round, wanted: Wanted) -> Epoch:
    secret = keys.new_key()
    epoch = Epoch(
        scope=wanted.scope.hex(),
        key_id=keys.key_id(secret).hex(),
        number=wanted.before.number + 1 if wanted.before else 1,
        feed=_feed_text(wanted.feed),
        lost=look.holders.lost.get(wanted.scope, 0),
        made_at=look.at,
    )
    if wanted.shut is not None:
        shut = wanted.shut
        epoch = msgspec.structs.replace(epoch, number=0, lost=shut.lost, beside=shut.beside)
    held_keys.keep(writer, session.store.connection, epoch, secret, session.person.device)
    return epoch


def _feed_text(feed: bytes) -> str:
    return signing.device_text(feed) if feed else ""


def _give(
    session: Session, writer: Writer, look: Round, every: Collection[Epoch], made: Collection[str]
) -> None:
    """Wrap each key to every holder who lacks it: a new one to all, an old one where this officer answers."""
    ledger = held_keys.read_ledger(session.store.connection)
    going: dict[bytes, list[Epoch]] = {}
    after = {epoch.key_id: set(ledger.holders(epoch.key_id)) for epoch in every}
    for epoch in sorted(every, key=lambda one: (not one.feed, one.rank)):
        scope, feed = bytes.fromhex(epoch.scope), signing.device_bytes(epoch.feed) if epoch.feed else b""
        lacking = [
            device
            for device in look.holders.list_holders(scope, feed)
            if device.id != look.own.id
            and not device.is_revoked()
            and device.id[: wire.ASKER_BYTES] not in after[epoch.key_id]
            and device.is_given(scope, epoch.lost)
            and (epoch.key_id in made or look.answers(scope, device.id))
        ]
        for device in lacking:
            going.setdefault(device.id, []).append(epoch)
        if lacking:
            fronts = {device.id[: wire.ASKER_BYTES] for device in lacking}
            after[epoch.key_id] |= fronts
            mine = held_keys.split_fronts(ledger.given.get(epoch.key_id, b""))
            held_keys.note_given(writer, epoch.key_id, mine | fronts)
    for device_id, lot in going.items():
        parcels.send(session, writer, look.holders.state.devices[device_id], lot, after)

"""A device that takes another's place, as after a restore: new keys, announced under the former one's.

Nothing is sent here. Must never leave two vaults that sign alike: that would be a fork.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from focal_desktop import wire
from focal_desktop.crypto import sealing, signing
from focal_desktop.domain.change import Change
from focal_desktop.store import feeds, reader, reissuing, rosters
from focal_desktop.store.feeds import Kept
from focal_desktop.store.writer import Writer, encode
from focal_desktop.sync import engine, entries, joining, packing, parcels
from focal_desktop.sync.founding import HubFacts
from focal_desktop.usecases import sealed_reports, unlocking
from focal_desktop.usecases.session import Person, Session

_TOLD = "told/"


class Device(msgspec.Struct, frozen=True):
    """The keys of a new device."""

    sign_seed: bytes
    seal_private: bytes

    def __repr__(self) -> str:
        """Keep the keys out of every trace."""
        return "Device()"

    @property
    def text(self) -> str:
        """Its id as it is written."""
        return signing.device_text(signing.device_id(signing.public_key(self.sign_seed)))


def succeed(session: Session) -> Session:
    """Give a restored vault a device of its own, and return the Session under it.

    A vault that headquarters knows announces it by a claim under the former device's key. One that nobody
    has admitted yet keeps its device: all that was ever sent under it is the claim or founding that waits.
    """
    if _is_unheard(session):
        return session
    made = Device(signing.new_seed(), sealing.new_private())
    person = msgspec.structs.replace(session.person, device=made.text)
    reports = [*_list_reports(session), *_list_sealed_reports(session)]
    if person.is_hq:
        hq = session.store.rules.hq | {person.device}
        session.store.adopt(msgspec.structs.replace(session.store.rules, hq=hq))
    with session.store.transaction() as writer:
        entries.drop_unsent(session, writer)
        announce(session, writer, made)
        unlocking.fill_identity(writer, person, made.sign_seed, made.seal_private)
        reissuing.reissue(writer, session.store.connection, session.person.device, person.device)
        _post_again(session, writer, person, reports)
        parcels.start_anew(session, writer)
        rosters.drop_named(writer, _TOLD)  # what the former device said it has read may never have left
    return Session(store=session.store, clock=session.clock, policy=session.policy, person=person)


def read_words(session: Session) -> str:
    """Return the six words to compare with headquarters; nothing where no claim waits."""
    held = reader.read_meta(session.store.connection, entries.JOINING)
    return str(msgspec.json.decode(held)["words"]) if held else ""


def _is_unheard(session: Session) -> bool:
    connection = session.store.connection
    is_founding = bool(rosters.read_waiting(connection, wire.Kind.FOUNDING))
    return is_founding or reader.read_meta(connection, entries.JOINING) is not None


def announce(session: Session, writer: Writer, made: Device, *, hands_over: bool = False) -> None:
    """Let a claim wait under the former device's key, which the roster takes as a join key."""
    held = reader.read_meta(session.store.connection, "hub")
    if held is None:
        return
    former = reader.read_key(session.store.connection, unlocking.DEVICE_SIGN) or b""
    body = wire.ClaimBody(
        join=signing.public_key(former),
        sign=signing.public_key(made.sign_seed),
        seal=sealing.public_of(made.seal_private),
        hands_over=hands_over,
    )
    draft = wire.Claim.draft(body)
    part = draft.signed_part()
    claim = draft.signed(signing.sign(former, part), signing.sign(made.sign_seed, part))
    root = msgspec.json.decode(held, type=HubFacts).root
    first = rosters.read_entry(session.store.connection, root, 0) or b""
    words = joining.compare_words(first, body)
    rosters.post(writer, wire.Kind.CLAIM, claim.encode())
    writer.set_meta(entries.JOINING, encode({"join": body.join.hex(), "words": words}))


def _list_sealed_reports(session: Session) -> Iterator[Change]:
    """Yield what lies in envelopes that nobody holds and in no log: sealed reports, kept nowhere else."""
    connection, device = session.store.connection, session.person.device
    unheld = {(kept.scope, kept.sequence) for kept in reissuing.list_unheld(connection, device)}
    for scope in {scope for scope, _ in unheld}:
        feed = feeds.read_feed(connection, scope, device, only=feeds.OWN)
        for kept, text in _open_feed(session, feed):
            if (kept.scope, kept.sequence) in unheld:
                carried = packing.read_segment(text).changes(kept.scope, kept.device)
                yield from (c for c in carried if not reissuing.is_logged(connection, c))


def _open_feed(session: Session, feed: list[Kept]) -> Iterator[tuple[Kept, bytes]]:
    """Yield each envelope of an own feed with its text; one under a key that is gone is left out.

    So is what was erased here, and what can only be opened behind it: such feeds carry logged changes alone.
    """
    batch: list[packing.Pressed] = []
    is_broken = False
    for kept in feed:
        if not kept.content:
            is_broken = True
            continue
        found = wire.Envelope.decode(kept.content)
        key = feeds.opening_key(session.store.connection, kept.scope, found.header.key_id)
        if key is None:
            continue
        pressed = packing.disclose(found, key)[1]
        is_broken = is_broken and pressed.how == packing.PRIMED
        if is_broken:
            continue
        batch = batch if pressed.how == packing.PRIMED else []
        yield kept, packing.expand(batch, pressed)
        batch = [*batch, pressed]


def _list_reports(session: Session) -> Iterator[Change]:
    """Yield the sealed reports that wait to be sealed into an envelope."""
    for one in rosters.read_waiting(session.store.connection):
        if one.item_type == engine.SEALED_REPORT:
            yield msgspec.json.decode(one.content, type=Change)


def _post_again(session: Session, writer: Writer, person: Person, reports: list[Change]) -> None:
    """Let every sealed report wait under the new device's name."""
    waiting = rosters.read_waiting(session.store.connection)
    rosters.drop_waiting(writer, [one.number for one in waiting if one.item_type == engine.SEALED_REPORT])
    for report in reports:
        counter, lamport = sealed_reports.number_apart()
        named = msgspec.structs.replace(report, device=person.device, counter=counter, lamport=lamport)
        rosters.post(writer, engine.SEALED_REPORT, encode(named))

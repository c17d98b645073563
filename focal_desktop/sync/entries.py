"""The roster's chains in this vault: adding own entries, taking in others', and what follows from news.

The hub takes an entry only on the current head. Where another officer was first, own entries that still
wait are signed anew behind theirs; nothing that a hub has taken is ever put elsewhere. What takes two
officers is a proposal until the second has signed.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import epochs as held_keys
from focal_desktop.store import rosters
from focal_desktop.store.rosters import Outgoing
from focal_desktop.store.writer import Writer
from focal_desktop.sync import accepting, epochs, escrowing, identity, parcels, proposals
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session
from focal_desktop.wire.entry import Body
from focal_desktop.wire.parcel import write_proposal
from focal_desktop.wire.standing import ROOT

JOIN_KEYS = "invitation/"
"""Front of the names of keys that seal what goes by stick before an admission; the join key follows."""
JOINING = "joining"


def add(session: Session, writer: Writer, chain: bytes, act: Body) -> str:
    """Sign an act on the head of a chain; Trouble where this device may not.

    It waits for the hub, and nothing is returned; where another officer is to sign too, it goes to the others
    as a proposal, whose name is returned: it is not in force yet.
    """
    head = session.store.roster.heads.get(chain)
    place = (head.seq + 1, head.digest) if head else (0, wire.ZEROS)
    return sign(session, writer, wire.RosterEntry.draft(chain, *place, act))


def sign(session: Session, writer: Writer, draft: wire.RosterEntry) -> str:
    """Put this device's signature to an entry, in front of those that other officers gave; return as `add`.

    In front, because whoever completes an entry answers for the keys that follow from it.
    """
    state = session.store.roster
    own, others = _signed(session, draft), proposals.list_signatures(session, draft)
    entry = draft.signed([*own.signatures, *others])
    try:
        if wire.roster.count_lacking(state, entry, signing.is_signed):
            return _propose(session, writer, entry)
        following = wire.roster.extend(state, entry, signing.is_signed)
    except wire.roster.Refused as wrong:
        raise roster.not_an_officer() from wrong
    _keep(session, writer, entry, following)
    rosters.post(writer, wire.Kind.ENTRY, entry.encode())
    return ""


def _propose(session: Session, writer: Writer, entry: wire.RosterEntry) -> str:
    """Keep a proposal and send it to every other officer, once."""
    name = proposals.name(entry)
    if proposals.read_all(session).get(name) != entry:
        proposals.keep(session, writer, entry)
        for officer in session.store.roster.active():
            if officer.has_role(ROOT) and officer.id not in dict(entry.signatures):
                parcels.post(session, writer, officer.id, write_proposal(entry))
    return name


def _signed(session: Session, draft: wire.RosterEntry) -> wire.RosterEntry:
    return draft.signed([(identity.own_id(session), identity.sign(session, draft.signed_part()))])


def accept_entry(session: Session, writer: Writer, raw: bytes) -> bool:
    """Take in an entry from a hub or a stick; True if it is new. One that came too early waits.

    Trouble hub_inconsistent for a signature that does not hold, a signer without the right to sign, or a
    second entry at a place that is taken.
    """
    try:
        entry = wire.RosterEntry.decode(raw)
    except wire.TooNew:
        rosters.set_aside(writer, wire.Kind.ENTRY, raw)
        return False
    except wire.Malformed as wrong:
        raise accepting.inconsistent() from wrong
    held = rosters.read_entry(session.store.connection, entry.chain.hex(), entry.seq)
    if held == raw:
        return False
    if not session.store.roster.root:
        raise accepting.inconsistent()
    if _is_early(session.store.roster, entry):
        rosters.set_aside(writer, wire.Kind.ENTRY, raw)
        return False
    displaced = _find_displaced(session, entry, is_taken=held is not None)
    following = _extend(_state_without(session, displaced.items), entry)
    _take_back(writer, displaced)
    _keep(session, writer, entry, following)
    for own in displaced.items if displaced.is_signed_anew else ():
        _sign_anew(session, writer, own)
    return True


def _is_early(state: wire.RosterState, entry: wire.RosterEntry) -> bool:
    """Tell whether it rests on an entry, or on a signer, that has not come yet."""
    head = state.heads.get(entry.chain)
    if entry.seq > (head.seq + 1 if head else 0):
        return True
    return any(device not in state.devices for device, _ in entry.signatures)


def _extend(state: wire.RosterState, entry: wire.RosterEntry) -> wire.RosterState:
    try:
        return wire.roster.extend(state, entry, signing.is_signed)
    except wire.roster.Refused as wrong:
        raise accepting.inconsistent() from wrong


class _Displaced(msgspec.Struct, frozen=True):
    """Own waiting entries in the way of one that the hub holds, and whether they are to stand behind it."""

    items: tuple[Outgoing, ...] = ()
    is_signed_anew: bool = False


def _find_displaced(session: Session, entry: wire.RosterEntry, *, is_taken: bool) -> _Displaced:
    waiting = rosters.read_waiting(session.store.connection, wire.Kind.ENTRY)
    try:
        act = entry.act()
    except wire.Malformed as wrong:
        raise accepting.inconsistent() from wrong
    if is_taken:
        behind = tuple(one for one in waiting if _stands_behind(_entry(one), entry))
        if not behind or _entry(behind[0]).seq != entry.seq:
            raise accepting.inconsistent()
        return _Displaced(behind, is_signed_anew=True)
    if isinstance(act, wire.Admit | wire.Revoke) and act.ends() == identity.own_id(session):
        return _Displaced(tuple(waiting))  # this device signs nothing any more
    if isinstance(act, wire.OpenOffice):
        chain = roster.find_chain(session.store.roster, act.office)
        return _Displaced(tuple(one for one in waiting if _entry(one).chain == chain))
    return _Displaced()


def _entry(one: Outgoing) -> wire.RosterEntry:
    return wire.RosterEntry.decode(one.content)


def _stands_behind(own: wire.RosterEntry, entry: wire.RosterEntry) -> bool:
    return own.chain == entry.chain and own.seq >= entry.seq


def _state_without(session: Session, displaced: Sequence[Outgoing]) -> wire.RosterState:
    if not displaced:
        return session.store.roster
    left = set(rosters.read_entries(session.store.connection)) - {one.content for one in displaced}
    return rosters.fold_entries(sorted(left))


def _take_back(writer: Writer, displaced: _Displaced) -> None:
    for own in map(_entry, displaced.items):
        rosters.drop_entries(writer, own.chain.hex(), own.seq)
    if not displaced.is_signed_anew:
        rosters.drop_waiting(writer, [one.number for one in displaced.items])


def drop_unsent(session: Session, writer: Writer) -> None:
    """Take back own entries that no hub has: another device signs from now on, by a person's act again."""
    for one in rosters.read_waiting(session.store.connection, wire.Kind.ENTRY):
        rosters.drop_entries(writer, _entry(one).chain.hex(), _entry(one).seq)
        rosters.drop_waiting(writer, [one.number])
    session.store.adopt_roster(None)


def _keep(session: Session, writer: Writer, entry: wire.RosterEntry, following: wire.RosterState) -> None:
    rosters.keep_entry(writer, entry.chain.hex(), entry.seq, entry.encode())
    session.store.adopt_roster(following)
    act = entry.act()
    if isinstance(act, wire.Admit | wire.Revoke) and act.ends() and entry.chain == following.root:
        held_keys.forget_heard(writer)  # a revoked officer's parcels may never arrive


def _sign_anew(session: Session, writer: Writer, own: Outgoing) -> None:
    """Put an own act behind the entry that was first; one that may not stand there any more falls away."""
    state, before = session.store.roster, _entry(own)
    head = state.heads[before.chain]
    draft = wire.RosterEntry(chain=before.chain, seq=head.seq + 1, prev=head.digest, body=before.body)
    entry = _signed(session, draft)
    try:
        following = wire.roster.extend(state, entry, signing.is_signed)
    except wire.roster.Refused:
        rosters.drop_waiting(writer, [own.number])
        return
    _keep(session, writer, entry, following)
    rosters.replace_waiting(writer, own.number, entry.encode())


def after_roster_change(session: Session) -> None:
    """Let everything follow the roster as it is now; to be called after news, and harmless at any time.

    What came too early is tried again; records are folded by who is at headquarters now; known scopes and,
    at headquarters, missing keys are made good; an admission ends the waiting; the header is sealed to the
    officers of today.
    """
    if not session.store.roster.root:
        return
    with session.store.transaction() as writer:
        _try_aside(session, writer)
        parcels.drop_undeliverable(session, writer)
        proposals.settle(session, writer)
        _end_joining(session, writer)
        _note_closed(session, writer)
        epochs.tend_within(session, writer)
    _fold_by_headquarters(session)
    escrowing.follow(session)


def _try_aside(session: Session, writer: Writer) -> None:
    """Try what came too early, as long as one of it helps another."""
    takers = {wire.Kind.ENTRY: accept_entry, wire.Kind.ADDRESSED: parcels.accept_addressed}
    is_moving = True
    while is_moving:
        is_moving = False
        for name, (item_type, content) in rosters.read_aside(session.store.connection).items():
            rosters.drop_named(writer, name)
            try:
                is_new = takers[wire.Kind(item_type)](session, writer, content)
            except Trouble:
                continue  # it was never what it claimed to be, and is not kept
            is_moving = is_moving or is_new


def _end_joining(session: Session, writer: Writer) -> None:
    state = session.store.roster
    own = roster.find(state, session.person.device)
    if own is None:
        return
    for claim in rosters.read_waiting(session.store.connection, wire.Kind.CLAIM):
        rosters.mark_sent(writer, claim.number)
    rosters.drop_named(writer, JOINING)
    places_named = roster.list_places(state)
    for scope in {*state.reads(own), *state.writes(own)} & places_named.keys():
        writer.add_scope(scope.hex(), places_named[scope].scope_class, places_named[scope].office)


def _note_closed(session: Session, writer: Writer) -> None:
    """Let nothing wait for what stays closed to who took this desk over."""
    now = roster.list_closed(session.store.roster, session.person.device)
    session.store.adopt(msgspec.structs.replace(session.store.rules, closed=now))
    if now != roster.read_closed(session.store):
        roster.keep_closed(writer, now)


def _fold_by_headquarters(session: Session) -> None:
    """Fold anew what was written by a device that has joined headquarters' devices, or left them."""
    own = frozenset({session.person.device}) if session.person.is_hq else frozenset()
    before, now = session.store.rules.hq, roster.list_hq(session.store.roster) | own
    if now == before and roster.read_hq(session.store) == now:
        return
    session.store.adopt(msgspec.structs.replace(session.store.rules, hq=now))
    with session.store.transaction() as writer:
        for kind, identity_text in rosters.list_written_by(session.store.connection, before ^ now):
            writer.fold(kind, identity_text)
        roster.keep_hq(writer, now)

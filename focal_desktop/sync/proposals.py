"""Acts of headquarters that want another officer's signature, kept until they stand; in force not before.

A proposal is a roster entry with too few signatures. It is no secret, and nothing follows from it by itself.
"""

from __future__ import annotations

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.store import rosters
from focal_desktop.store.writer import Writer
from focal_desktop.sync import identity
from focal_desktop.usecases.session import Session
from focal_desktop.wire.standing import ROOT

_FRONT = "proposal/"
_NAME_BYTES = 8
MOST = 64
"""How many are kept; behind that the oldest gives way."""


def name(entry: wire.RosterEntry) -> str:
    """Return what a proposal is called: the same act proposed again keeps its name."""
    return wire.digest(entry.body)[:_NAME_BYTES].hex()


def read_all(session: Session) -> dict[str, wire.RosterEntry]:
    """Return every proposal by its name, the oldest first; one that stands in its chain is none any more."""
    held = rosters.read_named(session.store.connection, _FRONT)
    found = [(name, wire.RosterEntry.decode(raw)) for name, raw in held.items()]
    return {
        name: entry
        for name, entry in sorted(found, key=lambda one: (one[1].seq, one[0]))
        if _find_standing(session, entry) is None
    }


def keep(session: Session, writer: Writer, entry: wire.RosterEntry) -> None:
    """Keep a proposal, in place of the same act proposed before."""
    held = rosters.read_named(session.store.connection, _FRONT)
    if len(held) >= MOST and name(entry) not in held:
        oldest = min(held, key=lambda one: wire.RosterEntry.decode(held[one]).seq)
        rosters.drop_named(writer, _FRONT + oldest)
    writer.set_meta(_FRONT + name(entry), entry.encode())


def take(session: Session, writer: Writer, entry: wire.RosterEntry) -> bool:
    """Keep what another officer proposes; True if it may be asked here. Of anyone else nothing is kept."""
    state = session.store.roster
    own = state.devices.get(identity.own_id(session))
    if own is None or not own.has_role(ROOT) or entry.chain != state.root:
        return False
    if not all(_is_by_officer(state, entry, *one) for one in entry.signatures):
        return False
    held = read_all(session).get(name(entry))
    if held is None or held.seq <= entry.seq:
        keep(session, writer, entry)
    return True


def _is_by_officer(state: wire.RosterState, entry: wire.RosterEntry, id: bytes, signature: bytes) -> bool:
    officer = state.devices.get(id)
    if officer is None or not state.may_sign(officer, entry.chain, entry.seq):
        return False
    return signing.is_signed(officer.sign, entry.signed_part(), signature)


def list_signatures(session: Session, draft: wire.RosterEntry) -> list[tuple[bytes, bytes]]:
    """Return the signatures of other officers under this very entry, as far as any came."""
    held = read_all(session).get(name(draft))
    if held is None or held.signed_part() != draft.signed_part():
        return []
    return [one for one in held.signatures if one[0] != identity.own_id(session)]


def is_stale(session: Session, entry: wire.RosterEntry) -> bool:
    """Tell whether a proposal can no longer stand as it was signed: the roster has changed since."""
    try:
        wire.roster.count_lacking(session.store.roster, entry, signing.is_signed)
    except wire.roster.Refused:
        return True
    return False


def draft_again(session: Session, entry: wire.RosterEntry) -> wire.RosterEntry:
    """Return the same act on the head of its chain as it is now, unsigned."""
    head = session.store.roster.heads[entry.chain]
    return wire.RosterEntry(chain=entry.chain, seq=head.seq + 1, prev=head.digest, body=entry.body)


def settle(session: Session, writer: Writer) -> None:
    """Forget what stands in its chain at the hub, and what can never stand any more, whoever signs it."""
    waiting = {one.content for one in rosters.read_waiting(session.store.connection, wire.Kind.ENTRY)}
    for known, raw in rosters.read_named(session.store.connection, _FRONT).items():
        entry = wire.RosterEntry.decode(raw)
        standing = _find_standing(session, entry)
        is_over = standing not in waiting if standing else not _can_stand(session, entry)
        if is_over:
            rosters.drop_named(writer, _FRONT + known)


def _can_stand(session: Session, entry: wire.RosterEntry) -> bool:
    return wire.roster.can_stand(session.store.roster, draft_again(session, entry))


def _find_standing(session: Session, entry: wire.RosterEntry) -> bytes | None:
    """Return the entry that stands in the chain, if this proposal has become one."""
    raw = rosters.read_entry(session.store.connection, entry.chain.hex(), entry.seq)
    if raw is None or wire.RosterEntry.decode(raw).signed_part() != entry.signed_part():
        return None
    return raw

"""Two officers together: what is proposed in plain words, confirming it, proposing it again, and by file."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import rosters
from focal_desktop.sync import entries, epochs, identity, joining, proposals
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session
from focal_desktop.wire.octets import Octets

TO_CONFIRM, WAITING, STALE = "to_confirm", "waiting", "stale"
MOST_BYTES = 16 * 1024 * 1024
_ACTS: dict[type, str] = {
    wire.Invite: "invite",
    wire.Admit: "admit",
    wire.Revoke: "revoke",
    wire.Grant: "grant",
    wire.Quorum: "quorum",
}


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One act as an officer sees it before signing: what it does, to which device, and who proposed it."""

    proposal: str
    act: str
    says: str
    device: str
    role: str
    words: str
    by: str
    state: str


def list_proposals(session: Session) -> list[Proposal]:
    """Return what waits for a second officer, the oldest first."""
    roster.require_officer(session, "root")
    return [_describe(session, name, entry) for name, entry in proposals.read_all(session).items()]


def is_asked(session: Session) -> bool:
    """Tell whether another officer's proposal waits for this person's own signature."""
    if "root" not in session.person.roles:
        return False
    return any(_find_state(session, one) == TO_CONFIRM for one in proposals.read_all(session).values())


def _describe(session: Session, name: str, entry: wire.RosterEntry) -> Proposal:
    act, state = entry.act(), session.store.roster
    device = _find_subject(act)
    known = state.devices.get(device)
    role = act.role if isinstance(act, wire.Invite | wire.Admit) else " ".join(known.roles if known else ())
    return Proposal(
        proposal=name,
        act=_ACTS.get(type(act), ""),
        says=_say(act, role.replace(" ", ", ")),
        device=signing.device_text(device) if device else "",
        role=role,
        words=_find_words(session, act),
        by=signing.device_text(entry.signatures[0][0]),
        state=_find_state(session, entry),
    )


def _find_subject(act: object) -> bytes:
    if isinstance(act, wire.Admit):
        return act.device.device_id()
    return act.device if isinstance(act, wire.Revoke | wire.Grant) else b""


def _say(act: object, role: str) -> str:
    match act:
        case wire.Invite():
            return f"Invite one person to headquarters ({role}). The invitation is good until {act.until}."
        case wire.Admit() if act.ends():
            former = signing.device_text(act.ends())
            return f"Admit this device to headquarters ({role}) in place of {former}, whose access ends."
        case wire.Admit():
            return f"Admit this device to headquarters ({role}). Compare its six words by voice first."
        case wire.Revoke():
            return f"Close this device's access ({role}). What it sent until now still counts."
        case wire.Grant():
            return f"Change what this device ({role}) reads and writes."
        case wire.Quorum():
            return f"From now on {act.signatures} officers sign together."
    return "A newer version of the program made this proposal. It cannot be confirmed here."


def _find_words(session: Session, act: object) -> str:
    """Return the six words of a device that is to be admitted, so that both officers can compare them."""
    first = rosters.read_entry(session.store.connection, session.store.roster.root.hex(), 0)
    if not isinstance(act, wire.Admit) or first is None:
        return ""
    claimed = wire.ClaimBody(join=act.join, sign=act.device.sign, seal=act.device.seal)
    return joining.compare_words(first, claimed)


def _find_state(session: Session, entry: wire.RosterEntry) -> str:
    if proposals.is_stale(session, entry):
        return STALE
    is_own = identity.own_id(session) in dict(entry.signatures)
    return WAITING if is_own else TO_CONFIRM


def confirm(session: Session, name: str) -> None:
    """Sign what another officer proposed; it stands in the chain from then on, and its keys follow."""
    entry, where = _find(session, name)
    if where == STALE:
        raise Trouble(
            "not_allowed",
            "The roster has changed since this was proposed. Nothing was signed. It can be proposed again.",
            field="proposal",
        )
    if where == WAITING:
        raise Trouble(
            "not_allowed",
            "You signed this yourself; another officer confirms it. Nothing was changed.",
            field="proposal",
        )
    act = entry.act()
    if isinstance(act, wire.Later):
        raise Trouble(
            "newer_version",
            "A newer version of the program made this proposal. Nothing was signed; update this computer.",
            field="proposal",
        )
    ended = session.store.roster.devices.get(_find_ended(act))
    lost = session.store.roster.reads(ended) if ended else ()
    with session.store.transaction() as writer:
        entries.sign(session, writer, entry)
        epochs.tend_within(session, writer, lost=lost)
    entries.after_roster_change(session)


def _find_ended(act: object) -> bytes:
    return act.ends() if isinstance(act, wire.Admit | wire.Revoke) else b""


def propose_again(session: Session, name: str) -> str:
    """Sign a proposal anew where the roster has changed since; any officer may. Return its name."""
    entry, where = _find(session, name)
    if where != STALE:
        raise Trouble(
            "not_allowed",
            "This proposal is good as it stands, and waits to be confirmed. Nothing was changed.",
            field="proposal",
        )
    with session.store.transaction() as writer:
        return entries.sign(session, writer, proposals.draft_again(session, entry))


def _find(session: Session, name: str) -> tuple[wire.RosterEntry, str]:
    roster.require_officer(session, "root")
    entry = proposals.read_all(session).get(name)
    if entry is None:
        raise Trouble(
            "not_found",
            "There is no such proposal, or it is in force already. Sync first; nothing was changed.",
            field="proposal",
        )
    return entry, _find_state(session, entry)


def write_file(session: Session) -> bytes:
    """Return every proposal that can stand as one file for another officer; it holds keys and codes alone."""
    roster.require_officer(session, "root")
    found = [one for one in proposals.read_all(session).values() if not proposals.is_stale(session, one)]
    if not found:
        raise Trouble("not_found", "Nothing waits for a second officer. No file was written.", field="out")
    return b"".join(wire.Frame(wire.Kind.ENTRY, one.encode()).encode() for one in found)


def take_file(session: Session, data: bytes) -> None:
    """Take in what `write_file` wrote elsewhere; nothing is signed by that."""
    roster.require_officer(session, "root")
    try:
        found = list(_list_entries(data[:MOST_BYTES]))
    except wire.Malformed:
        found = []
    with session.store.transaction() as writer:
        taken = [proposals.take(session, writer, entry) for entry in found]
    if not any(taken):
        raise Trouble(
            "file_not_ours",
            "This file holds no proposal by an officer of this headquarters. Nothing was changed.",
            field="file",
        )


def _list_entries(data: bytes) -> Iterator[wire.RosterEntry]:
    octets = Octets(data)
    while not octets.is_at_end():
        if octets.byte() != wire.Kind.ENTRY:
            raise wire.Malformed
        yield wire.RosterEntry.decode(octets.sized(MOST_BYTES))

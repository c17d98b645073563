"""Admitting: claims that wait at headquarters, the comparison of words, and who has been admitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import sealing, signing
from focal_desktop.domain import access
from focal_desktop.store import reader, rosters
from focal_desktop.store.writer import Writer
from focal_desktop.sync import accepting, entries, epochs, joining, keyholders, revoking
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session
from focal_desktop.wire.entry import Last

_CLAIM = "claim/"
OFFICERS = 2
"""How many officers sign headquarters' own chain together, from the admission of the second one on."""
WAITING, ADMITTED, REVOKED = "waiting", "admitted", "revoked"


class Listed(msgspec.Struct, frozen=True):
    """One device as headquarters sees it; the words stand beside one that waits."""

    device: str
    office: str
    role: str
    words: str
    state: str
    is_contested: bool = False  # another device waits on the same invitation
    replaces: str = ""  # the device in whose place it asks to stand, as after a restore
    is_replaced: bool = False
    hands_over: bool = False  # another person takes over; each case stays unless it is passed on
    is_closed: bool = False  # its office's earlier cases are closed to it, save those passed on


class _Standing(msgspec.Struct, frozen=True):
    """What an unused join key stands for: chain, office, role and scopes; the device it replaces, if any."""

    chain: bytes
    office: str
    role: str
    read: tuple[bytes, ...]
    write: tuple[bytes, ...]
    before: wire.Device | None = None


def accept_claim(session: Session, writer: Writer, raw: bytes) -> bool:
    """Keep a newcomer's claim for a person to decide; True if it is new. Only headquarters keeps any."""
    if not session.person.is_hq:
        return False
    try:
        claim = wire.Claim.decode(raw)
        claimed = claim.keys()
    except wire.TooNew:
        return False
    except wire.Malformed as wrong:
        raise accepting.inconsistent() from wrong
    part = claim.signed_part()
    is_joined = signing.is_signed(claimed.join, part, claim.join_signature)
    if not is_joined or not signing.is_signed(claimed.sign, part, claim.device_signature):
        raise accepting.inconsistent()
    name = _CLAIM + signing.device_text(wire.device_id(claimed.sign))
    known = rosters.read_named(session.store.connection, name)
    if known or not sealing.can_seal_to(claimed.seal):
        return False
    writer.set_meta(name, raw)
    return True


def list_devices(session: Session) -> list[Listed]:
    """Return every device: those that wait with their words first, then those of the roster."""
    roster.require_officer(session, *roster.HQ_ROLES)
    state = session.store.roster
    followed = {device.join for device in state.devices.values()}
    admitted = [_listed(device, is_replaced=device.sign in followed) for device in state.devices.values()]
    return [*_list_waiting(session), *admitted]


def _list_waiting(session: Session) -> Iterator[Listed]:
    state, claims = session.store.roster, _read_claims(session)
    open_claims = {device: claimed for device, claimed in claims.items() if not roster.find(state, device)}
    asked = Counter(claimed.join for claimed in open_claims.values())
    for device, claimed in open_claims.items():
        standing = _find_standing(state, claimed.join)
        if standing:
            yield Listed(
                device,
                standing.office,
                standing.role,
                joining.compare_words(_root_entry(session), claimed),
                WAITING,
                is_contested=asked[claimed.join] > 1,
                replaces=signing.device_text(standing.before.id) if standing.before else "",
                hands_over=claimed.hands_over,
            )


def _listed(device: wire.Device, *, is_replaced: bool) -> Listed:
    where, role = REVOKED if device.is_revoked() else ADMITTED, " ".join(device.roles)
    text = signing.device_text(device.id)
    return Listed(
        text,
        device.office,
        role,
        "",
        where,
        is_replaced=is_replaced and device.is_revoked(),
        is_closed=bool(device.since),
    )


def _read_claims(session: Session) -> dict[str, wire.ClaimBody]:
    found = rosters.read_named(session.store.connection, _CLAIM)
    return {device: wire.Claim.decode(raw).keys() for device, raw in found.items()}


def _root_entry(session: Session) -> bytes:
    found = rosters.read_entry(session.store.connection, session.store.roster.root.hex(), 0)
    if found is None:
        raise ValueError("headquarters holds its root chain")
    return found


def _find_standing(state: wire.RosterState, join: bytes) -> _Standing | None:
    """Return what a join key that nobody has used stands for; the signing key of a device: its successor."""
    invitation = state.invitations.get(join)
    if invitation is not None:
        if invitation.used_by:
            return None
        return _Standing(
            invitation.chain, invitation.office, invitation.role, invitation.read, invitation.write
        )
    before = state.devices.get(wire.device_id(join))
    is_used = any(device.join == join for device in state.devices.values())
    if before is None or before.is_revoked() or is_used:
        return None
    role = " ".join(before.roles)
    return _Standing(before.chain, before.office, role, before.read, before.write, before)


def admit(session: Session, device: str, words: str) -> str:
    """Admit a device whose six words were compared by voice, and wrap to it the keys of its scopes.

    The words must be the device's own; of two claims on one join key the other can then never be admitted.
    Where another person takes over, earlier cases stay closed to them; officers pass them on one by one.
    Where another officer is to sign too, return the proposal's name: until then the device waits.
    """
    roster.require_officer(session, "root", "hq_desk")
    state = session.store.roster
    claimed = _read_claims(session).get(device)
    if claimed is None:
        raise Trouble(
            "not_found", "No such device has asked to join. Sync first; nothing was changed.", field="device"
        )
    if _fold_words(words) != joining.compare_words(_root_entry(session), claimed):
        raise Trouble(
            "not_allowed",
            "These are not the words of this device. Nobody was admitted. Compare them once more by voice; "
            "if they still differ, do not admit it.",
            field="words",
        )
    known = roster.find(state, device)
    if known is not None and not known.is_revoked():
        return ""
    standing = _find_standing(state, claimed.join)
    if known is not None or standing is None:
        raise Trouble(
            "invitation_used",
            "Another device joined with this invitation, or this device's access was closed. "
            "Nothing was changed; a new invitation lets it in.",
            field="device",
        )
    with session.store.transaction() as writer:
        proposed = _admit(session, writer, claimed, standing)
    entries.after_roster_change(session)
    return proposed


def _admit(session: Session, writer: Writer, claimed: wire.ClaimBody, standing: _Standing) -> str:
    act = wire.Admit(
        join=claimed.join,
        device=wire.Keys(claimed.sign, claimed.seal),
        office=standing.office,
        role=standing.role,
        read=standing.read,
        write=standing.write,
        former=_end_former(session, claimed, standing.before) if standing.before else msgspec.UNSET,
        since=_list_since(session, claimed, standing) or msgspec.UNSET,
    )
    lost = session.store.roster.reads(standing.before) if standing.before else ()
    proposed = entries.add(session, writer, standing.chain, act)
    if standing.chain == session.store.roster.root:
        _raise_quorum(session, writer)
    epochs.tend_within(session, writer, lost=lost)
    return proposed


def _list_since(session: Session, claimed: wire.ClaimBody, standing: _Standing) -> Last:
    """Return, of each scope of cases, from which key on a successor is given any: the one made for them.

    Who took a desk over and comes back from a backup is the same person: what was closed stays closed.
    """
    if not claimed.hands_over:
        return standing.before.since if standing.before else ()
    state = session.store.roster
    held, entries_held = roster.list_places(state), rosters.read_entries(session.store.connection)
    lost = keyholders.look(state, entries_held).lost
    cases = [s for s in standing.read if s in held and held[s].scope_class in access.CASE_SCOPES]
    return tuple(sorted((scope, lost.get(scope, 0) + 1) for scope in cases))


def _end_former(session: Session, claimed: wire.ClaimBody, before: wire.Device) -> wire.Former:
    """Return the end of the device that is replaced, with its own claim: all in one act."""
    name = _CLAIM + signing.device_text(wire.device_id(claimed.sign))
    claim = reader.read_meta(session.store.connection, name)
    return wire.Former(claim or b"", revoking.list_last(session, before))


def _raise_quorum(session: Session, writer: Writer) -> None:
    """Let two officers sign together as soon as there are two; none alone can take that back."""
    state = session.store.roster
    officers = [one for one in state.active() if one.has_role("root")]
    if state.quorum < OFFICERS <= len(officers):
        entries.add(session, writer, state.root, wire.Quorum(signatures=OFFICERS))


def _fold_words(words: str) -> str:
    return " ".join(words.casefold().split())

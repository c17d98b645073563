"""Folds roster entries into who stands where; checks rights, and signatures by a function it is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from focal_desktop.wire import entry as acts
from focal_desktop.wire import octets, signers
from focal_desktop.wire.answer import Fate
from focal_desktop.wire.entry import RosterEntry
from focal_desktop.wire.request import ASKER_BYTES
from focal_desktop.wire.standing import (
    HQ_OFFICE,
    HQ_ROLES,
    ROOT,
    Device,
    Head,
    Invitation,
    Office,
    RosterState,
)


class Refused(Exception):
    """An entry that does not follow, or that its signers may not make."""

    def __init__(self, fate: Fate) -> None:
        super().__init__(fate.name)
        self.fate = fate


def fold(entries: Iterable[RosterEntry], is_signed: signers.IsSigned) -> RosterState:
    """Return what these entries say, in whatever order they came: the root chain first, then each office's.

    Of several entries at one place the first that holds counts. What does not hold stands in `left_out`,
    with all that would follow it: so entries signed after their signer's revocation fall away by themselves.
    """
    chains: defaultdict[bytes, list[RosterEntry]] = defaultdict(list)
    for entry in entries:
        chains[entry.chain].append(entry)
    roots = [chain for chain, found in chains.items() if any(_is_founding(entry) for entry in found)]
    state = RosterState()
    for chain in (*sorted(roots), *sorted(set(chains) - set(roots))):
        state = _fold_chain(state, chains[chain], is_signed)
    return state


def extend(state: RosterState, entry: RosterEntry, is_signed: signers.IsSigned) -> RosterState:
    """Return the state after one more entry on its chain's head; Refused if it may not stand."""
    following, lacking = _weigh(state, entry, is_signed)
    if lacking:
        raise Refused(Fate.FORBIDDEN)
    return following


def count_lacking(state: RosterState, entry: RosterEntry, is_signed: signers.IsSigned) -> int:
    """Return how many officers are still to sign an entry; Refused if it may not stand with them either."""
    return _weigh(state, entry, is_signed)[1]


def can_stand(state: RosterState, entry: RosterEntry) -> bool:
    """Tell whether what an entry does could stand on its chain's head now, whoever signs it."""
    try:
        act = entry.act()
        _apply(state, entry, act)
    except (octets.Malformed, Refused):
        return False
    return True


def _weigh(state: RosterState, entry: RosterEntry, is_signed: signers.IsSigned) -> tuple[RosterState, int]:
    try:
        act = entry.act()
    except octets.Malformed:
        raise Refused(Fate.BAD) from None
    _check_place(state, entry, act)
    lacking = 0
    if isinstance(act, acts.Found):
        _check_founding(state, entry, act, is_signed)
    else:
        fate = signers.judge(state, entry, act, is_signed)
        if fate is not None:
            raise Refused(fate)
        lacking = signers.count_lacking(state, entry, act)
    changed = _apply(state, entry, act)
    before = state.heads.get(entry.chain)
    signed = {**(before.signers if before else {}), **{device: entry.seq for device, _ in entry.signatures}}
    head = Head(seq=entry.seq, digest=entry.digest(), signers=signed)
    return replace(changed, heads={**changed.heads, entry.chain: head}), lacking


def _apply(state: RosterState, entry: RosterEntry, act: object) -> RosterState:
    rule = _RULES.get(type(act))
    return rule(state, entry, act) if rule else state


def _is_founding(entry: RosterEntry) -> bool:
    try:
        return entry.seq == 0 and isinstance(entry.act(), acts.Found)
    except octets.Malformed:
        return False


def _fold_chain(state: RosterState, entries: list[RosterEntry], is_signed: signers.IsSigned) -> RosterState:
    left_out: list[RosterEntry] = []
    held: set[bytes] = set()
    for entry in sorted(entries, key=lambda entry: entry.seq):
        name = entry.digest()
        if name in held:
            continue
        held.add(name)
        try:
            state = extend(state, entry, is_signed)
        except Refused:
            left_out.append(entry)
    return replace(state, left_out=(*state.left_out, *left_out))


def _check_place(state: RosterState, entry: RosterEntry, act: object) -> None:
    head = state.heads.get(entry.chain)
    is_first = isinstance(act, acts.Found | acts.OpenOffice)
    if head is None and not (is_first and entry.seq == 0):
        raise Refused(Fate.FORBIDDEN)
    if head is not None and (entry.seq != head.seq + 1 or entry.prev != head.digest):
        raise Refused(Fate.HEAD)
    if head is not None and is_first:
        raise Refused(Fate.FORBIDDEN)


def _check_founding(
    state: RosterState, entry: RosterEntry, act: acts.Found, is_signed: signers.IsSigned
) -> None:
    if state.root or len(entry.signatures) != 1:
        raise Refused(Fate.FORBIDDEN)
    device, signature = entry.signatures[0]
    if device != act.device.device_id() or not is_signed(act.device.sign, entry.signed_part(), signature):
        raise Refused(Fate.BAD)


def _found(state: RosterState, entry: RosterEntry, act: acts.Found) -> RosterState:
    device = Device(
        id=act.device.device_id(),
        sign=act.device.sign,
        seal=act.device.seal,
        chain=entry.chain,
        office=HQ_OFFICE,
        roles=("root", "hq_desk", "hq_case"),
        read=act.read,
        write=act.write,
    )
    return replace(
        state,
        hub=act.hub,
        receipt=act.receipt,
        root=entry.chain,
        scopes=act.scopes,
        devices={device.id: device},
    )


def _open_office(state: RosterState, entry: RosterEntry, act: acts.OpenOffice) -> RosterState:
    codes = {HQ_OFFICE, *(office.code for office in state.offices.values())}
    if act.root != state.root or act.office in codes:
        raise Refused(Fate.FORBIDDEN)
    office = Office(code=act.office, chain=entry.chain, share=act.share)
    return replace(state, offices={**state.offices, entry.chain: office})


def _invite(state: RosterState, entry: RosterEntry, act: acts.Invite) -> RosterState:
    if act.join in state.invitations:
        raise Refused(Fate.FORBIDDEN)
    _check_office(state, entry.chain, act.office, act.role)
    invitation = Invitation(
        join=act.join,
        chain=entry.chain,
        office=act.office,
        role=act.role,
        until=act.until,
        read=act.read,
        write=act.write,
    )
    return replace(state, invitations={**state.invitations, act.join: invitation})


def _admit(state: RosterState, entry: RosterEntry, act: acts.Admit) -> RosterState:
    id = act.device.device_id()
    _check_office(state, entry.chain, act.office, act.role)
    if any(known[:ASKER_BYTES] == id[:ASKER_BYTES] for known in state.devices):
        raise Refused(Fate.FORBIDDEN)
    device = Device(
        id=id,
        sign=act.device.sign,
        seal=act.device.seal,
        chain=entry.chain,
        office=act.office,
        roles=tuple(act.role.split()),
        join=act.join,
        read=act.read,
        write=act.write,
        since=act.since if isinstance(act.since, tuple) else (),
    )
    devices = {**state.devices, id: device}
    changed = replace(state, devices=devices, invitations=_use(state, entry.chain, act.join, id))
    if not isinstance(act.former, acts.Former):
        return changed
    return _end(changed, entry, act.ends(), act.former.last)


def _use(state: RosterState, chain: bytes, join: bytes, id: bytes) -> Mapping[bytes, Invitation]:
    """Use a join key, once; where it is the signing key of a device, the newcomer succeeds that device."""
    invitation = state.invitations.get(join)
    if invitation is not None and invitation.chain == chain and not invitation.used_by:
        return {**state.invitations, join: replace(invitation, used_by=id)}
    before = state.devices.get(octets.device_id(join))
    is_used = any(device.join == join for device in state.devices.values())
    if is_used or before is None or before.chain != chain:
        raise Refused(Fate.FORBIDDEN)
    return state.invitations


def _grant(state: RosterState, entry: RosterEntry, act: acts.Grant) -> RosterState:
    device = _standing(state, entry, act.device)
    changed = replace(device, read=act.read, write=act.write, since=())
    return replace(state, devices={**state.devices, device.id: changed})


def _revoke(state: RosterState, entry: RosterEntry, act: acts.Revoke) -> RosterState:
    return _end(state, entry, act.device, act.last)


def _end(state: RosterState, entry: RosterEntry, id: bytes, counts: acts.Last) -> RosterState:
    device = _standing(state, entry, id)
    last = dict(counts)
    for chain, head in state.heads.items():
        if chain != state.root and head.signers.get(device.id, -1) > last.get(chain, -1):
            raise Refused(Fate.HEAD)
    roots = [other for other in state.active() if other.has_role(ROOT) and other.id != device.id]
    if len(roots) < state.quorum:
        raise Refused(Fate.FORBIDDEN)
    return replace(state, devices={**state.devices, device.id: replace(device, last=last)})


def _share(state: RosterState, entry: RosterEntry, act: acts.Share) -> RosterState:
    if entry.chain not in state.offices:
        raise Refused(Fate.FORBIDDEN)
    office = replace(state.offices[entry.chain], share=act.share)
    return replace(state, offices={**state.offices, entry.chain: office})


def _quorum(state: RosterState, entry: RosterEntry, act: acts.Quorum) -> RosterState:
    roots = sum(1 for device in state.active() if device.has_role(ROOT))
    if entry.chain != state.root or act.signatures > roots:
        raise Refused(Fate.FORBIDDEN)
    return replace(state, quorum=act.signatures)


def _standing(state: RosterState, entry: RosterEntry, id: bytes) -> Device:
    device = state.devices.get(id)
    if device is None or device.chain != entry.chain or device.is_revoked():
        raise Refused(Fate.FORBIDDEN)
    return device


def _check_office(state: RosterState, chain: bytes, office: str, role: str) -> None:
    expected = HQ_OFFICE if chain == state.root else state.offices[chain].code
    roles = role.split()
    if office != expected or not roles or (chain != state.root and not HQ_ROLES.isdisjoint(roles)):
        raise Refused(Fate.FORBIDDEN)


_RULES: Mapping[type, Callable[[RosterState, RosterEntry, Any], RosterState]] = {
    acts.Found: _found,
    acts.OpenOffice: _open_office,
    acts.Invite: _invite,
    acts.Admit: _admit,
    acts.Grant: _grant,
    acts.Revoke: _revoke,
    acts.Share: _share,
    acts.Quorum: _quorum,
}

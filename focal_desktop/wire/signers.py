"""Whose signatures stand under a roster entry: each must hold, and on the root chain there must be enough."""

from __future__ import annotations

from collections.abc import Callable

from focal_desktop.wire import entry as acts
from focal_desktop.wire import octets
from focal_desktop.wire.answer import Fate
from focal_desktop.wire.claim import Claim
from focal_desktop.wire.entry import RosterEntry
from focal_desktop.wire.standing import ROOT, Device, RosterState

IsSigned = Callable[[bytes, bytes, bytes], bool]
"""(public key, message, signature) -> whether the signature holds."""


def judge(state: RosterState, entry: RosterEntry, act: object, is_signed: IsSigned) -> Fate | None:
    """Return why one of the signatures may not stand; nothing where each may, be they enough or not."""
    if len({device for device, _ in entry.signatures}) != len(entry.signatures):
        return Fate.FORBIDDEN
    part = entry.signed_part()
    for id, signature in entry.signatures:
        device = state.devices.get(id)
        if device is None or not state.may_sign(device, entry.chain, entry.seq):
            return Fate.FORBIDDEN
        if not is_signed(device.sign, part, signature):
            return Fate.BAD
    return None if _is_claimed(act, is_signed) else Fate.BAD


def count_lacking(state: RosterState, entry: RosterEntry, act: object) -> int:
    """Return how many signatures are to come; an officer's claim is one, for that officer's own place."""
    needed = state.quorum if entry.chain == state.root else 1
    return max(0, needed - len(entry.signatures) - _is_own_place(state, entry, act))


def _is_claimed(act: object, is_signed: IsSigned) -> bool:
    """Tell whether a former device did ask for this newcomer, wherever one is named."""
    if not isinstance(act, acts.Admit) or not isinstance(act.former, acts.Former):
        return True
    try:
        claim = Claim.decode(act.former.claim)
        keys = claim.keys()
    except octets.Malformed:
        return False
    part = claim.signed_part()
    return (
        (keys.join, keys.sign, keys.seal) == (act.join, act.device.sign, act.device.seal)
        and is_signed(keys.join, part, claim.join_signature)
        and is_signed(keys.sign, part, claim.device_signature)
    )


def _is_own_place(state: RosterState, entry: RosterEntry, act: object) -> bool:
    """Tell whether an officer of the root asks to go on under another key: same rights, the old key's end."""
    former = state.devices.get(act.ends()) if isinstance(act, acts.Admit) else None
    if former is None or not former.has_role(ROOT) or former.is_revoked():
        return False
    is_signer = former.id in {device for device, _ in entry.signatures}
    return not is_signer and _rights(former) == _rights(act)


def _rights(of: Device | object) -> tuple[object, ...]:
    if isinstance(of, acts.Admit):
        return of.office, tuple(of.role.split()), frozenset(of.read), frozenset(of.write)
    if isinstance(of, Device):
        return of.office, of.roles, frozenset(of.read), frozenset(of.write)
    return ()

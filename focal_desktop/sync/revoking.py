"""Revoking: a device's end. What counted until now still counts; the keys it had are spent at once."""

from __future__ import annotations

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import rosters
from focal_desktop.sync import entries, epochs, identity
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session
from focal_desktop.wire.entry import Last

EVERYTHING = (1 << 63) - 1
"""The last envelope of a feed that this officer may not read: a report that came in time is never cut off.

The hub takes nothing from a revoked device, so that nothing can be added behind it.
"""


def revoke(session: Session, device: str) -> str:
    """Close a device's access and renew, for everyone else, the keys of all it could read.

    Where another officer is to sign too, return the proposal's name: until then the device goes on.
    """
    roster.require_officer(session, "root", "hq_desk")
    found = roster.find(session.store.roster, device)
    if found is None:
        raise Trouble("not_found", "The roster names no such device. Nothing was changed.", field="device")
    if found.id == identity.own_id(session):
        raise Trouble(
            "not_allowed", "Another officer closes this device's access. Nothing was changed.", field="device"
        )
    if found.is_revoked():
        return ""
    _require_enough(session.store.roster, found)
    with session.store.transaction() as writer:
        act = wire.Revoke(device=found.id, last=list_last(session, found))
        proposed = entries.add(session, writer, found.chain, act)
        epochs.tend_within(session, writer, lost=session.store.roster.reads(found))
    entries.after_roster_change(session)
    return proposed


def _require_enough(state: wire.RosterState, leaving: wire.Device) -> None:
    """Refuse to leave fewer officers than must sign together: nothing could be signed any more."""
    staying = [one for one in state.active() if one.has_role("root") and one.id != leaving.id]
    if leaving.has_role("root") and len(staying) < state.quorum:
        raise Trouble(
            "not_allowed",
            "Headquarters needs two officers at any time. Admit another one first; nothing was changed.",
            field="device",
        )


def list_last(session: Session, device: wire.Device) -> Last:
    """Return the last sequence that counts of each feed and chain of a device that is to end."""
    state = session.store.roster
    own = state.devices[identity.own_id(session)]
    held = rosters.read_last_sequences(session.store.connection, signing.device_text(device.id))
    readable = set(state.reads(own))
    last = {s: held.get(s.hex(), 0) if s in readable else EVERYTHING for s in state.writes(device)}
    for chain, head in state.heads.items():
        if chain != state.root and device.id in head.signers:
            last[chain] = head.signers[device.id]
    return tuple(sorted((s, n) for s, n in last.items() if n))

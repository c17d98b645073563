"""Revoking: a device's end. What counted until now still counts; the keys it had are spent at once."""

from __future__ import annotations

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import rosters
from focal_desktop.store.writer import Writer
from focal_desktop.sync import entries, epochs, identity
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session

EVERYTHING = (1 << 63) - 1
"""The last envelope of a feed that this officer may not read: a report that came in time is never cut off.

The hub takes nothing from a revoked device, so that nothing can be added behind it.
"""


def revoke(session: Session, device: str) -> None:
    """Close a device's access and renew, for everyone else, the keys of all it could read."""
    roster.require_officer(session, "root", "hq_desk")
    found = roster.find(session.store.roster, device)
    if found is None:
        raise Trouble("not_found", "The roster names no such device. Nothing was changed.", field="device")
    if found.id == identity.own_id(session):
        raise Trouble(
            "not_allowed", "Another officer closes this device's access. Nothing was changed.", field="device"
        )
    if found.is_revoked():
        return
    with session.store.transaction() as writer:
        revoke_within(session, writer, found)
        epochs.tend_within(session, writer, lost=session.store.roster.reads(found))
    entries.after_roster_change(session)


def revoke_within(session: Session, writer: Writer, device: wire.Device) -> None:
    """Add the entry that ends a device, naming the last envelope of each of its feeds that counts."""
    state = session.store.roster
    own = state.devices[identity.own_id(session)]
    held = rosters.read_last_sequences(session.store.connection, signing.device_text(device.id))
    readable = set(state.reads(own))
    last = {s: held.get(s.hex(), 0) if s in readable else EVERYTHING for s in state.writes(device)}
    for chain, head in state.heads.items():
        if chain != state.root and device.id in head.signers:
            last[chain] = head.signers[device.id]
    act = wire.Revoke(device=device.id, last=tuple(sorted((s, n) for s, n in last.items() if n)))
    entries.add(session, writer, device.chain, act)

"""Who stands where by the roster: devices, invitations, offices, chains; what a device reads and writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from focal_desktop.wire import octets
from focal_desktop.wire.entry import Last, RosterEntry
from focal_desktop.wire.envelope import Header
from focal_desktop.wire.request import Kind

ROOT, HQ_DESK, HQ_CASE = "root", "hq_desk", "hq_case"
HQ_ROLES = frozenset({ROOT, HQ_DESK, HQ_CASE})
"""Roles held on the root chain alone."""
HQ_OFFICE = "HQ"


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A device that was admitted; `last` is set from its revocation on, `since` as it was admitted."""

    id: bytes
    sign: bytes
    seal: bytes
    chain: bytes
    office: str
    roles: tuple[str, ...]
    join: bytes = b""
    read: tuple[bytes, ...] = ()
    write: tuple[bytes, ...] = ()
    last: Mapping[bytes, int] | None = None
    since: Last = ()

    def is_revoked(self) -> bool:
        """Tell whether the device was revoked."""
        return self.last is not None

    def has_role(self, *roles: str) -> bool:
        """Tell whether the device holds one of these roles."""
        return not set(roles).isdisjoint(self.roles)

    def is_given(self, scope: bytes, lost: int) -> bool:
        """Tell whether a key of a scope, made when so many readers were lost, is for this device."""
        return lost >= dict(self.since).get(scope, 0)

    def was_closed(self, scope: bytes) -> bool:
        """Tell whether what lies in a scope from before its admission stays closed to this device."""
        return scope in dict(self.since)

    def counts_until(self, stream: bytes, seq: int) -> bool:
        """Tell whether what the device signed there, at this sequence, still counts."""
        return self.last is None or seq <= self.last.get(stream, -1)


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """A join key the roster names; `used_by` is the device admitted on it."""

    join: bytes
    chain: bytes
    office: str
    role: str
    until: date
    read: tuple[bytes, ...] = ()
    write: tuple[bytes, ...] = ()
    used_by: bytes = b""


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office's chain, and which of its scopes the holders of each headquarters role read and write."""

    code: str
    chain: bytes
    share: Mapping[str, tuple[bytes, ...]]


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """A chain's newest entry, and the last sequence each device signed."""

    seq: int
    digest: bytes
    signers: Mapping[bytes, int]


class Stream(msgspec.Struct, frozen=True):
    """A stream at the hub and the one kind of item it holds."""

    id: bytes
    kind: Kind


class RosterState(msgspec.Struct, frozen=True, kw_only=True):
    """What the chains say, folded; offices by chain, devices by id, invitations by join key."""

    hub: bytes = b""
    receipt: bytes = b""
    root: bytes = b""
    scopes: Mapping[str, str] = {}
    quorum: int = 1
    devices: Mapping[bytes, Device] = {}
    invitations: Mapping[bytes, Invitation] = {}
    offices: Mapping[bytes, Office] = {}
    heads: Mapping[bytes, Head] = {}
    left_out: tuple[RosterEntry, ...] = ()

    def active(self) -> tuple[Device, ...]:
        """Return the devices that are not revoked, in the order admitted."""
        return tuple(device for device in self.devices.values() if not device.is_revoked())

    def reads(self, device: Device) -> tuple[bytes, ...]:
        """Return the scopes a device reads: its own list, then what offices share with its roles."""
        return tuple(dict.fromkeys((*device.read, *self._shared(device))))

    def writes(self, device: Device) -> tuple[bytes, ...]:
        """Return the scopes a device writes."""
        return tuple(dict.fromkeys((*device.write, *self._shared(device))))

    def readers(self, scope: bytes) -> tuple[Device, ...]:
        """Return the active devices that read a scope: those to whom its key is wrapped."""
        return tuple(device for device in self.active() if scope in self.reads(device))

    def streams(self, device: Device) -> tuple[Stream, ...]:
        """Return every stream a device reads at the hub, in the order in which it is served."""
        chains = [self.root, *(sorted(self.offices) if device.has_role(*HQ_ROLES) else [device.chain])]
        found = dict.fromkeys(chains, Kind.ENTRY)
        found.setdefault(inbox(device.id), Kind.ADDRESSED)
        if device.has_role(ROOT, HQ_DESK):
            found.setdefault(octets.claims_stream(self.hub), Kind.CLAIM)
        for scope in self.reads(device):
            found.setdefault(scope, Kind.ENVELOPE)
        return tuple(Stream(id, kind) for id, kind in found.items())

    def counts(self, header: Header) -> bool:
        """Tell whether an envelope's author was admitted and not yet revoked as of this sequence."""
        author = self.devices.get(header.device)
        return author is not None and author.counts_until(header.scope, header.seq)

    def may_sign(self, device: Device, chain: bytes, seq: int) -> bool:
        """Tell whether a device may sign this entry of a chain; the root's never once it is revoked."""
        if device.chain != self.root or (chain == self.root and device.is_revoked()):
            return False
        roles = (ROOT,) if chain == self.root else (ROOT, HQ_DESK)
        return device.has_role(*roles) and device.counts_until(chain, seq)

    def _shared(self, device: Device) -> tuple[bytes, ...]:
        if device.chain != self.root:
            return ()
        return tuple(
            scope for chain in sorted(self.offices) for role in device.roles
            for scope in self.offices[chain].share.get(role, ())
        )  # fmt: skip


def inbox(device: bytes) -> bytes:
    """Return the stream that holds what is addressed to a device."""
    return device[: octets.STREAM_BYTES]

"""Who reads each scope, and which officer answers for its keys, as the roster says now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from focal_desktop import wire


class Keyholders(msgspec.Struct, frozen=True):
    """The readers of every scope; `signed_by` names who admitted a device, or made a scope."""

    state: wire.RosterState
    readers: Mapping[bytes, tuple[wire.Device, ...]]
    lost: Mapping[bytes, int]
    signed_by: Mapping[bytes, bytes]

    def list_officers(self, scope: bytes) -> list[bytes]:
        """Return the devices at headquarters that read a scope, in the order of their ids."""
        return sorted(d.id for d in self.readers.get(scope, ()) if d.chain == self.state.root)

    def answers_for(self, scope: bytes, subject: bytes = b"") -> bytes:
        """Return the officer who makes and gives a scope's keys to a subject: one alone, so none comes twice.

        Whoever admitted the device or made the scope, if they read it; else the first officer who does.
        """
        officers = self.list_officers(scope)
        signer = self.signed_by.get(subject or scope, b"")
        if signer in officers:
            return signer
        return officers[0] if officers else b""

    def list_holders(self, scope: bytes, feed: bytes) -> tuple[wire.Device, ...]:
        """Return who is to have a key: the scope's readers, and the device that seals its feed under it."""
        readers = self.readers.get(scope, ())
        writer = self.state.devices.get(feed)
        return readers if writer is None or writer in readers else (*readers, writer)

    def list_lone_writers(self, scopes: Iterable[bytes]) -> list[tuple[bytes, wire.Device]]:
        """Return every active device that writes one of these scopes without reading it."""
        wanted = set(scopes)
        return [
            (scope, device)
            for device in self.state.active()
            for scope in sorted((wanted & set(self.state.writes(device))) - set(self.state.reads(device)))
        ]


def look(state: wire.RosterState, entries: Iterable[bytes]) -> Keyholders:
    """Return who holds what by the roster, given the entries it was folded from."""
    readers: defaultdict[bytes, list[wire.Device]] = defaultdict(list)
    lost: Counter[bytes] = Counter()
    for device in state.devices.values():
        for scope in state.reads(device):
            if device.is_revoked():
                lost[scope] += 1
            else:
                readers[scope].append(device)
    signed_by: dict[bytes, bytes] = {}
    for raw in entries:
        entry = wire.RosterEntry.decode(raw)
        signed_by |= dict.fromkeys(_subjects(entry), entry.signatures[0][0])
    return Keyholders(state, {s: tuple(found) for s, found in readers.items()}, lost, signed_by)


def _subjects(entry: wire.RosterEntry) -> list[bytes]:
    """Return what an entry brings into being: a device, or scopes."""
    act = entry.act()
    if isinstance(act, wire.Admit):
        return [act.device.device_id()]
    if isinstance(act, wire.OpenOffice):
        return [scope for shared in act.share.values() for scope in shared]
    if isinstance(act, wire.Found):
        return list(act.read)
    return []

"""Who is who by the signed roster: devices, headquarters, offices, and which scope is whose.

Must never be asked for a name: the roster knows devices, offices and roles alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.domain import access
from focal_desktop.domain.record import Scope
from focal_desktop.store import reader
from focal_desktop.store.opened import Store
from focal_desktop.store.writer import Writer, encode
from focal_desktop.usecases.session import Session

HQ = "HQ"
"""The office code of headquarters, whose people stand on the root chain."""
HQ_CLASSES = (Scope.HQ_DESK, Scope.HQ_CASE, Scope.HQ_ALL)
OFFICE_CLASSES = (Scope.DESK, Scope.FIGURES, Scope.SEA, Scope.WORK)
SHARED: Mapping[str, tuple[Scope, ...]] = {
    "hq_desk": (Scope.DESK, Scope.FIGURES),
    "hq_case": (Scope.SEA, Scope.WORK),
}
"""Which scopes of an office an HQ role reads, in the order in which the office's chain names them."""
OFFICE_ROLES = ("focal_point", "alternate", "hr_clerk", "head_of_office", "monitor")
HQ_ROLES = ("root", "hq_desk", "hq_case")
_HELD, _CLOSED = "hq", "closed"


class Place(msgspec.Struct, frozen=True):
    """Which class of scope it is, and whose."""

    scope_class: Scope
    office: str


def load(store: Store) -> wire.RosterState:
    """Return who stands where, folded once for an open vault."""
    return store.roster


def find(state: wire.RosterState, device: str) -> wire.Device | None:
    """Return what the roster says of a device; nothing for one it has never named."""
    try:
        return state.devices.get(signing.device_bytes(device))
    except ValueError:
        return None


def list_hq(state: wire.RosterState) -> frozenset[str]:
    """Return every device that ever held an HQ role: what a revoked one wrote in time still counts."""
    return frozenset(
        signing.device_text(device.id)
        for device in state.devices.values()
        if device.chain == state.root and device.has_role(*HQ_ROLES)
    )


def keep_hq(writer: Writer, hq: frozenset[str]) -> None:
    """Note by which devices of headquarters the records of this vault are folded."""
    writer.set_meta(_HELD, encode(sorted(hq)))


def read_hq(store: Store) -> frozenset[str] | None:
    """Return by which devices of headquarters the records are folded; nothing in a vault without a roster."""
    held = reader.read_meta(store.connection, _HELD)
    return None if held is None else frozenset(msgspec.json.decode(held, type=list[str]))


def list_closed(state: wire.RosterState, device: str) -> frozenset[str]:
    """Return the scopes whose earlier content stays closed to a device that took a desk over."""
    found = find(state, device)
    return frozenset(scope.hex() for scope, _ in found.since) if found else frozenset()


def keep_closed(writer: Writer, closed: frozenset[str]) -> None:
    """Note which scopes' earlier content never comes to this vault."""
    writer.set_meta(_CLOSED, encode(sorted(closed)))


def read_closed(store: Store) -> frozenset[str]:
    """Return which scopes' earlier content never comes; no chain is read for it."""
    held = reader.read_meta(store.connection, _CLOSED)
    return frozenset(msgspec.json.decode(held, type=list[str])) if held else frozenset()


def list_places(state: wire.RosterState) -> dict[bytes, Place]:
    """Return class and office of every scope that the roster names."""
    found = {bytes.fromhex(scope): Place(kind, HQ) for kind, scope in _hq_scopes(state)}
    for office in state.offices.values():
        for role, classes in SHARED.items():
            shared = office.share.get(role, ())
            found |= {s: Place(c, office.code) for s, c in zip(shared, classes, strict=False)}
    return found


def _hq_scopes(state: wire.RosterState) -> Iterator[tuple[Scope, str]]:
    return ((kind, state.scopes[kind]) for kind in HQ_CLASSES if kind in state.scopes)


def find_chain(state: wire.RosterState, office: str) -> bytes | None:
    """Return the chain on which an office's people stand."""
    if office == HQ:
        return state.root
    return next((chain for chain, found in state.offices.items() if found.code == office), None)


def list_rights(
    state: wire.RosterState, office: str, roles: Sequence[str]
) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Return the scopes that these roles of an office read, and those they write.

    What an office shares with HQ roles comes by those roles themselves and stands in no list.
    """
    mine = {s: p for s, p in list_places(state).items() if p.office in (HQ, office)}
    reads, writes = access.readable(roles), access.writable(roles)
    return (
        tuple(sorted(s for s, p in mine.items() if p.scope_class in reads)),
        tuple(sorted(s for s, p in mine.items() if p.scope_class in writes)),
    )


def require_officer(session: Session, *roles: str) -> wire.Device:
    """Return this device as the roster has it; refuse whoever holds none of these HQ roles there."""
    state = session.store.roster
    own = find(state, session.person.device)
    if own is None or own.is_revoked() or own.chain != state.root or not own.has_role(*roles):
        raise not_an_officer()
    return own


def not_an_officer() -> Trouble:
    """Return the refusal of what only certain people at headquarters do."""
    return Trouble(
        "not_allowed",
        "This is done at headquarters, by a person whose role is for it. Nothing was changed.",
    )

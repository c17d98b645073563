"""Vaults that were used in two copies: what came twice under one name is kept as evidence and told.

Must never be read as records, nor say what either copy wrote.
"""

from __future__ import annotations

import msgspec

from focal_desktop import wire
from focal_desktop.base.said import Said
from focal_desktop.crypto import signing
from focal_desktop.store import rosters
from focal_desktop.store.connection import Connection
from focal_desktop.store.writer import Writer
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session

MOST = 16
"""So much evidence of one feed is kept: the first says it all, and nobody fills a vault with the rest."""
TOLD = Said(
    "A vault was used in two copies. The list of offices says which one, what that means and what to do."
)
_EVIDENCE, _NOTICED, _SAID = "fork/", "forked/", "forked-said/"


class Fork(msgspec.Struct, frozen=True, kw_only=True):
    """One device whose vault wrote as two; when that was noticed here, unless an earlier version did.

    `is_said`: another vault has read what the second copy wrote, and nothing of it has come here.
    """

    device: str
    office: str
    role: str
    noticed_at: str = ""
    is_said: bool = False


def keep(writer: Writer, header: wire.Header, content: bytes, at: str) -> None:
    """Keep an envelope in whose place another of the same author stands; its signature was verified."""
    device, front = signing.device_text(header.device), _name_feed(header)
    if len(writer.run("SELECT 1 FROM meta WHERE instr(name, ?) = 1", front)) < MOST:
        writer.set_meta(f"{front}{header.seq}", content)
    note(writer, device, at)


def _name_feed(header: wire.Header) -> str:
    return f"{_EVIDENCE}{header.scope.hex()}/{signing.device_text(header.device)}/"


def note(writer: Writer, device: str, at: str, *, is_said: bool = False) -> None:
    """Note when it was first seen, or said by who read it elsewhere, that a device wrote as two."""
    front = _SAID if is_said else _NOTICED
    writer.run("INSERT OR IGNORE INTO meta VALUES (?,?)", front + device, at.encode())


def list_noticed(connection: Connection) -> frozenset[str]:
    """Return every device that was ever seen to write as two."""
    return frozenset({*rosters.read_named(connection, _NOTICED), *rosters.read_named(connection, _SAID)})


def list_forks(session: Session) -> list[Fork]:
    """Return each device that wrote as two and whose access still stands: closing it is the answer."""
    connection, state = session.store.connection, session.store.roster
    said, seen = (_read(connection, front) for front in (_SAID, _NOTICED))
    earlier = dict.fromkeys(_list_earlier(connection, state), "")
    found = []
    for device, at in {**said, **earlier, **seen}.items():
        known = roster.find(state, device)
        if known is not None and not known.is_revoked():
            role = " ".join(known.roles)
            is_said = device not in seen and device not in earlier
            found.append(Fork(device=device, office=known.office, role=role, noticed_at=at, is_said=is_said))
    return sorted(found, key=lambda one: (one.office, one.noticed_at, one.device))


def _read(connection: Connection, front: str) -> dict[str, str]:
    return {device: at.decode() for device, at in rosters.read_named(connection, front).items()}


def _list_earlier(connection: Connection, state: wire.RosterState) -> list[str]:
    """Return the devices of evidence that an earlier version kept, where their own signature is under it."""
    found = []
    for content in rosters.read_named(connection, _EVIDENCE).values():
        try:
            one = wire.Envelope.decode(content)
        except (wire.Malformed, wire.TooNew):
            continue  # of a chain, or let go of for an erasure: that one was noted by name
        author = state.devices.get(one.header.device)
        if author is not None and signing.is_signed(author.sign, one.signed_part(), one.signature):
            found.append(signing.device_text(author.id))
    return found


def tell_new(session: Session, before: frozenset[str]) -> tuple[Said, ...]:
    """Return what headquarters is told where a device was seen to write as two that was not before."""
    is_news = session.person.is_hq and list_noticed(session.store.connection) - before
    return (TOLD,) if is_news else ()

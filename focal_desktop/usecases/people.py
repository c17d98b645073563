"""Who did something, said as a role and an office: never a name where a code will do."""

from __future__ import annotations

from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session


def describe(session: Session, device: str) -> str:
    """Return the role and office behind a device; a device this vault has not heard of is `unknown`."""
    person = session.person
    if device == person.device:
        return f"{person.roles[0]} {person.office}"
    found = roster.find(roster.load(session.store), device)
    return f"{found.roles[0]} {found.office}" if found else "unknown"

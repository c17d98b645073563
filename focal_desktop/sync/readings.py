"""What headquarters says it has read, as it comes to a device that writes a scope without reading it.

Headquarters' envelopes of such a scope are closed to its writer, so the word comes by itself, alike for every
envelope: a weekly empty one is answered as a report is. Must never keep here how many reports there were.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from focal_desktop import wire
from focal_desktop.crypto import keys
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.store.feeds import Kept
from focal_desktop.store.writer import Writer, encode
from focal_desktop.usecases import sealed_parts
from focal_desktop.usecases.session import Session
from focal_desktop.wire.reading import Reading, Span, is_reading

SHOWN_DAYS = 7
_REPORT = "sealed_report"
_READ = "sealed read"


def note_shut(session: Session, writer: Writer, kept: Kept, carried: Iterable[Change]) -> None:
    """Remember at headquarters the last envelope of a feed with a report that this device cannot open."""
    reports = [one for one in carried if one.kind == _REPORT and one.is_block]
    if not all(sealed_parts.can_open(session, one) for one in reports):
        writer.set_meta(name_shut(kept.scope, kept.device), encode(kept.sequence))


def name_shut(scope: str, device: str) -> str:
    """Return the name under which stands the last envelope of a feed with a report closed to this device."""
    return f"shut/{scope}/{device}"


def take(session: Session, writer: Writer, item: wire.Addressed) -> None:
    """Mark the own envelopes that a reader of their scope says it has read; Malformed for no such word.

    A word that is not for this feed as it stands here, or not by such a reader, changes nothing.
    """
    reading, state = Reading.decode(item.sealed), session.store.roster
    connection, device, scope = session.store.connection, session.person.device, reading.scope.hex()
    secret = feeds.opening_key(connection, scope, reading.key_id)
    if secret is None or reading.scope not in state.reads(state.devices[item.sender]):
        return
    bound = reading.bound_part(item.to, item.sender)
    try:
        span = Span.decode(keys.open_bytes(keys.derive_key(secret, "reading"), reading.sealed, bound))
    except keys.NotForUs:
        return
    named = feeds.read_one(connection, scope, device, span.last)
    if named is None or named.state != feeds.OWN or named.digest != span.digest:
        return
    feeds.mark_read(writer, scope, device, span.last, session.at, first=span.first)
    held = reader.read_scope(connection, scope)
    is_case = held is not None and held.scope_class == Scope.HQ_CASE
    if is_case and feeds.forget_covers(writer, scope, device):
        writer.set_meta(_READ, session.at.encode())


def find_recent(session: Session) -> str:
    """Return when a sealed report was last read, for a week; nothing is left of it afterwards."""
    at = (reader.read_meta(session.store.connection, _READ) or b"").decode()
    is_recent = at and abs((session.clock.now() - datetime.fromisoformat(at)).days) < SHOWN_DAYS
    return at if is_recent else ""


def forget_old(session: Session, writer: Writer) -> None:
    """Forget when a sealed report was read, once that has been shown long enough."""
    if not find_recent(session):
        rosters.drop_named(writer, _READ)


def drop_superseded(items: Iterable[rosters.Outgoing]) -> list[rosters.Outgoing]:
    """Return addressed items without each reading that a later one says again."""
    found: dict[object, rosters.Outgoing] = {}
    for one in items:
        item = wire.Addressed.decode(one.content)
        if is_reading(item.sealed):
            name = (item.to, item.sender, Reading.decode(item.sealed).scope)
            found.pop(name, None)
            found[name] = one
        else:
            found[one.number] = one
    return list(found.values())

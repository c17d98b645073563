"""A draft of a case that its writer lets go of at the office: it takes another way (do_no_harm.md A5).

Must never erase what has left this computer, what somebody else wrote, or anything at headquarters.
"""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.domain import codec
from focal_desktop.domain.allegation import KIND, State
from focal_desktop.domain.record import SEALED_PARTS, Plain, Scope
from focal_desktop.store import erasing, erasures, log, reader
from focal_desktop.store.erasures import Erasure
from focal_desktop.usecases import audit, places, records, sealed_parts
from focal_desktop.usecases.session import Session


def may_let_go(session: Session, record: str) -> bool:
    """Tell whether a record is a draft of a case that nobody else wrote in and nobody else can have."""
    if session.person.is_hq or not places.is_seen(session, KIND.name) or not codec.is_writable(record):
        return False
    connection = session.store.connection
    row = reader.read_row(connection, KIND.name, record)
    if row is None or row.state not in ("", State.DRAFT):
        return False
    written = log.read_record(connection, KIND.name, record)
    return {(one.scope, one.device) for one in written} == {(Scope.SEALED, session.person.device)}


def let_go(session: Session, record: str) -> dict[str, Plain]:
    """Erase a draft, what was being typed about it and the keys of its parts; return what it said.

    Only who called may hold that, for as long as the page is open. The line that stays tells that something
    was erased and when; lists of what has left pass over it, or they would tell that there was a case.
    """
    if not may_let_go(session, record):
        raise places.not_allowed("record")
    said = _read_whole(session, record)
    with session.store.transaction() as writer:
        erasure = Erasure(record, erasures.WHOLE, erasures.LET_GO, session.at)
        erasing.erase_record(writer, session.store.connection, erasure)
        audit.keep_line(session, writer, audit.Deed.ERASED)
    for name in [name for name in session.waiting if record in name]:
        del session.waiting[name]
    return said


def bring_back(session: Session, said: Mapping[str, Plain]) -> str:
    """Keep what a draft said as a new one and return its id: what was erased never returns itself."""
    return records.add(session, KIND.name, said).id


def _read_whole(session: Session, record: str) -> dict[str, Plain]:
    """Return what the writer answered, the sealed parts among it."""
    said = dict(records.read(session, KIND.name, record).values)
    for part in SEALED_PARTS:
        said |= sealed_parts.read_local(session, KIND, record, part)
    slots = KIND.slots
    own = (n for n in said if n in slots and n != "state" and slots[n].said.owner != "hq")
    return {name: said[name] for name in own if said[name] not in (None, codec.plain_default(slots[name]))}

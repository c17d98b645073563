"""Sealing a report to headquarters (do_no_harm.md A5): one item without a name goes, one word stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.base import ids
from focal_desktop.crypto import passphrase
from focal_desktop.domain import access
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Leaves, Plain, Scope
from focal_desktop.store import rosters
from focal_desktop.store.writer import Writer, encode
from focal_desktop.usecases import drafts, records, sealed_parts
from focal_desktop.usecases.doing import Doing
from focal_desktop.usecases.session import Session

SEALED_ITEM = 0
"""The type of an outgoing item that is one change for the feed of `hq/case`."""


def seal(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Seal a report for the case officers and destroy the draft; the answer is the one word that remains.

    The record it becomes has an id of its own: nothing here leads from the draft to it.
    """
    officers = sealed_parts.find_officers(session)
    scopes = session.scopes(Scope.HQ_CASE)
    if not scopes:
        raise sealed_parts.not_admitted()
    word = passphrase.one_word()
    names = doing.kind.fields_leaving(Leaves.REPORT)
    said: dict[str, Plain] = {n: v for n, v in doing.values.items() if n in names}
    place = sealed_parts.Place(scopes[0].id, ids.new_id(), Leaves.REPORT)
    line = sealed_parts.seal({**said, "receipt_word": word}, officers, place)
    with session.store.transaction() as writer:
        _let_go(session, writer, _name(session, writer, doing, place, line))
        drafts.destroy(writer, doing.kind, doing.opened.id)
    return {"receipt_word": word}


def discard(session: Session, identity: str) -> None:
    """Destroy a draft that will not be sealed."""
    kind = session.kind("sealed_report")
    records.read(session, kind.name, identity)
    with session.store.transaction() as writer:
        drafts.destroy(writer, kind, identity)


def _name(session: Session, writer: Writer, doing: Doing, place: sealed_parts.Place, line: str) -> Change:
    counter, lamport = writer.next_numbers(place.scope, 1) if _is_kept(session) else number_apart()
    return Change(
        scope=place.scope,
        device=session.person.device,
        counter=counter,
        lamport=lamport,
        kind=doing.kind.name,
        record=place.record,
        field=sealed_parts.block_field(place.part),
        value=line,
        at=session.at,
    )


def number_apart() -> tuple[int, int]:
    """Return counter and Lamport number for a report that its vault does not keep.

    They count nothing: numbers of the scope would tell how many reports were sealed here (do_no_harm.md A5).
    """
    return ids.new_number(), 1


def _is_kept(session: Session) -> bool:
    return Scope.HQ_CASE in access.readable(session.person.roles)


def _let_go(session: Session, writer: Writer, change: Change) -> None:
    """Put the change into the log of who reads the scope, else into the outbox alone."""
    if _is_kept(session):
        writer.append([change])
    else:
        rosters.post(writer, SEALED_ITEM, encode(change))

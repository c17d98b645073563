"""The note that is filed before an agreement is signed, from what this vault holds. Nothing is written."""

from __future__ import annotations

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import codec, gate, partner_note
from focal_desktop.domain.partner_note import Papers, PartnerNote
from focal_desktop.store import reader
from focal_desktop.usecases import agreements, records, reporting
from focal_desktop.usecases.session import Session

PARTNER_NOTE = partner_note.REPORT


def make_partner_note(session: Session, identity: str) -> PartnerNote:
    """Return the note of one agreement; whoever reads its desk may print it."""
    row = records.read(session, "agreement", identity)
    agreement = codec.read(session.kind("agreement"), row.id, row.values)
    held = reader.read_row(session.store.connection, "partner", agreement.partner)
    assessments = tuple(agreements.read_parts(session, "assessment", agreement.partner))
    newest = gate.find_newest(assessments, agreement.partner)
    office = reporting.find_office(session, row.office)
    papers = Papers(
        agreement=agreement,
        reference=row.reference,
        office=office.name or office.code,
        partner=codec.read(session.kind("partner"), held.id, held.values) if held else None,
        assessments=assessments,
        answers=tuple(agreements.read_parts(session, "standard_answer", newest.id)) if newest else (),
        clause_checks=tuple(agreements.read_parts(session, "clause_check", row.id)),
        waivers=tuple(agreements.read_parts(session, "waiver", row.id)),
    )
    entity = reporting.find_entity(session)
    return partner_note.make_note(papers, session.policy, entity=entity, as_of=session.today)


def find_agreement(session: Session, said: str) -> str:
    """Return the id of an agreement that is named by its neutral reference, or by the id itself."""
    found, _ = records.list_page(session, "agreement", {"reference": said.strip().upper()}, limit=2)
    if len(found) == 1:
        return found[0].id
    try:
        return records.read(session, "agreement", said).id
    except Trouble as trouble:
        raise Trouble(
            "not_found", "There is no such agreement here. Nothing was printed.", field="agreement"
        ) from trouble

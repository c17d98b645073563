"""Beginning a check: empty, or from the answers of the one before. Nothing is begun twice."""

from __future__ import annotations

from focal_desktop.domain.assessment import Assessment
from focal_desktop.ui.partners import reading
from focal_desktop.usecases import records
from focal_desktop.usecases.session import Session


def start(session: Session, partner: str, scheme: str) -> str:
    """Begin a check of one's own without answers and return its id."""
    before = reading.list_parts(session, "assessment", partner)
    values = {
        "partner": partner,
        "scheme": scheme,
        "reason": "expiry" if before else "first",
        "assessed_on": session.today.isoformat(),
    }
    return records.add(session, "assessment", values).id


def start_from(session: Session, earlier: Assessment) -> str:
    """Begin a check with the answers, evidence and notes of an earlier one and return its id."""
    values = {
        "partner": earlier.partner,
        "scheme": earlier.scheme,
        "assessor": earlier.assessor,
        "reason": "expiry",
        "assessed_on": session.today.isoformat(),
    }
    begun = records.add(session, "assessment", values).id
    answers = reading.list_answers(session, earlier.id).values()
    copied = [
        {
            "assessment": begun,
            "standard": one.standard,
            "answer": one.answer,
            "evidence": list(one.evidence),
            "note": one.note,
        }
        for one in answers
    ]
    records.add_many(session, "standard_answer", copied)
    return begun

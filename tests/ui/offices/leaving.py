"""An office whose desk another person took over, with open cases that nobody has decided about."""

from __future__ import annotations

from collections.abc import Sequence

from focal_desktop.sync import admitting, handing
from focal_desktop.usecases import acts, records
from tests.sync.company import MAKING, Company

CASE = {"regime": "sea", "received_on": "2026-03-01"}


def hand_over(company: Company, consents: Sequence[str]) -> list[str]:
    """Record a case for each answer about contact, hand the desk over, admit; return the cases."""
    session = company.staff("KEN-KSM")
    cases = [
        records.add(session, "allegation", {**CASE, "consent_contact": consent}).id for consent in consents
    ]
    for case in cases:
        acts.act(session, "allegation", case, "notify", {})
    company.sync(session, company.hq, session)
    handed = handing.hand_over(session, "P. Next", MAKING)
    company.opened[company.opened.index(session)] = handed.session
    if company.word(handed.session) != "not_admitted":
        raise AssertionError("the claim waits for headquarters")
    company.sync(company.hq)
    admitting.admit(company.hq, handed.session.person.device, handed.words)
    company.sync(company.hq, handed.session, company.hq)
    return cases

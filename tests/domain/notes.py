"""Papers of one agreement for the tests of the note that is filed before it is signed."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from focal_desktop.domain import partner_note
from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.clause_check import ClauseCheck
from focal_desktop.domain.partner import Partner
from focal_desktop.domain.partner_note import Papers, PartnerNote
from focal_desktop.domain.standard_answer import StandardAnswer
from focal_desktop.domain.waiver import Waiver
from tests.domain.samples import POLICY

TODAY = date(2026, 11, 21)
NEEDED = [code for code, said in POLICY.entries("clause").items() if said.extra["needed"]]
OF_CASES = re.compile(
    r"allegation|allégation|alegaci|denuncia|ادعاء|survivor|survivant|sobrevivient|الناجي",
    re.IGNORECASE,
)


def assessed(**changed: Any) -> Assessment:
    """Return our own assessment, with one gap and a plan."""
    said: dict[str, Any] = {
        "id": "a1",
        "partner": "p1",
        "state": "final",
        "scheme": "harmonised_8",
        "rating": "medium",
        "assessor": "UN-Habitat",
        "assessed_on": date(2026, 3, 31),
        "plan_status": "agreed",
        "plan_agreed_on": date(2026, 8, 31),
    }
    return Assessment(**{**said, **changed})


def answers(*given: str, assessment: str = "a1") -> tuple[StandardAnswer, ...]:
    """Return answers on the eight standards, each with a note that nobody prints."""
    standards = POLICY.entries("assessment_scheme")["harmonised_8"].extra["standards"]
    return tuple(
        StandardAnswer(id=code, assessment=assessment, standard=code, answer=answer, note="Typed by hand")
        for code, answer in zip(standards, given, strict=True)
    )


MEDIUM = ("yes", "yes", "yes", "no", "yes", "yes", "yes", "not_applicable")


def checks(**changed: str) -> tuple[ClauseCheck, ...]:
    """Return every needed clause as found in the text, save those said otherwise."""
    given = {code: changed.get(code, "yes") for code in {**dict.fromkeys(NEEDED), **changed}}
    return tuple(
        ClauseCheck(id=c, agreement="g1", clause=c, present=p, evidence="Typed") for c, p in given.items()
    )


def waiver(**changed: Any) -> Waiver:
    """Return a waiver that both have approved."""
    said: dict[str, Any] = {
        "id": "w1",
        "agreement": "g1",
        "state": "approved",
        "reason": "emergency",
        "mitigation": ("closer_monitoring",),
        "expires_on": date(2027, 1, 31),
        "approver": "head_of_office",
        "approved_on": date(2026, 11, 2),
        "second_approver": "hq_psea",
        "second_approved_on": date(2026, 11, 5),
    }
    return Waiver(**{**said, **changed})


def papers(**changed: Any) -> Papers:
    """Return an agreement whose partner has one gap, and whose clauses are all there."""
    said: dict[str, Any] = {
        "agreement": Agreement(
            id="g1", number="KSM-26-01", name="Shelter", partner="p1", agreement_type="aoc"
        ),
        "reference": "ABC234",
        "office": "Kisumu",
        "partner": Partner(id="p1", name="Acacia", partner_type="ngo_national", has_contact="yes"),
        "assessments": (assessed(),),
        "answers": answers(*MEDIUM),
        "clause_checks": checks(),
    }
    return Papers(**{**said, **changed})


def make(**changed: Any) -> PartnerNote:
    """Return the note of these papers."""
    return partner_note.make_note(papers(**changed), POLICY, entity="un_habitat", as_of=TODAY)

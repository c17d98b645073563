"""Invented partners of an office and what is known of their capacity; each is called practice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from focal_desktop.domain import score
from focal_desktop.domain.policy import Policy
from focal_desktop.usecases.practice.draft import Desk, Draft, Step, Text, Times

HARMONISED = "harmonised_8"
EXPIRED_DAYS = 2100


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """An invented partner; `gaps` are the standards it does not meet when we assess it ourselves."""

    code: str
    name: Text
    kind: str
    has_contact: str = "yes"
    origin: str = "own"
    assessor: str = "UN-Habitat"
    gaps: tuple[str, ...] = ()
    rating: str = ""  # of an assessment that is taken over and never scored again
    scheme: str = HARMONISED
    plan_status: str = "not_required"
    assessed_days: int = 430


LOW_GAPS = ("human_resources", "reporting", "investigations", "mandatory_training")
PARTNERS: Mapping[str, tuple[Partner, ...]] = {
    "en": (
        Partner(code="acacia", name=Text("Acacia Housing (practice)", ""), kind="ngo_national"),
        Partner(
            code="heron",
            name=Text("Heron Water Works (practice)", ""),
            kind="ngo_international",
            origin="un_partner_portal",
            assessor="UN Partner Portal",
            rating="full",
            assessed_days=610,
        ),
        Partner(
            code="papyrus",
            name=Text("Papyrus Community Builders (practice)", ""),
            kind="cbo",
            gaps=("investigations",),
            plan_status="in_progress",
        ),
        Partner(
            code="tamarind",
            name=Text("Tamarind Youth Works (practice)", ""),
            kind="ngo_national",
            gaps=LOW_GAPS,
            plan_status="agreed",
            assessed_days=70,
        ),
        Partner(
            code="basalt",
            name=Text("Basalt Ward Council (practice)", ""),
            kind="local_authority",
            assessed_days=EXPIRED_DAYS,
        ),
        Partner(
            code="lantern",
            name=Text("Lantern Planning School (practice)", ""),
            kind="academic",
            has_contact="no",
        ),
        Partner(
            code="ferry",
            name=Text("Ferry Landing Cooperative (practice)", ""),
            kind="cbo",
            assessed_days=120,
        ),
    ),
    "ar": (
        Partner(code="palm", name=Text("", "جمعية النخلة للإسكان (تدريب)"), kind="ngo_national"),
        Partner(
            code="lattice",
            name=Text("", "مؤسسة الشناشيل للترميم (تدريب)"),
            kind="ngo_international",
            origin="un_partner_portal",
            assessor="بوابة الأمم المتحدة للشركاء",
            rating="medium",
            plan_status="in_progress",
            assessed_days=520,
        ),
        Partner(
            code="reed",
            name=Text("", "جمعية القصب للمياه (تدريب)"),
            kind="ngo_national",
            origin="other_un_entity",
            assessor="اليونيسف",
            scheme="unicef_2020",
            rating="full",
            assessed_days=700,
        ),
        Partner(
            code="marsh",
            name=Text("", "تعاونية الأهوار (تدريب)"),
            kind="cbo",
            gaps=LOW_GAPS,
            plan_status="drafted",
            assessed_days=45,
        ),
        Partner(
            code="harbour",
            name=Text("", "بلدية المرسى (تدريب)"),
            kind="local_authority",
            assessed_days=EXPIRED_DAYS,
        ),
        Partner(
            code="bridge",
            name=Text("", "فريق الجسر للطوارئ (تدريب)"),
            kind="ngo_national",
            rating="not_assessed",
        ),
    ),
}


def list_partners(desk: Desk, times: Times, policy: Policy) -> Iterator[Draft]:
    """Yield the partners of an office, then the answers and assessments of those that were assessed."""
    partners = PARTNERS[desk.language]
    for number, partner in enumerate(partners):
        yield Draft(kind="partner", name=f"partner/{partner.code}", values=_facts(desk, partner, number))
    for number, partner in enumerate(partners):
        if partner.rating != "not_assessed":
            yield _assess(desk, times, partner, number, policy)
    for partner in partners:
        if not partner.rating:
            yield from _answer(partner, policy)


def _facts(desk: Desk, partner: Partner, number: int) -> dict[str, Any]:
    return {
        "name": partner.name.say(desk.language),
        "partner_type": partner.kind,
        "country": desk.place.country,
        "portal_number": f"PRACTICE-{desk.letters}-{number + 1:02}",
        "has_contact": partner.has_contact,
        "has_sub_partners": "no",
        "focal_function": Text("Programme lead", "مسؤول البرامج").say(desk.language),
    }


def answers_of(partner: Partner, policy: Policy) -> dict[str, str]:
    """Return the answers of our own assessment on each standard; nothing ever had to be corrected here."""
    standards = policy.entries("assessment_scheme")[HARMONISED].extra["standards"]
    answers = {code: "no" if code in partner.gaps else "yes" for code in standards}
    return {**answers, "corrective_measures": score.NOT_APPLICABLE}


def _assess(desk: Desk, times: Times, partner: Partner, number: int, policy: Policy) -> Draft:
    rating = partner.rating or score.score(HARMONISED, answers_of(partner, policy), policy)
    values: dict[str, Any] = {
        "partner": f"partner/{partner.code}",
        "origin": partner.origin,
        "assessor": partner.assessor,
        "reference": f"{desk.code}/{times.year}/{number + 1:02}",
        "scheme": partner.scheme,
        "rating": rating,
        "reason": "first",
        "assessed_on": times.before(partner.assessed_days),
        "plan_status": partner.plan_status,
    }
    if partner.plan_status != "not_required":
        values["plan_agreed_on"] = times.before(partner.assessed_days - 20)
    final = Step(values={"state": "final"})
    return Draft(kind="assessment", name=f"assessment/{partner.code}", values=values, then=(final,))


def _answer(partner: Partner, policy: Policy) -> Iterator[Draft]:
    known = policy.entries("standard")
    for standard, answer in answers_of(partner, policy).items():
        evidence = sorted(known[standard].extra["evidence"])[:2] if answer == "yes" else []
        values = {
            "assessment": f"assessment/{partner.code}",
            "standard": standard,
            "answer": answer,
            "evidence": evidence,
        }
        yield Draft(kind="standard_answer", name=f"answer/{partner.code}/{standard}", values=values)

"""The partner gate: may this agreement be signed? A plain answer from records and policy (design 4).

It never looks at conduct. A hold is headquarters' word and gives no reason, whatever the reason is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from focal_desktop.domain import assessment as assessing
from focal_desktop.domain import calendar
from focal_desktop.domain import waiver as waiving
from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.clause_check import ClauseCheck, Present
from focal_desktop.domain.partner import Partner
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Answer
from focal_desktop.domain.waiver import Waiver

CLAUSE = "clause_"
FAILED_PLANS = ("overdue", "failed")
WAIVER_CODES = frozenset(
    {"waiver_not_approved", "waiver_incomplete", "waiver_expired", "first_approver", "second_approver"}
)
"""What a waiver that was asked for can still lack."""


class Result(StrEnum):
    """What the gate answers; a hold stands above everything."""

    REFUSED = "refused"
    READY = "ready"
    WAIVER = "waiver"
    HOLD = "hold"


class Verdict(msgspec.Struct, frozen=True):
    """The answer with what is missing, in the order of the work; under a waiver: what it covers."""

    result: Result
    missing: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the agreement may become ready to sign."""
        return self.result in (Result.READY, Result.WAIVER)


def judge(
    agreement: Agreement,
    partner: Partner | None,
    *,
    assessments: Iterable[Assessment],
    clause_checks: Iterable[ClauseCheck],
    waivers: Iterable[Waiver],
    policy: Policy,
    today: date,
) -> Verdict:
    """Judge one agreement; records of others are left aside, so that all may be handed in."""
    newest = find_newest(assessments, agreement.partner)
    rating = newest.rating if newest else ""
    gaps = _judge_assessment(newest, partner, policy, today)
    clauses = _find_missing_clauses(agreement.id, clause_checks, rating, policy)
    missing = (*gaps, *clauses)
    if agreement.hold != Answer.NO:
        return Verdict(Result.HOLD, ("hold", *missing))
    if not missing:
        return Verdict(Result.READY)
    approvals = _count_approvals(rating, partner, policy)
    lacks = _judge_waivers(agreement.id, waivers, today, needs_second=bool(clauses) or approvals > 1)
    if not lacks:
        return Verdict(Result.WAIVER, missing)
    return Verdict(Result.REFUSED, (*missing, *(code for code in lacks if code != "waiver_missing")))


def find_newest(assessments: Iterable[Assessment], partner: str) -> Assessment | None:
    """Return the newest final assessment of a partner, ours or another's alike: the last word counts."""
    final = [
        (one.assessed_on, one.id, one)
        for one in assessments
        if partner and one.partner == partner and one.state == assessing.State.FINAL and one.assessed_on
    ]
    return max(final, key=lambda found: found[:2])[2] if final else None


def expires_on(assessment: Assessment, policy: Policy) -> date:
    """Return the last day on which an assessment counts, as its scheme has it."""
    scheme = policy.entry("assessment_scheme", assessment.scheme)
    code = scheme.extra["validity"] if scheme else "partner_review_expiry"
    start = assessment.assessed_on or date.min
    try:
        return calendar.due_on(start, policy.deadline(code), calendar.Calendar())
    except (OverflowError, ValueError):
        return date.max


def _judge_assessment(
    newest: Assessment | None, partner: Partner | None, policy: Policy, today: date
) -> tuple[str, ...]:
    if newest is None:
        return ("assessment_missing",)
    found = []
    if expires_on(newest, policy) < today:
        found.append("assessment_expired")
    said = policy.entry("capacity_rating", newest.rating)
    gate = said.extra["gate"] if said else "waiver"
    meets_people = partner is not None and partner.has_contact == Answer.YES
    if gate == "waiver" or (newest.rating == "no_contact" and meets_people):
        found.append("decision_not_passing")
    if gate == "with_plan" and newest.plan_status in FAILED_PLANS:
        found.append("strengthening_plan")
    return tuple(found)


def _find_missing_clauses(
    agreement: str, clause_checks: Iterable[ClauseCheck], rating: str, policy: Policy
) -> tuple[str, ...]:
    checks = {one.clause: one for one in clause_checks if one.agreement == agreement}
    found = policy.entries("clause")
    return tuple(
        CLAUSE + code
        for code in _list_applying(rating, policy)
        if found[code].extra["needed"]
        and not _is_met(checks.get(code), bool(found[code].extra["not_applicable_when"]))
    )


def list_clauses(rating: str, policy: Policy) -> tuple[str, ...]:
    """Return the clauses that a person looks at where a partner is rated so, needed or not."""
    found = policy.entries("clause")
    return tuple(code for code in _list_applying(rating, policy) if not found[code].extra.get("derived"))


def _list_applying(rating: str, policy: Policy) -> tuple[str, ...]:
    return tuple(
        code
        for code, said in policy.entries("clause").items()
        if rating in said.extra.get("only_ratings", [rating])
    )


def _is_met(check: ClauseCheck | None, may_be_not_applicable: bool) -> bool:
    if check is None:
        return False
    if check.waived == Answer.YES or check.present == Present.YES:
        return True
    return check.present == Present.NOT_APPLICABLE and may_be_not_applicable


def _count_approvals(rating: str, partner: Partner | None, policy: Policy) -> int:
    """Return how many must approve a waiver; whoever was not asked about contact with people has it."""
    said = policy.entry("capacity_rating", rating or "not_assessed")
    without_contact = partner is not None and partner.has_contact == Answer.NO
    return 1 if without_contact or said is None else int(said.extra["waiver_approvals"])


def _judge_waivers(
    agreement: str, waivers: Iterable[Waiver], today: date, *, needs_second: bool
) -> tuple[str, ...]:
    """Return what the best waiver lacks; missing clauses take headquarters' signature too.

    One that was refused or withdrawn is over: nobody is to approve it any more.
    """
    mine = [one for one in waivers if one.agreement == agreement and one.state not in waiving.OVER]
    found = [_judge_waiver(one, today, needs_second) for one in mine]
    return min(found, key=lambda lacks: (len(lacks), lacks), default=("waiver_missing",))


def _judge_waiver(waiver: Waiver, today: date, needs_second: bool) -> tuple[str, ...]:
    lacks = {
        "waiver_not_approved": waiver.state != waiving.State.APPROVED,
        "waiver_incomplete": not (waiver.reason and waiver.mitigation and waiver.expires_on),
        "waiver_expired": waiver.expires_on is not None and waiver.expires_on < today,
        "first_approver": not (waiver.approver or (waiver.second_approver and not needs_second)),
        "second_approver": needs_second and not waiver.second_approver,
    }
    return tuple(code for code, is_lacking in lacks.items() if is_lacking)

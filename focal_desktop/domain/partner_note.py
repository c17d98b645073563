"""The one page that is filed before an agreement is signed: what was reviewed, and may it be signed.

It has no field for a remark that somebody typed, and none that could tell of an allegation; of a hold it
knows the gate's one word (do_no_harm.md A20, B11).
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from focal_desktop.domain import calendar, deadline, gate, score
from focal_desktop.domain import waiver as waiving
from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.annual import template, values
from focal_desktop.domain.annual.values import Share, Term
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.clause_check import ClauseCheck, Present
from focal_desktop.domain.gate import Result, Verdict
from focal_desktop.domain.partner import Partner
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Answer
from focal_desktop.domain.standard_answer import StandardAnswer
from focal_desktop.domain.waiver import Waiver

REPORT = "partner_note"
DISTRIBUTION = "distribution"
PLAN = "strengthening_plan"


class Papers(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk holds of one agreement; `reference` is the agreement's neutral one."""

    agreement: Agreement
    reference: str
    office: str
    partner: Partner | None = None
    assessments: tuple[Assessment, ...] = ()
    answers: tuple[StandardAnswer, ...] = ()
    clause_checks: tuple[ClauseCheck, ...] = ()
    waivers: tuple[Waiver, ...] = ()


class Given(msgspec.Struct, frozen=True):
    """How often an answer was given."""

    answer: Term
    number: int


class Gap(msgspec.Struct, frozen=True):
    """A standard that is not met, what was answered, and what the standard asks for."""

    standard: Term
    answer: Term
    asks: Term


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """The assessment that counts: whose it is, what it came to, how long it counts."""

    rating: Term
    origin: Term
    is_taken_over: bool
    assessor: str
    assessed_on: date | None
    counts_until_on: date
    total: Share = values.NOBODY
    given: tuple[Given, ...] = ()
    gaps: tuple[Gap, ...] = ()
    plan: Term
    plan_agreed_on: date | None = None
    plan_due_on: date | None = None


class Clauses(msgspec.Struct, frozen=True, kw_only=True):
    """Where the clauses stand that this agreement needs; `total` counts all of them."""

    in_text: int
    total: int
    still_open: tuple[Term, ...] = ()
    not_applicable: tuple[Term, ...] = ()
    not_needed: tuple[Term, ...] = ()


class Exemption(msgspec.Struct, frozen=True, kw_only=True):
    """A waiver by its codes and roles."""

    reason: Term | None
    mitigation: tuple[Term, ...]
    expires_on: date | None
    approver: Term | None
    approved_on: date | None
    second_approver: Term | None
    second_approved_on: date | None


class PartnerNote(msgspec.Struct, frozen=True, kw_only=True):
    """The page as a value; labels in every language of the policy, so one value prints in all of them."""

    as_of_on: date
    template: str
    entity: Term
    entity_short: Term
    office: str
    reference: str
    number: str
    name: str
    agreement_type: Term | None
    starts_on: date | None
    ends_on: date | None
    partner: str
    partner_type: Term | None
    step: str
    signed_on: date | None
    verdict: Verdict
    review: Review | None
    clauses: Clauses
    waiver: Exemption | None
    distribution_title: Term
    distribution: tuple[Term, ...]


def make_note(papers: Papers, rules: Policy, *, entity: str, as_of: date) -> PartnerNote:
    """Return the note of an agreement as it stands on a day; the gate judges, nothing is judged here."""
    agreement, partner = papers.agreement, papers.partner
    verdict = _judge(papers, rules, as_of, papers.waivers)
    newest = gate.find_newest(papers.assessments, agreement.partner)
    handed = rules.entries(REPORT)[DISTRIBUTION]
    return PartnerNote(
        as_of_on=as_of,
        template=template.find_version(rules, REPORT),
        entity=values.find_term(rules, "entity", entity),
        entity_short=template.find_short_name(rules, entity),
        office=papers.office,
        reference=papers.reference,
        number=agreement.number,
        name=agreement.name,
        agreement_type=_find(rules, "agreement_type", agreement.agreement_type),
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        partner=partner.name if partner else "",
        partner_type=_find(rules, "partner_type", partner.partner_type) if partner else None,
        step=agreement.state,
        signed_on=agreement.signed_on,
        verdict=verdict,
        review=_review(newest, papers.answers, rules) if newest else None,
        clauses=_sort_clauses(papers, newest.rating if newest else "", verdict, rules),
        waiver=_find_waiver(papers, rules, as_of),
        distribution_title=Term(handed.code, handed.labels),
        distribution=tuple(values.find_term(rules, "responsible_role", one) for one in handed.extra["roles"]),
    )


def _judge(papers: Papers, rules: Policy, as_of: date, waivers: Iterable[Waiver]) -> Verdict:
    return gate.judge(
        papers.agreement,
        papers.partner,
        assessments=papers.assessments,
        clause_checks=papers.clause_checks,
        waivers=waivers,
        policy=rules,
        today=as_of,
    )


def _find(rules: Policy, list_name: str, code: str) -> Term | None:
    return values.find_term(rules, list_name, code) if code else None


def _review(found: Assessment, answers: Iterable[StandardAnswer], rules: Policy) -> Review:
    is_taken_over = score.is_taken_over(found.origin)
    mine = {one.standard: one.answer for one in answers if one.assessment == found.id}
    scored = {} if is_taken_over else mine
    total = score.add_up(found.scheme, scored, rules)
    return Review(
        rating=values.find_term(rules, "capacity_rating", found.rating),
        origin=values.find_term(rules, "assessment_origin", found.origin),
        is_taken_over=is_taken_over,
        assessor=found.assessor,
        assessed_on=found.assessed_on,
        counts_until_on=gate.expires_on(found, rules),
        total=Share(total.gained, total.possible),
        given=_count(score.list_answers(found.scheme, scored, rules), rules),
        gaps=_list_gaps(found.scheme, scored, rules),
        plan=values.find_term(rules, "csip_status", found.plan_status),
        plan_agreed_on=found.plan_agreed_on,
        plan_due_on=_find_plan_end(found, rules),
    )


def _count(answers: Mapping[str, str], rules: Policy) -> tuple[Given, ...]:
    given = list(answers.values())
    return tuple(
        Given(values.find_term(rules, "standard_answer", code), given.count(code))
        for code in rules.codes("standard_answer")
        if code in given
    )


def _list_gaps(scheme: str, answers: Mapping[str, str], rules: Policy) -> tuple[Gap, ...]:
    return tuple(
        Gap(
            standard=values.find_term(rules, "standard", code),
            answer=values.find_term(rules, "standard_answer", answers[code]),
            asks=_find_asked(code, rules),
        )
        for code in score.find_gaps(scheme, answers, rules)
    )


def _find_asked(code: str, rules: Policy) -> Term:
    said = rules.entry("standard", code)
    return Term(code, said.extra.get("asks", {}) if said else {})


def _find_plan_end(found: Assessment, rules: Policy) -> date | None:
    """Return by when a plan that is under way is to be completed, as Home counts it too."""
    start = found.plan_agreed_on or found.assessed_on
    if start is None or found.plan_status not in deadline.OPEN_PLANS:
        return None
    try:
        return calendar.due_on(start, rules.deadline(PLAN), calendar.Calendar())
    except (OverflowError, ValueError):
        return None


def _sort_clauses(papers: Papers, rating: str, verdict: Verdict, rules: Policy) -> Clauses:
    checks = {one.clause: one for one in papers.clause_checks if one.agreement == papers.agreement.id}
    found: dict[str, list[Term]] = {"in_text": [], "open": [], "not_applicable": [], "not_needed": []}
    for code in gate.list_clauses(rating, rules):
        where = _place(checks.get(code), is_missing=gate.CLAUSE + code in verdict.missing)
        if where:
            found[where].append(values.find_term(rules, "clause", code))
    return Clauses(
        in_text=len(found["in_text"]),
        total=sum(map(len, found.values())),
        still_open=tuple(found["open"]),
        not_applicable=tuple(found["not_applicable"]),
        not_needed=tuple(found["not_needed"]),
    )


def _place(check: ClauseCheck | None, *, is_missing: bool) -> str:
    """Return where a clause stands; one that is neither needed nor answered stands nowhere."""
    if is_missing:
        return "open"
    if check is None:
        return ""
    if check.present == Present.YES:
        return "in_text"
    if check.waived == Answer.YES:
        return "not_needed"
    return "not_applicable" if check.present == Present.NOT_APPLICABLE else ""


def _find_waiver(papers: Papers, rules: Policy, as_of: date) -> Exemption | None:
    """Return the waiver that lets the agreement through, else the one that lacks least, if one is due.

    A hold is left aside: the waiver stands beside it as it did before.
    """
    released = msgspec.structs.replace(
        papers, agreement=msgspec.structs.replace(papers.agreement, hold=Answer.NO.value)
    )
    if _judge(released, rules, as_of, ()).result is Result.READY:
        return None
    mine = [
        one
        for one in papers.waivers
        if one.agreement == papers.agreement.id and one.state not in waiving.OVER
    ]

    def rank(one: Waiver) -> tuple[bool, int, date]:
        verdict = _judge(released, rules, as_of, [one])
        return verdict.is_open, -len(verdict.missing), one.expires_on or date.min

    best = max(mine, key=rank, default=None)
    return _describe(best, rules) if best else None


def _describe(one: Waiver, rules: Policy) -> Exemption:
    return Exemption(
        reason=_find(rules, "waiver_reason", one.reason),
        mitigation=tuple(values.find_term(rules, "mitigation", code) for code in one.mitigation),
        expires_on=one.expires_on,
        approver=_find(rules, "responsible_role", one.approver),
        approved_on=one.approved_on,
        second_approver=_find(rules, "responsible_role", one.second_approver),
        second_approved_on=one.second_approved_on,
    )

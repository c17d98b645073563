"""Partners, assessments and agreements as the screens show them, read from the vault. Nothing is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from focal_desktop.domain import assessment as assessing
from focal_desktop.domain import codec, gate, score
from focal_desktop.domain import waiver as waiving
from focal_desktop.domain.agreement import Agreement, State
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.clause_check import ClauseCheck
from focal_desktop.domain.gate import Verdict
from focal_desktop.domain.partner import Partner
from focal_desktop.domain.record import Answer
from focal_desktop.domain.standard_answer import StandardAnswer
from focal_desktop.domain.waiver import Waiver
from focal_desktop.usecases import agreements, records
from focal_desktop.usecases.session import Session

SOON = timedelta(days=90)
PAGE = 500
NOT_ANSWERED = "not_answered"
ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a partner's capacity today: `none`, `expired`, `expiring` or `valid`."""

    state: str = "none"
    rating: str = ""
    origin: str = ""
    until: date | None = None
    assessment: Assessment | None = None


class AgreementLine(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement and where it stands: its step, or for a draft what the gate answers."""

    id: str
    agreement: Agreement
    step: str


class PartnerLine(msgspec.Struct, frozen=True, kw_only=True):
    """A partner with its standing and its agreements."""

    id: str
    office: str
    partner: Partner
    standing: Standing
    agreements: tuple[AgreementLine, ...] = ()


def list_rows(session: Session, kind_name: str, where: Mapping[str, str]) -> Iterator[Any]:
    """Yield every record of a kind that fits, page by page."""
    after, has_more = "", True
    while has_more:
        found, has_more = records.list_page(session, kind_name, where, after, PAGE)
        yield from found
        after = found[-1].id if found else ""


def list_parts(session: Session, kind_name: str, parent: str) -> list[Any]:
    """Return the records of a kind that point at a parent."""
    kind = session.kind(kind_name)
    where = {kind.parent: parent}
    return [codec.read(kind, row.id, row.values) for row in list_rows(session, kind_name, where)]


def read(session: Session, kind_name: str, identity: str) -> Any:
    """Return one record."""
    row = records.read(session, kind_name, identity)
    return codec.read(session.kind(kind_name), identity, row.values)


def list_partners(session: Session) -> list[PartnerLine]:
    """Return every partner with its standing and agreements, by name."""
    return [judge_line(session, line) for line in list_unjudged(session)]


def list_unjudged(session: Session) -> list[PartnerLine]:
    """Return the same, quicker: an agreement that is a draft stands there as a draft, not judged yet."""
    assessed = _group(session, "assessment")
    agreed = _group(session, "agreement")
    kind = session.kind("partner")
    found = [
        PartnerLine(
            id=row.id,
            office=row.office,
            partner=codec.read(kind, row.id, row.values),
            standing=judge_standing(session, row.id, assessed.get(row.id, [])),
            agreements=tuple(_unjudged(one) for one in agreed.get(row.id, [])),
        )
        for row in list_rows(session, "partner", {})
    ]
    return sorted(found, key=lambda line: fold(line.partner.name))


def judge_line(session: Session, line: PartnerLine) -> PartnerLine:
    """Return a partner with its draft agreements judged."""
    if not any(one.step == State.DRAFT for one in line.agreements):
        return line
    judged = tuple(line_of(session, one.agreement) for one in line.agreements)
    return msgspec.structs.replace(line, agreements=judged)


def _group(session: Session, kind_name: str) -> dict[str, list[Any]]:
    kind, found = session.kind(kind_name), dict[str, list[Any]]()
    for row in list_rows(session, kind_name, {}):
        found.setdefault(row.parent, []).append(codec.read(kind, row.id, row.values))
    return found


def judge_standing(session: Session, partner: str, assessments: Sequence[Assessment]) -> Standing:
    """Say what the newest final assessment of a partner is worth today."""
    newest = gate.find_newest(assessments, partner)
    if newest is None:
        return Standing()
    until = gate.expires_on(newest, session.policy)
    states = {until < session.today: "expired", until > session.today + SOON: "valid"}
    return Standing(
        state=states.get(True, "expiring"),
        rating=newest.rating,
        origin=newest.origin,
        until=until,
        assessment=newest,
    )


def needs_check(line: PartnerLine) -> bool:
    """Tell whether a partner has no assessment that counts today."""
    return line.standing.state in ("none", "expired")


def line_of(session: Session, agreement: Agreement) -> AgreementLine:
    """Say where an agreement stands; a hold stands above everything."""
    line = _unjudged(agreement)
    if line.step != State.DRAFT:
        return line
    step = agreements.judge_with(session, agreement).result.value
    return AgreementLine(id=agreement.id, agreement=agreement, step=step)


def _unjudged(agreement: Agreement) -> AgreementLine:
    step = "hold" if agreement.hold != Answer.NO else agreement.state
    return AgreementLine(id=agreement.id, agreement=agreement, step=step)


def judge(session: Session, agreement: Agreement) -> Verdict:
    """Say whether an agreement may be signed, and what is missing; a withdrawn waiver lacks nothing."""
    held = [
        one for one in list_parts(session, "waiver", agreement.id) if one.state not in waiving.OVER
    ]
    return agreements.judge_with(session, agreement, held)


def judge_waiver(session: Session, agreement: Agreement, waiver: Waiver) -> tuple[str, ...]:
    """Return what one waiver lacks, leaving aside whether the agreement is on hold."""
    released = msgspec.structs.replace(agreement, hold=Answer.NO.value)
    missing = agreements.judge_with(session, released, [waiver]).missing
    return tuple(code for code in missing if code in gate.WAIVER_CODES)


def list_answers(session: Session, assessment: str) -> dict[str, StandardAnswer]:
    """Return the answers of an assessment by standard."""
    return {one.standard: one for one in list_parts(session, "standard_answer", assessment)}


def list_checks(session: Session, agreement: str) -> dict[str, ClauseCheck]:
    """Return the clause checks of an agreement by clause."""
    return {one.clause: one for one in list_parts(session, "clause_check", agreement)}


def list_schemes(session: Session) -> list[str]:
    """Return the schemes in which a check may be started."""
    entries = session.policy.entries("assessment_scheme").values()
    return [one.code for one in entries if one.extra.get("may_be_started")]


def find_last_own(session: Session, assessments: Sequence[Assessment], scheme: str = "") -> Assessment | None:
    """Return the newest final check of our own that has answers, by one scheme where one is named."""
    own = [
        one
        for one in assessments
        if not score.is_taken_over(one.origin)
        and one.assessed_on
        and one.state == assessing.State.FINAL
        and scheme in ("", one.scheme)
    ]
    newest_first = sorted(own, key=lambda one: str(one.assessed_on), reverse=True)
    return next((one for one in newest_first if list_answers(session, one.id)), None)


def find_earlier(session: Session, assessment: Assessment) -> Assessment | None:
    """Return the check of our own that came before this one, by the same scheme."""
    others = [
        one
        for one in list_parts(session, "assessment", assessment.partner)
        if one.id != assessment.id and str(one.assessed_on) < str(assessment.assessed_on or "9")
    ]
    return find_last_own(session, others, assessment.scheme)


def find_draft(session: Session, partner: str) -> Assessment | None:
    """Return an assessment of a partner that was begun and not decided."""
    found: list[Assessment] = list_parts(session, "assessment", partner)
    return next((one for one in found if one.state == assessing.State.DRAFT), None)


def is_result_draft(assessment: Assessment) -> bool:
    """Tell whether this is another's result that was begun and does not count yet."""
    return assessment.state == assessing.State.DRAFT and score.is_taken_over(assessment.origin)


def list_clauses(session: Session, agreement: Agreement) -> list[str]:
    """Return the clauses a person looks at for an agreement; what the program answers itself is left out."""
    newest = gate.find_newest(list_parts(session, "assessment", agreement.partner), agreement.partner)
    return list(gate.list_clauses(newest.rating if newest else "", session.policy))


def fold(text: str) -> str:
    """Return a name without accents, marks and case, so that it is found however it is typed."""
    if text.isascii():
        return " ".join(text.casefold().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = (letter for letter in parts if not unicodedata.combining(letter) and letter != "\u0640")
    return " ".join("".join(bare).translate(ALIKE).split())

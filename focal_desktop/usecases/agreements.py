"""The partner gate of an agreement, and headquarters' hold: one word, never with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import codec, gate
from focal_desktop.domain.agreement import Agreement, State
from focal_desktop.domain.gate import Result, Verdict
from focal_desktop.domain.record import Answer, Plain
from focal_desktop.domain.waiver import Waiver
from focal_desktop.store import reader
from focal_desktop.usecases import doing as acting
from focal_desktop.usecases import records
from focal_desktop.usecases.doing import Doing
from focal_desktop.usecases.session import Session

WORDS: Mapping[str, tuple[str, str]] = {
    "assessment_missing": ("assessment", "a capacity assessment of the partner"),
    "assessment_expired": ("assessment", "a newer capacity assessment, for the last has expired"),
    "decision_not_passing": ("assessment", "a waiver, because the capacity found does not pass by itself"),
    "strengthening_plan": ("assessment", "a strengthening plan that is on course"),
    "waiver_not_approved": ("waiver", "the approval of the waiver"),
    "waiver_incomplete": ("waiver", "reason, mitigation and end of the waiver"),
    "waiver_expired": ("waiver", "a waiver that has not expired"),
    "first_approver": ("waiver", "the office's approval of the waiver"),
    "second_approver": ("waiver", "headquarters' approval of the waiver"),
}
"""What a code of the gate asks for: the kind in which it is mended, and the words for it."""
CLAUSES = ("clause_check", "clauses that the text must carry")


def judge(session: Session, identity: str) -> Verdict:
    """Say whether an agreement may be signed, by all that this vault holds."""
    agreement = codec.read(
        session.kind("agreement"), identity, records.read(session, "agreement", identity).values
    )
    return judge_with(session, agreement)


def judge_with(session: Session, agreement: Agreement, waivers: Sequence[Waiver] | None = None) -> Verdict:
    """Say the same of an agreement as it would be, with other waivers where some are given."""
    held = read_parts(session, "waiver", agreement.id) if waivers is None else waivers
    row = reader.read_row(session.store.connection, "partner", agreement.partner)
    return gate.judge(
        agreement,
        codec.read(session.kind("partner"), row.id, row.values) if row else None,
        assessments=read_parts(session, "assessment", agreement.partner),
        clause_checks=read_parts(session, "clause_check", agreement.id),
        waivers=held,
        policy=session.policy,
        today=session.today,
    )


def read_parts(session: Session, kind_name: str, parent: str) -> Iterator[Any]:
    """Yield the records of a kind that point at a parent."""
    kind = session.kind(kind_name)
    for row in reader.read_parts(session.store.connection, kind_name, parent) if parent else ():
        yield codec.read(kind, row.id, row.values)


def make_ready(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Make an agreement ready to sign if the gate is open; else say all that is missing."""
    require_open(session, codec.read(doing.kind, doing.opened.id, doing.values))
    return acting.save(session, doing, {**doing.brought, "state": State.READY_TO_SIGN.value})


def require_open(session: Session, agreement: Agreement) -> None:
    """Raise what is missing where an agreement may not be signed."""
    verdict = judge_with(session, agreement)
    if not verdict.is_open:
        raise _closed(verdict)


def _closed(verdict: Verdict) -> Trouble:
    if verdict.result is Result.HOLD:
        return Trouble(
            "gate_closed",
            "Hold: ask headquarters. Nothing was changed.",
            field="hold",
            problems=(("hold", "hold"),),
        )
    found = [WORDS.get(code, CLAUSES) for code in verdict.missing]
    words = ", ".join(dict.fromkeys(asked for _, asked in found))
    return Trouble(
        "gate_closed",
        f"Not ready to sign yet. Still needed: {words}. Nothing was changed.",
        field=found[0][0],
        problems=tuple((kind, code) for (kind, _), code in zip(found, verdict.missing, strict=True)),
    )


def hold(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Say Hold; what was ready to sign is a draft again. The office sees the one word and no reason."""
    said: dict[str, Plain] = {**doing.brought, "hold": Answer.YES.value}
    if doing.values.get("state") == State.READY_TO_SIGN:
        said["state"] = State.DRAFT.value
    return acting.save(session, doing, said)


def release(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Take the hold away; whether the agreement may be signed is for the gate to say anew."""
    return acting.save(session, doing, {**doing.brought, "hold": Answer.NO.value})

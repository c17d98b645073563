"""The steps of an allegation: record and notify, told by telephone; and headquarters' answer and close."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.domain.allegation import Consent, Regime, State
from focal_desktop.domain.record import Answer, Leaves, Plain
from focal_desktop.usecases import audit, places
from focal_desktop.usecases import doing as acting
from focal_desktop.usecases.doing import Doing
from focal_desktop.usecases.session import Session


def notify(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Record and notify: the notice goes, and nothing else (do_no_harm.md F); consent is not asked for it.

    A workplace notice goes only with the affected person's own yes (do_no_harm.md A6).
    """
    if doing.values.get("regime") == Regime.WORKPLACE and doing.values.get("consent_share") != Consent.GIVEN:
        raise places.not_allowed("consent_share")
    stamped: dict[str, Plain] = {"state": State.PASSED_ON.value}
    if not doing.values.get("clock_from_at"):
        stamped["clock_from_at"] = session.at
    if not doing.values.get("recorder_role") and session.person.roles:
        stamped["recorder_role"] = session.person.roles[0]
    return acting.share(session, doing, Leaves.NOTICE, stamped)


def tell_by_phone(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Keep that somebody was told by telephone, and when; it stops the clock."""
    when: dict[str, Plain] = {"told_at": doing.brought.get("told_at") or session.at}
    return acting.save(session, doing, {**doing.brought, **when})


def answer(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Give headquarters' answer; whoever answers has received, so the case is no longer just passed on."""
    said: dict[str, Plain] = {"answered_on": session.today.isoformat(), **doing.brought}
    if doing.values.get("state") == State.PASSED_ON:
        said["state"] = State.RECEIVED.value
    return acting.save(session, doing, said)


def close(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Close the case: what is over at headquarters is over for the office too."""
    return acting.save(session, doing, {**doing.brought, "state": State.CLOSED.value})


def hold(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Keep the case: nothing of it leaves the office by itself until headquarters lets it go."""
    return _set_hold(session, doing, Answer.YES)


def release(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Let the case go: what is due leaves as if it had never been held."""
    return _set_hold(session, doing, Answer.NO)


def end_subject(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Say that the subject's part may go, as nothing was substantiated or there is no jurisdiction.

    Offices let go of it at once (do_no_harm.md A20). The outcome itself is in no field: it is in CMTS.
    """
    return acting.save(session, doing, {"subject_ended_on": session.today.isoformat(), **doing.brought})


def enter_in_cmts(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Say that the outcome is in CMTS: headquarters' working copies leave when it is time (A21)."""
    return acting.save(session, doing, {"in_cmts_on": session.today.isoformat(), **doing.brought})


def _set_hold(session: Session, doing: Doing, said: Answer) -> Mapping[str, Any]:
    done = acting.save(session, doing, {**doing.brought, "legal_hold": said.value})
    audit.tell(session, "held", kind=doing.kind.name, record=doing.opened.id, part=doing.act.name)
    return done

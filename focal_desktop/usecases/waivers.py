"""Approving a waiver of the partner gate: by role and device, never by a name (do_no_harm.md A20)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import codec
from focal_desktop.domain.record import Answer, Plain
from focal_desktop.domain.waiver import State
from focal_desktop.store import reader
from focal_desktop.usecases import agreements, places
from focal_desktop.usecases import doing as acting
from focal_desktop.usecases.doing import Doing
from focal_desktop.usecases.session import Session

OFFICE_APPROVERS = ("head_of_office", "focal_point", "alternate")
HQ_APPROVER, HQ_ROLE = "hq_desk", "hq_psea"


def approve(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Sign a waiver for the office or for headquarters; it is approved once all have signed who must.

    Low capacity in contact with people, and a missing clause, take both.
    """
    said = {**doing.brought, **_sign(session, doing)}
    record = codec.read(doing.kind, doing.opened.id, {**doing.values, **said, "state": State.APPROVED.value})
    row = reader.read_row(session.store.connection, "agreement", record.agreement)
    if row is None:
        raise Trouble(
            "not_found", "The agreement of this waiver is not here. Nothing was changed.", field="agreement"
        )
    agreement = replace(codec.read(session.kind("agreement"), row.id, row.values), hold=Answer.NO.value)
    lacks = agreements.judge_with(session, agreement, [record]).missing
    if "first_approver" not in lacks and "second_approver" not in lacks:
        said["state"] = State.APPROVED.value
    return acting.save(session, doing, said)


def _sign(session: Session, doing: Doing) -> dict[str, Plain]:
    today = session.today.isoformat()
    if HQ_APPROVER in session.person.roles:
        return {"second_approver": HQ_ROLE, "second_approved_on": today}
    role = next((one for one in session.person.roles if one in OFFICE_APPROVERS), "")
    if not role:
        raise places.not_allowed()
    named = doing.values.get("approver")
    return {"approver": named or ("focal_point" if role == "alternate" else role), "approved_on": today}

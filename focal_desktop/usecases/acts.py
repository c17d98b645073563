"""The one table of what people do to a record beyond writing a field: (kind, act) to function.

What each act needs, and who may do it, stands with its kind; a house test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.record import Act, Kind, Plain
from focal_desktop.usecases import (
    agreements,
    allegations,
    disclosures,
    monthly_returns,
    records,
    sealed_reports,
    steps,
    waivers,
)
from focal_desktop.usecases import doing as acting
from focal_desktop.usecases.doing import Doing
from focal_desktop.usecases.session import Session

ACTS: Mapping[tuple[str, str], Callable[[Session, Doing], Mapping[str, Any]]] = {
    ("allegation", "notify"): allegations.notify,
    ("allegation", "told_by_phone"): allegations.tell_by_phone,
    ("allegation", "share_details"): disclosures.share_details,
    ("allegation", "share_survivor"): disclosures.share_survivor,
    ("allegation", "share_reporter"): disclosures.share_reporter,
    ("allegation", "share_subject"): disclosures.share_subject,
    ("allegation", "share_account"): disclosures.share_account,
    ("allegation", "answer"): allegations.answer,
    ("allegation", "close"): allegations.close,
    ("allegation", "hold"): allegations.hold,
    ("allegation", "release"): allegations.release,
    ("allegation", "end_subject"): allegations.end_subject,
    ("allegation", "enter_in_cmts"): allegations.enter_in_cmts,
    ("sealed_report", "seal"): sealed_reports.seal,
    ("agreement", "ready_to_sign"): agreements.make_ready,
    ("agreement", "hold"): agreements.hold,
    ("agreement", "release"): agreements.release,
    ("waiver", "approve"): waivers.approve,
    ("monthly_return", "file"): monthly_returns.file,
}


def act(
    session: Session, kind_name: str, identity: str, name: str, values: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Do one act on one record, with the fields it brings, in one transaction; return the step it led to."""
    kind = session.kind(kind_name)
    said = _find(kind, name)
    opened = records.open_record(session, kind_name, identity)
    plain = records.take_in(session, kind, values, opened.values)
    merged: dict[str, Plain] = {**opened.values, **plain}
    steps.require_act(session, kind, said, acting.state_of(kind, opened.values), merged)
    return ACTS[(kind_name, name)](session, Doing(kind, said, opened, plain, merged))


def _find(kind: Kind[Any], name: str) -> Act:
    found = next((one for one in kind.acts if one.name == name), None)
    if found is None or (kind.name, name) not in ACTS:
        raise Trouble("unknown_act", "There is no such act for this kind. Nothing was changed.", field="act")
    return found

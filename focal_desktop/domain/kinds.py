"""Every kind, one line each; a new kind adds its line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.domain import (
    action,
    agreement,
    allegation,
    assessment,
    channel,
    channel_test,
    clause_check,
    completion,
    course,
    erase_order,
    erase_receipt,
    focal_point,
    handover_decision,
    monthly_return,
    office,
    partner,
    person,
    plan,
    quarter_note,
    recommendation,
    sealed_report,
    standard_answer,
    waiver,
)
from focal_desktop.domain.record import Kind

Kinds = Mapping[str, Kind[Any]]


def by_name(*kinds: Kind[Any]) -> Kinds:
    """Return kinds by their names, in the order given."""
    return {kind.name: kind for kind in kinds}


KINDS: Kinds = by_name(
    office.KIND,
    person.KIND,
    focal_point.KIND,
    allegation.KIND,
    sealed_report.KIND,
    monthly_return.KIND,
    partner.KIND,
    agreement.KIND,
    clause_check.KIND,
    assessment.KIND,
    standard_answer.KIND,
    waiver.KIND,
    course.KIND,
    completion.KIND,
    plan.KIND,
    action.KIND,
    quarter_note.KIND,
    recommendation.KIND,
    channel.KIND,
    channel_test.KIND,
    erase_order.KIND,
    erase_receipt.KIND,
    handover_decision.KIND,
)

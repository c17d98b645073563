"""A capacity assessment of a partner: our own, or another entity's, taken over and never re-scored."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.problem import Problem, find_future
from focal_desktop.domain.record import Field, Kind, Merge, Move, Record


class State(StrEnum):
    """A final assessment is not reopened; a new one is made."""

    DRAFT = "draft"
    FINAL = "final"


class Assessment(Record, frozen=True, kw_only=True):
    """The rating is the determination of whoever assessed; how long it counts is policy."""

    partner: Annotated[str, Field("Partner", to="partner")] = ""
    state: Annotated[str, Field("Step", State, merge=Merge.LATTICE)] = State.DRAFT
    origin: Annotated[str, Field("Whose assessment", "assessment_origin")] = "own"
    assessor: Annotated[str, Field("Assessed by (entity)")] = ""
    reference: Annotated[str, Field("Reference")] = ""
    scheme: Annotated[str, Field("Scheme", "assessment_scheme")] = ""
    rating: Annotated[str, Field("Capacity", "capacity_rating")] = ""
    reason: Annotated[str, Field("Why now", "assessment_reason")] = "first"
    assessed_on: Annotated[date | None, Field("Assessed on")] = None
    plan_status: Annotated[str, Field("Strengthening plan", "csip_status")] = "not_required"
    plan_agreed_on: Annotated[date | None, Field("Strengthening plan agreed on")] = None
    partner_comment: Annotated[
        str, Field("What the partner says to it", form="long_text", merge=Merge.BOTH)
    ] = ""
    evidence: Annotated[str, Field("Evidence", form="file")] = ""


def title(assessment: Assessment) -> str:
    """Return who assessed and when."""
    return f"{assessment.assessor} {assessment.assessed_on or ''}".strip()


def check(assessment: Assessment, today: date) -> list[Problem]:
    """Warn of days that have not come."""
    return find_future(today, assessed_on=assessment.assessed_on, plan_agreed_on=assessment.plan_agreed_on)


KIND = Kind(
    name="assessment",
    label="Partner assessment",
    record=Assessment,
    title=title,
    moves=(Move(State.DRAFT, State.FINAL, needs=("partner", "rating", "assessed_on")),),
    check=check,
    on="assessed_on",
    parent="partner",
)

"""One action of a plan: what is done, by which role, until when, and how it is known (domain.md 5.2)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from focal_desktop.domain.record import Field, Kind, Merge, Record

GHOST = "Do not mention allegations"


class Action(Record, frozen=True, kw_only=True):
    """Quarters are notes of their own; the Secretary-General's prong and the outcome follow from the area."""

    plan: Annotated[str, Field("Plan", to="plan")] = ""
    area: Annotated[str, Field("Area of the plan", "plan_area")] = ""
    objective: Annotated[str, Field("Objective", help=GHOST)] = ""
    activity: Annotated[str, Field("Activity", help=GHOST)] = ""
    indicator: Annotated[str, Field("Indicator")] = ""
    core_indicator: Annotated[str, Field("Core indicator", "core_indicator")] = ""
    unit: Annotated[str, Field("Unit")] = ""
    baseline: Annotated[int | None, Field("Baseline")] = None
    target: Annotated[int | None, Field("Target")] = None
    actual: Annotated[int | None, Field("Reached")] = None
    responsible: Annotated[str, Field("Responsible (role)", "responsible_role")] = ""
    contributing: Annotated[
        tuple[str, ...], Field("Contributing (roles)", "responsible_role", merge=Merge.UNION)
    ] = ()
    starts_on: Annotated[date | None, Field("Starts")] = None
    due_on: Annotated[date | None, Field("Due")] = None
    budget: Annotated[str, Field("Budget", form="money", help="Indicative, not cleared by finance")] = ""
    funding: Annotated[str, Field("Funding source", "funding_source")] = "none"
    state: Annotated[str, Field("Status", "action_status", merge=Merge.LATTICE)] = "not_started"
    percent: Annotated[int | None, Field("Done (per cent)")] = None
    evidence: Annotated[str, Field("Evidence", form="file")] = ""
    constraint: Annotated[str, Field("What stands in the way", "constraint")] = "none"
    contributes_to: Annotated[str, Field("Contributes to UNCT plan action no")] = ""
    carried_over_from: Annotated[str, Field("Carried over from", to="action")] = ""
    hq_comment: Annotated[
        str, Field("Comment from headquarters", form="long_text", merge=Merge.HQ, owner="hq")
    ] = ""


def title(action: Action) -> str:
    """Return the activity in its own words."""
    return action.activity


KIND = Kind(name="action", label="Action", record=Action, title=title, on="due_on", parent="plan")

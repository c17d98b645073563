"""Headquarters' own plan: one action in each area of the two source documents, said as the entity's work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from focal_desktop.domain.policy import Policy
from focal_desktop.usecases.practice.draft import Draft, Step, Times


class Goal(msgspec.Struct, frozen=True):
    """What the entity does in an area, how it is counted, by which role, and what it costs."""

    activity: str
    unit: str
    target: int
    role: str
    dollars: int = 0
    funding: str = "none"


GOALS: Mapping[str, Goal] = {
    "zero_tolerance": Goal("Bring the model code of conduct to every office", "Offices", 2, "head_of_entity"),
    "focal_point_system": Goal("Keep focal point and alternate in every office", "Offices", 2, "hq_psea"),
    "monitoring_and_reporting": Goal("Report to the Executive Office once a year", "Report", 1, "hq_psea"),
    "training_portfolio": Goal(
        "Put PSEA into the training unit's catalogue", "Trainings", 6, "capacity_development", 18000, "core"
    ),
    "mandatory_training": Goal(
        "Reach full completion of the required courses", "Per cent", 100, "human_resources"
    ),
    "partner_training": Goal(
        "Give partners one standard training", "Sessions", 12, "capacity_development", 42000, "none"
    ),
    "coordination": Goal(
        "Take part in the working group and the advisory group", "Meetings", 10, "hq_psea", 6000, "core"
    ),
    "internal_communication": Goal(
        "Run a feature in the internal magazine each quarter", "Features", 4, "communication", 2000, "core"
    ),
    "implementing_partners": Goal(
        "Carry the clauses in every agreement of cooperation", "Per cent", 100, "legal_unit"
    ),
    "high_risk_countries": Goal(
        "Train first where the risk is said to be high",
        "Country",
        1,
        "regional_office",
        24000,
        "soft_earmarked",
    ),
    "response": Goal("Have two named officers on call for every report", "Officers", 2, "hq_psea"),
    "community_channels": Goal(
        "Give each office tested words for its channels", "Languages", 4, "communication", 8000, "none"
    ),
    "vetting": Goal("Have screening confirmed for every recruitment", "Per cent", 100, "human_resources"),
    "risk_assessment": Goal("Update the risk register of the entity twice a year", "Updates", 2, "hq_psea"),
    "resources_and_accountability": Goal(
        "Set a goal on PSEA for every manager", "Per cent", 100, "head_of_entity"
    ),
}


def list_entity_plan(times: Times, policy: Policy) -> Iterator[Draft]:
    """Yield headquarters' plan for the year that follows the one reported on."""
    values: dict[str, Any] = {"office": "HQ", "year": times.year + 1, "agreed_on": times.before(12)}
    agreed = (Step(values={"state": "agreed"}),)
    yield Draft(kind="plan", name="plan/HQ", values={**values, "owner": "hq_psea"}, then=agreed)
    for number, area in enumerate(policy.codes("plan_area")):
        goal = GOALS[area]
        action: dict[str, Any] = {
            "plan": "plan/HQ",
            "area": area,
            "activity": goal.activity,
            "unit": goal.unit.lower(),
            "target": goal.target,
            "responsible": goal.role,
            "funding": goal.funding,
            "due_on": times.day(3 * (1 + number % 4), 15, years=1),
        }
        if goal.dollars:
            action["budget"] = f"{goal.dollars}.00 USD"
        yield Draft(kind="action", name=f"action/HQ/{area}", values=action)

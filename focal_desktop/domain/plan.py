"""The action plan of an office for a year; what it holds are actions that point at it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.record import Field, Kind, Merge, Move, Record


class State(StrEnum):
    """A plan is agreed once and closed with its report."""

    DRAFT = "draft"
    AGREED = "agreed"
    CLOSED = "closed"


class Plan(Record, frozen=True, kw_only=True):
    """One office, one year of beginning; a plan may span years."""

    office: Annotated[str, Field("Office code")] = ""
    year: Annotated[int | None, Field("Year")] = None
    last_year: Annotated[int | None, Field("Last year, if it spans several")] = None
    state: Annotated[str, Field("Step", State, merge=Merge.LATTICE)] = State.DRAFT
    agreed_on: Annotated[date | None, Field("Agreed on")] = None
    owner: Annotated[str, Field("Responsible (role)", "responsible_role")] = ""
    needs: Annotated[
        str,
        Field("What is needed", form="long_text", merge=Merge.BOTH, help="Do not mention allegations"),
    ] = ""
    policy_version: Annotated[str, Field("Made under policy version")] = ""


def title(plan: Plan) -> str:
    """Return the year with its office."""
    return f"{plan.year or ''} {plan.office}".strip()


KIND = Kind(
    name="plan",
    label="Action plan",
    record=Plan,
    title=title,
    key=("office", "year"),
    moves=(
        Move(State.DRAFT, State.AGREED, needs=("agreed_on",)),
        Move(State.AGREED, State.DRAFT),
        Move(State.AGREED, State.CLOSED),
    ),
    on="agreed_on",
)

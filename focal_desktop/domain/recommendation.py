"""A recommendation made to the entity, followed until someone else has verified it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.record import Field, Kind, Merge, Record, Scope


class State(StrEnum):
    """How far the entity has come with it."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    VERIFIED = "verified"


class Recommendation(Record, frozen=True, kw_only=True):
    """Owned by the entity, not by each office (do_no_harm.md C)."""

    code: Annotated[str, Field("Code")] = ""
    title: Annotated[str, Field("Recommendation")] = ""
    text: Annotated[str, Field("In full", form="long_text", merge=Merge.BOTH)] = ""
    group: Annotated[str, Field("Group", "recommendation_group")] = ""
    source: Annotated[str, Field("Where it was made")] = ""
    entity: Annotated[str, Field("Entity")] = ""
    owner: Annotated[str, Field("Who follows it (role)")] = ""
    due_on: Annotated[date | None, Field("Due")] = None
    state: Annotated[str, Field("Step", State, merge=Merge.LATTICE)] = State.OPEN
    progress: Annotated[str, Field("Progress", form="long_text", merge=Merge.BOTH)] = ""


def title(recommendation: Recommendation) -> str:
    """Return its short sentence."""
    return recommendation.title


KIND = Kind(
    name="recommendation",
    label="Recommendation",
    record=Recommendation,
    title=title,
    scope=Scope.HQ_ALL,
    on="due_on",
)

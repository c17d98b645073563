"""One core standard of one assessment: the answer and what it rests on (domain.md 4.2)."""

from __future__ import annotations

from typing import Annotated

from focal_desktop.domain.record import Field, Kind, Merge, Record


class StandardAnswer(Record, frozen=True, kw_only=True):
    """Known by assessment and standard, so that two devices that answer make one record."""

    assessment: Annotated[str, Field("Assessment", to="assessment")] = ""
    standard: Annotated[str, Field("Standard", "standard")] = ""
    answer: Annotated[str, Field("Answer", "standard_answer", merge=Merge.BOTH)] = "not_answered"
    evidence: Annotated[tuple[str, ...], Field("Evidence", "standard_evidence", merge=Merge.UNION)] = ()
    note: Annotated[str, Field("What it rests on", form="long_text", merge=Merge.BOTH)] = ""


def title(answer: StandardAnswer) -> str:
    """Return the standard's code; faces show its label."""
    return answer.standard


KIND = Kind(
    name="standard_answer",
    label="Answer on a standard",
    record=StandardAnswer,
    title=title,
    key=("assessment", "standard"),
    parent="assessment",
)

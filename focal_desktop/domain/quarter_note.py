"""What an office notes on an action in a quarter."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.record import Field, Kind, Merge, Record


class Quarter(StrEnum):
    """The four quarters of the plan's year."""

    Q1 = "q1"
    Q2 = "q2"
    Q3 = "q3"
    Q4 = "q4"


class QuarterNote(Record, frozen=True, kw_only=True):
    """Known by action and quarter, so that two devices that write it make one record."""

    action: Annotated[str, Field("Action", to="action")] = ""
    quarter: Annotated[str, Field("Quarter", Quarter)] = ""
    status: Annotated[str, Field("Status then", "action_status")] = "not_started"
    note: Annotated[
        str, Field("Note", form="long_text", merge=Merge.BOTH, help="Do not mention allegations")
    ] = ""


def title(note: QuarterNote) -> str:
    """Return the quarter; the action stands beside it."""
    return note.quarter.upper()


KIND = Kind(
    name="quarter_note",
    label="Quarter note",
    record=QuarterNote,
    title=title,
    key=("action", "quarter"),
    parent="action",
)

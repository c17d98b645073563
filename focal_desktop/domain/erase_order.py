"""Headquarters' order to erase a record, or one sealed part of it, on every computer that holds it.

It says which record by its id alone and why by a code, never in words; it is kept for ever, so that nothing
returns. It stands in the scope in which the record lives: whoever never read that sees no order.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.record import Field, Kind, Merge, Record

HQ = Merge.HQ


class Part(StrEnum):
    """What of the record goes."""

    WHOLE = "whole"
    SURVIVOR = "survivor"
    REPORTER = "reporter"
    SUBJECT = "subject"
    ACCOUNT = "account"


class Reason(StrEnum):
    """Why, by a code alone."""

    ASKED_FOR = "asked_for"
    MISTAKE = "mistake"
    SAFETY = "safety"
    OUTCOME = "outcome"
    PERIOD_OVER = "period_over"


class EraseOrder(Record, frozen=True, kw_only=True):
    """Counts only where an officer wrote it; from two officers on, where another confirmed its words."""

    about: Annotated[str, Field("Kind of record", merge=HQ, owner="hq")] = ""
    target: Annotated[str, Field("Record", merge=HQ, owner="hq")] = ""
    part: Annotated[str, Field("What of it", Part, merge=HQ, owner="hq")] = Part.WHOLE
    reason: Annotated[str, Field("Why", Reason, merge=HQ, owner="hq")] = ""
    ordered_on: Annotated[date | None, Field("Ordered on", merge=HQ, owner="hq")] = None
    confirmed: Annotated[str, Field("What another officer confirmed", merge=HQ, owner="hq")] = ""


SAID = ("about", "target", "part", "reason")
"""What an officer says by an order, and another confirms."""


def title(order: EraseOrder) -> str:
    """Return a title that tells nothing but the day."""
    return f"Ordered {order.ordered_on}" if order.ordered_on else "Erase order"


KIND = Kind(
    name="erase_order",
    label="Erase order",
    record=EraseOrder,
    title=title,
    on="ordered_on",
)

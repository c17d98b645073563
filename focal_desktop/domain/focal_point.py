"""A designation: who is focal point, alternate or the like of an office. A hat, not necessarily a post."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from focal_desktop.domain.problem import Problem, find_future
from focal_desktop.domain.record import Answer, Field, Kind, Merge, Record


class FocalPoint(Record, frozen=True, kw_only=True):
    """One person in one role for a time; the directory and the handover are read from here."""

    person: Annotated[str, Field("Person", to="person")] = ""
    role: Annotated[str, Field("Role", "fp_role")] = ""
    status: Annotated[str, Field("Status", "fp_status")] = "designated"
    designated_on: Annotated[date | None, Field("Designated on")] = None
    until_on: Annotated[date | None, Field("Until")] = None
    share_of_time: Annotated[int | None, Field("Share of working time (per cent)")] = None
    terms_signed: Annotated[str, Field("Are the terms of reference signed?", Answer)] = "not_asked"
    inducted_on: Annotated[date | None, Field("Induction completed on")] = None
    languages: Annotated[tuple[str, ...], Field("Languages spoken", "language", merge=Merge.UNION)] = ()
    reach: Annotated[str, Field("Number or address of the role", help="Of the role, not of the person")] = ""


def title(focal_point: FocalPoint) -> str:
    """Return the role; who holds it stands beside it."""
    return focal_point.role


def check(focal_point: FocalPoint, today: date) -> list[Problem]:
    """Warn of days that have not come."""
    return find_future(today, designated_on=focal_point.designated_on, inducted_on=focal_point.inducted_on)


KIND = Kind(
    name="focal_point",
    label="Focal point",
    record=FocalPoint,
    title=title,
    check=check,
    on="designated_on",
    parent="person",
)

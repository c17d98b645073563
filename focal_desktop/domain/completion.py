"""A course that a person completed on a day, and what shows it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from focal_desktop.domain.problem import Problem, find_future
from focal_desktop.domain.record import Field, Kind, Record


class Completion(Record, frozen=True, kw_only=True):
    """Known by person, course and day: entered by two people it is one, and a refresher is another."""

    person: Annotated[str, Field("Person", to="person")] = ""
    course: Annotated[str, Field("Course", "course")] = ""
    completed_on: Annotated[date | None, Field("Completed on")] = None
    evidence: Annotated[str, Field("Shown by", "completion_evidence")] = "self_declared"
    certificate: Annotated[str, Field("Certificate", form="file")] = ""


def title(completion: Completion) -> str:
    """Return course and day; the person stands beside it."""
    return f"{completion.course} {completion.completed_on or ''}".strip()


def check(completion: Completion, today: date) -> list[Problem]:
    """Warn of days that have not come."""
    return find_future(today, completed_on=completion.completed_on)


KIND = Kind(
    name="completion",
    label="Completed course",
    record=Completion,
    title=title,
    key=("person", "course", "completed_on"),
    check=check,
    on="completed_on",
    parent="person",
)

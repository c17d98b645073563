"""Somebody who works here, for the training register. Nothing of an allegation ever points at one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from focal_desktop.domain.problem import Problem, find_future
from focal_desktop.domain.record import Answer, Field, Kind, Record


class Person(Record, frozen=True, kw_only=True):
    """As little as the register needs; why somebody is exempt is one of three plain reasons."""

    code: Annotated[str, Field("Personnel number")] = ""
    name: Annotated[str, Field("Name")] = ""
    function: Annotated[str, Field("Function")] = ""
    unit: Annotated[str, Field("Unit")] = ""
    contract: Annotated[str, Field("Contract", "contract_type")] = ""
    supervises: Annotated[str, Field("Supervises others?", Answer)] = "not_asked"
    language: Annotated[str, Field("Language", "language")] = ""
    entered_on: Annotated[date | None, Field("Entered on duty")] = None
    left_on: Annotated[date | None, Field("Left on")] = None
    exemption: Annotated[str, Field("Not counted because", "exemption_reason")] = ""
    exempt_until_on: Annotated[date | None, Field("Not counted until")] = None


def title(person: Person) -> str:
    """Return the name, or the number of someone whose name is not held."""
    return person.name or person.code


def check(person: Person, today: date) -> list[Problem]:
    """Warn of days that have not come."""
    return find_future(today, entered_on=person.entered_on)


KIND = Kind(name="person", label="Person", record=Person, title=title, check=check, on="entered_on")

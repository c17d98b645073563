"""One clause of one agreement: is it there, and where (domain.md 4.4)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.problem import Problem, find_future
from focal_desktop.domain.record import Answer, Field, Kind, Merge, Record


class Present(StrEnum):
    """Least protective first: of two words about one clause the more careful stands until it is settled."""

    YES = "yes"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASKED = "not_asked"
    NO = "no"


class ClauseCheck(Record, frozen=True, kw_only=True):
    """Known by agreement and clause, so that two devices that check it make one record."""

    agreement: Annotated[str, Field("Agreement", to="agreement")] = ""
    clause: Annotated[str, Field("Clause", "clause")] = ""
    present: Annotated[str, Field("Is it there?", Present, merge=Merge.PROTECTIVE)] = Present.NOT_ASKED
    waived: Annotated[
        str, Field("Not needed here, says headquarters", Answer, merge=Merge.HQ, owner="hq")
    ] = "no"
    evidence: Annotated[str, Field("Where it stands")] = ""
    checked_on: Annotated[date | None, Field("Checked on")] = None


def title(clause_check: ClauseCheck) -> str:
    """Return the clause's code; faces show its label."""
    return clause_check.clause


def check(clause_check: ClauseCheck, today: date) -> list[Problem]:
    """Warn of days that have not come."""
    return find_future(today, checked_on=clause_check.checked_on)


KIND = Kind(
    name="clause_check",
    label="Clause check",
    record=ClauseCheck,
    title=title,
    key=("agreement", "clause"),
    check=check,
    on="checked_on",
    parent="agreement",
)

"""A sealed report to named case officers at headquarters (do_no_harm.md A5).

A record at headquarters alone. In an office vault it is only a draft under a key of its own, then one sealed
item without a name that waits for its receipt; never a record, a change, a count or a search result.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.problem import Problem, find_future
from focal_desktop.domain.record import Act, Answer, Field, Kind, Leaves, Merge, Move, Record, Scope

REPORT = Leaves.REPORT


class State(StrEnum):
    """Where it stands at headquarters."""

    DRAFT = "draft"
    SEALED = "sealed"
    READ = "read"
    CLOSED = "closed"


class SealedReport(Record, frozen=True, kw_only=True):
    """What anyone may write about anyone; no field but the account is ever needed, and no name.

    What has become a record was sealed: whatever was not is a draft, and no record.
    """

    state: Annotated[str, Field("Step", State, merge=Merge.LATTICE)] = State.SEALED
    about: Annotated[str, Field("Whom does it concern?", "sealed_about", leaves=REPORT)] = "not_asked"
    conduct: Annotated[str, Field("What is reported", "conduct", leaves=REPORT)] = "unknown"
    child: Annotated[str, Field("Is a child concerned?", Answer, merge=Merge.PROTECTIVE, leaves=REPORT)] = (
        "not_asked"
    )
    danger_now: Annotated[
        str, Field("Is somebody in danger now?", Answer, merge=Merge.PROTECTIVE, leaves=REPORT)
    ] = "not_asked"
    written_on: Annotated[date | None, Field("Written on", leaves=REPORT)] = None
    account: Annotated[
        str, Field("What headquarters should know", form="long_text", merge=Merge.BOTH, leaves=REPORT)
    ] = ""
    names: Annotated[
        str, Field("Names, if they are known and safe to give", form="long_text", leaves=REPORT)
    ] = ""
    may_contact: Annotated[
        str, Field("May headquarters contact you?", Answer, merge=Merge.LATEST, leaves=REPORT)
    ] = "not_asked"
    reach: Annotated[str, Field("How to reach you safely", leaves=REPORT)] = ""
    receipt_word: Annotated[str, Field("Receipt word", leaves=REPORT, help="Given when it is sealed")] = ""


def title(report: SealedReport) -> str:
    """Return a title that tells nothing but the day it was written."""
    return f"Written {report.written_on}" if report.written_on else "Sealed report"


def check(report: SealedReport, today: date) -> list[Problem]:
    """Warn of days that have not come."""
    return find_future(today, written_on=report.written_on)


KIND = Kind(
    name="sealed_report",
    label="Sealed report to headquarters",
    record=SealedReport,
    title=title,
    scope=Scope.HQ_CASE,
    moves=(
        Move(State.DRAFT, State.SEALED, needs=("account",)),
        Move(State.SEALED, State.READ, role="hq_case"),
        Move(State.SEALED, State.CLOSED, role="hq_case"),
        Move(State.READ, State.CLOSED, role="hq_case"),
    ),
    acts=(Act("seal", before=(State.DRAFT,), after=State.SEALED, needs=("account",)),),
    check=check,
    on="written_on",
)

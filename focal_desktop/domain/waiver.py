"""A waiver of the partner gate: who allows it, why, what is done instead, and until when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.record import Act, Field, Kind, Merge, Move, Record


class State(StrEnum):
    """A waiver can be refused, and one that was allowed be withdrawn; that decides over everything."""

    DRAFT = "draft"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OVER = frozenset({State.REFUSED, State.WITHDRAWN})
"""Nobody is to approve it any more, and its signatures never count again; another can be asked for."""
NEEDS = ("agreement", "reason", "mitigation", "expires_on")


class Waiver(Record, frozen=True, kw_only=True):
    """Approvers are said by role; low capacity in contact with people takes a second at headquarters."""

    agreement: Annotated[str, Field("Agreement", to="agreement")] = ""
    state: Annotated[str, Field("Step", State, merge=Merge.LATTICE)] = State.DRAFT
    reason: Annotated[str, Field("Reason", "waiver_reason")] = ""
    mitigation: Annotated[
        tuple[str, ...], Field("What is done instead", "mitigation", merge=Merge.UNION)
    ] = ()
    expires_on: Annotated[date | None, Field("Expires on")] = None
    approver: Annotated[str, Field("Approved by (role)", "responsible_role")] = ""
    approved_on: Annotated[date | None, Field("Approved on")] = None
    second_approver: Annotated[
        str, Field("Approved at headquarters by (role)", "responsible_role", merge=Merge.HQ, owner="hq")
    ] = ""
    second_approved_on: Annotated[
        date | None, Field("Approved at headquarters on", merge=Merge.HQ, owner="hq")
    ] = None


def title(waiver: Waiver) -> str:
    """Return the day it ends; whose it is stands beside it."""
    return f"Until {waiver.expires_on}" if waiver.expires_on else "Waiver"


KIND = Kind(
    name="waiver",
    label="Waiver",
    record=Waiver,
    title=title,
    moves=(
        Move(State.DRAFT, State.APPROVED, needs=NEEDS),
        Move(State.APPROVED, State.APPROVED, needs=NEEDS),  # the second signature
        Move(State.APPROVED, State.WITHDRAWN),
        Move(State.DRAFT, State.WITHDRAWN),
        Move(State.DRAFT, State.REFUSED),
    ),
    acts=(Act("approve", before=(State.DRAFT, State.APPROVED), after=State.APPROVED, needs=NEEDS),),
    on="expires_on",
    parent="agreement",
)

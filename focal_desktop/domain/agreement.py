"""An agreement with a partner, and the one word headquarters may put in its way, never with a reason."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.record import Act, Answer, Field, Kind, Merge, Move, Record


class State(StrEnum):
    """The gate stands between the first two (domain.gate)."""

    DRAFT = "draft"
    READY_TO_SIGN = "ready_to_sign"
    SIGNED = "signed"
    ENDED = "ended"


class Agreement(Record, frozen=True, kw_only=True):
    """What is to be signed with whom; the checks of its clauses are records of their own."""

    number: Annotated[str, Field("Agreement number")] = ""
    name: Annotated[str, Field("Title")] = ""
    partner: Annotated[str, Field("Partner", to="partner")] = ""
    agreement_type: Annotated[str, Field("Type", "agreement_type")] = ""
    state: Annotated[str, Field("Step", State, merge=Merge.LATTICE)] = State.DRAFT
    hold: Annotated[str, Field("Hold: ask headquarters", Answer, merge=Merge.HQ, owner="hq")] = "no"
    project: Annotated[str, Field("Project")] = ""
    starts_on: Annotated[date | None, Field("Starts")] = None
    ends_on: Annotated[date | None, Field("Ends")] = None
    amount: Annotated[str, Field("Amount", form="money")] = ""
    signed_on: Annotated[date | None, Field("Signed on")] = None
    signed_copy: Annotated[str, Field("Signed copy", form="file")] = ""


def title(agreement: Agreement) -> str:
    """Return number and title, the way people speak of an agreement."""
    return " ".join(part for part in (agreement.number, agreement.name) if part)


KIND = Kind(
    name="agreement",
    label="Agreement",
    record=Agreement,
    title=title,
    moves=(
        Move(State.DRAFT, State.READY_TO_SIGN, needs=("partner",)),
        Move(State.READY_TO_SIGN, State.DRAFT),
        Move(State.READY_TO_SIGN, State.SIGNED, needs=("signed_on",)),
        Move(State.SIGNED, State.ENDED, needs=("ends_on",)),
        Move(State.SIGNED, State.DRAFT),  # recorded by a slip of the hand: the gate judges it anew
        Move(State.ENDED, State.DRAFT),  # likewise: no ended agreement is brought back past the gate
    ),
    acts=(
        Act("ready_to_sign", before=(State.DRAFT,), after=State.READY_TO_SIGN, needs=("partner",)),
        Act("hold", role="hq_desk"),
        Act("release", role="hq_desk"),
    ),
    on="starts_on",
    parent="partner",
)

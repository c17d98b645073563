"""What headquarters decided about one case after a hand-over: it passes to who took the desk over, or stays.

Says which case and device by their ids alone; counts only where an officer wrote it (do_no_harm.md A13). No
decision is a decision too: after the days of the policy the case is kept.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.record import Field, Kind, Merge, Record, Scope

HQ = Merge.HQ


class Decision(StrEnum):
    """What was passed on cannot be taken back, so of two officers' words this one stands."""

    KEPT = "kept"
    PASSED = "passed"


class HandoverDecision(Record, frozen=True, kw_only=True):
    """Known by case and device: each case is decided once for whoever took over."""

    case: Annotated[str, Field("Case", to="allegation", merge=HQ, owner="hq")] = ""
    device: Annotated[str, Field("Device that took over", merge=HQ, owner="hq")] = ""
    decision: Annotated[str, Field("Decision", Decision, merge=Merge.PROTECTIVE, owner="hq")] = ""
    decided_on: Annotated[date | None, Field("Decided on", merge=HQ, owner="hq")] = None


def title(decided: HandoverDecision) -> str:
    """Return a title that tells nothing but the day."""
    return f"Decided {decided.decided_on}" if decided.decided_on else "Decision"


KIND = Kind(
    name="handover_decision",
    label="Decision after a hand-over",
    record=HandoverDecision,
    title=title,
    scope=Scope.SEA,
    key=("case", "device"),
    on="decided_on",
    parent="case",
)

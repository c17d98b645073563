"""What headquarters may say of allegations over the whole entity: nothing, that there were none, or counts
that point to nobody. It reads allegations and gives back neither one of them nor an office.
"""

from collections.abc import Iterable
from datetime import date

from focal_desktop.domain import suppression
from focal_desktop.domain.allegation import Allegation, Regime, State
from focal_desktop.domain.annual import values
from focal_desktop.domain.annual.entity import Response
from focal_desktop.domain.annual.values import Term
from focal_desktop.domain.policy import Policy

STEPS = ("recorded", "with_investigators", "closed")
OTHERS = "sea_others"
_STEP_OF = {State.PASSED_ON: 0, State.RECEIVED: 0, State.WITH_INVESTIGATORS: 1, State.CLOSED: 2}
_GROUP_OF = {"own_personnel": "sea_personnel", "partner": "sea_partners"}


def is_nil(allegations: Iterable[Allegation], year: int) -> bool:
    """Whether headquarters has no record for a year; one without a day might be of it, so it counts."""
    return not any(_is_of_year(one, year) for one in allegations)


def count_response(
    allegations: Iterable[Allegation], rules: Policy, *, year: int, offices: int
) -> Response | None:
    """Return the counts that may be printed, or nothing where there are too few offices to hide among."""
    if offices < suppression.SMALLEST_NUMBER_OF_OFFICES:
        return None
    groups = (*(values.find_term(rules, "figure_group", code) for code in _list_groups()), Term(OTHERS))
    codes = [group.code for group in groups]
    counts = [[0] * len(STEPS) for _ in groups]
    for one in allegations:
        if _is_of_year(one, year) and one.state != State.DRAFT:
            counts[codes.index(_find_group(one))][_STEP_OF.get(State(one.state), 0)] += 1
    return Response(groups=groups, steps=STEPS, counts=suppression.suppress(counts))


def _list_groups() -> tuple[str, ...]:
    return ("sea_personnel", "sea_partners", "prohibited_conduct")


def _find_group(allegation: Allegation) -> str:
    if allegation.regime == Regime.WORKPLACE:
        return "prohibited_conduct"
    return _GROUP_OF.get(allegation.subject_group, OTHERS)


def _is_of_year(allegation: Allegation, year: int) -> bool:
    received: date | None = allegation.received_on
    return received is None or received.year == year

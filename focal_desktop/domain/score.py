"""From the answers on core standards to a rating, by the policy's scheme; no threshold is written here.

Another entity's result is taken over as it stands and never comes through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.domain.policy import Policy

OWN = "own"
NOT_APPLICABLE = "not_applicable"
NOT_ASSESSED = "not_assessed"


def is_taken_over(origin: str) -> bool:
    """Tell whether an assessment is somebody else's, whose rating counts without our scoring."""
    return origin != OWN


def score(scheme: str, answers: Mapping[str, str], policy: Policy) -> str:
    """Return the rating code of a scheme for its answers by standard; not assessed while one is open."""
    said = policy.entry("assessment_scheme", scheme)
    if said is None or find_open(scheme, answers, policy):
        return NOT_ASSESSED
    points: Mapping[str, int] = said.extra["points"]
    gained = [points[answers[one]] for one in said.extra["standards"] if answers[one] in points]
    is_full = all(one == max(points.values()) for one in gained)
    reached = (b for b in said.extra["bands"] if (is_full if b.get("all") else sum(gained) >= b["at_least"]))
    return str(next(reached, {"rating": NOT_ASSESSED})["rating"])


def find_open(scheme: str, answers: Mapping[str, str], policy: Policy) -> tuple[str, ...]:
    """Return the standards of a scheme that have no answer, or one that the scheme does not know."""
    said = policy.entry("assessment_scheme", scheme)
    if said is None:
        return ()
    return tuple(
        standard
        for standard in said.extra["standards"]
        if not _is_answered(standard, answers.get(standard, ""), said.extra["points"], policy)
    )


def _is_answered(standard: str, answer: str, points: Mapping[str, Any], policy: Policy) -> bool:
    if answer != NOT_APPLICABLE:
        return answer in points
    known = policy.entry("standard", standard)
    return known is not None and bool(known.extra.get("may_be_not_applicable"))

"""From the answers on core standards to a rating, by the policy's scheme; no threshold is written here.

Another entity's result is taken over as it stands and never comes through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

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
    is_full = not find_gaps(scheme, answers, policy)
    gained = add_up(scheme, answers, policy).gained
    reached = (b for b in said.extra["bands"] if (is_full if b.get("all") else gained >= b["at_least"]))
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


class Total(msgspec.Struct, frozen=True):
    """The points that the answers gained, of those that the standards which apply could give."""

    gained: int
    possible: int


def add_up(scheme: str, answers: Mapping[str, str], policy: Policy) -> Total:
    """Return the points of a scheme for its answers; what does not apply or is open counts for nothing."""
    points = _list_points(scheme, answers, policy)
    best = _find_best(scheme, policy)
    return Total(sum(points.values()), best * len(points))


def find_gaps(scheme: str, answers: Mapping[str, str], policy: Policy) -> tuple[str, ...]:
    """Return the standards of a scheme that are not met, or not wholly, in its order."""
    best = _find_best(scheme, policy)
    return tuple(code for code, gained in _list_points(scheme, answers, policy).items() if gained < best)


def list_answers(scheme: str, answers: Mapping[str, str], policy: Policy) -> Mapping[str, str]:
    """Return the answers that a scheme takes, by its standards in their order."""
    said = policy.entry("assessment_scheme", scheme)
    still_open = find_open(scheme, answers, policy)
    return {one: answers[one] for one in (said.extra["standards"] if said else ()) if one not in still_open}


def _list_points(scheme: str, answers: Mapping[str, str], policy: Policy) -> Mapping[str, int]:
    said = policy.entry("assessment_scheme", scheme)
    if said is None:
        return {}
    points: Mapping[str, int] = said.extra["points"]
    given = {standard: answers.get(standard, "") for standard in said.extra["standards"]}
    return {standard: points[answer] for standard, answer in given.items() if answer in points}


def _find_best(scheme: str, policy: Policy) -> int:
    said = policy.entry("assessment_scheme", scheme)
    return max(said.extra["points"].values()) if said else 0


def _is_answered(standard: str, answer: str, points: Mapping[str, Any], policy: Policy) -> bool:
    if answer != NOT_APPLICABLE:
        return answer in points
    known = policy.entry("standard", standard)
    return known is not None and bool(known.extra.get("may_be_not_applicable"))

"""Ratings from answers, by the two schemes that policy holds."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from focal_desktop.domain import score
from tests.domain.samples import POLICY

EIGHT, SIX = "harmonised_8", "unicef_2020"


def standards(scheme: str) -> list[str]:
    said = POLICY.entry("assessment_scheme", scheme)
    assert said
    return list(said.extra["standards"])


def answers(scheme: str, given: str) -> Mapping[str, str]:
    """Return answers by their first letters, in the order of the standards."""
    words = {"y": "yes", "n": "no", "-": "not_applicable", "?": "not_answered"}
    words |= {"a": "absent", "p": "progressing", "d": "adequate"}
    return dict(zip(standards(scheme), (words[letter] for letter in given), strict=True))


@pytest.mark.parametrize(
    ("scheme", "given", "rating"),
    [
        (EIGHT, "yyyyyyyy", "full"),
        (EIGHT, "yyyyyyy-", "full"),
        (EIGHT, "y-yyyyy-", "full"),
        (EIGHT, "yyyyyyyn", "medium"),
        (EIGHT, "nyyyyyy-", "medium"),
        (EIGHT, "nnyyyyyy", "medium"),
        (EIGHT, "nnyyyyy-", "low"),
        (EIGHT, "nnnyyyyy", "low"),
        (EIGHT, "nnnnnnnn", "low"),
        (EIGHT, "yyyyyyy?", "not_assessed"),
        (EIGHT, "-yyyyyyy", "not_assessed"),
        (SIX, "dddddd", "full"),
        (SIX, "dddppp", "full"),
        (SIX, "ddpppp", "medium"),
        (SIX, "pppaaa", "medium"),
        (SIX, "ppaaaa", "low"),
        (SIX, "aaaaaa", "low"),
        (SIX, "ddddd?", "not_assessed"),
        (SIX, "ddddd-", "not_assessed"),
        (SIX, "dddddy", "not_assessed"),
    ],
)
def test_a_rating_follows_from_the_answers(scheme: str, given: str, rating: str) -> None:
    assert score.score(scheme, answers(scheme, given), POLICY) == rating
    assert rating in POLICY.codes("capacity_rating")


def test_an_answer_on_a_standard_of_another_scheme_changes_nothing() -> None:
    given = {**answers(EIGHT, "yyyyyyyy"), "management_and_human_resources": "absent"}
    assert score.score(EIGHT, given, POLICY) == "full"


def test_a_scheme_of_a_newer_office_is_not_scored() -> None:
    assert score.score("later", {}, POLICY) == "not_assessed"
    assert score.find_open("later", {}, POLICY) == ()


def test_what_is_open_is_named_in_the_order_of_the_scheme() -> None:
    assert score.find_open(EIGHT, {}, POLICY) == tuple(standards(EIGHT))
    assert score.find_open(EIGHT, answers(EIGHT, "yy?yyy?-"), POLICY) == ("human_resources", "investigations")


@pytest.mark.parametrize("origin", POLICY.codes("assessment_origin"))
def test_every_assessment_but_our_own_is_taken_over(origin: str) -> None:
    assert score.is_taken_over(origin) == (origin != "own")


@pytest.mark.parametrize(
    ("scheme", "given", "gained", "possible", "gaps"),
    [
        (EIGHT, "yyyyyyyy", 8, 8, ()),
        (EIGHT, "yyynyyy-", 6, 7, ("mandatory_training",)),
        (EIGHT, "????????", 0, 0, ()),
        (SIX, "dddddd", 18, 18, ()),
        (SIX, "dpadd?", 12, 15, ("management_and_human_resources", "mandatory_training")),
    ],
)
def test_points_are_added_up_and_gaps_named(
    scheme: str, given: str, gained: int, possible: int, gaps: tuple[str, ...]
) -> None:
    said = answers(scheme, given)
    total = score.add_up(scheme, said, POLICY)
    assert (total.gained, total.possible) == (gained, possible)
    assert score.find_gaps(scheme, said, POLICY) == gaps


def test_what_is_open_is_no_answer_and_an_unknown_scheme_has_none() -> None:
    said = answers(SIX, "dd-y?a")
    assert list(score.list_answers(SIX, said, POLICY).values()) == ["adequate", "adequate", "absent"]
    assert score.list_answers("of_a_newer_office", said, POLICY) == {}
    assert score.add_up("of_a_newer_office", said, POLICY) == score.Total(0, 0)
    assert score.find_gaps("of_a_newer_office", said, POLICY) == ()

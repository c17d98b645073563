"""What may be said of allegations over the entity: nothing, none, or counts that point to nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.domain.allegation import Allegation
from focal_desktop.domain.annual import response
from focal_desktop.domain.annual.response import STEPS
from tests.reports import samples

RULES = samples.load_policy()
ALLEGATIONS = st.lists(
    st.builds(
        Allegation,
        regime=st.sampled_from(["sea", "workplace", "not_known"]),
        subject_group=st.sampled_from(["own_personnel", "partner", "contractor", "unknown"]),
        received_on=st.sampled_from([date(2025, 3, 1), date(2024, 3, 1), None]),
        state=st.sampled_from(["draft", "passed_on", "received", "with_investigators", "closed"]),
    ),
    max_size=60,
)


def make(number: int, *, regime: str, subject_group: str) -> list[Allegation]:
    """Return so many allegations of the year."""
    return [
        Allegation(received_on=date(2025, 3, 1), state="received", regime=regime, subject_group=subject_group)
        for _ in range(number)
    ]


def test_nothing_recorded_is_nil() -> None:
    assert response.is_nil([], 2025)
    assert response.is_nil([Allegation(received_on=date(2024, 12, 31))], 2025)


@pytest.mark.parametrize("received_on", [date(2025, 1, 1), date(2025, 12, 31), None])
@pytest.mark.parametrize("state", ["draft", "closed"])
@pytest.mark.parametrize("regime", ["sea", "workplace", "not_known"])
def test_anything_that_may_be_of_the_year_is_not_nil(
    received_on: date | None, state: str, regime: str
) -> None:
    assert not response.is_nil([Allegation(received_on=received_on, state=state, regime=regime)], 2025)


def test_fewer_than_ten_offices_are_never_counted() -> None:
    many = make(100, regime="sea", subject_group="partner")
    assert response.count_response(many, RULES, year=2025, offices=9) is None
    assert response.count_response(many, RULES, year=2025, offices=10) is not None


def test_groups_follow_regime_and_subject() -> None:
    counted = response.count_response(
        [
            *make(5, regime="sea", subject_group="own_personnel"),
            *make(6, regime="sea", subject_group="partner"),
            *make(7, regime="workplace", subject_group="own_personnel"),
            *make(8, regime="sea", subject_group="contractor"),
        ],
        RULES,
        year=2025,
        offices=30,
    )
    assert counted is not None
    assert [group.code for group in counted.groups] == [
        "sea_personnel",
        "sea_partners",
        "prohibited_conduct",
        "sea_others",
    ]
    assert counted.counts.rows == (5, 6, 7, 8)
    assert counted.counts.columns is None
    assert counted.counts.total == 26


def test_drafts_and_other_years_are_not_counted() -> None:
    drafts = [Allegation(regime="sea", received_on=date(2025, 1, 1)) for _ in range(20)]
    others = [Allegation(regime="sea", received_on=date(2023, 1, 1), state="closed") for _ in range(20)]
    counted = response.count_response([*drafts, *others], RULES, year=2025, offices=30)
    assert counted is not None
    assert counted.counts.total is None


@given(ALLEGATIONS)
def test_no_small_count_is_ever_given(allegations: list[Allegation]) -> None:
    counted = response.count_response(allegations, RULES, year=2025, offices=34)
    assert counted is not None
    shown = counted.counts
    numbers = [*(shown.rows or ()), *(shown.columns or ()), *(n for line in shown.cells or () for n in line)]
    assert all(number >= 5 for number in (*numbers, shown.total or 5))
    assert len(counted.steps) == len(STEPS) == 3

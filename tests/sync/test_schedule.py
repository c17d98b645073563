"""The next try comes later after each failure in a row, and latest where only a person can help."""

from __future__ import annotations

import pytest

from focal_desktop.sync import schedule

STEPS = [(1, 60), (2, 120), (3, 300), (4, 900), (5, 3600), (99, 3600)]


def test_a_round_that_went_well_is_followed_by_a_quiet_time() -> None:
    assert schedule.next_try_s(0) == schedule.QUIET_S == 900


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 60), (2, 120), (3, 300), (4, 900), (5, 3600), (99, 3600)]
)
def test_each_failure_in_a_row_puts_the_next_try_off(failures: int, seconds: int) -> None:
    assert schedule.next_try_s(failures, "hub_unreachable") == seconds


@pytest.mark.parametrize("code", sorted(schedule.WAIT_FOR_A_PERSON))
def test_what_waits_for_a_person_is_seldom_tried(code: str) -> None:
    assert schedule.next_try_s(1, code) == schedule.BACK_OFF_S[-1]

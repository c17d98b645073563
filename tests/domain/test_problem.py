"""Problems name a field and a code, and a day that has not come is only worth a word."""

from __future__ import annotations

from datetime import date

from focal_desktop.domain.problem import Problem, find_future

TODAY = date(2026, 11, 21)


def test_only_days_that_have_not_come_are_told_in_their_order() -> None:
    found = find_future(TODAY, one=date(2026, 11, 22), two=TODAY, three=None, four=date(2090, 1, 1))
    assert found == [Problem("one", "in_the_future"), Problem("four", "in_the_future")]

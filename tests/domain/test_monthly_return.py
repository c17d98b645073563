"""The monthly return: known by office and month, true with or without cases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from focal_desktop.domain import monthly_return
from focal_desktop.domain.monthly_return import KIND, MonthlyReturn
from focal_desktop.domain.problem import Problem

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("month", "last"),
    [
        ("2026-10", date(2026, 10, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("0001-01", date(1, 1, 31)),
        ("9999-12", date(9999, 12, 31)),
        ("0000-01", None),
        ("2026-13", None),
        ("2026-00", None),
        ("2026-1", None),
        ("2026-10-31", None),
        ("october", None),
        ("٢٠٢٦-١٠", None),
        ("", None),
    ],
)
def test_a_month_is_written_one_way(month: str, last: date | None) -> None:
    assert monthly_return.last_day(month) == last
    if last:
        assert monthly_return.month_of(last) == month
    problems = monthly_return.check(MonthlyReturn(month=month), date.max)
    assert problems == ([] if last or not month else [Problem("month", "not_a_date")])


@pytest.mark.parametrize(("month", "warned"), [("2026-11", False), ("2026-12", True), ("2027-01", True)])
def test_a_month_that_has_not_begun_is_a_warning(month: str, warned: bool) -> None:
    problems = monthly_return.check(MonthlyReturn(month=month), TODAY)
    assert problems == [Problem("month", "in_the_future")] * warned


def test_it_counts_nothing_and_holds_no_free_text_of_a_case() -> None:
    forms = {name: slot.form for name, slot in KIND.slots.items()}
    assert "whole_number" not in forms.values()
    assert [name for name, form in forms.items() if form in ("text", "long_text")] == ["office", "month"]
    assert not any(slot.said.to for slot in KIND.slots.values())


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, ["all_passed_on", "nobody_turned_away"]),
        ({"all_passed_on": "yes", "nobody_turned_away": "no"}, ["nobody_turned_away"]),
        ({"all_passed_on": "not_known", "nobody_turned_away": "yes"}, ["all_passed_on"]),
        ({"all_passed_on": "yes", "nobody_turned_away": "yes"}, []),
    ],
)
def test_a_filed_return_states_both_and_a_draft_may_state_neither(
    said: dict[str, Any], missing: list[str]
) -> None:
    filed = MonthlyReturn(state="filed", **said)
    assert [(p.field, p.code) for p in monthly_return.check(filed, TODAY)] == [(n, "needed") for n in missing]
    assert monthly_return.check(MonthlyReturn(**said), TODAY) == []


def test_the_act_and_the_move_need_the_three_statements() -> None:
    (act,), (move,) = KIND.acts, KIND.moves
    assert act.name == "file"
    assert act.needs == move.needs == ("all_passed_on", "channels_checked_on", "nobody_turned_away")

"""Plans: begun, carried forward once, noted by quarter, and what can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from focal_desktop.domain.quarter_note import Quarter
from focal_desktop.usecases import conflicts, plans, records
from focal_desktop.usecases.session import Session
from tests.desks import Desk, refused

TODAY = date(2026, 3, 2)


def begin(session: Session, *states: str, **more: Any) -> tuple[str, list[str]]:
    """Begin the plan of 2025 with one action at each of these statuses."""
    plan = plans.begin(session, 2025).plan
    said = [
        {"plan": plan, "area": "response", "activity": f"Action {number}", "state": state, **more}
        for number, state in enumerate(states)
    ]
    return plan, [one.id for one in records.add_many(session, "action", said)]


def test_a_plan_is_begun_once(desk: Desk) -> None:
    first = plans.begin(desk.session, 2026)
    assert plans.begin(desk.session, 2026) == first
    assert [plan.year for plan in plans.list_plans(desk.session)] == [2026]
    assert plans.list_offices(desk.session) == ["KEN"]


def test_plans_stand_in_the_order_of_their_years_and_by_office(desk: Desk) -> None:
    for year in (2027, 2025, 2026):
        plans.begin(desk.session, year)
    assert [plan.year for plan in plans.list_plans(desk.session)] == [2025, 2026, 2027]
    assert plans.list_plans(desk.session, "UGA") == []


def test_each_area_gives_one_action_to_write(desk: Desk) -> None:
    areas = desk.session.policy.codes("plan_area")
    begun = plans.begin_from_areas(desk.session, 2026)
    outline = plans.read_outline(desk.session, begun.plan)
    assert tuple(one.action.area for one in outline.actions) == areas
    assert plans.begin_from_areas(desk.session, 2026).actions == ()


def test_unfinished_actions_are_carried_with_new_targets(desk: Desk) -> None:
    plan, held = begin(
        desk.session,
        *("completed", "on_track", "cancelled", "delayed"),
        target=10,
        actual=7,
        percent=70,
        due_on="2025-11-30",
        budget="5.00 USD",
    )
    begun = plans.copy_forward(desk.session, plan, 2026)
    carried = [one.action for one in plans.read_outline(desk.session, begun.plan).actions]
    assert {one.carried_over_from for one in carried} == {held[1], held[3]}
    assert {one.activity for one in carried} == {"Action 1", "Action 3"}
    for one in carried:
        assert (one.target, one.actual, one.percent, one.state) == (None, None, None, "not_started")
        assert (one.baseline, one.due_on, one.budget) == (7, date(2026, 11, 30), "5.00 USD")


def test_carried_twice_nothing_is_there_twice(desk: Desk) -> None:
    plan, _ = begin(desk.session, "on_track")
    begun = plans.copy_forward(desk.session, plan, 2026)
    assert plans.copy_forward(desk.session, plan, 2026) == plans.Begun(begun.plan)
    plans.take_out(desk.session, begun.actions)
    assert plans.read_outline(desk.session, begun.plan).actions == ()
    plans.put_back(desk.session, begun.plan, begun.actions)
    assert len(plans.read_outline(desk.session, begun.plan).actions) == 1


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 1, 1), (2025, Quarter.Q4)),
        (date(2026, 3, 31), (2025, Quarter.Q4)),
        (date(2026, 4, 1), (2026, Quarter.Q1)),
        (date(2026, 9, 15), (2026, Quarter.Q2)),
        (date(2026, 12, 31), (2026, Quarter.Q3)),
    ],
)
def test_the_quarter_that_ended_last(day: date, found: tuple[int, Quarter]) -> None:
    assert plans.find_quarter_before(day) == found


def test_a_note_is_kept_changed_and_taken_back(desk: Desk) -> None:
    plan, (one,) = begin(desk.session, "on_track")
    before = plans.keep_note(desk.session, one, "q1", {"status": "on_track", "note": "Begun."})
    assert plans.read_outline(desk.session, plan).list_unnoted("q1") == ()
    again = plans.keep_note(desk.session, one, "q1", {"status": "at_risk", "note": "Rain."})
    assert again == {"status": "on_track", "note": "Begun."}
    plans.take_back_note(desk.session, one, "q1", again)
    found = plans.read_outline(desk.session, plan).actions[0].notes["q1"]
    assert (found.status, found.note) == ("on_track", "Begun.")
    plans.take_back_note(desk.session, one, "q1", before)
    assert len(plans.read_outline(desk.session, plan).list_unnoted("q1")) == 1


def test_not_started_is_a_note_only_with_a_word(desk: Desk) -> None:
    plan, (one,) = begin(desk.session, "not_started")
    with refused("needed", "note"):
        plans.keep_note(desk.session, one, "q1", {"status": "not_started", "note": ""})
    plans.keep_note(desk.session, one, "q1", {"status": "not_started", "note": "No road yet."})
    assert plans.read_outline(desk.session, plan).list_unnoted("q1") == ()


def test_what_was_dropped_wants_no_note(desk: Desk) -> None:
    plan, _ = begin(desk.session, "cancelled", "not_applicable", "completed")
    assert len(plans.read_outline(desk.session, plan).list_unnoted("q2")) == 1


def test_late_and_mine(desk: Desk) -> None:
    plan, _ = begin(
        desk.session, "on_track", "completed", "delayed", due_on="2026-03-01", responsible="head_of_office"
    )
    found = {one.action.state: one for one in plans.read_outline(desk.session, plan).actions}
    assert {state for state, one in found.items() if one.is_late(TODAY)} == {"on_track", "delayed"}
    assert not found["on_track"].is_late(date(2026, 3, 1))
    assert found["delayed"].is_late(date(2026, 1, 1))
    assert found["on_track"].is_of(("head_of_office",))
    assert not found["on_track"].is_of(("focal_point", "alternate"))


def test_done_is_counted_of_those_that_apply(desk: Desk) -> None:
    plan, _ = begin(desk.session, "completed", "cancelled", "on_track", "not_started")
    share = plans.count_done(plans.read_outline(desk.session, plan).actions)
    assert (share.n, share.of) == (1, 3)


def test_a_note_that_came_while_another_was_written_stays_beside_it(desk: Desk) -> None:
    office = desk.session
    _, (one,) = begin(office, "on_track")
    opened = plans.open_note(office, one, "q1")
    assert opened.written == {}
    plans.keep_note(office, one, "q1", {"status": "on_track", "note": "Came first."})
    plans.keep_note(office, one, "q1", {"status": "on_track", "note": "Typed meanwhile."}, opened)
    (held,) = conflicts.list_conflicts(office)
    assert {side.value for side in held.sides} == {"Came first.", "Typed meanwhile."}
    seen = plans.open_note(office, one, "q1")
    plans.keep_note(office, one, "q1", {"status": "on_track", "note": "Having seen both."}, seen)
    assert conflicts.list_conflicts(office) == []

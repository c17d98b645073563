"""The actions of a plan, ordered, counted and priced as the reports print them."""

from datetime import date
from decimal import Decimal

import pytest

from focal_desktop.domain.action import Action
from focal_desktop.domain.annual import actions
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import Money, Share
from focal_desktop.domain.office import Office
from focal_desktop.domain.plan import Plan
from focal_desktop.domain.quarter_note import QuarterNote
from tests.reports import samples

RULES = samples.load_policy()


def make_desk(
    *actions: Action, plan: Plan | None = None, notes: tuple[QuarterNote, ...] = ()
) -> OfficeRecords:
    """Return a desk with one plan of 2025 and these actions."""
    held = plan or Plan(id="plan", year=2025)
    return OfficeRecords(office=Office(), plans=(held,), actions=actions, quarter_notes=notes)


def test_actions_stand_by_area_and_then_by_day() -> None:
    desk = make_desk(
        Action(id="c", plan="plan", area="risk_assessment", due_on=date(2025, 1, 1)),
        Action(id="b", plan="plan", area="zero_tolerance", due_on=date(2025, 9, 1)),
        Action(id="a", plan="plan", area="from_a_newer_office"),
        Action(id="d", plan="plan", area="zero_tolerance"),
        Action(id="e", plan="plan", area="zero_tolerance", due_on=date(2025, 3, 1)),
        Action(id="f", plan="another"),
    )
    lines = actions.list_actions(desk, RULES, 2025)
    assert [(line.area.code, line.due_on and line.due_on.month) for line in lines] == [
        ("zero_tolerance", 3),
        ("zero_tolerance", 9),
        ("zero_tolerance", None),
        ("risk_assessment", 1),
        ("from_a_newer_office", None),
    ]


def test_a_plan_of_several_years_is_reported_in_each() -> None:
    desk = make_desk(Action(id="a", plan="plan"), plan=Plan(id="plan", year=2025, last_year=2026))
    found = {year: len(actions.list_actions(desk, RULES, year)) for year in (2024, 2025, 2026, 2027)}
    assert found == {2024: 0, 2025: 1, 2026: 1, 2027: 0}


def test_a_plan_ahead_leaves_out_what_is_done_or_dropped() -> None:
    states = ("not_started", "completed", "cancelled", "not_applicable", "on_track")
    desk = make_desk(*(Action(id=state, plan="plan", state=state) for state in states))
    ahead = actions.list_actions(desk, RULES, 2025, is_ahead=True)
    assert {line.status.code for line in ahead} == {"not_started", "on_track"}
    assert len(actions.list_actions(desk, RULES, 2025)) == len(states)


def test_a_line_says_what_the_record_says() -> None:
    action = Action(
        id="a",
        plan="plan",
        area="mandatory_training",
        activity="Train",
        indicator="People",
        unit="people",
        target=9,
        actual=3,
        responsible="focal_point",
        budget="12.50 USD",
        funding="core",
        state="delayed",
        constraint="no_staff",
    )
    notes = (
        QuarterNote(action="a", quarter="q3", note="Later"),
        QuarterNote(action="a", quarter="q1", note="Earlier"),
        QuarterNote(action="a", quarter="q4"),
    )
    (line,) = actions.list_actions(make_desk(action, notes=notes), RULES, 2025)
    assert (line.activity, line.indicator, line.unit, line.target, line.actual) == (
        "Train",
        "People",
        "people",
        9,
        3,
    )
    assert line.note == "Later"
    assert line.budget == Money(Decimal("12.50"), "USD")
    codes = [line.status, line.constraint, line.responsible, line.prong, line.funding]
    assert [term and term.code for term in codes] == [
        "delayed",
        "no_staff",
        "focal_point",
        "communication",
        "core",
    ]


def test_an_action_without_anything_is_a_line_too() -> None:
    (line,) = actions.list_actions(make_desk(Action(id="a", plan="plan", objective="Aim")), RULES, 2025)
    assert (line.activity, line.prong, line.responsible, line.constraint, line.budget) == (
        "Aim",
        None,
        None,
        None,
        None,
    )


def test_actions_done_are_counted_of_those_that_still_apply() -> None:
    states = ("completed", "completed", "delayed", "cancelled", "not_applicable")
    desk = make_desk(*(Action(id=str(n), plan="plan", state=state) for n, state in enumerate(states)))
    assert actions.count_done(actions.list_actions(desk, RULES, 2025)) == Share(2, 3)


def test_needs_are_summed_by_source_and_currency_the_unfunded_last() -> None:
    priced = (("none", "100.00 USD"), ("core", "5.00 EUR"), ("core", "1.50 USD"), ("core", "2.50 USD"))
    known = [Action(id=str(n), plan="plan", funding=f, budget=b) for n, (f, b) in enumerate(priced)]
    lines = actions.list_actions(make_desk(*known, Action(id="z", plan="plan")), RULES, 2025)
    needs = actions.list_needs(lines, RULES)
    assert [(one.source.code, one.actions, one.amount) for one in needs] == [
        ("core", 1, Money(Decimal("5.00"), "EUR")),
        ("core", 2, Money(Decimal("4.00"), "USD")),
        ("none", 1, Money(Decimal("100.00"), "USD")),
    ]


@pytest.mark.parametrize(
    ("said", "money"),
    [("12.50 USD", Money(Decimal("12.50"), "USD")), ("", None), ("0.00 KES", Money(Decimal(0), "KES"))],
)
def test_an_amount_is_read_as_records_write_it(said: str, money: Money | None) -> None:
    assert actions.read_money(said) == money


def test_needs_in_words_are_those_of_the_year() -> None:
    plans = (Plan(year=2026, needs="A car"), Plan(year=2025, needs="Old"), Plan(year=2026))
    assert actions.join_needs(plans, 2026) == "A car"

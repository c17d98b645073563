"""The actions of a plan as the annual reports print them, how many are done, and what they cost."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from focal_desktop.domain.action import Action
from focal_desktop.domain.annual import values
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import ActionLine, Money, NeedLine, Share, Term
from focal_desktop.domain.plan import Plan
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.quarter_note import QuarterNote

NO_CONSTRAINT = "none"


def list_actions(
    records: OfficeRecords, rules: Policy, year: int, *, is_ahead: bool = False
) -> tuple[ActionLine, ...]:
    """Return the actions of a year's plan, by area, then by day; of a plan ahead, those still to do."""
    plans = {plan.id for plan in records.plans if spans(plan, year)}
    notes = _find_last_notes(records.quarter_notes)
    areas = rules.codes("plan_area")
    lines = [
        _make_line(action, "" if is_ahead else notes.get(action.id, ""), rules)
        for action in sorted(records.actions, key=_order)
        if action.plan in plans
    ]
    found = [one for one in lines if not (is_ahead and one.status.code in {values.DONE, *values.DROPPED})]
    return tuple(sorted(found, key=lambda line: _place(line.area.code, areas)))


def spans(plan: Plan, year: int) -> bool:
    """Whether a plan holds for a year; one may span several."""
    return plan.year is not None and plan.year <= year <= (plan.last_year or plan.year)


def count_done(actions: Iterable[ActionLine]) -> Share:
    """Return how many actions are completed, of those that still apply."""
    codes = [action.status.code for action in actions]
    return Share(codes.count(values.DONE), len(codes) - sum(code in values.DROPPED for code in codes))


def list_needs(actions: Iterable[ActionLine], rules: Policy) -> tuple[NeedLine, ...]:
    """Return what a plan costs by source of funds and currency; what has no funds stands last."""
    sums: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for action in actions:
        if action.budget:
            source = action.funding.code if action.funding else values.UNFUNDED
            sums[source, action.budget.currency].append(action.budget.amount)
    sources = [code for code in rules.codes("funding_source") if code != values.UNFUNDED]
    order = sorted(sums, key=lambda key: (key[0] == values.UNFUNDED, _place(key[0], sources), key))
    return tuple(
        NeedLine(
            source=values.find_term(rules, "funding_source", source),
            actions=len(sums[source, currency]),
            amount=Money(sum(sums[source, currency], Decimal(0)), currency),
        )
        for source, currency in order
    )


def join_needs(plans: Iterable[Plan], year: int) -> str:
    """Return what an office writes of its needs in a year's plan."""
    return "\n".join(plan.needs for plan in plans if plan.needs and spans(plan, year))


def read_money(said: str) -> Money | None:
    """Return an amount as records write it, `12.50 USD`."""
    amount, _, currency = said.partition(" ")
    return Money(Decimal(amount), currency) if currency else None


def _make_line(action: Action, note: str, rules: Policy) -> ActionLine:
    return ActionLine(
        area=values.find_term(rules, "plan_area", action.area),
        prong=_find_prong(action.area, rules),
        activity=action.activity or action.objective,
        status=values.find_term(rules, "action_status", action.state),
        note=note,
        constraint=_find_some(rules, "constraint", action.constraint),
        indicator=action.indicator,
        unit=action.unit,
        target=action.target,
        actual=action.actual,
        responsible=_find_some(rules, "responsible_role", action.responsible),
        due_on=action.due_on,
        funding=values.find_term(rules, "funding_source", action.funding),
        budget=read_money(action.budget),
    )


def _find_some(rules: Policy, list_name: str, code: str) -> Term | None:
    return values.find_term(rules, list_name, code) if code and code != NO_CONSTRAINT else None


def _find_prong(area: str, rules: Policy) -> Term | None:
    entry = rules.entry("plan_area", area)
    prongs = entry.extra["sg_prongs"] if entry else []
    return values.find_term(rules, "sg_prong", prongs[0]) if prongs else None


def _find_last_notes(notes: Iterable[QuarterNote]) -> dict[str, str]:
    return {note.action: note.note for note in sorted(notes, key=lambda note: note.quarter) if note.note}


def _order(action: Action) -> tuple[bool, str, str]:
    return (action.due_on is None, str(action.due_on), action.id)


def _place(code: str, order: Sequence[str]) -> int:
    return order.index(code) if code in order else len(order)

"""The actions of an office's report: those of the year with their status, the plan, and what it costs."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from reportlab.platypus import Flowable

from focal_desktop.domain.annual import actions, values
from focal_desktop.reports import chart, tokens
from focal_desktop.reports.press import Press
from focal_desktop.reports.table import Cell, Column, Heading, Line, Remark, Row

STATUS_COLOURS = {
    "completed": tokens.OK,
    "on_track": tokens.ACCENT,
    "not_started": tokens.NEUTRAL,
    "carried_over": tokens.VIOLET,
    "delayed": tokens.WARN,
    "at_risk": tokens.DANGER,
}
BUDGET = "budget_indicative"
MOST_URGENT_FIRST = ("at_risk", "delayed", "carried_over", "not_started", "on_track", "completed")
Cells = Callable[[values.ActionLine], tuple[Cell, ...]]


def show_last_year(press: Press, actions: Sequence[values.ActionLine], limit: int) -> list[Flowable]:
    """Return each action with its status, at most `limit` of an area; the most urgent are kept."""
    if not actions:
        return []
    say = press.words.say
    columns = (
        Column(say("Action"), 43),
        Column(say("Reached"), 29),
        Column(say("Status"), 19),
        Column(say("What stands in the way"), 19),
    )

    def cells(action: values.ActionLine) -> tuple[Cell, ...]:
        told = press.typed(action.activity)
        return (
            f"{told}\n{press.typed(action.note)}" if action.note else told,
            _aim(press, action, is_reached=True),
            mark_status(press, action.status),
            press.term(action.constraint) if action.constraint else "",
        )

    rows = _group(press, actions, limit, cells, is_past=True)
    return [draw_statuses(press, [action.status for action in actions]), press.table(columns, rows)]


def show_plan(press: Press, actions: Sequence[values.ActionLine], note: str, limit: int) -> list[Flowable]:
    """Return the coming year's actions under their area, at most `limit` of one."""
    if not actions:
        return []
    say = press.words.say
    columns = (
        Column(say("Action"), 41),
        Column(say("Aim"), 26),
        Column(say("Responsible"), 17),
        Column(say("Due"), 18),
        Column(say("Budget"), 15, "end"),
    )

    def cells(action: values.ActionLine) -> tuple[Cell, ...]:
        return (
            press.typed(action.activity),
            _aim(press, action, is_reached=False),
            press.term(action.responsible),
            press.day(action.due_on),
            press.money(action.budget),
        )

    rows = _group(press, actions, limit, cells, is_past=False)
    if any(action.budget for action in actions):
        rows.append(Remark(note))
    return [press.table(columns, rows)]


def show_needs(press: Press, needs: Sequence[values.NeedLine], note: str) -> list[Flowable]:
    """Return what a plan costs by source of funds."""
    if not needs:
        return []
    say, number = press.words.say, press.words.number
    columns = (
        Column(say("Source of funds"), 50),
        Column(say("Actions"), 20, "end"),
        Column(say("Amount"), 30, "end"),
    )
    names = (
        say("No funds yet") if need.source.code == values.UNFUNDED else press.term(need.source)
        for need in needs
    )
    rows: list[Line] = [
        Row((name, number(need.actions), press.money(need.amount)))
        for name, need in zip(names, needs, strict=True)
    ]
    return [press.table(columns, [*rows, Remark(note)])]


def draw_statuses(press: Press, statuses: Iterable[values.Term]) -> Flowable:
    """Return how many actions stand where, as one bar with its key."""
    found = list(statuses)
    terms = {status.code: status for status in found}
    numbers = Counter(status.code for status in found)
    order = [*reversed(MOST_URGENT_FIRST), *sorted(set(terms) - set(MOST_URGENT_FIRST))]
    parts = [
        chart.Part(
            press.term(terms[code]),
            numbers[code],
            press.words.number(numbers[code]),
            STATUS_COLOURS.get(code, tokens.NEUTRAL),
        )
        for code in order
        if code in terms
    ]
    return chart.Stack(press.setter, parts)


def mark_status(press: Press, status: values.Term) -> Flowable:
    """Return a status in words, with its colour beside it."""
    colour = STATUS_COLOURS.get(status.code, tokens.NEUTRAL)
    return chart.Marked(press.setter, press.term(status), press.look.cell, colour)


def _group(
    press: Press, actions: Sequence[values.ActionLine], limit: int, cells: Cells, *, is_past: bool
) -> list[Line]:
    rows: list[Line] = []
    for _, found in groupby(actions, key=lambda action: action.area.code):
        lines = sorted(found, key=_urgency)
        shown = [cells(action) for action in lines[:limit]]
        if press.look.has_headings:
            rows.append(Heading(press.term(lines[0].area), _describe(press, lines, is_past=is_past)))
            rows += [Row(row) for row in shown]
        else:
            rows += [Row(_name_area(press, lines[0].area, row)) for row in shown]
        rows += show_more(press, len(lines) - limit)
    return rows


def _name_area(press: Press, area: values.Term, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return a row that names its area where the area has no line of its own."""
    return (press.words.say("{indicator}: {figure}", indicator=press.term(area), figure=row[0]), *row[1:])


def _describe(press: Press, lines: Sequence[values.ActionLine], *, is_past: bool) -> str:
    say, prong, done = press.words.say, lines[0].prong, actions.count_done(lines)
    if is_past:
        number = say("{n} of {total} completed", n=done.n, total=done.of)
    else:
        number = press.words.count(len(lines), "one action", "{n} actions")
    return say("{prong} · {number}", prong=press.term(prong), number=number) if prong else number


def show_more(press: Press, number: int) -> list[Line]:
    """Return the line that says how many rows were left out and where they are, if any were."""
    if number <= 0:
        return []
    said = press.words.count(
        number, "One more in the annex kept at the desk", "{n} more in the annex kept at the desk"
    )
    return [Remark(said)]


def _urgency(action: values.ActionLine) -> int:
    code = action.status.code
    return MOST_URGENT_FIRST.index(code) if code in MOST_URGENT_FIRST else len(MOST_URGENT_FIRST)


def _aim(press: Press, action: values.ActionLine, *, is_reached: bool) -> str:
    words = press.words
    if action.target is None:
        return press.typed(action.indicator)
    if is_reached and action.actual is not None:
        count = words.say("{n} of {total}", n=action.actual, total=action.target)
    else:
        count = words.number(action.target)
    said = words.say("{count} {unit}", count=count, unit=action.unit) if action.unit else count
    if not action.indicator:
        return said
    return words.say("{indicator}: {figure}", indicator=action.indicator, figure=said)

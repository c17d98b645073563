"""The actions of an office's report: those of the year with their status, the plan, and what it costs."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from reportlab.platypus import Flowable

from focal_desktop.domain.annual import actions, values
from focal_desktop.reports import chart, text, tokens
from focal_desktop.reports.press import Press
from focal_desktop.reports.table import Cell, Column, Extent, Heading, Line, Remark, Row

STATUS_COLOURS = {
    "completed": tokens.OK,
    "on_track": tokens.ACCENT,
    "not_started": tokens.NEUTRAL,
    "carried_over": tokens.VIOLET,
    "delayed": tokens.WARN,
    "at_risk": tokens.DANGER,
}
BUDGET = "budget_indicative"
MOST_NEEDS = 12
MOST_URGENT_FIRST = ("at_risk", "delayed", "carried_over", "not_started", "on_track", "completed")
Cells = Callable[[values.ActionLine], tuple[Cell, ...]]


def show_last_year(press: Press, actions: Sequence[values.ActionLine], extent: Extent) -> list[Flowable]:
    """Return each action with its status; where not all are shown, the most urgent."""
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

    rows = _group(press, actions, extent, cells, is_past=True)
    return [draw_statuses(press, [action.status for action in actions]), press.table(columns, rows)]


def show_plan(
    press: Press, actions: Sequence[values.ActionLine], note: str, extent: Extent
) -> list[Flowable]:
    """Return the coming year's actions under their area."""
    if not actions:
        return []
    say = press.words.say
    columns = (
        Column(say("Action"), 40),
        Column(say("Aim"), 24),
        Column(say("Responsible"), 19),
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

    rows = _group(press, actions, extent, cells, is_past=False)
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
    rows = [
        Row((name, number(need.actions), press.money(need.amount)))
        for name, need in zip(names, needs, strict=True)
    ]
    more = show_more(press, len(needs) - MOST_NEEDS)
    return [press.table(columns, [*rows[:MOST_NEEDS], *more, Remark(note)])]


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
    press: Press, actions: Sequence[values.ActionLine], extent: Extent, cells: Cells, *, is_past: bool
) -> list[Line]:
    if extent.of_all < len(actions):
        return _list_most_urgent(press, actions, extent.of_all, cells)
    rows: list[Line] = []
    for _, found in groupby(actions, key=_find_area):
        lines = sorted(found, key=_urgency)
        area = _name_area(press, lines[0])
        shown = [cells(action) for action in lines[: extent.of_each]]
        if press.look.has_headings:
            rows.append(Heading(area, _describe(press, lines, is_past=is_past)))
            rows += [Row(row) for row in shown]
        else:
            rows += [Row(_add_area(press, area, row)) for row in shown]
        rows += show_more(press, len(lines) - extent.of_each)
    return rows


def _list_most_urgent(
    press: Press, actions: Sequence[values.ActionLine], most: int, cells: Cells
) -> list[Line]:
    say = press.words.say
    lines = sorted(actions, key=_urgency)[:most]
    rows: list[Line] = [Row(_add_area(press, _name_area(press, one), cells(one))) for one in lines]
    numbers = Counter(_name_area(press, one) for one in actions)
    counted = say(", ").join(say("{area} ({n})", area=area, n=number) for area, number in numbers.items())
    return [*rows, *show_more(press, len(actions) - most), Remark(say("All by area: {areas}", areas=counted))]


def _name_area(press: Press, action: values.ActionLine) -> str:
    return press.term(action.area) if action.area.labels else press.words.say("Other areas")


def _add_area(press: Press, area: str, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return a row that names its area where the area has no line of its own."""
    return (press.words.say("{indicator}: {figure}", indicator=area, figure=row[0]), *row[1:])


def _find_area(action: values.ActionLine) -> str:
    """Return the area a line stands under; those of a newer policy stand together."""
    return action.area.code if action.area.labels else ""


def _describe(press: Press, lines: Sequence[values.ActionLine], *, is_past: bool) -> str:
    say, prong, done = press.words.say, lines[0].prong, actions.count_done(lines)
    if is_past:
        number = say("{n} of {total} completed", n=done.n, total=done.of)
    else:
        number = press.words.count(len(lines), "one action", "{n} actions")
    if prong is None:
        return number
    told = say("{prong} · {number}", prong=press.term(prong), number=_tie(number))
    return told.replace(" · ", f" ·{text.TIE}")


def _tie(said: str) -> str:
    """Return a number with what it counts, never broken between the two."""
    return said.replace(" ", text.TIE)


def show_more(press: Press, number: int) -> list[Line]:
    """Return the line that says how many rows were left out and where they are, if any were."""
    if number <= 0:
        return []
    said = press.words.count(
        number, "One more in the annex kept at the desk", "{n} more in the annex kept at the desk"
    )
    return [Remark(said)]


def _urgency(action: values.ActionLine) -> tuple[int, date]:
    code = action.status.code
    rank = MOST_URGENT_FIRST.index(code) if code in MOST_URGENT_FIRST else len(MOST_URGENT_FIRST)
    return rank, action.due_on or date.max


def _aim(press: Press, action: values.ActionLine, *, is_reached: bool) -> str:
    words = press.words
    if action.target is None:
        return press.name(action.indicator)
    if is_reached and action.actual is not None:
        count = _tie(words.say("{n} of {total}", n=action.actual, total=action.target))
    else:
        count = words.number(action.target)
    said = words.say("{count} {unit}", count=count, unit=press.name(action.unit)) if action.unit else count
    if not action.indicator:
        return said
    return words.say("{indicator}: {figure}", indicator=press.name(action.indicator), figure=said)

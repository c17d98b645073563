"""The sections on plans: what came of last year's, next year's, what it needs, what others recommended."""

from collections.abc import Sequence
from itertools import groupby

from reportlab.platypus import Flowable

from focal_desktop.domain.annual.entity import AreaLine, EntityAnnual, RecommendationLine
from focal_desktop.reports import chart, hq_desk, office_actions, tokens
from focal_desktop.reports.press import Press
from focal_desktop.reports.table import Cell, Column, Extent, Heading, Line, Row

STATE_COLOURS = {"verified": tokens.OK, "done": tokens.ACCENT, "in_progress": tokens.WARN}


def show_last_year(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return how far the offices' plans came, and each action of the entity's own."""
    say = press.words.say
    blocks: list[Flowable] = []
    statuses = [term for line in model.sums.actions for term, number in line.statuses for _ in range(number)]
    if statuses:
        blocks += [
            *press.subheading(say("The plans of the offices")),
            office_actions.draw_statuses(press, statuses),
            *hq_desk.show_areas(press, model.sums.actions),
        ]
    own = office_actions.show_last_year(press, model.own_actions, Extent())
    return [*blocks, *(press.subheading(say("The plan of headquarters")) if own else []), *own]


def show_next_year(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the coming plans under the four headings of the Secretary-General's strategy."""
    say = press.words.say
    blocks: list[Flowable] = []
    if model.sums.plan:
        columns = (Column(say("Area of the plan"), 80), Column(say("Actions of offices"), 20, "end"))
        blocks += [
            *press.subheading(say("The plans of the offices")),
            press.table(columns, _group_by_prong(press, model.sums.plan)),
        ]
    note = press.passage(model.passages, office_actions.BUDGET)
    own = office_actions.show_plan(press, model.own_plan, note, Extent())
    return [*blocks, *(press.subheading(say("The plan of headquarters")) if own else []), *own]


def _group_by_prong(press: Press, lines: Sequence[AreaLine]) -> list[Line]:
    rows: list[Line] = []
    ordered = sorted(lines, key=_name_prong)
    for _, found in groupby(ordered, key=_name_prong):
        mine = list(found)
        rows.append(Heading(press.term(mine[0].prong)))
        rows += [
            Row((press.term(line.area), press.words.number(sum(number for _, number in line.statuses))))
            for line in mine
        ]
    return rows


def _name_prong(line: AreaLine) -> str:
    return line.prong.code if line.prong else ""


def show_resources(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return what the plans cost by source of funds."""
    note = press.passage(model.passages, office_actions.BUDGET)
    return office_actions.show_needs(press, model.sums.needs, note)


def show_lessons(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the recommendations made to the entity as a matrix, each with its state."""
    if not model.recommendations:
        return []
    say = press.words.say
    columns = (
        Column(say("Recommendation"), 50),
        Column(say("Followed by"), 22),
        Column(say("Due"), 16),
        Column(say("State"), 24),
    )
    rows: list[Line] = []
    for _, found in groupby(model.recommendations, key=lambda one: one.group.code):
        mine = list(found)
        rows.append(Heading(press.term(mine[0].group), press.words.number(len(mine))))
        rows += [Row(_recommend(press, one)) for one in mine]
    return [press.table(columns, rows)]


def _recommend(press: Press, said: RecommendationLine) -> tuple[Cell, ...]:
    title = press.term(said.title)
    colour = STATE_COLOURS.get(said.state.code, tokens.NEUTRAL)
    return (
        f"{title}\n{press.typed(said.progress)}" if said.progress else title,
        press.term(said.owner),
        press.day(said.due_on),
        chart.Marked(press.setter, press.term(said.state), press.look.cell, colour),
    )


def list_areas(lines: Sequence[AreaLine], codes: Sequence[str]) -> tuple[AreaLine, ...]:
    """Return the lines of some areas."""
    return tuple(line for line in lines if line.area.code in codes)

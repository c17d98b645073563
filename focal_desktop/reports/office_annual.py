"""The annual report of an office: four pages at most, however long its lists (do_no_harm.md B2)."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import msgspec
from reportlab.platypus import CondPageBreak, Flowable

from focal_desktop.base.words import Words
from focal_desktop.domain.annual import values
from focal_desktop.reports import edition, office_actions, office_cover, office_desk, page, press, table
from focal_desktop.reports.press import Press

NAME = "office_annual"
MOST_PAGES = 4
LONGEST_NEEDS = 1_200


class Density(msgspec.Struct, frozen=True):
    """How much a report shows and how it is set."""

    look: table.Look = table.ROOMY
    extent: table.Extent = table.Extent()
    is_kept: bool = True  # a section that a page can hold is not broken


# Three ways to fit, each from airy to terse. Everything, in ever smaller type; some of each area, whose line
# says how many it has; the most urgent of all, and how many there are by area.
WAYS = (
    (
        Density(),
        Density(table.MIDDLE),
        Density(table.CLOSE),
        Density(table.CLOSE, is_kept=False),
        Density(table.FLAT, is_kept=False),
    ),
    tuple(Density(table.CLOSE, table.Extent(rows), is_kept=False) for rows in (12, 8, 5, 4, 3, 2, 1)),
    tuple(Density(table.FLAT, table.Extent(of_all=rows), is_kept=False) for rows in range(40, -1, -4)),
)


def render(model: values.OfficeAnnual, words: Words, mode: str) -> page.Rendered:
    """Return the report as a PDF; the shareable one is made from a model without names."""
    said = values.make_shareable(model) if mode == edition.SHAREABLE else model
    started = press.start(words)

    @cache
    def print_at(density: Density) -> page.Rendered | None:
        dense = msgspec.structs.replace(started, look=density.look)
        story, furniture = compose(dense, said, density), _furnish(dense, said, mode)
        try:
            return page.render(story, furniture, words, dense.setter)
        except page.TooLong:
            return None

    for way in WAYS:
        if print_at(way[-1]):
            fits = bisect_left(way, 1, key=lambda one: 1 if print_at(one) else 0)
            if made := print_at(way[fits]):
                return made
    raise ValueError("the report does not fit its pages")


def compose(press: Press, model: values.OfficeAnnual, density: Density) -> list[Flowable]:
    """Return cover and sections in the order of the policy; one that has nothing to say is left out."""
    story = office_cover.compose(press, model)
    shown = _list_sections(press, model, density.extent)
    for title in model.sections:
        blocks = shown[title.code]() if title.code in shown else []
        if blocks:
            section = [*press.heading(press.term(title)), *blocks]
            story += [*_keep(section), *section] if density.is_kept else section
    return story


def _list_sections(
    press: Press, model: values.OfficeAnnual, extent: table.Extent
) -> Mapping[str, Callable[[], list[Flowable]]]:
    note = press.passage(model.passages, office_actions.BUDGET)
    return {
        "last_year": lambda: office_actions.show_last_year(press, model.last_actions, extent),
        "training": lambda: office_desk.show_training(press, model.courses),
        "partners": lambda: office_desk.show_partners(press, model, extent),
        "channels_and_returns": lambda: [
            *office_desk.show_channels(press, model, extent),
            *office_desk.show_returns(press, model),
            *office_desk.show_allegations(press, model),
        ],
        "next_year": lambda: office_actions.show_plan(press, model.plan, note, extent),
        "needs": lambda: [
            *([press.text(press.typed(model.needs_text, LONGEST_NEEDS))] if model.needs_text else []),
            *office_actions.show_needs(press, model.needs, note),
        ],
    }


def _keep(section: Sequence[Flowable]) -> list[Flowable]:
    """Return a page break that is taken only if a page can hold the section and the rest of this cannot."""
    tall = sum(
        block.wrap(*page.ROOM)[1] + block.getSpaceBefore() + block.getSpaceAfter() for block in section[1:]
    )
    return [CondPageBreak(tall)] if tall < page.ROOM[1] else []


def _furnish(press: Press, model: values.OfficeAnnual, mode: str) -> page.Furniture:
    words = press.words
    return page.Furniture(
        title=office_cover.name(press, model),
        author=words.say(
            "{entity} · {office}", entity=press.term(model.entity_short), office=press.name(model.office)
        ),
        classification=edition.classify(words, mode),
        template=model.template,
        most_pages=MOST_PAGES,
        check_code=edition.make_check_code(msgspec.json.encode(model, order="deterministic"), mode),
    )

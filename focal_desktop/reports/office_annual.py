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
EVERY_ROW = 10_000


class Density(msgspec.Struct, frozen=True):
    """How much a report shows and how it is set."""

    look: table.Look = table.ROOMY
    limit: int = EVERY_ROW
    is_kept: bool = True  # a section that a page can hold is not broken


# Each shorter than the one before. First everything: airy, in small type, without a line for each area.
WHOLE = (
    Density(),
    Density(table.MIDDLE),
    Density(table.CLOSE),
    Density(table.CLOSE, is_kept=False),
    Density(table.FLAT, is_kept=False),
)
# Then ever fewer rows of each area, whose line says how many it has.
PARTS = tuple(Density(table.CLOSE, limit, is_kept=False) for limit in (12, 8, 5, 4, 3, 2, 1, 0))


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

    tried = WHOLE if print_at(WHOLE[-1]) else PARTS
    fits = bisect_left(tried, 1, key=lambda one: 1 if print_at(one) else 0)
    made = print_at(tried[min(fits, len(tried) - 1)])
    if made is None:
        raise ValueError("the report does not fit its pages")
    return made


def compose(press: Press, model: values.OfficeAnnual, density: Density) -> list[Flowable]:
    """Return cover and sections in the order of the policy; one that has nothing to say is left out."""
    story = office_cover.compose(press, model)
    shown = _list_sections(press, model, density.limit)
    for title in model.sections:
        blocks = shown[title.code]() if title.code in shown else []
        if blocks:
            section = [*press.heading(press.term(title)), *blocks]
            story += [*_keep(section), *section] if density.is_kept else section
    return story


def _list_sections(
    press: Press, model: values.OfficeAnnual, limit: int
) -> Mapping[str, Callable[[], list[Flowable]]]:
    note = press.passage(model.passages, office_actions.BUDGET)
    return {
        "last_year": lambda: office_actions.show_last_year(press, model.last_actions, limit),
        "training": lambda: office_desk.show_training(press, model.courses),
        "partners": lambda: office_desk.show_partners(press, model, limit),
        "channels_and_returns": lambda: [
            *office_desk.show_channels(press, model, limit),
            *office_desk.show_returns(press, model),
            *office_desk.show_allegations(press, model),
        ],
        "next_year": lambda: office_actions.show_plan(press, model.plan, note, limit),
        "needs": lambda: [
            *([press.text(press.typed(model.needs_text))] if model.needs_text else []),
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
        author=words.say("{entity} · {office}", entity=press.term(model.entity_short), office=model.office),
        classification=edition.classify(words, mode),
        template=model.template,
        most_pages=MOST_PAGES,
        check_code=edition.make_check_code(msgspec.json.encode(model, order="deterministic"), mode),
    )

"""The consolidated annual report of headquarters: a memo, thirteen sections, annexes (domain.md 5.5)."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from focal_desktop.base.words import Words
from focal_desktop.domain.annual import entity
from focal_desktop.domain.annual.entity import EntityAnnual
from focal_desktop.domain.annual.values import Term
from focal_desktop.reports import (
    edition,
    hq_annexes,
    hq_desk,
    hq_front,
    hq_plan,
    hq_response,
    page,
    press,
)
from focal_desktop.reports.press import Press

NAME = "hq_annual"
OWN_PAGE = ("certification", "reconciliation")  # begin on a page of their own
LEAST_BELOW, HEAD = 170, 38


def render(model: EntityAnnual, words: Words, mode: str) -> page.Rendered:
    """Return the report as a PDF; the shareable one is made from a model without names."""
    said = entity.make_shareable(model) if mode == edition.SHAREABLE else model
    started = press.start(words)
    furniture = page.Furniture(
        title=hq_front.name(started, said),
        author=started.term(said.entity_short),
        classification=edition.classify(words, mode),
        template=said.template,
        check_code=edition.make_check_code(msgspec.json.encode(said, order="deterministic"), mode),
    )
    return page.render(compose(started, said), furniture, words, started.setter)


def compose(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the sections in the order of the policy; one that has nothing to say is left out."""
    shown = _list_sections(press, model)
    found = [(title, shown[title.code]()) for title in model.sections if title.code in shown]
    held = {title.code for title, blocks in found if blocks}
    listed = msgspec.structs.replace(
        model, sections=tuple(title for title in model.sections if title.code in held)
    )
    story: list[Flowable] = []
    for title, blocks in found:
        if title.code in FRONT:
            story += FRONT[title.code](press, listed)
        elif blocks:
            story += [*_head(press, model, title, blocks), *blocks]
    return story


FRONT: Mapping[str, Callable[[Press, EntityAnnual], list[Flowable]]] = {
    "memo": hq_front.show_memo,
    "cover": hq_front.show_cover,
}


def _head(press: Press, model: EntityAnnual, title: Term, blocks: Sequence[Flowable]) -> list[Flowable]:
    said, number = press.term(title), model.numbers.get(title.code)
    named = press.words.say("{number}. {title}", number=number, title=said) if number else said
    tall = sum(block.wrap(*page.ROOM)[1] + block.getSpaceBefore() for block in blocks) + HEAD
    start: Flowable = PageBreak() if title.code in OWN_PAGE else CondPageBreak(min(tall, LEAST_BELOW))
    return [start, *press.heading(named)]


def _list_sections(press: Press, model: EntityAnnual) -> Mapping[str, Callable[[], list[Flowable]]]:
    def with_areas(code: str, blocks: list[Flowable]) -> list[Flowable]:
        lines = hq_plan.list_areas(model.sums.actions, model.areas.get(code, ()))
        return [*blocks, *hq_desk.show_areas(press, lines)]

    return {
        "memo": lambda: hq_front.show_memo(press, model),
        "cover": lambda: hq_front.show_cover(press, model),
        "certification": lambda: hq_front.show_certification(press, model),
        "summary": lambda: hq_desk.show_summary(press, model),
        "context_and_risk": lambda: hq_desk.show_context(press, model),
        "leadership": lambda: with_areas("leadership", hq_desk.show_leadership(press, model)),
        "prevention": lambda: with_areas("prevention", hq_desk.show_prevention(press, model)),
        "partners": lambda: with_areas("partners", hq_desk.show_partners(press, model)),
        "communities": lambda: with_areas("communities", hq_desk.show_communities(press, model)),
        "response": lambda: with_areas("response", hq_response.show_response(press, model)),
        "high_risk": lambda: with_areas("high_risk", hq_desk.show_high_risk(press, model)),
        "last_year": lambda: hq_plan.show_last_year(press, model),
        "next_year": lambda: hq_plan.show_next_year(press, model),
        "resources": lambda: hq_plan.show_resources(press, model),
        "lessons": lambda: hq_plan.show_lessons(press, model),
        "reconciliation": lambda: hq_response.show_reconciliation(press, model),
        "definitions": lambda: hq_annexes.show_definitions(press),
        "course_list": lambda: hq_annexes.show_courses(press, model),
        "partner_list": lambda: hq_desk.show_partner_list(press, model),
        "data_quality": lambda: hq_annexes.show_quality(press, model),
        "abbreviations": lambda: hq_annexes.show_abbreviations(press),
    }

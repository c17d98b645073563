"""Adds up what offices count at their desks; an office's own figure is never in a sum's place."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from focal_desktop.domain.annual import figures, partners, values
from focal_desktop.domain.annual.entity import AreaLine, ContractLine, DeskSums, IndicatorLine
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import (
    ActionLine,
    CourseLine,
    Money,
    NeedLine,
    OfficeAnnual,
    PartnerLine,
    RatingLine,
    Share,
    Term,
)
from focal_desktop.domain.policy import Policy


def add_up(
    found: Sequence[OfficeAnnual],
    before: Sequence[OfficeAnnual],
    desks: Sequence[OfficeRecords],
    rules: Policy,
) -> DeskSums:
    """Return the sums of a year, beside those of the year before where there is something to compare."""
    return DeskSums(
        indicators=_add_indicators(found, before, rules),
        contracts=_add_contracts(found, desks, rules),
        courses=_add_courses(found, rules),
        ratings=_add_ratings(found, rules),
        partners=_list_partners(found, desks, rules),
        actions=_add_actions(found, rules, lambda one: one.last_actions),
        plan=_add_actions(found, rules, lambda one: one.plan),
        needs=_add_needs(found, rules),
    )


def add(shares: Iterable[Share]) -> Share:
    """Return shares as one."""
    found = list(shares)
    return Share(sum(share.n for share in found), sum(share.of for share in found))


def _list_partners(
    found: Sequence[OfficeAnnual], desks: Sequence[OfficeRecords], rules: Policy
) -> tuple[PartnerLine, ...]:
    lines = []
    for model, desk in zip(found, desks, strict=True):
        day = find_day(model)
        agreements = figures.list_agreements(desk, date(model.year, 1, 1), day)
        rated = partners.rate_partners(agreements, desk, rules, day)
        mine = partners.list_partners(agreements, rated, desk, rules)
        lines += [msgspec.structs.replace(line, office=model.office) for line in mine]
    return tuple(lines)


def find_day(model: OfficeAnnual) -> date:
    """Return the day a report's figures are of."""
    return min(model.as_of_on, date(model.year, 12, 31))


def _add_indicators(
    found: Sequence[OfficeAnnual], before: Sequence[OfficeAnnual], rules: Policy
) -> tuple[IndicatorLine, ...]:
    def find(models: Sequence[OfficeAnnual], code: str) -> Share:
        figures = (figure for one in models for figure in one.figures)
        return add(figure.share for figure in figures if figure.indicator.code == code)

    lines = [
        IndicatorLine(
            indicator=values.find_term(rules, "core_indicator", code),
            share=find(found, code),
            before=find(before, code),
        )
        for code in rules.codes("core_indicator")
    ]
    return tuple(line for line in lines if line.share.of)


def _add_contracts(
    found: Sequence[OfficeAnnual], desks: Sequence[OfficeRecords], rules: Policy
) -> tuple[ContractLine, ...]:
    shares: dict[str, list[Share]] = {}
    people: Counter[str] = Counter()
    for model, desk in zip(found, desks, strict=True):
        counted = figures.count_contracts(figures.require(desk, rules, find_day(model)))
        for contract, (number, share) in counted.items():
            people[contract] += number
            shares.setdefault(contract, []).append(share)
    order = [*rules.codes("contract_type"), *sorted(set(people) - set(rules.codes("contract_type")))]
    return tuple(
        ContractLine(
            contract=values.find_term(rules, "contract_type", code),
            people=people[code],
            up_to_date=add(shares[code]),
        )
        for code in order
        if people[code]
    )


def _add_courses(found: Sequence[OfficeAnnual], rules: Policy) -> tuple[CourseLine, ...]:
    lines = [line for one in found for line in one.courses]
    totals = []
    for code in rules.codes("course"):
        mine = [line for line in lines if line.course.code == code]
        share = add(line.up_to_date for line in mine)
        if share.of:
            not_counted = sum(line.not_counted for line in mine)
            totals.append(CourseLine(course=mine[0].course, up_to_date=share, not_counted=not_counted))
    return tuple(totals)


def _add_ratings(found: Sequence[OfficeAnnual], rules: Policy) -> tuple[RatingLine, ...]:
    numbers: Counter[str] = Counter()
    for line in (line for one in found for line in one.ratings):
        numbers[line.rating.code if line.rating else ""] += line.partners
    known: list[Term | None] = [
        values.find_term(rules, "capacity_rating", code) for code in reversed(rules.codes("capacity_rating"))
    ]
    lines = [RatingLine(rating=term, partners=numbers[term.code if term else ""]) for term in (*known, None)]
    return tuple(line for line in lines if line.partners)


def _add_actions(
    found: Sequence[OfficeAnnual], rules: Policy, pick: Callable[[OfficeAnnual], Sequence[ActionLine]]
) -> tuple[AreaLine, ...]:
    actions = [action for one in found for action in pick(one)]
    lines = []
    for code in rules.codes("plan_area"):
        mine = [action for action in actions if action.area.code == code]
        numbers = Counter(action.status.code for action in mine)
        statuses = [
            values.find_term(rules, "action_status", status) for status in rules.codes("action_status")
        ]
        if mine:
            lines.append(
                AreaLine(
                    area=mine[0].area,
                    prong=mine[0].prong,
                    statuses=tuple((term, numbers[term.code]) for term in statuses if numbers[term.code]),
                )
            )
    return tuple(lines)


def _add_needs(found: Sequence[OfficeAnnual], rules: Policy) -> tuple[NeedLine, ...]:
    lines = [line for one in found for line in one.needs]
    sources = rules.codes("funding_source")
    keys = {(line.source.code, line.amount.currency) for line in lines}

    def place(key: tuple[str, str]) -> tuple[bool, int, str]:
        rank = sources.index(key[0]) if key[0] in sources else len(sources)
        return (key[0] == values.UNFUNDED, rank, key[1])

    totals = []
    for source, currency in sorted(keys, key=place):
        mine = [line for line in lines if (line.source.code, line.amount.currency) == (source, currency)]
        amount = Money(sum((line.amount.amount for line in mine), Decimal(0)), currency)
        actions = sum(line.actions for line in mine)
        totals.append(NeedLine(source=mine[0].source, actions=actions, amount=amount))
    return tuple(totals)

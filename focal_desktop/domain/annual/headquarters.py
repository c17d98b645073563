"""From every office's desk to the entity's annual report: sums of what each office counts for itself."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from focal_desktop.domain.allegation import Allegation
from focal_desktop.domain.annual import actions, figures, office, response, sums, template, values
from focal_desktop.domain.annual.entity import EntityAnnual, RecommendationLine, RiskLine, SilentOffice
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import OfficeAnnual, Share, Term
from focal_desktop.domain.office import Office
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.recommendation import Recommendation, State

REPORT = "hq_annual"
FOCAL_ROLES = {"country_focal_point", "project_focal_point", "regional_focal_point", "hq_focal_point"}
ALTERNATE = "alternate"


class EntityRecords(msgspec.Struct, frozen=True, kw_only=True):
    """What headquarters has: every office's desk, its own, and what only it may read."""

    offices: tuple[OfficeRecords, ...]
    own: OfficeRecords = OfficeRecords(office=Office())  # headquarters' own desk: the entity's plan
    allegations: tuple[Allegation, ...] | None = None  # nothing: not for this person to read
    recommendations: tuple[Recommendation, ...] = ()
    high_risk: tuple[str, ...] = ()  # codes of offices at high-risk duty stations


def hq_model(year: int, records: EntityRecords, rules: Policy, *, entity: str, as_of: date) -> EntityAnnual:
    """Return the entity's report for a year, counted on its last day or today if that is sooner."""
    day = min(as_of, date(year, 12, 31))
    found, before = (
        [office.office_model(one, desk, rules, entity=entity, as_of=as_of) for desk in records.offices]
        for one in (year, year - 1)
    )
    roles = [set(figures.find_designated(desk.focal_points, day).values()) for desk in records.offices]
    model = EntityAnnual(
        year=year,
        as_of_on=as_of,
        template=template.find_version(rules, REPORT),
        entity=values.find_term(rules, "entity", entity),
        entity_short=template.find_short_name(rules, entity),
        head_title=template.find_head_title(rules, entity),
        vision=template.find_vision(rules, entity, as_of),
        sections=template.list_sections(rules, REPORT),
        numbers=template.list_numbers(rules, REPORT),
        internal_only=template.list_internal(rules, REPORT),
        areas=template.list_areas(rules, REPORT),
        passages=template.list_passages(rules),
        offices=len(found),
        confirmed=_count(False not in one.months_filed for one in found if one.returns_filed.of),
        silent=_list_silent(found),
        sums=sums.add_up(found, before, records.offices, rules),
        focal_points=_count(bool(FOCAL_ROLES & held) for held in roles),
        alternates=_count(bool(FOCAL_ROLES & held) and ALTERNATE in held for held in roles),
        offices_with_channel=_count(any(line.is_fresh for line in one.channels) for one in found),
        high_risk=_count_high_risk(found, records),
        own_actions=actions.list_actions(records.own, rules, year),
        own_plan=actions.list_actions(records.own, rules, year + 1, is_ahead=True),
        recommendations=list_recommendations(records.recommendations, rules, entity),
    )
    return _add_response(msgspec.structs.replace(model, risks=list_risks(model)), records, rules)


def list_risks(model: EntityAnnual) -> tuple[RiskLine, ...]:
    """Return what the figures show to be missing; each has its answer in the report."""
    shares = {
        "no_focal_point": model.focal_points,
        "no_alternate": model.alternates,
        "not_trained": model.find("all_courses_rate"),
        "not_assessed": model.find("partners_assessed"),
        "clauses_missing": model.find("agreements_with_clauses"),
        "no_channel": model.offices_with_channel,
        "silent": model.confirmed,
        "high_risk_not_covered": model.high_risk,
    }
    missing = {code: Share(share.of - share.n, share.of) for code, share in shares.items()}
    return tuple(RiskLine(code=code, missing=share) for code, share in missing.items() if share.n)


def list_recommendations(
    records: Iterable[Recommendation], rules: Policy, entity: str
) -> tuple[RecommendationLine, ...]:
    """Return the recommendations made to the entity, in the policy's order, and how far each has come.

    One that names whom it was made to is that entity's alone (do_no_harm.md C).
    """
    known = {one.code: one for one in records if not one.entity or entity in one.entity.split()}
    lines = [
        _make_recommendation(known.pop(code, Recommendation(code=code)), rules)
        for code, entry in rules.entries("recommendation").items()
        if code in known or entity in entry.extra["entities"]
    ]
    return (*lines, *(_make_recommendation(one, rules) for one in known.values()))


def _make_recommendation(said: Recommendation, rules: Policy) -> RecommendationLine:
    entry = rules.entry("recommendation", said.code)
    group = said.group or (str(entry.extra["group"]) if entry else "")
    owner = said.owner or (str(entry.extra["owner"]) if entry else "")
    return RecommendationLine(
        title=Term(said.code, entry.labels) if entry else Term(said.code, {"en": said.title}),
        group=values.find_term(rules, "recommendation_group", group),
        owner=values.find_term(rules, "responsible_role", owner) if owner else None,
        state=values.find_term(rules, "recommendation_status", said.state or State.OPEN),
        due_on=said.due_on,
        progress=said.progress,
    )


def _add_response(model: EntityAnnual, records: EntityRecords, rules: Policy) -> EntityAnnual:
    if records.allegations is None:
        return model
    counted = response.count_response(records.allegations, rules, year=model.year, offices=model.offices)
    is_nil = bool(model.confirmed.of) and response.is_nil(records.allegations, model.year)
    return msgspec.structs.replace(model, response=None if is_nil else counted, is_nil=is_nil)


def _list_silent(found: Sequence[OfficeAnnual]) -> tuple[SilentOffice, ...]:
    lines = []
    for one in found:
        missing = tuple(number for number, is_filed in enumerate(one.months_filed, 1) if is_filed is False)
        if missing:
            lines.append(SilentOffice(name=one.office, months=missing))
    return tuple(sorted(lines, key=lambda line: line.name))


def _count_high_risk(found: Sequence[OfficeAnnual], records: EntityRecords) -> Share:
    """Return at how many high-risk duty stations everybody counted is trained and a channel works."""
    listed = [
        any(line.is_fresh for line in model.channels) and _is_trained(model)
        for model, desk in zip(found, records.offices, strict=True)
        if desk.office.code in records.high_risk
    ]
    return _count(listed)


def _is_trained(model: OfficeAnnual) -> bool:
    share = next(one.share for one in model.figures if one.indicator.code == "all_courses_rate")
    return share.n == share.of


def _count(found: Iterable[bool]) -> Share:
    known = list(found)
    return Share(sum(known), len(known))

"""From an office's desk to its annual report: a plain function of records, policy and a day."""

from datetime import date

import msgspec

from focal_desktop.domain.annual import actions, figures, partners, template, values
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import ChannelLine, Figure, OfficeAnnual, Share, Term
from focal_desktop.domain.policy import Policy

REPORT = "office_annual"


def office_model(
    year: int, records: OfficeRecords, rules: Policy, *, entity: str, as_of: date
) -> OfficeAnnual:
    """Return the annual report of an office, counted on the year's last day or today if that is sooner."""
    day = min(as_of, date(year, 12, 31))
    plan = actions.list_actions(records, rules, year + 1, is_ahead=True)
    named = OfficeAnnual(
        year=year,
        as_of_on=as_of,
        template=template.find_version(rules, REPORT),
        entity=values.find_term(rules, "entity", entity),
        entity_short=template.find_short_name(rules, entity),
        office=records.office.name or records.office.code,
        country=_find_country(records.office.country, rules),
        vision=template.find_vision(rules, entity, as_of),
        sections=template.list_sections(rules, REPORT),
        passages=template.list_passages(rules),
        cover_figures=_list_cover_figures(rules),
        months_filed=figures.list_months(records, rules, year, as_of),
        last_actions=actions.list_actions(records, rules, year),
        plan=plan,
        needs=actions.list_needs(plan, rules),
        needs_text=actions.join_needs(records.plans, year + 1),
        channels=list_channels(records, rules, day),
        channels_fresh_days=rules.deadline("channel_test_fresh").value,
    )
    return _add_counts(named, records, rules, day)


def _add_counts(model: OfficeAnnual, records: OfficeRecords, rules: Policy, day: date) -> OfficeAnnual:
    agreements = figures.list_agreements(records, date(model.year, 1, 1), day)
    rated = partners.rate_partners(agreements, records, rules, day)
    training = figures.count_training(figures.require(records, rules, day), rules)
    shares = {
        "all_courses_rate": training.everyone,
        "partners_assessed": partners.count_assessed(rated),
        "agreements_with_clauses": figures.count_clauses(agreements, records.clause_checks),
        "returns_filed": model.returns_filed,
        "actions_completed": actions.count_done(model.last_actions),
        "channels_open": Share(sum(one.is_fresh for one in model.channels), len(model.channels)),
    }
    found = (Figure(values.find_term(rules, "core_indicator", code), share) for code, share in shares.items())
    return msgspec.structs.replace(
        model,
        figures=tuple(found),
        courses=training.courses,
        ratings=partners.count_ratings(rated, rules),
        partners=partners.leave_out_low(partners.list_partners(agreements, rated, records, rules)),
        low_partners=partners.count_low(rated),
    )


def _list_cover_figures(rules: Policy) -> tuple[str, ...]:
    """Return the figures the policy asks for on the cover; a rate by course is there one of all courses."""
    entry = rules.entry(REPORT, "five_figures")
    codes = entry.extra["indicators"] if entry else []
    return tuple("all_courses_rate" if code == "training_rate" else str(code) for code in codes)


def _find_country(code: str, rules: Policy) -> Term | None:
    return values.find_term(rules, "country", code.lower()) if code else None


def list_channels(records: OfficeRecords, rules: Policy, day: date) -> tuple[ChannelLine, ...]:
    """Return the channels open on a day with their last tests, in the order of the policy."""
    lines = []
    for channel in records.channels:
        if not figures.is_open(channel, day):
            continue
        test = figures.find_last_test(channel.id, records.channel_tests, day)
        lines.append(
            ChannelLine(
                kind=values.find_term(rules, "channel_kind", channel.channel_kind),
                name=channel.name,
                tested_on=test.tested_on if test else None,
                result=values.find_term(rules, "channel_test_result", test.result) if test else None,
                is_fresh=figures.is_fresh(test, rules, day),
            )
        )
    kinds = rules.codes("channel_kind")
    order = {code: place for place, code in enumerate(kinds)}
    return tuple(sorted(lines, key=lambda line: (order.get(line.kind.code, len(kinds)), line.name)))

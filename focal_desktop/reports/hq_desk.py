"""The sections on what offices do: figures, risk, focal points, training, partners, communities."""

from collections.abc import Mapping

from reportlab.platypus import Flowable

from focal_desktop.domain.annual.entity import AreaLine, EntityAnnual
from focal_desktop.domain.annual.values import Share
from focal_desktop.reports import office_desk
from focal_desktop.reports.press import Press
from focal_desktop.reports.table import Column, Line, Row


def show_summary(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the core indicators beside those of the year before."""
    if not model.sums.indicators:
        return []
    say = press.words.say
    columns = (
        Column(say("Core indicator"), 48),
        Column("", 22),
        Column(str(model.year), 14, "end", is_strong=True),
        Column("", 22, "end"),
        Column(str(model.year - 1), 14, "end"),
    )
    rows = [
        Row(
            (
                press.term(line.indicator),
                press.bar(line.share.rate),
                press.words.percent(line.share.rate),
                press.share(line.share),
                press.words.percent(line.before.rate) if line.before.of else "–",
            )
        )
        for line in model.sums.indicators
    ]
    return [press.table(columns, rows)]


def show_context(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return people by contract, and what the figures show to be missing with what is done about it."""
    say, number = press.words.say, press.words.number
    blocks: list[Flowable] = []
    if model.sums.contracts:
        columns = (
            Column(say("Contract"), 46),
            Column(say("People"), 14, "end"),
            Column("", 24),
            Column(say("Up to date"), 16, "end", is_strong=True),
            Column(say("Counted"), 20, "end"),
        )
        rows = [
            Row(
                (
                    press.term(line.contract),
                    number(line.people),
                    press.bar(line.up_to_date.rate),
                    press.words.percent(line.up_to_date.rate) if line.up_to_date.of else "–",
                    press.share(line.up_to_date),
                )
            )
            for line in model.sums.contracts
        ]
        blocks += [*press.subheading(say("People by contract")), press.table(columns, rows)]
    if model.risks:
        asked = (
            Column(say("Risk"), 44),
            Column(say("How many"), 18),
            Column(say("What is done"), 58),
        )
        known = _list_answers(press)
        told = [
            Row((known[risk.code][0], press.share(risk.missing), known[risk.code][1])) for risk in model.risks
        ]
        blocks += [*press.subheading(say("Risks and their mitigation")), press.table(asked, told)]
    return blocks


def _list_answers(press: Press) -> Mapping[str, tuple[str, str]]:
    say = press.words.say
    return {
        "no_focal_point": (
            say("Offices without a focal point"),
            say("The head of office designates one; until then the regional focal point covers the office."),
        ),
        "no_alternate": (
            say("Offices without focal point and alternate"),
            say(
                "A second person is designated, one from operations and one from human resources if possible."
            ),
        ),
        "not_trained": (
            say("People not up to date with every required course"),
            say("Named lists go to each office monthly; classroom sessions where the internet is poor."),
        ),
        "not_assessed": (
            say("Partners under agreement without a valid assessment"),
            say(
                "No new agreement is ready to sign without one; assessments of other entities are taken over."
            ),
        ),
        "clauses_missing": (
            say("Agreements without every clause that counts"),
            say("The clause is added by amendment, or at the latest when the agreement is renewed."),
        ),
        "no_channel": (
            say("Offices without a channel that was tested and worked"),
            say("Each office tests its channels once a quarter; broken numbers are taken off posters."),
        ),
        "silent": (
            say("Offices with months that were not confirmed"),
            say("Headquarters calls the office; a missing return is never read as nothing to report."),
        ),
        "high_risk_not_covered": (
            say("High-risk duty stations not fully covered"),
            say("They come first for training places, channel tests and visits."),
        ),
    }


def show_leadership(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return how many offices have their two people, by role and never by name."""
    say = press.words.say
    lines = (
        (say("Offices with a focal point"), model.focal_points),
        (say("Offices with a focal point and an alternate"), model.alternates),
    )
    return _show_shares(press, lines)


def show_communities(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return whether people can reach us; never what reached us."""
    say = press.words.say
    lines = (
        (say("Channels tested and found working"), model.find("channels_open")),
        (say("Offices with at least one of them"), model.offices_with_channel),
    )
    return _show_shares(press, lines)


def show_high_risk(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return how many high-risk duty stations are covered; which they are is not printed."""
    say = press.words.say
    return _show_shares(press, ((say("Everybody trained, and a channel that works"), model.high_risk),))


def _show_shares(press: Press, lines: tuple[tuple[str, Share], ...]) -> list[Flowable]:
    say = press.words.say
    columns = (
        Column(say("Core indicator"), 52),
        Column("", 26),
        Column("", 14, "end", is_strong=True),
        Column("", 22, "end"),
    )
    rows = [
        Row((said, press.bar(share.rate), press.words.percent(share.rate), press.share(share)))
        for said, share in lines
        if share.of
    ]
    return [press.table(columns, rows)] if rows else []


def show_prevention(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return training by course over all offices."""
    return office_desk.show_training(press, model.sums.courses)


def show_partners(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return partners by rating over all offices, and how many agreements carry the clauses."""
    blocks = office_desk.draw_ratings(press, model.sums.ratings)
    clauses = model.find("agreements_with_clauses")
    if clauses.of:
        said = press.words.say("Agreements with every clause that counts")
        blocks += _show_shares(press, ((said, clauses),))
    return blocks


def show_partner_list(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the partners by name, those of low capacity too: for headquarters alone."""
    if not model.sums.partners:
        return []
    say = press.words.say
    columns = (
        Column(say("Office"), 24),
        Column(say("Partner"), 30),
        Column(say("Agreement"), 18),
        Column(say("Capacity"), 32),
        Column(say("Valid until"), 18),
    )
    rows = [
        Row(
            (
                press.name(line.office),
                press.name(line.name),
                press.name(", ".join(line.agreements)),
                press.term(line.rating),
                press.day(line.valid_until_on),
            )
        )
        for line in model.sums.partners
    ]
    return [press.table(columns, rows)]


def show_areas(press: Press, lines: tuple[AreaLine, ...]) -> list[Flowable]:
    """Return the actions of some areas over all offices, by how far they have come."""
    if not lines:
        return []
    say, number = press.words.say, press.words.number
    columns = (
        Column(say("Area of the plan"), 46),
        Column(say("Actions"), 13, "end"),
        Column(say("Completed"), 16, "end", is_strong=True),
        Column(say("How the others stand"), 48),
    )
    rows: list[Line] = []
    for line in lines:
        counts = {term.code: count for term, count in line.statuses}
        others = say(", ").join(
            say("{status}: {n}", status=press.term(term), n=count)
            for term, count in line.statuses
            if term.code != "completed"
        )
        total = sum(counts.values())
        rows.append(Row((press.term(line.area), number(total), number(counts.get("completed", 0)), others)))
    return [press.table(columns, rows)]

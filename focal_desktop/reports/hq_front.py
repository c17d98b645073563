"""The first pages of the entity's report: a memo of one page, the cover, the certification."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak

from focal_desktop.domain.annual.entity import EntityAnnual
from focal_desktop.domain.annual.values import UNFUNDED, Term
from focal_desktop.reports import hq_response, table, tokens
from focal_desktop.reports.press import Press

LETTERHEAD = 30 * tokens.MM


def name(press: Press, model: EntityAnnual) -> str:
    """Return what the report is called."""
    return press.words.say("Annual report {year}", year=str(model.year))


def show_memo(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the page for a head of entity who reads one page."""
    say = press.words.say
    subject = say("Protection from sexual exploitation and abuse: report for {year}", year=str(model.year))
    pairs = (
        (say("To"), say("Executive Office of the Secretary-General")),
        (say("From"), press.term(model.head_title)),
        (say("Date"), press.words.date(model.as_of_on)),
        (say("Subject"), subject),
    )
    asked = _ask(press, model)
    return [
        press.gap(LETTERHEAD),
        press.text(press.term(model.entity), tokens.OVERLINE),
        press.text(say("Memo"), tokens.TITLE),
        press.gap(12),
        table.make_pairs(press.setter, pairs),
        *press.heading(say("In brief")),
        *(press.point(said) for said in _list_findings(press, model)),
        *(press.heading(say("What is asked for")) if asked else []),
        *(press.point(said) for said in asked),
        PageBreak(),
    ]


def _list_findings(press: Press, model: EntityAnnual) -> list[str]:
    say = press.words.say
    trained, assessed, done = (
        model.find(code) for code in ("all_courses_rate", "partners_assessed", "actions_completed")
    )
    found = [hq_response.say_response(press, model)]
    if trained.of:
        told = say(
            "Up to date with every required course: {percent}, {n} of {total} people counted.",
            percent=press.words.percent(trained.rate),
            n=trained.n,
            total=trained.of,
        )
        found.append(told)
    if assessed.of:
        told = say(
            "Partners under agreement with a valid assessment: {n} of {total}.",
            n=assessed.n,
            total=assessed.of,
        )
        found.append(told)
    if model.focal_points.of:
        told = say(
            "Offices with a focal point: {n} of {total}; with an alternate as well: {both}.",
            n=model.focal_points.n,
            total=model.focal_points.of,
            both=model.alternates.n,
        )
        found.append(told)
    if done.of:
        told = say("Actions of the year's plans completed: {n} of {total}.", n=done.n, total=done.of)
        found.append(told)
    return found


def _ask(press: Press, model: EntityAnnual) -> list[str]:
    say = press.words.say
    asked = [
        say(
            "Funds for what has none yet in the coming year (actions: {n}): {amount}. {note}",
            n=need.actions,
            amount=press.money(need.amount),
            note=press.passage(model.passages, "budget_indicative"),
        )
        for need in model.sums.needs
        if need.source.code == UNFUNDED
    ]
    open_ones = sum(one.state.code in {"open", "in_progress"} for one in model.recommendations)
    if open_ones:
        told = press.words.count(
            open_ones,
            "A decision on the one recommendation that is still open (section 13).",
            "Decisions on the {n} recommendations that are still open (section 13).",
        )
        asked.append(told)
    return asked


def show_cover(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the cover with what the report holds."""
    say = press.words.say
    listed = [one for one in model.sections if one.code in model.numbers]
    as_of = say("Reporting year {year} · figures as of {day}", year=str(model.year), day=model.as_of_on)
    vision = [press.gap(10), press.text(press.term(model.vision), tokens.VISION)] if model.vision else []
    return [
        press.gap(LETTERHEAD),
        press.text(say("Protection from sexual exploitation and abuse"), tokens.OVERLINE),
        press.text(name(press, model), tokens.TITLE),
        press.text(say("Action plan {year}", year=str(model.year + 1)), tokens.TITLE),
        press.text(press.term(model.entity), tokens.SUBTITLE),
        press.text(as_of),
        *vision,
        press.gap(26),
        *_list_contents(press, model, listed),
    ]


def _list_contents(press: Press, model: EntityAnnual, listed: Sequence[Term]) -> list[Flowable]:
    pairs = [(press.words.number(model.numbers[one.code]), press.term(one)) for one in listed]
    return [table.make_pairs(press.setter, pairs, narrow=0.07)] if pairs else []


def show_certification(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return what the head of the entity signs: what is known at headquarters, on a day."""
    say = press.words.say
    told = say(
        "On the information known to headquarters as of {day}, the allegations of sexual exploitation and "
        "abuse that came to the knowledge of {entity} in {year} were reported through the established "
        "channels. The figures on training and partners are those of the registers on that day.",
        day=model.as_of_on,
        entity=press.term(model.entity_short),
        year=str(model.year),
    )
    lines = ((say("Name"), say("Function")), (say("Place"), say("Date")), (say("Signature"),))
    return [
        press.text(told, tokens.STATEMENT),
        press.note(say("To be certified by: {title}", title=press.term(model.head_title))),
        table.make_form(press.setter, lines),
    ]

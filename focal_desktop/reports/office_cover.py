"""The first page of an office's report: what it is, five figures, the statement and the place to sign."""

from reportlab.platypus import Flowable, PageBreak

from focal_desktop.domain.annual import values
from focal_desktop.reports import chart, table, tokens
from focal_desktop.reports.press import Press

LETTERHEAD = 36 * tokens.MM
STATEMENT = "office_certification"
RATE = "all_courses_rate"


def compose(press: Press, model: values.OfficeAnnual) -> list[Flowable]:
    """Return the cover; the room above is for the office's letterhead."""
    say = press.words.say
    return [
        press.gap(LETTERHEAD),
        press.text(say("Protection from sexual exploitation and abuse"), tokens.OVERLINE),
        press.text(say("Annual report {year}", year=str(model.year)), tokens.TITLE),
        press.text(say("Action plan {year}", year=str(model.year + 1)), tokens.TITLE),
        press.text(_office(press, model), tokens.SUBTITLE),
        press.text(_period(press, model), tokens.BODY),
        *_vision(press, model),
        *_figures(press, model),
        press.gap(12),
        *press.heading(press.term(model.passages[STATEMENT].title)),
        press.text(press.passage(model.passages, STATEMENT), tokens.STATEMENT),
        _signature(press),
        PageBreak(),
    ]


def name(press: Press, model: values.OfficeAnnual) -> str:
    """Return what the report is called."""
    year = press.words.say("Annual report {year}", year=str(model.year))
    return press.words.say("{title}, {office}", title=year, office=press.name(model.office))


def list_figures(press: Press, model: values.OfficeAnnual) -> list[chart.Figure]:
    """Return the figures the policy asks for; one that counts nobody is left out."""
    found = {figure.indicator.code: figure for figure in model.figures if figure.share.of}
    return [_show(press, found[code]) for code in model.cover_figures if code in found]


def _show(press: Press, figure: values.Figure) -> chart.Figure:
    share, number = figure.share, press.words.number
    name = press.term(figure.indicator)
    if figure.indicator.code == RATE:
        return chart.Figure(press.words.percent(share.rate), name, press.share(share))
    return chart.Figure(f"{number(share.n)}/{number(share.of)}", name, "")


def _office(press: Press, model: values.OfficeAnnual) -> str:
    if model.country is None:
        return press.name(model.office)
    return press.words.say(
        "{office}, {country}", office=press.name(model.office), country=press.term(model.country)
    )


def _period(press: Press, model: values.OfficeAnnual) -> str:
    return press.words.say(
        "Reporting year {year} · figures as of {day}", year=str(model.year), day=model.as_of_on
    )


def _vision(press: Press, model: values.OfficeAnnual) -> list[Flowable]:
    if model.vision is None:
        return []
    return [press.gap(10), press.text(press.term(model.vision), tokens.VISION)]


def _figures(press: Press, model: values.OfficeAnnual) -> list[Flowable]:
    figures = list_figures(press, model)
    return [press.gap(26), chart.Figures(press.setter, figures)] if figures else []


def _signature(press: Press) -> Flowable:
    say = press.words.say
    lines = ((say("Name"), say("Function")), (say("Place"), say("Date")), (say("Signature"),))
    return table.make_form(press.setter, lines)

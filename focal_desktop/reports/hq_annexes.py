"""The annexes of the entity's report: what words mean, how figures are counted, what is not known."""

from reportlab.platypus import Flowable

from focal_desktop.domain.annual.entity import EntityAnnual
from focal_desktop.reports import table
from focal_desktop.reports.press import Press
from focal_desktop.reports.table import Column, Row


def show_definitions(press: Press) -> list[Flowable]:
    """Return the definitions the figures rest on, with where they stand."""
    say = press.words.say
    pairs = (
        (
            say("Sexual exploitation"),
            say(
                "Any actual or attempted abuse of a position of vulnerability, differential power or trust, "
                "for sexual purposes, including profiting monetarily, socially or politically from the "
                "sexual exploitation of another (ST/SGB/2003/13)."
            ),
        ),
        (
            say("Sexual abuse"),
            say(
                "The actual or threatened physical intrusion of a sexual nature, whether by force or under "
                "unequal or coercive conditions (ST/SGB/2003/13)."
            ),
        ),
        (
            say("Prohibited conduct"),
            say("Discrimination, harassment, sexual harassment and abuse of authority (ST/SGB/2019/8)."),
        ),
        (
            say("Allegation"),
            say("What was reported and has no outcome yet; an allegation is not a finding."),
        ),
    )
    return [table.make_pairs(press.setter, pairs, narrow=0.24)]


def show_courses(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the required courses, of how many people, and how many are not counted."""
    if not model.sums.courses:
        return []
    say, number = press.words.say, press.words.number
    columns = (
        Column(say("Course"), 60),
        Column(say("Counted"), 18, "end"),
        Column(say("Not counted"), 18, "end"),
    )
    rows = [
        Row((press.term(line.course), number(line.up_to_date.of), number(line.not_counted)))
        for line in model.sums.courses
    ]
    return [press.table(columns, rows)]


def show_quality(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return how figures are counted and what they leave out."""
    say = press.words.say
    returns = model.find("returns_filed")
    said = [
        say(
            "Figures of people and partners are those of the offices' registers on the last day of the year."
        ),
        say("A course counts with a record, certificate or attendance sheet; a person's own word does not."),
        say("Newcomers in their first weeks and people on long leave are not counted, and named as such."),
        say("An assessment of another United Nations entity is taken over as it stands, never scored again."),
        say(
            "A count of allegations below five, or of fewer than ten offices, is not printed in any edition."
        ),
    ]
    if returns.of:
        told = say(
            "Monthly returns received: {n} of {total}. A missing return is not zero.",
            n=returns.n,
            total=returns.of,
        )
        said.insert(0, told)
    return [press.point(one) for one in said]


def show_abbreviations(press: Press) -> list[Flowable]:
    """Return what the letters stand for."""
    say = press.words.say
    pairs = (
        ("CMTS", say("Case Management Tracking System")),
        ("EOSG", say("Executive Office of the Secretary-General")),
        ("iReport", say("Tracker of allegations of sexual exploitation and abuse of the Secretariat")),
        ("OIOS", say("Office of Internal Oversight Services")),
        ("PSEA", say("Protection from sexual exploitation and abuse")),
    )
    return [table.make_pairs(press.setter, pairs, narrow=0.16)]

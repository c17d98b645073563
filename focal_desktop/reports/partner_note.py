"""The record of a partner's capacity review: one page to file, however much is missing (do_no_harm.md B11).

Internal, and no endorsement. It prints codes and roles; of a hold it prints one sentence.
"""

from collections.abc import Sequence
from datetime import date

import msgspec
from reportlab.platypus import Flowable

from focal_desktop.base.words import Words
from focal_desktop.domain.annual.values import Term
from focal_desktop.domain.gate import Result
from focal_desktop.domain.partner_note import Exemption, PartnerNote, Review
from focal_desktop.reports import chart, edition, page, press, table, tokens, verdict
from focal_desktop.reports.press import Press
from focal_desktop.reports.table import Column, Row
from focal_desktop.reports.text import Style

NARROW = 0.24
TITLE = Style(18, tokens.ACCENT, is_bold=True, leading=1.25, level=1)
SUBTITLE = Style(11, tokens.INK, is_bold=True, before=2, after=8, leading=1.35)
COLOURS = {
    Result.READY: tokens.OK,
    Result.WAIVER: tokens.OK,
    Result.REFUSED: tokens.WARN,
    Result.HOLD: tokens.DANGER,
}


class Density(msgspec.Struct, frozen=True):
    """How dense the page is set, and whether it says what each standard that is not met asks for."""

    look: table.Look
    says_what_is_asked: bool = True


WAYS = (
    Density(table.ROOMY),
    Density(table.MIDDLE),
    Density(table.CLOSE),
    Density(table.MIDDLE, says_what_is_asked=False),
    Density(table.CLOSE, says_what_is_asked=False),
)


def render(note: PartnerNote, words: Words, mode: str) -> page.Rendered:
    """Return the note as a PDF of one page, in memory alone."""
    started = press.start(words)
    for density in WAYS:
        dense = msgspec.structs.replace(started, look=density.look)
        try:
            return page.render(
                compose(dense, note, density), _furnish(dense, note, mode), words, dense.setter
            )
        except page.TooLong:
            continue
    raise ValueError("the note does not fit its page")


def compose(press: Press, note: PartnerNote, density: Density) -> list[Flowable]:
    """Return the blocks of the page from top to bottom."""
    say = press.words.say
    named = press.name(note.number or note.reference)
    return [
        press.text(say("Protection from sexual exploitation and abuse"), tokens.OVERLINE),
        press.text(say("Record of PSEA capacity review"), TITLE),
        press.text(
            say("Internal, not an endorsement, valid for agreement {agreement}.", agreement=named), SUBTITLE
        ),
        _pairs(press, _list_parties(press, note)),
        *press.subheading(say("Ready to sign?")),
        chart.Marked(
            press.setter, say_decision(note, press.words), tokens.BODY, COLOURS[note.verdict.result]
        ),
        *([_pairs(press, _list_waiver(press, note.waiver))] if note.waiver else []),
        *press.subheading(say("Capacity")),
        *_show_review(press, note.review, density),
        *press.subheading(say("Clauses")),
        *(press.text(said, press.look.cell) for said in _list_clauses(press, note)),
        *press.subheading(press.term(note.distribution_title)),
        press.text(" · ".join(press.term(one) for one in note.distribution), press.look.cell),
        press.note(
            say(
                "For these readers alone. It recommends nobody. As recorded at this desk on {day}.",
                day=note.as_of_on,
            )
        ),
        table.make_form(press.setter, ((say("Name and function"), say("Date and signature")),)),
    ]


def say_decision(note: PartnerNote, words: Words) -> str:
    """Say whether the agreement may be signed, with the reasons that the window gives."""
    found = note.verdict.result
    if found is Result.HOLD:
        return verdict.say_hold(words)
    if note.step == "signed":
        return words.say("Signed on {day}.", day=note.signed_on or "–")
    if note.step == "ended":
        return words.say("This agreement has ended.")
    if found is not Result.READY:
        clauses = {one.code: one.say(words.language) for one in note.clauses.still_open}
        return verdict.say_reasons(note.verdict, words, lambda code: clauses.get(code, code))
    if note.step == "ready_to_sign":
        return words.say("Yes: nothing is missing. It is marked ready to sign.")
    return words.say("Yes: nothing is missing.")


def _pairs(press: Press, pairs: Sequence[tuple[str, str]]) -> Flowable:
    said = [(word, what) for word, what in pairs if what]
    return table.make_pairs(press.setter, said, narrow=NARROW, look=press.look)


def _join(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)


def _term(press: Press, term: Term | None) -> str:
    return press.term(term) if term else ""


def _day(press: Press, day: date | None) -> str:
    return press.day(day) if day else ""


def _list_parties(press: Press, note: PartnerNote) -> list[tuple[str, str]]:
    say = press.words.say
    what = " ".join(part for part in (note.number, note.name) if part)
    starts, ends = _day(press, note.starts_on), _day(press, note.ends_on)
    period = say("{first} to {last}", first=starts, last=ends) if starts and ends else starts or ends
    reference = say("Reference {reference}", reference=note.reference)
    return [
        (say("Partner"), _join([press.name(note.partner), _term(press, note.partner_type)])),
        (say("Agreement"), _join([press.name(what), _term(press, note.agreement_type)])),
        (say("Dates"), _join([period, reference])),
    ]


def _list_waiver(press: Press, waiver: Exemption) -> list[tuple[str, str]]:
    say = press.words.say
    measures = say(", ").join(press.term(one) for one in waiver.mitigation)
    approved = (
        (waiver.approver, waiver.approved_on),
        (waiver.second_approver, waiver.second_approved_on),
    )
    return [
        (say("Waiver"), _join([_term(press, waiver.reason), measures])),
        (say("Waiver expires on"), _day(press, waiver.expires_on)),
        (
            say("Approved by"),
            say("; ").join(_join([_term(press, who), _day(press, on)]) for who, on in approved if who)
            or say("Nobody yet"),
        ),
    ]


def _show_review(press: Press, review: Review | None, density: Density) -> list[Flowable]:
    say = press.words.say
    if review is None:
        return [press.text(say("No capacity review is recorded."), press.look.cell)]
    pairs = [
        (say("Capacity"), press.term(review.rating)),
        (say("Total"), _say_total(press, review)),
        (say("Assessed by"), _join([press.name(review.assessor), press.term(review.origin)])),
        (say("Assessed on"), press.day(review.assessed_on)),
        (say("Counts until"), press.day(review.counts_until_on)),
        (say("Strengthening plan"), _say_plan(press, review)),
    ]
    return [_pairs(press, pairs), *_show_gaps(press, review, density)]


def _say_total(press: Press, review: Review) -> str:
    say = press.words.say
    if not review.total.of:
        return ""
    given = (
        say("{answer} {number}", answer=press.term(one.answer), number=one.number) for one in review.given
    )
    return _join(
        [say("{n} of {total} points", n=review.total.n, total=review.total.of), say(", ").join(given)]
    )


def _say_plan(press: Press, review: Review) -> str:
    say = press.words.say
    agreed, due = review.plan_agreed_on, review.plan_due_on
    parts = [
        press.term(review.plan),
        say("agreed on {day}", day=press.day(agreed)) if agreed else "",
        say("to be completed by {day}", day=press.day(due)) if due else "",
    ]
    return _join(parts)


def _show_gaps(press: Press, review: Review, density: Density) -> list[Flowable]:
    say, cell = press.words.say, press.look.cell
    if review.is_taken_over:
        return [press.note(say("Taken over as it stands; the answers behind it are with whoever assessed."))]
    if not review.gaps:
        return [press.note(say("Every standard that applies is met."))] if review.given else []
    if not density.says_what_is_asked:
        named = say("; ").join(press.term(gap.standard) for gap in review.gaps)
        return [press.gap(4), press.text(say("Standards not met: {standards}", standards=named), cell)]
    columns = (
        Column(say("Standard not met"), 30),
        Column(say("Answer given"), 18),
        Column(say("What it asks for"), 62),
    )
    rows = [
        Row((press.term(gap.standard), press.term(gap.answer), press.term(gap.asks))) for gap in review.gaps
    ]
    return [press.gap(6), press.table(columns, rows)]


def _list_clauses(press: Press, note: PartnerNote) -> list[str]:
    say, found = press.words.say, note.clauses
    said = [say("{n} of {total} clauses stand in the text.", n=found.in_text, total=found.total)]

    def names(terms: Sequence[Term]) -> str:
        return say("; ").join(one.say(press.words.language) for one in terms)

    if found.still_open:
        said.append(say("Still open: {clauses}.", clauses=names(found.still_open)))
    if found.not_applicable:
        said.append(say("Do not apply: {clauses}.", clauses=names(found.not_applicable)))
    if found.not_needed:
        said.append(say("Not needed here, says headquarters: {clauses}.", clauses=names(found.not_needed)))
    return said


def _furnish(press: Press, note: PartnerNote, mode: str) -> page.Furniture:
    words = press.words
    return page.Furniture(
        title=words.say("Record of PSEA capacity review"),
        author=words.say(
            "{entity} · {office}", entity=press.term(note.entity_short), office=press.name(note.office)
        ),
        classification=edition.classify(words, mode),
        template=note.template,
        most_pages=1,
        check_code=edition.make_check_code(msgspec.json.encode(note, order="deterministic"), mode),
    )

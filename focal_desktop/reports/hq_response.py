"""What the entity's report says of allegations: a derived sentence, or counts that point to nobody."""

from reportlab.platypus import Flowable

from focal_desktop.domain.annual.entity import EntityAnnual, Response
from focal_desktop.reports.press import Press
from focal_desktop.reports.table import Column, Line, Remark, Row

TOTAL = "total"


def say_response(press: Press, model: EntityAnnual) -> str:
    """Return the sentence that headquarters alone derives; silence is never zero (do_no_harm.md A3)."""
    say, day = press.words.say, model.as_of_on
    if model.is_nil:
        told = say(
            "Known to headquarters as of {day}: no allegation of sexual exploitation or abuse is recorded "
            "for {year}, on personnel or partners.",
            day=day,
            year=str(model.year),
        )
        return f"{told} {say_confirmed(press, model)}"
    told = say("Figures on allegations are those known to headquarters as of {day}.", day=day)
    return f"{told} {say_confirmed(press, model)}" if model.confirmed.of else told


def say_confirmed(press: Press, model: EntityAnnual) -> str:
    """Return how many offices confirmed the year, and which months were not heard of."""
    say = press.words.say
    told = say(
        "{n} of {total} offices confirmed for every month that everything received was passed on.",
        n=model.confirmed.n,
        total=model.confirmed.of,
    )
    if not model.silent:
        missing = model.confirmed.of - model.confirmed.n
        return f"{told} {say('Not heard from for some months: {n}.', n=missing)}" if missing else told
    offices = say(", ").join(
        say("{office} ({months})", office=press.name(one.name), months=_name_months(press, one.months))
        for one in model.silent
    )
    return f"{told} {say('Not heard from: {offices}.', offices=offices)}"


def _name_months(press: Press, months: tuple[int, ...]) -> str:
    return press.words.say(", ").join(press.words.month(month) for month in months)


def show_response(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the derived sentence, or the counts that may be printed, with what the words mean."""
    say = press.words.say
    blocks: list[Flowable] = [press.text(say_response(press, model))]
    if model.is_nil:
        return blocks
    if model.response is None:
        told = say(
            "Counts are not printed: they are held by the case officers, or fewer than ten offices report."
        )
        return [*blocks, press.text(told)]
    return [*blocks, _show_counts(press, model.response, model)]


def _show_counts(press: Press, response: Response, model: EntityAnnual) -> Flowable:
    say = press.words.say
    columns = (
        Column(say("Reported conduct"), 46),
        Column(say("At headquarters"), 18, "end"),
        Column(say("With investigators"), 18, "end"),
        Column(say("Closed"), 18, "end"),
        Column(say("All"), 18, "end", is_strong=True),
    )
    shown, steps = response.counts, len(response.steps)
    rows: list[Line] = []
    for place, group in enumerate(response.groups):
        cells = shown.cells[place] if shown.cells else (None,) * steps
        total = shown.rows[place] if shown.rows else None
        rows.append(Row((name_group(press, group.code, press.term(group)), *_count(press, (*cells, total)))))
    last = (*(shown.columns or (None,) * steps), shown.total)
    rows.append(Row((say("All"), *_count(press, last))))
    told = say(
        "A dot stands for a count that is not printed: a breakdown with a part below five is left out whole, "
        "so that no number points to a person. No figure is broken down by office or country."
    )
    rows += [Remark(told), Remark(press.passage(model.passages, "not_substantiated"))]
    return press.table(columns, rows)


def name_group(press: Press, code: str, label: str) -> str:
    """Return what a group of figures is called; the one for all others has no label in the policy."""
    if code != "sea_others":
        return label
    return press.words.say("Sexual exploitation and abuse, others or not known")


def _count(press: Press, counts: tuple[int | None, ...]) -> tuple[str, ...]:
    return tuple("·" if count is None else press.words.number(count) for count in counts)


def show_reconciliation(press: Press, model: EntityAnnual) -> list[Flowable]:
    """Return the page to compare our record with the others' by hand, before anyone else does (B5)."""
    if model.response is None:
        return []
    say = press.words.say
    columns = (
        Column(say("Reported conduct"), 40),
        Column(say("Our record"), 16, "end"),
        Column(say("CMTS"), 16, "end"),
        Column(say("iReport"), 16, "end"),
        Column(say("Difference"), 16, "end"),
        Column(say("Reason"), 34),
    )
    shown = model.response.counts
    totals = shown.rows or (None,) * len(model.response.groups)
    rows: list[Line] = [
        Row((name_group(press, group.code, press.term(group)), *_count(press, (total,)), "", "", "", ""))
        for group, total in zip(model.response.groups, totals, strict=True)
    ]
    rows.append(Row((say("All"), *_count(press, (shown.total,)), "", "", "", "")))
    told = say(
        "The other records are filled in by headquarters. A difference is explained before the report leaves."
    )
    return [press.text(told), press.table(columns, rows)]

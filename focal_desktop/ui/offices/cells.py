"""The cells of the matrix in words: silence says since when, and a mark has its word. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from focal_desktop.base.words import Words
from focal_desktop.domain.annual.values import Share
from focal_desktop.ui.table import Column
from focal_desktop.usecases.overview import Desk, Month, OfficeLine

HERE, NOT_HERE, NOT_DUE = "●", "○", "–"
NOTHING = "–"
NAME = 24.0
"""So many ems of an office's name stand whole before columns give way."""
NEEDS_AT, RETURNS = 1, 3
"""Where two of the columns stand."""


class Reads(msgspec.Struct, frozen=True):
    """What a person's role reads of the offices."""

    desks: bool
    returns: bool


class Marked(Column[OfficeLine], frozen=True):
    """A column whose marks mean more than they show: what they say in full, for ears and on the tool tip."""

    in_full: Callable[[OfficeLine], str] | None = None


def list_columns(words: Words, reads: Reads) -> list[Marked]:
    """Return the columns that a role reads; none of them ever counts a case."""
    columns = [
        Marked(
            words.say("Office"),
            lambda one: say_code_first(one, words),
            tone=_tone,
            wide=1,
            least=NAME,
            in_full=lambda one: say_office(one, words),
        ),
        Marked(
            words.say("Needs a call"),
            lambda one: say_needs(one, words),
            tone=lambda one: "warn" if one.needs else "neutral",
            icon=lambda one: "phone" if one.needs else "",
            order=lambda one: one.urgency,
            in_full=lambda one: say_every_need(one, words),
        ),
        Marked(
            words.say("Last word"),
            lambda one: say_heard(one, words),
            tone=_tone,
            order=lambda one: one.heard_at,
            yields=1,
        ),
    ]
    if reads.returns:
        columns.append(
            Marked(
                words.say("Returns"),
                lambda one: show_months(one.months),
                tone=_tone,
                order=lambda one: [month.is_filed is True for month in one.months],
                in_full=lambda one: words.say(", ").join(say_months(one.months, words)),
                yields=2,
            )
        )
    return [*columns, *(_list_figures(words) if reads.desks else ())]


def _list_figures(words: Words) -> list[Marked]:
    training, partners, plan = words.say("Trained"), words.say("Partners"), words.say("Plan")
    return [
        _share(training, words.say("Up to date with every required course"), words, lambda d: d.training),
        _share(partners, words.say("Partners with a valid assessment"), words, lambda d: d.partners),
        _share(plan, words.say("Actions on track"), words, lambda d: d.plan),
        Marked(
            words.say("Focal point"),
            lambda one: say_focal_point(one.desk, words),
            tone=_tone,
            order=lambda one: (one.desk.has_focal_point + one.desk.is_trained) if one.desk else -1,
            yields=4,
        ),
        Marked(
            words.say("Alternates"),
            lambda one: NOTHING if one.desk is None else words.number(one.desk.alternates),
            tone=_tone,
            order=lambda one: one.desk.alternates if one.desk else -1,
            yields=4,
        ),
    ]


def _share(label: str, figure: str, words: Words, pick: Callable[[Desk], Share]) -> Marked:
    def share(one: OfficeLine) -> Share | None:
        return pick(one.desk) if one.desk is not None else None

    def in_full(one: OfficeLine) -> str:
        found = share(one)
        said = say_share(found, words) if found is not None else ""
        return words.say("{figure}: {share}", figure=figure, share=said) if said else ""

    return Marked(
        label,
        lambda one: say_rate(share(one), words),
        tone=_tone,
        order=lambda one: found.rate if (found := share(one)) and found.of else -1.0,
        in_full=in_full,
        yields=3,
    )


def _tone(line: OfficeLine) -> str:
    """Return grey for an office that is not heard from: its figures are of another day."""
    return "neutral" if line.is_silent or not line.devices else ""


def say_office(line: OfficeLine, words: Words) -> str:
    """Return the name with the code."""
    if not line.office.name:
        return line.code
    return words.say("{name} ({code})", name=line.office.name, code=line.code)


def say_code_first(line: OfficeLine, words: Words) -> str:
    """Return the code with the name behind it: what is cut short in a narrow column is the name."""
    if not line.office.name:
        return line.code
    return words.say("{code} · {name}", code=line.code, name=line.office.name)


def say_heard(line: OfficeLine, words: Words) -> str:
    """Return when the last word came; silence is said as such, with its day."""
    if not line.heard_at:
        return words.say("Not joined") if not line.devices else words.say("Not heard from yet")
    day = words.iso_date(line.heard_at[:10])
    if line.is_silent:
        return words.say("Not heard from since {day}", day=day)
    return day


def say_needs(line: OfficeLine, words: Words) -> str:
    """Return the most urgent reason why the office needs a call, and how many more there are."""
    if not line.needs:
        return NOTHING
    first, more = say_need(line.needs[0], line, words), len(line.needs) - 1
    return words.say("{reason} +{n}", reason=first, n=more) if more else first


def say_every_need(line: OfficeLine, words: Words) -> str:
    """Return every reason why the office needs a call."""
    needs = [say_need(one, line, words) for one in line.needs]
    return words.say(", ").join(needs) if needs else words.say("Nothing needs a call")


def say_need(need: str, line: OfficeLine, words: Words) -> str:
    """Return one reason in words."""
    match need:
        case "used_twice":
            return words.say("Vault used in two copies")
        case "silent" if line.heard_at:
            return words.say("Silent")
        case "silent":
            return words.say("Joined, no word yet")
        case "not_joined":
            return words.say("Has not joined yet")
        case "returns_missing":
            return words.count(line.missing, "One return not here", "{n} returns not here")
        case "no_focal_point":
            return words.say("No focal point")
        case _:
            return words.say("Focal point not trained")


def show_months(months: Sequence[Month]) -> str:
    """Return a mark for each month, the oldest first."""
    marks = {True: HERE, False: NOT_HERE, None: NOT_DUE}
    return " ".join(marks[month.is_filed] for month in months) or NOTHING


def say_months(months: Sequence[Month], words: Words) -> list[str]:
    """Return what each mark means, for ears and for the panel."""
    return [_say_month(month, words) for month in months]


def _say_month(month: Month, words: Words) -> str:
    name = words.month(month.last_on.month)
    year = str(month.last_on.year)
    if month.is_filed is None:
        return words.say("{month} {year}: not due yet", month=name, year=year)
    if month.is_filed:
        return words.say("{month} {year}: here", month=name, year=year)
    return words.say("{month} {year}: not here", month=name, year=year)


def say_rate(share: Share | None, words: Words) -> str:
    """Return a share of all as per cent; of nobody it is no rate."""
    return words.percent(share.rate) if share is not None and share.of else NOTHING


def say_share(share: Share, words: Words) -> str:
    """Return so many of so many, with per cent."""
    if not share.of:
        return words.say("Nothing to count yet")
    rate = words.percent(share.rate)
    return words.say("{n} of {of} ({rate})", n=share.n, of=share.of, rate=rate)


def say_focal_point(desk: Desk | None, words: Words) -> str:
    """Return whether somebody holds the role, and is trained for it."""
    if desk is None:
        return NOTHING
    if not desk.has_focal_point:
        return words.say("None")
    return words.say("Trained") if desk.is_trained else words.say("Not trained")

"""The desk in an office's report: training, partners, channels, returns, and how allegations are reported."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from focal_desktop.domain.annual import values
from focal_desktop.reports import chart, tokens
from focal_desktop.reports.office_actions import show_more
from focal_desktop.reports.press import Press
from focal_desktop.reports.table import Cell, Column, Extent, Line, Remark, Row

RATING_COLOURS = {"full": tokens.OK, "medium": tokens.ACCENT, "low": tokens.WARN}
ALLEGATIONS = "office_allegations"
LEAST_PARTNERS, LEAST_CHANNELS = 6, 5


def show_training(press: Press, courses: Sequence[values.CourseLine]) -> list[Flowable]:
    """Return who is up to date with each course, always with of how many."""
    say = press.words.say
    lines = [course for course in courses if course.up_to_date.of or course.is_small]
    if not lines:
        return []
    columns = [
        Column(say("Course"), 50),
        Column("", 23),
        Column(say("Up to date"), 14, "end", is_strong=True),
        Column(say("People"), 16, "end"),
        Column(say("Not counted"), 15, "end"),
    ]
    has_others = any(course.not_counted for course in lines)
    wide = len(columns) if has_others else len(columns) - 1
    rows: list[Line] = [Row(_course_cells(press, course)[:wide]) for course in lines]
    if has_others:
        rows.append(Remark(say("Not counted: newcomers in their first weeks, and people on long leave.")))
    return [press.table(columns[:wide], rows)]


def _course_cells(press: Press, course: values.CourseLine) -> tuple[Cell, ...]:
    name = press.term(course.course)
    if course.is_small:
        return (name, press.words.say("Fewer than five people"), "–", "–", "–")
    share = course.up_to_date
    percent = press.words.percent(share.rate)
    return (name, press.bar(share.rate), percent, press.share(share), press.words.number(course.not_counted))


def show_partners(press: Press, model: values.OfficeAnnual, extent: Extent) -> list[Flowable]:
    """Return partners by rating, and inside the office by name; never a name beside a low rating."""
    blocks = draw_ratings(press, model.ratings)
    if model.partners:
        blocks.append(
            _list_partners(press, model.partners, max(LEAST_PARTNERS, min(extent.of_each * 3, extent.of_all)))
        )
    return blocks + _note_low(press, model.low_partners)


def draw_ratings(press: Press, ratings: Sequence[values.RatingLine]) -> list[Flowable]:
    """Return how many partners hold each rating, as one bar with its key."""
    words = press.words
    parts = [
        chart.Part(
            press.term(line.rating) if line.rating else words.say("No valid assessment"),
            line.partners,
            words.number(line.partners),
            RATING_COLOURS.get(line.rating.code, tokens.NEUTRAL) if line.rating else tokens.NEUTRAL,
        )
        for line in ratings
    ]
    said = words.say("Partners under agreement, by their capacity to protect from exploitation and abuse:")
    return [press.text(said), chart.Stack(press.setter, parts)] if parts else []


def _note_low(press: Press, number: int) -> list[Flowable]:
    """Return how many partners are not named here, if any (do_no_harm.md B8)."""
    told = press.words.count(
        number,
        "One partner of low capacity is named in the annex for headquarters alone.",
        "{n} partners of low capacity are named in the annex for headquarters alone.",
    )
    return [press.note(told)] if number else []


def _list_partners(press: Press, partners: Sequence[values.PartnerLine], most: int) -> Flowable:
    """Return the partners by name, at most so many."""
    say = press.words.say
    columns = (
        Column(say("Partner"), 32),
        Column(say("Agreement"), 17),
        Column(say("Capacity"), 23),
        Column(say("Valid until"), 16),
        Column(say("Strengthening plan"), 16),
    )
    rows = [
        Row(
            (
                press.name(partner.name),
                press.name(", ".join(partner.agreements)),
                press.term(partner.rating),
                press.day(partner.valid_until_on),
                press.term(partner.strengthening),
            )
        )
        for partner in partners[:most]
    ]
    return press.table(columns, [*rows, *show_more(press, len(partners) - most)])


def show_channels(press: Press, model: values.OfficeAnnual, extent: Extent) -> list[Flowable]:
    """Return each channel with its last test."""
    if not model.channels:
        return []
    say = press.words.say
    columns = (
        Column(say("Channel"), 30),
        Column(say("Kind"), 28),
        Column(say("Last tested"), 20),
        Column(say("What happened"), 24),
    )
    is_named = any(channel.name for channel in model.channels)
    first = 0 if is_named else 1
    most = max(LEAST_CHANNELS, min(extent.of_each * 2, extent.of_all))
    rows: list[Line] = [Row(_channel_cells(press, channel)[first:]) for channel in model.channels[:most]]
    told = press.words.count(
        model.channels_fresh_days,
        "A channel counts as working while a test of the last day shows it.",
        "A channel counts as working while a test of the last {n} days shows it.",
    )
    rows += [*show_more(press, len(model.channels) - most), Remark(told)]
    return [press.table(columns[first:], rows)]


def _channel_cells(press: Press, channel: values.ChannelLine) -> tuple[Cell, ...]:
    tested = press.day(channel.tested_on) if channel.tested_on else press.words.say("Not yet")
    return (press.name(channel.name), press.term(channel.kind), tested, press.term(channel.result))


def show_returns(press: Press, model: values.OfficeAnnual) -> list[Flowable]:
    """Return the twelve months; a return says the same whatever the month brought."""
    filed = model.returns_filed
    if not filed.of:
        return []
    said = press.words.say(
        "{n} of {total} monthly returns were filed. Each says the same, whatever the month brought: "
        "everything was passed on, channels were checked, nobody was turned away.",
        n=filed.n,
        total=filed.of,
    )
    months = enumerate(model.months_filed, 1)
    boxes = [chart.Box(press.words.month(month), is_filed) for month, is_filed in months]
    return [press.text(said), chart.Boxes(press.setter, boxes, _tell_months(press, boxes))]


def _tell_months(press: Press, boxes: Sequence[chart.Box]) -> list[tuple[str, str]]:
    """Return the months that were filed and those that are missing; one that was not due is in neither."""
    say = press.words.say
    named = ((say("Filed"), True), (say("Missing"), False))
    found = [(name, say(", ").join(box.name for box in boxes if box.is_full is full)) for name, full in named]
    return [(name, months) for name, months in found if months]


def show_allegations(press: Press, model: values.OfficeAnnual) -> list[Flowable]:
    """Return the fixed text of every office's report (do_no_harm.md B4): how, never how many."""
    title = press.term(model.passages[ALLEGATIONS].title)
    return [*press.subheading(title), press.text(press.passage(model.passages, ALLEGATIONS))]

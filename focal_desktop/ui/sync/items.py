"""One line of what is where: never a name, of a case no word, of a sealed report not even a reference."""

from __future__ import annotations

from focal_desktop.sync import outbox
from focal_desktop.sync.status import SEALED_ITEM, Item
from focal_desktop.ui import finding
from focal_desktop.ui.context import Context
from focal_desktop.ui.sync import reasons, sentence
from focal_desktop.ui.sync.reasons import Standing
from focal_desktop.ui.sync.view import URGENCY, Line
from focal_desktop.usecases import records


def describe(context: Context, item: Item, weight: int, standing: Standing) -> Line:
    """Return the line of an item; of a case no length is told, which would say how much was written."""
    words, kind = context.words, context.session.kinds.get(item.kind)
    name, what, scope, parent = words.say("Sealed item"), "", "", ""
    if item.kind != SEALED_ITEM and kind is not None:
        name, what, scope = item.reference, words.name(kind.label), kind.scope
        is_case = finding.is_case(context, item.kind)
        if not is_case or item.kind == "monthly_return":
            row = records.read(context.session, item.kind, item.id)
            name, parent = finding.title_of(context, row, kind, is_nameless=True), row.parent
        else:
            what = words.say("Item of your own section")
        weight = 0 if is_case else weight
    else:
        weight = 0
    place = item.place if standing.has_hub else "here"
    return Line(
        kind=item.kind,
        id=item.id,
        parent=parent,
        item=name,
        what=what,
        size=sentence.size_of(words, weight),
        weight=weight,
        place=place,
        state=reasons.say_place(words, place),
        since=words.iso_instant(item.since),
        why=reasons.say_why(words, standing, place, since=item.since, scope=scope),
    )


def judge_urgency(item: Item) -> tuple[int, int, str]:
    """Order as a person needs it: what waits before what is done, notices first, the oldest of them first."""
    kind = "sealed_report" if item.kind == SEALED_ITEM else item.kind
    return URGENCY.index(item.place), outbox.rank(kind), item.since

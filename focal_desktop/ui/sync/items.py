"""One line of what is where: never a name, of a case no word, of a sealed report not even a reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from focal_desktop.domain import monthly_return
from focal_desktop.store.rows import Row
from focal_desktop.sync import outbox
from focal_desktop.sync.status import SEALED_ITEM, Item
from focal_desktop.ui import finding
from focal_desktop.ui.context import Context
from focal_desktop.ui.sync import reasons, sentence
from focal_desktop.ui.sync.reasons import Standing
from focal_desktop.ui.sync.view import URGENCY, Line
from focal_desktop.usecases import records

_SECTIONS = {kind: place for place, kind in enumerate(finding.SECTION_OF)}


class Teller:
    """Says the lines of one list, as things stand now; words that many lines share are found once."""

    def __init__(self, context: Context, standing: Standing) -> None:
        words, self._context = context.words, context
        self._standing = standing
        self._size = cache(lambda weight: sentence.size_of(words, weight))
        self._state = cache(lambda place: reasons.say_place(words, place))
        self._when = cache(words.iso_instant)
        self._why = cache(
            lambda place, since, scope: reasons.say_why(words, standing, place, since=since, scope=scope)
        )

    def tell_all(self, found: Sequence[Item], weights: Mapping[tuple[str, str], int]) -> list[Line]:
        """Return the lines in the order that a person needs; it is the same one each time."""
        told = [(item, *self._tell(item, weights.get((item.kind, item.id), 0))) for item in found]
        told.sort(key=lambda one: _judge(*one))
        return [line for _, line, _ in told]

    def _tell(self, item: Item, weight: int) -> tuple[Line, str]:
        """Return the line of an item and its own day; no length of a case: it says how much was written."""
        words, kind = self._context.words, self._context.session.kinds.get(item.kind)
        name, what, scope, row = words.say("Sealed item"), "", "", None
        if item.kind != SEALED_ITEM and kind is not None:
            name, what, scope = item.reference, words.name(kind.label), kind.scope
            is_case = finding.is_case(self._context, item.kind)
            if not is_case or item.kind == "monthly_return":
                row = records.read(self._context.session, item.kind, item.id)
                name = finding.title_of(self._context, row, kind, is_nameless=True)
            else:
                what = words.say("Item of your own section")
            weight = 0 if is_case else weight
        else:
            weight = 0
        place = item.place if self._standing.has_hub else "here"
        line = Line(
            kind=item.kind,
            id=item.id,
            parent=row.parent if row else "",
            item=name,
            what=what,
            size=self._size(weight),
            weight=weight,
            place=place,
            state=self._state(place),
            since=self._when(item.since),
            why=self._why(place, item.since if place == "hub" else "", scope),
        )
        return line, _find_day(row)


def _find_day(row: Row | None) -> str:
    """Return the day that a record is about, of a return the last of its month."""
    if row is None:
        return ""
    return str(monthly_return.last_day(str(row.values.get("month") or "")) or "") or row.on_date


def _judge(item: Item, line: Line, day: str) -> tuple[int, int, str, int, str, str, str]:
    """Order as a person needs it: what waits before what is done, notices first, the oldest of them first.

    What is of one instant goes by kind as the sections do, then by its own day, then by what is read.
    """
    kind = "sealed_report" if item.kind == SEALED_ITEM else item.kind
    section = _SECTIONS.get(item.kind, len(_SECTIONS))
    return URGENCY.index(item.place), outbox.rank(kind), item.since, section, day, line.item, item.id

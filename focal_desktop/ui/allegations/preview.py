"""What would leave of the coded details now, as people read it: exactly what the act sends, and no more."""

from __future__ import annotations

from contextlib import suppress

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.allegation import KIND, Line
from focal_desktop.domain.record import Plain
from focal_desktop.ui import labels
from focal_desktop.ui.allegations.details_view import Detail
from focal_desktop.ui.context import Context
from focal_desktop.usecases import disclosures, records
from focal_desktop.usecases.records import Opened


def list_details(context: Context, opened: Opened) -> list[Detail]:
    """Return the lines that would go, and those that are held back."""
    held = find_held(opened)
    kept = {name: value for name, value in opened.values.items() if name in held}
    going = disclosures.preview_details(KIND, opened.values, opened.written)
    return [
        Detail(
            name=name,
            label=labels.of_field(KIND.slots[name], context.words),
            said=said,
            can_hold=name in tuple(Line),
            is_held=name in held,
        )
        for name, value in {**going, **kept}.items()
        if (said := _say_value(context, name, value))
    ]


def find_held(opened: Opened) -> list[str]:
    """Return the lines that are held back."""
    held = opened.values.get("held_back")
    return held if isinstance(held, list) else []


def _say_value(context: Context, name: str, value: Plain) -> str:
    """Return what people read for a detail: a day as its month, a record by its title."""
    words, slot = context.words, KIND.slots[name]
    if name == "incident_on" and isinstance(value, str):
        return words.say("{month} {year}", month=words.month(int(value[5:7])), year=value[:4])
    if slot.said.to and value:
        with suppress(Trouble):  # a record that has gone is shown by its id
            row = records.read(context.session, slot.said.to, str(value))
            return row.title or row.reference
    return labels.of_value(slot, value, words, context.policy)

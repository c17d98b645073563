"""What stands side by side, as one plain question: who wrote what, and when. Never by name."""

from __future__ import annotations

from focal_desktop.base.words import Words
from focal_desktop.store.rows import Side as Kept
from focal_desktop.ui import finding, labels
from focal_desktop.ui.context import Context
from focal_desktop.ui.sync.view import Clash, Side
from focal_desktop.usecases import conflicts, people, records, roster
from focal_desktop.usecases.conflicts import Conflict

LONGEST_VALUE = 600
"""Who chooses reads all of it; a longer text is cut, and says so."""


def describe(context: Context, one: Conflict) -> Clash:
    """Return the card of a clash."""
    words, session = context.words, context.session
    kind = session.kinds[one.kind]
    slot, row = kind.slots.get(one.field), records.read(session, one.kind, one.id)
    is_case = finding.is_case(context, one.kind)
    title = row.reference if is_case else finding.title_of(context, row, kind, is_nameless=True)
    field = labels.of_field(slot, words) if slot else one.field
    return Clash(
        kind=one.kind,
        id=one.id,
        field=one.field,
        question=words.say("{record} — {field}: which one holds?", record=title, field=field),
        sides=tuple(_describe_side(context, one, number) for number in range(len(one.sides))),
        can_keep_both=conflicts.can_keep_both(session, one),
    )


def _describe_side(context: Context, one: Conflict, number: int) -> Side:
    words, side = context.words, one.sides[number]
    slot = context.session.kinds[one.kind].slots.get(one.field)
    said = labels.of_value(slot, side.value, words, context.policy) if slot else ""
    if len(said) > LONGEST_VALUE:
        said = f"{said[:LONGEST_VALUE]}…"
    shown = words.isolate(said) or words.say("(nothing)")
    return Side(number, _say_who(context, side, words), words.iso_instant(side.at), shown)


def _say_who(context: Context, side: Kept, words: Words) -> str:
    """Return whose computer wrote a side: a role and an office, or *You*."""
    if side.device == context.session.person.device:
        return words.say("You")
    role, _, office = people.describe(context.session, side.device).rpartition(" ")
    if not role:
        return words.say("A computer that is not known here")
    where = words.say("Headquarters") if office == roster.HQ else office
    return words.say("{role}, {office}", role=words.name(labels.plain(role)), office=where)

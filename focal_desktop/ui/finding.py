"""Where a record of each kind is shown; used by search, the palette, sync and Home alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.base.words import Words
from focal_desktop.domain import access, monthly_return
from focal_desktop.domain.record import Kind
from focal_desktop.store.rows import Row
from focal_desktop.ui import labels
from focal_desktop.ui.context import Context, Place
from focal_desktop.usecases import records

SECTION_OF: Mapping[str, str] = {
    "partner": "partners",
    "agreement": "partners",
    "assessment": "partners",
    "waiver": "partners",
    "clause_check": "partners",
    "standard_answer": "partners",
    "person": "training",
    "completion": "training",
    "course": "training",
    "focal_point": "training",
    "plan": "plan",
    "action": "plan",
    "quarter_note": "plan",
    "recommendation": "plan",
    "channel": "channels",
    "channel_test": "channels",
    "allegation": "allegations",
    "monthly_return": "monthly_return",
    "office": "offices",
}
ORDERS = frozenset({"erase_order", "erase_receipt"})
"""They live beside what they are about, which may be a case; the pages that need them ask for them."""
PARENT_OF: Mapping[str, str] = {
    "clause_check": "agreement",
    "standard_answer": "assessment",
    "waiver": "agreement",
    "quarter_note": "action",
    "channel_test": "channel",
    "completion": "person",
}


CODED: Mapping[str, str] = {
    "clause_check": "clause",
    "standard_answer": "standard",
    "completion": "course",
    "focal_point": "role",
    "quarter_note": "quarter",
}
"""Kinds that are known by a code: people read its label."""
DATED = frozenset({"waiver", "channel_test"})


def place_of(kind: str, identity: str, parent: str = "") -> Place | None:
    """Return where a record is shown, a part at what it is part of; nothing for a kind without a screen."""
    if kind in PARENT_OF and parent:
        kind, identity = PARENT_OF[kind], parent
    section = SECTION_OF.get(kind)
    return Place(section=section, view="record", kind=kind, record=identity) if section else None


def is_case(context: Context, kind_name: str) -> bool:
    """Tell whether a kind tells of cases: it is neither found nor named outside its own section."""
    kind = context.session.kinds.get(kind_name)
    return kind is None or kind.scope in access.CASE_SCOPES or kind_name in ORDERS


def title_of(context: Context, row: Row, kind: Kind[Any], *, is_nameless: bool = False) -> str:
    """Return what people read for a row in a list of several kinds; a part says what it is a part of.

    Nameless, a person goes by number or reference: for lists that others may read over a shoulder.
    """
    own = _say_own(context, row, kind, is_nameless=is_nameless)
    whole = _find_whole(context, row)
    if whole is None:
        return own
    over = _say_own(context, whole, context.session.kinds[whole.kind], is_nameless=is_nameless)
    return context.words.say("{whole}: {part}", whole=over, part=own)


def _say_own(context: Context, row: Row, kind: Kind[Any], *, is_nameless: bool) -> str:
    words = context.words
    if row.kind == "person" and is_nameless:
        return str(row.values.get("code") or "") or f"{words.name(kind.label)} {row.reference}"
    if row.kind == "monthly_return":
        return say_month(str(row.values.get("month") or ""), words) or row.reference
    if row.kind in CODED:
        slot = kind.slots[CODED[row.kind]]
        said = labels.of_value(slot, row.values.get(CODED[row.kind]), words, context.policy)
        day = words.iso_date(row.on_date) if row.on_date and row.kind == "completion" else ""
        return words.say("{what}, {day}", what=said, day=day) if said and day else said or row.reference
    if row.kind in DATED and row.on_date:
        day = words.iso_date(row.on_date)
        return words.say("until {day}", day=day) if row.kind == "waiver" else day
    return row.title or f"{words.name(kind.label)} {row.reference}"


def _find_whole(context: Context, row: Row) -> Row | None:
    """Return what a part belongs to, where it is here."""
    if row.kind not in PARENT_OF or not row.parent:
        return None
    try:
        return records.read(context.session, PARENT_OF[row.kind], row.parent)
    except Trouble:
        return None


def say_month(month: str, words: Words) -> str:
    """Return the month of a return as people write it, nothing where it is none."""
    last = monthly_return.last_day(month)
    return words.writing.long_month(last) if last else ""

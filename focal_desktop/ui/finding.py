"""Where a record of each kind is shown; used by search, the palette, sync and Home alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.domain import access
from focal_desktop.domain.record import Kind
from focal_desktop.store.rows import Row
from focal_desktop.ui.context import Context, Place

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


def title_of(context: Context, row: Row, kind: Kind[Any]) -> str:
    """Return what people read for a row in a list of several kinds."""
    return row.title or f"{context.words.name(kind.label)} {row.reference}"

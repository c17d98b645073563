"""One legal value for each field of any kind, none of them its default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.base.ids import keyed_id
from focal_desktop.domain.record import Kind
from tests.desks import POLICY

ID = keyed_id("sample", ("one",))
BY_FORM: Mapping[str, Any] = {
    "reference": ID,
    "references": [ID],
    "date": "2026-01-15",
    "instant": "2026-01-15T10:00:00Z",
    "whole_number": 7,
    "money": "12.50 USD",
    "file": "0" * 64,
}
BY_NAME = {"month": "2026-01", "regime": "sea"}


def specimen_of(kind: Kind[Any], name: str) -> Any:
    """Return a legal value that is not the default."""
    slot = kind.slots[name]
    codes = slot.list_codes(POLICY.codes)
    if name in BY_NAME:
        return BY_NAME[name]
    if codes:
        return list(codes[:1]) if slot.form == "codes" else codes[-1]
    return BY_FORM.get(slot.form, f"{name} in words")


def key_of(kind: Kind[Any]) -> dict[str, Any]:
    """Return a value for each field that a record of this kind is known by."""
    return {name: specimen_of(kind, name) for name in kind.key}


def list_free(kind: Kind[Any]) -> list[str]:
    """Return the fields that an office sets by hand: not headquarters' own, no step, no key."""
    return [n for n, slot in kind.slots.items() if not slot.said.owner and n != "state" and n not in kind.key]

"""Values in and out: a person's input strictly, the store and a newer peer tolerantly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from focal_desktop.domain.problem import Problem
from focal_desktop.domain.record import Kind, Plain, R, Slot

LONGEST_TEXT = 500
LONGEST_LONG_TEXT = 20_000
_ID = re.compile(r"[a-z2-7]{24}")
_MONEY = re.compile(r"(0|[1-9][0-9]{0,12})\.[0-9]{2} [A-Z]{3}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")  # neither the database nor UTF-8 holds these
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")

ListCodes = Callable[[str], tuple[str, ...]]


def find_problems(kind: Kind[Any], values: Mapping[str, Any], list_codes: ListCodes) -> list[Problem]:
    """Return every wrong field at once, for what a person or a file brings in."""
    found = [Problem(name, "unknown_field") for name in values if name not in kind.slots]
    for name, slot in kind.slots.items():
        value = values.get(name)
        if value is not None and value != plain_default(slot):
            code = _judge(slot, value, list_codes)
            found += [Problem(name, code)] if code else []
    return found


def to_plain(kind: Kind[Any], values: Mapping[str, Any]) -> dict[str, Plain]:
    """Return checked input as it is stored: sets sorted once, a cleared field as its default."""
    return {name: plain_value(kind.slots[name], value) for name, value in values.items()}


def plain_value(slot: Slot, value: Any) -> Plain:
    """Return one checked value as it is stored."""
    if value is None:
        return plain_default(slot)
    return sorted(set(value)) if isinstance(value, list | tuple) else value


def plain_default(slot: Slot) -> Plain:
    """Return what a field holds before anyone wrote it."""
    default: Plain = msgspec.to_builtins(slot.default)
    return list(default) if isinstance(default, list | tuple) else default


def read(kind: Kind[R], identity: str, values: Mapping[str, Plain]) -> R:
    """Read what the store or a newer peer holds; what does not fit its field stays in the log alone."""
    slots = kind.slots
    known = {
        n: v
        for n, v in values.items()
        if n in slots and (v is None or slots[n].form != "instant" or _is_real_date("instant", str(v)))
    }
    try:
        return msgspec.convert({"id": identity, **known}, kind.record)
    except msgspec.ValidationError:  # rare, so that only then each field is tried by itself
        fitting = {n: v for n, v in known.items() if _is_fit(slots[n], v)}
        return msgspec.convert({"id": identity, **fitting}, kind.record)


def _is_fit(slot: Slot, value: Plain) -> bool:
    try:
        msgspec.convert(value, slot.type)
    except msgspec.ValidationError:
        return False
    return True


def is_writable(text: str) -> bool:
    """Tell whether the database and UTF-8 can hold a text."""
    return not _UNWRITABLE.search(text)


def _judge(slot: Slot, value: Any, list_codes: ListCodes) -> str:
    form = slot.form
    if form in ("codes", "references"):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return "wrong_type"
        return next((code for one in value if (code := _judge_one(slot, form[:-1], one, list_codes))), "")
    return _judge_one(slot, form, value, list_codes)


def _judge_one(slot: Slot, form: str, value: Any, list_codes: ListCodes) -> str:
    if form == "whole_number":
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return "" if is_number and 0 <= value < 2**53 else "wrong_type"
    if not isinstance(value, str):
        return "wrong_type"
    if form in ("code", "yes_no_unknown"):
        return "" if value in slot.list_codes(list_codes) else "not_in_list"
    if form in ("date", "instant"):
        return "" if _is_real_date(form, value) else "not_a_date"
    return "" if _is_written_well(form, value) else "wrong_type"


def _is_real_date(form: str, value: str) -> bool:
    pattern = _DATE if form == "date" else _INSTANT
    if not pattern.fullmatch(value):
        return False
    try:
        date.fromisoformat(value) if form == "date" else datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_written_well(form: str, value: str) -> bool:
    patterns = {"reference": _ID, "money": _MONEY, "file": _DIGEST}
    if form in patterns:
        return value == "" or patterns[form].fullmatch(value) is not None
    longest = LONGEST_LONG_TEXT if form == "long_text" else LONGEST_TEXT
    return len(value) <= longest and not _UNWRITABLE.search(value)

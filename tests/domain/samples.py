"""The shipped policy, and values of every form for records of any kind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from hypothesis import strategies as st

from focal_desktop.base import clock, ids, paths
from focal_desktop.domain import codec
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Kind, Plain, Record, Slot

POLICY = Policy(lambda name: paths.resource("policy", f"{name}.toml").read_text("utf-8"))

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
ID = st.integers(0, 9).map(lambda number: ids.keyed_id("sample", (str(number),)))
FORMS: dict[str, st.SearchStrategy[Plain]] = {
    "text": TEXT,
    "long_text": TEXT,
    "date": st.dates().map(str),
    "instant": st.datetimes(timezones=st.just(UTC)).map(clock.instant),
    "whole_number": st.integers(0, 2**53 - 1),
    "money": st.decimals(0, 10**9, places=2).map(lambda amount: f"{amount:.2f} USD"),
    "file": st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}"),
    "reference": ID,
    "references": st.lists(ID, unique=True).map(sorted),
}


def plain_values(kind: Kind[Any], record: Record) -> dict[str, Plain]:
    """Return every declared field of a record as it would be stored."""
    return {
        name: codec.plain_value(slot, _written(getattr(record, name))) for name, slot in kind.slots.items()
    }


def _written(value: Any) -> Any:
    return clock.instant(value) if isinstance(value, datetime) else msgspec.to_builtins(value)


def values_of(slot: Slot) -> st.SearchStrategy[Plain]:
    """Return what a person may write into a field, by its form."""
    if slot.form in FORMS:
        return FORMS[slot.form]
    one = st.sampled_from(slot.list_codes(POLICY.codes))
    return st.lists(one, unique=True).map(sorted) if slot.form == "codes" else one


@st.composite
def drafts(draw: st.DrawFn, kind: Kind[Any]) -> dict[str, Plain]:
    """Return any subset of a kind's fields, each with a legal value."""
    chosen = draw(st.lists(st.sampled_from(list(kind.slots)), unique=True))
    return {name: draw(values_of(kind.slots[name])) for name in chosen}

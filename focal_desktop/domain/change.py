"""A Change: one field of one record set to one value, having seen which values. Append-only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from focal_desktop.domain import codec
from focal_desktop.domain.record import BLOCK, Kind, Plain, Scope


class Change(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry of the log, named by device, scope and counter.

    `base` holds the names of all values it replaces, within the same scope; a local change, which no feed
    carries, may replace values of another one too, as `scope/name`. `at` is for people and decides nothing;
    `lamport` only orders values written without knowing of each other.
    """

    scope: str
    device: str
    counter: int
    lamport: int
    kind: str
    record: str
    field: str
    value: Plain
    base: tuple[str, ...] = ()
    at: str = ""
    is_erased: bool = False

    @property
    def name(self) -> str:
        """The name within the scope; the same on every computer, for ever."""
        return f"{self.device}:{self.counter}"

    @property
    def replaces(self) -> tuple[tuple[str, str], ...]:
        """Scope and name of each value in its base."""
        parted = (b.rpartition("/") for b in self.base)
        return tuple((scope or self.scope, name) for scope, _, name in parted)

    @property
    def is_local(self) -> bool:
        """Whether it has no name in any feed."""
        return self.scope == Scope.SEALED

    @property
    def is_block(self) -> bool:
        """Whether it carries a sealed part, for named officers alone."""
        return self.field.startswith(BLOCK)


def find_difference(
    kind: Kind[Any], opened: Mapping[str, Plain], edited: Mapping[str, Plain]
) -> dict[str, Plain]:
    """Return the fields a person changed, against what they had open and not against what came since."""
    return {
        name: value
        for name, value in edited.items()
        if value != opened.get(name, codec.plain_default(kind.slots[name]))
    }


def names_of(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the names of changes as a `base`: sorted, each once."""
    return tuple(sorted({change.name for change in changes}))

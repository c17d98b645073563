"""The frozen values that leave the store, and the rules it folds by."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import msgspec

from focal_desktop.base import ids
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.record import Plain

REFERENCE_DRAWS = 6


class Rules(msgspec.Struct, frozen=True):
    """What folding needs to know beside the log: the kinds, the lists, who has an HQ role, what is closed."""

    kinds: Kinds
    list_codes: Callable[[str], tuple[str, ...]]
    hq: frozenset[str] = frozenset()
    office: str = ""
    closed: frozenset[str] = frozenset()


class Side(msgspec.Struct, frozen=True):
    """One of several values that stand side by side."""

    value: Plain
    device: str
    at: str
    name: str
    scope: str


class Row(msgspec.Struct, frozen=True):
    """One record as its log tells it; `values` holds what was written, sealed parts never."""

    kind: str
    id: str
    reference: str
    title: str
    state: str
    office: str
    on_date: str
    parent: str
    values: Mapping[str, Plain]
    clashes: Mapping[str, tuple[Side, ...]]


class ScopeRow(msgspec.Struct, frozen=True):
    """One scope this vault knows: a random id, who may read it, whose it is, and how far it has counted."""

    id: str
    scope_class: str
    office: str
    counter: int
    lamport: int


def reference_of(identity: str) -> str:
    """Return the six neutral characters of a record: the same on every computer, without any order."""
    number = int.from_bytes(hashlib.sha256(b"reference\x00" + identity.encode()).digest()[:8], "big")
    letters = ids.REFERENCE_LETTERS
    drawn = ""
    for _ in range(REFERENCE_DRAWS):
        number, place = divmod(number, len(letters))
        drawn += letters[place]
    return drawn

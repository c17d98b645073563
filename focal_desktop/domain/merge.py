"""Folding the log of one record into its values and its clashes; the same on every computer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from focal_desktop.domain import codec
from focal_desktop.domain.change import Change, names_of
from focal_desktop.domain.record import Kind, Merge, Plain, Scope, Slot

ListCodes = Callable[[str], tuple[str, ...]]


class Folded(msgspec.Struct, frozen=True):
    """A record as its log tells it. Nothing is overwritten: every side of a clash is still here."""

    values: Mapping[str, Plain]
    current: Mapping[str, tuple[Change, ...]]  # field -> the values nobody has replaced yet
    clashes: Mapping[str, tuple[Change, ...]]
    waiting: tuple[Change, ...]  # what builds on something that has not come yet
    unfolded: tuple[Change, ...]  # what only headquarters may set, written by somebody else


def fold(
    kind: Kind[Any] | None,
    changes: Iterable[Change],
    hq: frozenset[str],
    list_codes: ListCodes,
    closed: frozenset[str] = frozenset(),
) -> Folded:
    """Fold all changes of one record; any order, repeats and partitions give the same.

    `hq` names the devices with an HQ role, `closed` the scopes of which this device is given no earlier
    value. A kind this version does not know is kept field by field.
    """
    ready, waiting = _split_ready({(c.scope, c.name): c for c in changes}, closed)
    slots: Mapping[str, Slot] = kind.slots if kind else {}
    values: dict[str, Plain] = {}
    current: dict[str, tuple[Change, ...]] = {}
    clashes: dict[str, tuple[Change, ...]] = {}
    unfolded: list[Change] = []
    for field, written in sorted(_by_field(ready).items()):
        slot = slots.get(field)
        merge = slot.said.merge if slot else Merge.LATEST
        if merge is Merge.HQ or (slot and slot.said.owner == "hq"):
            unfolded += [c for c in written if c.device not in hq]
            written = [c for c in written if c.device in hq]
        sides = tuple(c for c in _find_current(written) if not c.is_erased)  # what it said is gone
        if not sides:
            continue
        if len(sides) == 1:
            current[field], values[field] = sides, sides[0].value
            continue
        current[field] = sides = _sort(sides)
        values[field] = _settle(merge, sides, hq, _rank(slot, list_codes) if slot else {})
        if _is_clash(merge, sides):
            clashes[field] = sides
    return Folded(values, current, clashes, _sort(waiting), _sort(unfolded))


def _split_ready(
    known: Mapping[tuple[str, str], Change], closed: frozenset[str]
) -> tuple[list[Change], list[Change]]:
    """Set aside what names a value that has not come: it waits at its record, nothing behind it does.

    What stays closed to this device never comes; nothing waits for it.
    """
    ready: dict[tuple[str, str], Change] = {}
    left = known
    while left:
        still: dict[tuple[str, str], Change] = {}
        for name, change in left.items():
            is_ready = not change.base or all(
                b in ready or (b[0] in closed and b not in known) for b in change.replaces
            )
            (ready if is_ready else still)[name] = change
        if len(still) == len(left):
            break
        left = still
    return list(ready.values()), list(left.values())


def _sort(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda c: (c.lamport, c.device, c.scope, c.counter)))


def _by_field(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.field, []).append(change)
    return found


def find_base(written: Iterable[Change], scope: str) -> tuple[str, ...]:
    """Return what a new change in this scope replaces, given all that was seen of its field.

    What others can read never names what is kept here; what is kept here may name both.
    """
    if scope == Scope.SEALED:
        sides = _find_current(list(written))
        return tuple(sorted(c.name if c.is_local else f"{c.scope}/{c.name}" for c in sides))
    return names_of(_find_current([c for c in written if c.scope == scope]))


def _find_current(written: list[Change]) -> tuple[Change, ...]:
    """Return the values nobody replaced; a local one gives way to what its device has since shared."""
    if len(written) < 2:
        return tuple(written)
    known = {(c.scope, c.name): c for c in written}
    replaced = {b for c in written for b in c.replaces}
    return tuple(
        c for name, c in known.items() if name not in replaced and not (c.is_local and _is_shared(c, known))
    )


def _is_shared(local: Change, known: Mapping[tuple[str, str], Change]) -> bool:
    """Tell whether its device put this field into a scope without its having seen that."""
    seen: set[tuple[str, str]] = set()
    left = [local]
    while left:
        fresh = {b for b in left.pop().replaces if b in known} - seen
        seen |= fresh
        left += [known[b] for b in fresh]
    return any(c.device == local.device and not c.is_local for name, c in known.items() if name not in seen)


def _rank(slot: Slot, list_codes: ListCodes) -> Mapping[str, int]:
    return {code: place for place, code in enumerate(slot.list_codes(list_codes))}


def _settle(merge: Merge, sides: tuple[Change, ...], hq: frozenset[str], ranks: Mapping[str, int]) -> Plain:
    """Choose what is shown while several values stand side by side."""

    def latest(change: Change) -> tuple[Any, ...]:
        return (change.lamport, change.device in hq, change.device, change.counter)

    def weight(change: Change) -> int:
        return ranks.get(change.value, len(ranks)) if isinstance(change.value, str) else 0

    match merge:
        case Merge.UNION:
            return sorted({one for c in sides if isinstance(c.value, list) for one in c.value})
        case Merge.PROTECTIVE:
            return max(sides, key=lambda c: (weight(c), latest(c))).value
        case Merge.LATTICE:
            return max(sides, key=lambda c: (c.device in hq, weight(c), latest(c))).value
        case _:  # latest, both, hq: the newest is shown first
            return max(sides, key=latest).value


def _is_clash(merge: Merge, sides: tuple[Change, ...]) -> bool:
    written = {tuple(c.value) if isinstance(c.value, list) else c.value for c in sides}
    return merge is not Merge.UNION and len(written) > 1


def show_values(kind: Kind[Any], values: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return every declared field with its value or default, then whatever a newer office wrote."""
    declared = {name: values.get(name, codec.plain_default(slot)) for name, slot in kind.slots.items()}
    return {**declared, **{name: value for name, value in values.items() if name not in declared}}

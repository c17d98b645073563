"""Who may read and write which scope (design 4; do_no_harm.md A4-A6, A21). Roles, never persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from focal_desktop.domain.record import Kind, Scope

HQ_ROLES = frozenset({"root", "hq_desk", "hq_case"})

CASE_SCOPES = frozenset({Scope.SEA, Scope.WORK, Scope.HQ_CASE, Scope.SEALED})

_READS: Mapping[str, frozenset[Scope]] = {
    "focal_point": frozenset({Scope.DESK, Scope.SEA, Scope.WORK, Scope.HQ_ALL, Scope.SEALED}),
    "alternate": frozenset({Scope.DESK, Scope.HQ_ALL, Scope.SEALED}),
    "hr_clerk": frozenset({Scope.DESK, Scope.HQ_ALL}),
    "head_of_office": frozenset({Scope.DESK, Scope.HQ_ALL}),
    "monitor": frozenset({Scope.FIGURES, Scope.HQ_ALL}),
    "hq_desk": frozenset({Scope.HQ_DESK, Scope.HQ_ALL, Scope.DESK, Scope.FIGURES}),
    "hq_case": frozenset({Scope.HQ_CASE, Scope.HQ_ALL, Scope.SEA, Scope.WORK}),
    "root": frozenset({Scope.HQ_ALL}),
}
_WRITES: Mapping[str, frozenset[Scope]] = {
    "focal_point": frozenset({Scope.DESK, Scope.SEA, Scope.WORK, Scope.HQ_CASE, Scope.SEALED}),
    "alternate": frozenset({Scope.DESK, Scope.SEA, Scope.HQ_CASE, Scope.SEALED}),
    "hr_clerk": frozenset({Scope.DESK, Scope.HQ_CASE}),
    "head_of_office": frozenset({Scope.DESK, Scope.HQ_CASE}),
    "monitor": frozenset({Scope.HQ_CASE}),
    "hq_desk": frozenset({Scope.HQ_DESK, Scope.HQ_ALL, Scope.DESK, Scope.FIGURES}),
    "hq_case": frozenset({Scope.HQ_CASE, Scope.HQ_ALL, Scope.SEA, Scope.WORK}),
    "root": frozenset({Scope.HQ_ALL}),
}


def readable(roles: Iterable[str]) -> frozenset[Scope]:
    """Return the scopes that these roles read."""
    return frozenset().union(*(_READS.get(role, frozenset()) for role in roles))


def writable(roles: Iterable[str]) -> frozenset[Scope]:
    """Return the scopes that these roles write into."""
    return frozenset().union(*(_WRITES.get(role, frozenset()) for role in roles))


def may_see_kind(kind: Kind[Any], roles: Iterable[str]) -> bool:
    """Tell whether a kind exists at all for these roles; who writes into its scope sees own drafts."""
    held = tuple(roles)
    return kind.scope in readable(held) | writable(held) or kind.scope is Scope.HQ_ALL


def find_betrayals(kinds: Iterable[Kind[Any]]) -> list[str]:
    """Return each field by which an open kind would point at a case, or a case at a person; there is none."""
    known = {kind.name: kind for kind in kinds}
    pointers = [(kind, name, slot.said.to) for kind in known.values() for name, slot in kind.slots.items()]
    return [
        f"{kind.name}.{name}"
        for kind, name, to in pointers
        if to in known and (_is_case(known[to]) > _is_case(kind) or (_is_case(kind) and to == "person"))
    ]


def _is_case(kind: Kind[Any]) -> bool:
    return kind.scope in CASE_SCOPES

"""Who may read and write which scope (design 4; do_no_harm.md A4-A6, A21). Roles, never persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from focal_desktop.domain.record import Kind, Scope

HQ_ROLES = frozenset({"root", "hq_desk", "hq_case"})

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

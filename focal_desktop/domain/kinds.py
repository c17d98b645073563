"""Every kind, one line each; a new kind adds its line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.domain import allegation, office, recommendation
from focal_desktop.domain.record import Kind

Kinds = Mapping[str, Kind[Any]]


def by_name(*kinds: Kind[Any]) -> Kinds:
    """Return kinds by their names, in the order given."""
    return {kind.name: kind for kind in kinds}


KINDS: Kinds = by_name(
    office.KIND,
    recommendation.KIND,
    allegation.KIND,
)

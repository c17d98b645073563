"""The recommendations of the two source documents, as headquarters loads them; these are not invented."""

from __future__ import annotations

from collections.abc import Iterator

from focal_desktop.domain.policy import ENGLISH, Policy
from focal_desktop.usecases.practice.draft import Draft


def list_recommendations(policy: Policy) -> Iterator[Draft]:
    """Yield fifteen recommendations of one document and four of the other, with who follows each."""
    for code, entry in policy.entries("recommendation").items():
        values = {
            "code": code,
            "title": entry.label(ENGLISH),
            "text": entry.text("text", ENGLISH),
            "group": str(entry.extra.get("group", "")),
            "source": entry.source,
            "entity": " ".join(entry.extra.get("entities", ())),
            "owner": str(entry.extra.get("owner", "")),
        }
        yield Draft(kind="recommendation", name=f"recommendation/{code}", values=values)

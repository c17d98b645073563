"""The invented data of practice, demo and benchmarks: one seeded place, no real person, place or case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from focal_desktop.domain.policy import ENGLISH, Policy
from focal_desktop.usecases.unlocking import Place

NAIROBI = Place(office="HQ", office_name="Headquarters, Nairobi", country="KE", person="Officer one")
ENGLISH_OFFICE = Place(
    office="KEN-KSM", office_name="Kisumu project office", country="KE", person="Desk one"
)
ARABIC_OFFICE = Place(office="IRQ-BSR", office_name="مكتب البصرة", country="IQ", person="Desk two")


def recommendations(policy: Policy) -> Iterator[dict[str, Any]]:
    """Yield the recommendations of the two source documents as records (do_no_harm.md C: 15 and 4)."""
    for code, entry in policy.entries("recommendation").items():
        yield {
            "code": code,
            "title": entry.label(ENGLISH),
            "text": entry.text("text", ENGLISH),
            "group": str(entry.extra.get("group", "")),
            "source": entry.source,
            "entity": str(entry.extra.get("entity", "")),
        }


def allegation() -> dict[str, Any]:
    """Return an allegation as a focal point would take it down in three minutes; nothing in it is real."""
    return {
        "regime": "sea",
        "received_on": "2026-03-11",
        "conduct": "sexual_exploitation",
        "child": "no",
        "subject_group": "partner",
        "danger_now": "not_known",
        "help_offered": "yes",
        "consent_record": "given",
        "nature": "transactional_sex",
        "setting": "project_site",
        "subject_function": "Site supervisor (invented)",
        "account": "An invented account, for practice only.",
    }

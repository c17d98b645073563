"""Invented reports, each saying of itself that it is one: nothing here happened, and nothing could have."""

from __future__ import annotations

from typing import Any

from focal_desktop.usecases.practice.draft import Draft, Text, Times

INVENTED = Text(
    "Invented for practice. Nothing of this happened to anyone.",
    "نص متخيل لأغراض التدريب. لم يحدث أي من هذا لأحد.",
)


def take_allegation(times: Times, language: str) -> Draft:
    """Return an allegation as it is taken down in three minutes, with details and an account."""
    values: dict[str, Any] = {
        "regime": "sea",
        "received_on": times.before(6 if language == "en" else 3),
        "conduct": "sexual_exploitation",
        "child": "no" if language == "en" else "not_known",
        "subject_group": "partner" if language == "en" else "contractor",
        "danger_now": "no",
        "help_offered": "yes",
        "consent_record": "given",
        "consent_share": "refused" if language == "en" else "not_asked",
        "nature": "sex_for_assistance_or_employment",
        "setting": "project_site",
        "source_channel": "community_mechanism" if language == "en" else "phone",
        "survivor_name": Text("Survivor of the practice case", "ناجية الحالة التدريبية").say(language),
        "survivor_contact": Text("Practice contact", "وسيلة اتصال تدريبية").say(language),
        "subject_function": Text("Supervisor in practice", "مشرف تدريبي").say(language),
        "subject_points_to_survivor": "no",
        "account": INVENTED.say(language),
    }
    return Draft(kind="allegation", name=f"allegation/{language}", values=values)


def take_workplace_case(times: Times) -> Draft:
    """Return a workplace report whose affected individual said yes to a record and yes to sharing."""
    values: dict[str, Any] = {
        "regime": "workplace",
        "received_on": times.before(4),
        "conduct": "harassment",
        "child": "no",
        "subject_group": "own_personnel",
        "danger_now": "no",
        "help_offered": "yes",
        "consent_record": "given",
        "consent_share": "given",
        "setting": "office",
        "source_channel": "in_person",
        "account": INVENTED.en,
    }
    return Draft(kind="allegation", name="allegation/workplace", values=values)


def write_sealed_report(times: Times, language: str) -> Draft:
    """Return a sealed report about a head of office."""
    values: dict[str, Any] = {
        "about": "head_of_office",
        "conduct": "abuse_of_authority",
        "child": "no",
        "danger_now": "not_known",
        "written_on": times.before(1),
        "account": INVENTED.say(language),
        "may_contact": "no",
    }
    return Draft(kind="sealed_report", name="sealed_report", values=values)

"""What the page of a report says where it came with the desk, and who lets the person know of the change."""

from __future__ import annotations

from focal_desktop.domain.allegation import KIND, Consent
from focal_desktop.ui.context import Context
from focal_desktop.usecases import closed_cases, records


def say(context: Context, record: str) -> str:
    """Return that a case passed to whoever took the desk over; nothing of any other (do_no_harm.md A13)."""
    words, session = context.words, context.session
    if not closed_cases.was_passed_here(session, record):
        return ""
    consent = records.read(session, KIND.name, record).values.get("consent_contact")
    if consent in (Consent.GIVEN, Consent.GUARDIAN):
        return words.say(
            "This case passed to you with the desk. The person agreed to be contacted again: they may hear "
            "who is there now, if possible from the former focal point."
        )
    return words.say(
        "This case passed to you with the desk. The person did not agree to be contacted again: do not "
        "contact them about the change."
    )

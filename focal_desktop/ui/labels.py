"""What people read for a code or a field: from its declaration, in their language."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.base.words import Words
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Plain, Slot

# Where a code alone would not read as a sentence.
SAID: Mapping[str, str] = {
    "sea": "Sexual exploitation or abuse",
    "workplace": "Conduct at work",
    "not_asked": "Not asked",
    "not_known": "Not known",
    "not_asked_unsafe": "Not asked: it was not safe",
    "guardian": "A guardian decides",
    "given": "Yes",
    "refused": "No",
    "withdrawn": "Taken back",
    "not_safe": "Not safe to offer",
    "oios": "OIOS",
    "with_investigators": "With investigators",
    "closed": "Closed, person told",
    "received": "Received",
    "passed_on": "Passed on",
    "hr_clerk": "Human resources clerk",
    "hq_desk": "Desk officer",
    "hq_case": "Case officer",
    "root": "Root officer",
}


def plain(code: str) -> str:
    """Return the English words of a code."""
    return SAID.get(code) or code.replace("_", " ").capitalize()


def of_code(slot: Slot, code: str, words: Words, policy: Policy) -> str:
    """Return what people read for a code of a field."""
    if isinstance(slot.said.codes, str) and slot.said.codes:
        return policy.label(slot.said.codes, code, words.language)
    return words.name(plain(code))


def of_field(slot: Slot, words: Words) -> str:
    """Return what people read for a field."""
    return words.name(slot.said.label)


def of_value(slot: Slot, value: Plain, words: Words, policy: Policy) -> str:
    """Return what people read for a value, empty where nothing was said."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list):
        said = [of_code(slot, one, words, policy) if slot.form == "codes" else one for one in value]
        return words.say(", ").join(said)
    if slot.form in ("code", "yes_no_unknown"):
        return of_code(slot, str(value), words, policy)
    if slot.form == "date":
        return words.iso_date(str(value))
    if slot.form == "instant":
        return words.iso_instant(str(value))
    return words.number(value) if isinstance(value, int) else str(value)

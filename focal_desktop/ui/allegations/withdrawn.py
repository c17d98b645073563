"""What a person's no means for what has gone already: said once it is kept, and it blames nobody."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.domain.allegation import Consent
from focal_desktop.domain.record import BLOCK, Leaves, Plain
from focal_desktop.ui.context import Context
from focal_desktop.usecases.exporting import CONSENTS
from focal_desktop.usecases.records import Opened

NO = (Consent.REFUSED, Consent.WITHDRAWN)
PARTS: Mapping[str, str] = {consent: part for part, consent in CONSENTS.items()}


def say(context: Context, opened: Opened, changed: Mapping[str, Plain]) -> str:
    """Return what a no that was just kept leads to; nothing where nobody said no."""
    said = [_say_one(context, opened, name) for name, value in changed.items() if value in NO]
    found = [one for one in said if one]
    return " ".join([context.words.say("The no is kept."), *found]) if found else ""


def find_sent(opened: Opened, part: str) -> str:
    """Return the instant at which a part was last sent to the case officers; nothing if it never was."""
    return max((one.at for one in opened.written.get(BLOCK + part, ())), default="")


def _say_one(context: Context, opened: Opened, name: str) -> str:
    words, part = context.words, PARTS.get(name)
    if part is not None:
        return _say_part(context, find_sent(opened, part), is_survivor=part == Leaves.SURVIVOR)
    match name:
        case "consent_contact":
            return words.say("Nobody contacts the person any more, also not to tell how it ended.")
        case "consent_services":
            return words.say("No service is told anything.")
        case "consent_record":
            return words.say(
                "The notice stays, for the duty to report holds. Please call headquarters: what else is "
                "erased is decided there."
            )
    return ""


def _say_part(context: Context, sent_at: str, *, is_survivor: bool) -> str:
    words = context.words
    if not sent_at:
        if is_survivor:
            return words.say("Nothing of who the survivor is has left this computer.")
        return words.say("Nothing of who reported has left this computer.")
    time = words.iso_instant(sent_at)
    if is_survivor:
        return words.say(
            "What was sent cannot be called back: headquarters was sent the survivor's part {time}, and is "
            "asked with the next exchange to stop using it.",
            time=time,
        )
    return words.say(
        "What was sent cannot be called back: headquarters was sent the part about who reported {time}, and "
        "is asked with the next exchange to stop using it.",
        time=time,
    )

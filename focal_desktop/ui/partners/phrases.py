"""What the partner screens say of codes: capacity, steps and what an agreement still needs, in words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from focal_desktop.base.words import Words
from focal_desktop.domain.gate import Result, Verdict
from focal_desktop.domain.policy import Policy
from focal_desktop.reports.verdict import say_hold, say_reasons
from focal_desktop.ui.partners.reading import AgreementLine, Standing


class Said(msgspec.Struct, frozen=True):
    """Words with their tone and icon; the words alone tell everything."""

    text: str
    tone: str = "neutral"
    icon: str = "circle"


_RATINGS = {"full": ("ok", "circle-check"), "medium": ("neutral", "circle-dot")}
_CAREFUL = ("warn", "triangle-alert")
_STEPS = {
    "hold": ("danger", "pause"),
    "refused": ("warn", "circle-alert"),
    "ready": ("ok", "circle-check"),
    "waiver": ("ok", "circle-check"),
    "ready_to_sign": ("ok", "circle-check"),
    "signed": ("ok", "file-check"),
    "ended": ("neutral", "circle"),
}


def of_capacity(standing: Standing, words: Words, policy: Policy) -> Said:
    """Say the capacity that was found, or that there was no check."""
    if not standing.rating:
        return Said(words.say("No check yet"), "neutral", "circle-help")
    tone, icon = _RATINGS.get(standing.rating, _CAREFUL)
    if standing.state == "expired":
        tone, icon = "neutral", "clock"
    return Said(policy.label("capacity_rating", standing.rating, words.language), tone, icon)


def of_validity(standing: Standing, words: Words) -> Said:
    """Say until when a check counts."""
    if standing.until is None:
        return Said("–")
    day = words.short_date(standing.until)
    if standing.state == "expired":
        return Said(words.say("Expired {day}", day=day), "danger", "clock")
    return Said(day, "warn" if standing.state == "expiring" else "neutral", "clock")


def list_badges(standing: Standing, words: Words, policy: Policy) -> list[Said]:
    """Return the capacity and until when it counts, each a badge."""
    found = [of_capacity(standing, words, policy)]
    if standing.state in ("valid", "expiring"):
        day = of_validity(standing, words)
        return [*found, Said(words.say("Counts until {day}", day=day.text), day.tone)]
    return [*found, of_validity(standing, words)] if standing.state == "expired" else found


def of_standing(standing: Standing, words: Words, policy: Policy) -> str:
    """Say in one sentence whose check it is and how long it counts."""
    held = standing.assessment
    if held is None or standing.until is None or held.assessed_on is None:
        return words.say("Nobody has checked this partner yet.")
    values = {"until": standing.until, "day": held.assessed_on, "who": held.assessor or "–"}
    if standing.state == "expired":
        return words.say("Checked by {who} on {day}. Expired on {until}.", **values)
    if standing.origin == "own":
        return words.say("Checked by {who} on {day}. Counts until {until}.", **values)
    origin = policy.label("assessment_origin", standing.origin, words.language)
    return words.say("{origin}: {who}, {day}. Counts until {until}.", origin=origin, **values)


def of_step(line: AgreementLine, words: Words) -> Said:
    """Say where an agreement stands."""
    texts = {
        "hold": words.say("Hold: ask headquarters"),
        "refused": words.say("Not ready yet"),
        "ready": words.say("Nothing is missing"),
        "waiver": words.say("May be signed under a waiver"),
        "ready_to_sign": words.say("Ready to sign"),
        "signed": words.say("Signed"),
        "ended": words.say("Ended"),
        "draft": words.say("Draft"),
    }
    return Said(texts.get(line.step, line.step), *_STEPS.get(line.step, ("neutral", "circle")))


def of_agreements(lines: Sequence[AgreementLine], words: Words) -> Said:
    """Say in one cell where the agreements of a partner stand, the most careful word first."""
    if not lines:
        return Said("–")
    ranked = sorted(lines, key=lambda line: list(_STEPS).index(line.step) if line.step in _STEPS else 0)
    first = of_step(ranked[0], words)
    if len(lines) == 1:
        return first
    more = words.count(len(lines) - 1, "{said} and 1 more", "{said} and {n} more", said=first.text)
    return Said(more, first.tone, first.icon)


def of_verdict(verdict: Verdict, step: str, words: Words, policy: Policy) -> Said:
    """Say whether an agreement may be signed, and all that is missing; a hold says nothing else."""
    if verdict.result is Result.HOLD:
        return Said(say_hold(words), "danger", "pause")
    if step in ("signed", "ended"):
        said = words.say("Signed.") if step == "signed" else words.say("This agreement has ended.")
        return Said(said, *_STEPS[step])
    tone, icon = _STEPS.get(verdict.result, _CAREFUL)
    if verdict.is_open and step == "ready_to_sign":
        return Said(
            words.say("Yes: it is marked ready to sign. Record the day when it is signed."), tone, icon
        )
    if verdict.result is Result.READY:
        return Said(words.say("Yes: nothing is missing. You can mark it ready to sign."), tone, icon)
    said = say_reasons(verdict, words, lambda code: policy.label("clause", code, words.language))
    return Said(said, tone, icon)

"""What the partner screens say of codes: capacity, steps and what an agreement still needs, in words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from focal_desktop.base.words import Words
from focal_desktop.domain.gate import CLAUSE, Result, Verdict
from focal_desktop.domain.policy import Policy
from focal_desktop.ui.partners.reading import WAIVER_CODES, AgreementLine, Standing

FEW = 3


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
        return Said(words.say("Hold: ask headquarters."), "danger", "pause")
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
    clauses = list_clauses(verdict.missing, words, policy)
    others = [code for code in verdict.missing if not code.startswith(CLAUSE)]
    if verdict.result is Result.WAIVER:
        covered = words.say("; ").join(of_covered(code, words) for code in others)
        return Said(_say_covered(covered, clauses, words), tone, icon)
    missing = words.say("; ").join(of_missing(code, words) for code in _drop_said_twice(others))
    return Said(_say_missing(missing, clauses, words), tone, icon)


def _drop_said_twice(codes: Sequence[str]) -> list[str]:
    """Leave out that a waiver is needed where one was asked for, and its approval where it says whose."""
    has_waiver = any(code in WAIVER_CODES for code in codes)
    names_who = "first_approver" in codes or "second_approver" in codes
    said_twice = {"decision_not_passing": has_waiver, "waiver_not_approved": names_who}
    return [code for code in codes if not said_twice.get(code, False)]


def _say_covered(what: str, clauses: str, words: Words) -> str:
    if not clauses:
        return words.say("Yes, under the waiver. It stands in for: {what}.", what=what)
    if not what:
        return words.say("Yes, under the waiver. Clauses it stands in for: {clauses}.", clauses=clauses)
    return words.say(
        "Yes, under the waiver. It stands in for: {what}. Clauses it stands in for: {clauses}.",
        what=what,
        clauses=clauses,
    )


def _say_missing(what: str, clauses: str, words: Words) -> str:
    if not clauses:
        return words.say("Not ready yet. Still needed: {what}.", what=what)
    if not what:
        return words.say("Not ready yet. Clauses still open: {clauses}.", clauses=clauses)
    return words.say(
        "Not ready yet. Still needed: {what}. Clauses still open: {clauses}.", what=what, clauses=clauses
    )


def list_clauses(codes: Sequence[str], words: Words, policy: Policy) -> str:
    """Return the clauses among these codes as a list of words; of many the first few and how many more."""
    clauses = [code.removeprefix(CLAUSE) for code in codes if code.startswith(CLAUSE)]
    shown = clauses if len(clauses) <= FEW + 1 else clauses[:FEW]
    named = words.say("; ").join(policy.label("clause", code, words.language) for code in shown)
    if len(clauses) == len(shown):
        return named
    return words.count(len(clauses) - len(shown), "{named} and 1 more", "{named} and {n} more", named=named)


def of_covered(code: str, words: Words) -> str:
    """Say what a waiver stands in for."""
    return {
        "assessment_missing": words.say("the missing capacity check"),
        "assessment_expired": words.say("the expired capacity check"),
        "decision_not_passing": words.say("a capacity that does not pass by itself"),
        "strengthening_plan": words.say("a strengthening plan that is not on course"),
    }.get(code, code)


def of_missing(code: str, words: Words) -> str:
    """Say what a code of the gate asks for."""
    return {
        "assessment_missing": words.say("a capacity check of the partner"),
        "assessment_expired": words.say("a newer capacity check, for the last has expired"),
        "decision_not_passing": words.say("a waiver, because the capacity found does not pass by itself"),
        "strengthening_plan": words.say("a strengthening plan that is on course"),
        "waiver_not_approved": words.say("the approval of the waiver"),
        "waiver_incomplete": words.say("reason, measures and end of the waiver"),
        "waiver_expired": words.say("a waiver that has not expired"),
        "first_approver": words.say("the office's approval of the waiver"),
        "second_approver": words.say("headquarters' approval of the waiver"),
    }.get(code, code)

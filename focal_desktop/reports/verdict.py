"""The gate's answer in words, the same in the window and on paper; of a hold never more than one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from focal_desktop.base.words import Words
from focal_desktop.domain.gate import CLAUSE, WAIVER_CODES, Result, Verdict

FEW = 3
Named = Callable[[str], str]
"""What a clause is called."""


def say_hold(words: Words) -> str:
    """Say that an agreement is on hold, which is all there is to say."""
    return words.say("Hold: ask headquarters.")


def say_reasons(verdict: Verdict, words: Words, name: Named) -> str:
    """Say what a waiver stands in for, or all that is still missing."""
    clauses = list_clauses(verdict.missing, words, name)
    others = [code for code in verdict.missing if not code.startswith(CLAUSE)]
    if verdict.result is Result.WAIVER:
        covered = words.say("; ").join(of_covered(code, words) for code in others)
        return _say_covered(covered, clauses, words)
    missing = words.say("; ").join(of_missing(code, words) for code in _drop_said_twice(others))
    return _say_missing(missing, clauses, words)


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


def list_clauses(codes: Sequence[str], words: Words, name: Named) -> str:
    """Return the clauses among these codes as a list of words; of many the first few and how many more."""
    clauses = [code.removeprefix(CLAUSE) for code in codes if code.startswith(CLAUSE)]
    shown = clauses if len(clauses) <= FEW + 1 else clauses[:FEW]
    named = words.say("; ").join(name(code) for code in shown)
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

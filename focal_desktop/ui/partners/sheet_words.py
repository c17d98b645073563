"""What the sheet of a check says: its standards from the policy, its total, its head."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.domain.assessment import Assessment, State
from focal_desktop.domain.standard_answer import StandardAnswer
from focal_desktop.ui.context import Context
from focal_desktop.ui.partners.phrases import Said
from focal_desktop.ui.partners.reading import NOT_ANSWERED
from focal_desktop.ui.partners.sheet_view import Standard
from focal_desktop.usecases.assessments import Scored


def list_standards(context: Context, scheme: str) -> list[Standard]:
    """Return the standards of a scheme with their answers and evidence, all in the person's language."""
    said = context.policy.entry("assessment_scheme", scheme)
    if said is None:
        return []
    language, policy = context.words.language, context.policy
    found = []
    for number, code in enumerate(said.extra["standards"], start=1):
        entry = policy.entries("standard")[code]
        found.append(
            Standard(
                code=code,
                number=number,
                label=entry.label(language),
                question=entry.text("help", language),
                answers=_list_answers(context, scheme, bool(entry.extra.get("may_be_not_applicable"))),
                evidence=[
                    (one, policy.label("standard_evidence", one, language)) for one in entry.extra["evidence"]
                ],
            )
        )
    return found


def _list_answers(context: Context, scheme: str, may_be_not_applicable: bool) -> list[tuple[str, str]]:
    return [
        (code, entry.label(context.words.language))
        for code, entry in context.policy.entries("standard_answer").items()
        if entry.extra.get("scheme") == scheme and (code != "not_applicable" or may_be_not_applicable)
    ]


def of_head(context: Context, found: Assessment, earlier: Assessment | None) -> tuple[str, str]:
    """Return the title and the line under it."""
    words = context.words
    scheme = context.policy.label("assessment_scheme", found.scheme, words.language) if found.scheme else ""
    if found.state == State.DRAFT:
        title = words.say("Check of a partner")
    elif found.assessed_on:
        title = words.say("Check of {day}", day=found.assessed_on)
    else:
        title = words.say("Check")
    if earlier is None or earlier.assessed_on is None or found.state != State.DRAFT:
        return title, scheme
    compared = words.say(
        "{scheme}. Compared with the check of {day}.", scheme=scheme, day=earlier.assessed_on
    )
    return title, compared


def of_total(
    context: Context, found: Assessment, scored: Scored, answers: Mapping[str, StandardAnswer]
) -> Said:
    """Say how far the check is and what the answers come to; deciding is left to a person."""
    words, policy = context.words, context.policy
    rating = policy.label("capacity_rating", scored.rating, words.language)
    if scored.is_taken_over:
        return Said(words.say("{rating}. Taken over as it stands; it is not scored again.", rating=rating))
    if found.state == State.FINAL:
        decided = policy.label("capacity_rating", found.rating, words.language)
        return Said(words.say("Decided: {rating}.", rating=decided))
    counts = count_answers(context, answers)
    if not scored.still_open:
        said = words.say(
            "All standards are answered ({counts}). They come to: {rating}. The decision is yours, below.",
            counts=counts,
            rating=rating,
        )
        return Said(said, "ok", "circle-check")
    names = [policy.label("standard", code, words.language) for code in scored.still_open]
    left = len(names)
    if not counts:
        said = words.count(
            left, "1 standard to answer.", "{n} standards to answer. Each answer is saved at once."
        )
        return Said(said)
    said = words.count(
        left,
        "So far: {counts}. Still to answer: {names}.",
        "So far: {counts}. {n} standards still to answer: {names}.",
        counts=counts,
        names=words.say(", ").join(names),
    )
    return Said(said)


def count_answers(context: Context, answers: Mapping[str, StandardAnswer]) -> str:
    """Return how often each answer was given, such as *Met 5, Not met 1*."""
    words = context.words
    given = [one.answer for one in answers.values() if one.answer != NOT_ANSWERED]
    parts = [
        words.say("{answer} {number}", answer=entry.label(words.language), number=given.count(code))
        for code, entry in context.policy.entries("standard_answer").items()
        if code in given
    ]
    return words.say(", ").join(parts)

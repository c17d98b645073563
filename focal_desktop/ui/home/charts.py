"""Two pictures of the desk for Home: training by contract, partners by capacity."""

from __future__ import annotations

from collections.abc import Sequence

from focal_desktop.ui.context import Context
from focal_desktop.ui.home.view import Chart
from focal_desktop.ui.widgets.bars import Bar
from focal_desktop.usecases.today import Today

RATING_TONES = {"low": "danger", "low_assumed": "danger", "medium": "warn", "": "neutral"}
MOST_BARS = 5


def list_charts(context: Context, found: Today) -> Sequence[Chart]:
    """Return training by contract, those behind first, and partners by capacity."""
    words, policy = context.words, context.policy
    training = [
        Bar(
            policy.label("contract_type", one.code, words.language) or words.say("Not said"),
            one.done.rate,
            f"{words.number(one.done.n)} / {words.number(one.done.of)}",
            "" if one.done.n == one.done.of else "warn",
        )
        for one in sorted(found.contracts, key=lambda one: one.done.rate)
        if one.done.of
    ][:MOST_BARS]
    most = max((one.partners for one in found.ratings), default=1)
    ratings = [
        Bar(
            policy.label("capacity_rating", one.code, words.language)
            if one.code
            else words.say("No valid assessment"),
            one.partners / most,
            words.number(one.partners),
            RATING_TONES.get(one.code, "ok"),
        )
        for one in found.ratings
    ]
    return (
        Chart(
            _name_training(context, found),
            words.say("Add the people of your office once; then each session takes a minute."),
            training,
        ),
        Chart(
            words.say("Partners with an agreement, by capacity"),
            words.say("No partners yet. Paste your list, or add one."),
            ratings,
        ),
    )


def _name_training(context: Context, found: Today) -> str:
    words, everyone = context.words, found.everyone
    if not everyone.of:
        return words.say("Mandatory training")
    return words.say("Mandatory training: {percent} up to date", percent=words.percent(everyone.rate))

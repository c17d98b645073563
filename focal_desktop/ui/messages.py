"""The sentence beside a field, and the sentence of a trouble, in the person's language."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.base.trouble import Trouble
from focal_desktop.base.words import Words

PROBLEMS: Mapping[str, str] = {
    "needed": "Please fill this in.",
    "wrong_type": "This cannot be kept as it is: please shorten it or write it another way.",
    "not_in_list": "Please choose from the list.",
    "not_a_date": "Please write a day such as 2 March 2026.",
    "in_the_future": "This day has not come yet. Please look once more.",
    "not_allowed": "This is not open to your role, or not switched on for this office.",
    "before_start": "This is before the beginning. Please look once more.",
    "unknown_field": "A newer version of the program wrote this.",
}
GENERAL = "Please look at this once more."


def of_problem(code: str, words: Words) -> str:
    """Return the sentence that stands beside a field."""
    return words.name(PROBLEMS.get(code, GENERAL))


def of_trouble(trouble: Trouble, words: Words) -> str:
    """Return the sentence of a trouble: what happened, what is safe, what to do."""
    return words.name(trouble.sentence)

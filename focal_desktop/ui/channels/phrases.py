"""How a channel and its last test are said. Pure."""

from __future__ import annotations

from focal_desktop.base.words import END, FIRST_STRONG, Words
from focal_desktop.domain import channel
from focal_desktop.domain.channel_test import ChannelTest
from focal_desktop.domain.policy import Policy
from focal_desktop.ui import labels
from focal_desktop.usecases.channels import Way

_SLOTS = channel.KIND.slots


def say_field(way: Way, name: str, words: Words, policy: Policy) -> str:
    """Return what people read for a field of a channel."""
    value = getattr(way.channel, name)
    return labels.of_value(_SLOTS[name], list(value) if isinstance(value, tuple) else value, words, policy)


def isolate(number: str) -> str:
    """Return a number or place closed off: its groups of digits would change places in Arabic."""
    return f"{FIRST_STRONG}{number}{END}" if number else ""


def say_test(test: ChannelTest, words: Words, policy: Policy) -> str:
    """Return what happened at a test, and when."""
    result = policy.label("channel_test_result", test.result, words.language)
    return words.say("{result}, {day}", result=result, day=words.iso_date(str(test.tested_on or "")))


def say_last(way: Way, words: Words, policy: Policy) -> str:
    """Return how the last test went; one that is too old says so."""
    if not way.is_open:
        return words.say("No longer open")
    if way.last is None:
        return words.say("Never tested")
    said = say_test(way.last, words, policy)
    if not way.is_fresh and works(way.last, policy):
        return words.say("{said}: test again", said=said)
    return said


def find_tone(way: Way, policy: Policy) -> str:
    """Return the tone of the last test."""
    if not way.is_open:
        return "neutral"
    if way.is_fresh:
        return "ok"
    return "warn" if way.last is None or works(way.last, policy) else "danger"


def works(test: ChannelTest, policy: Policy) -> bool:
    """Whether a test showed that its channel works."""
    entry = policy.entry("channel_test_result", test.result)
    return entry is not None and bool(entry.extra["works"])

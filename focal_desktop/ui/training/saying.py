"""How people and their standing are said, and the text that reminds them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from focal_desktop.base import words as languages
from focal_desktop.base.words import Words
from focal_desktop.domain import person
from focal_desktop.domain.annual.values import Share
from focal_desktop.domain.person import Person
from focal_desktop.domain.policy import Policy
from focal_desktop.ui import labels
from focal_desktop.usecases.training import Standing, Status

TONES: Mapping[Status, str] = {Status.UP_TO_DATE: "ok", Status.MISSING: "warn"}
_SLOTS = person.KIND.slots


def say_person(one: Person) -> str:
    """Return who somebody is: the name with the number where both are held."""
    return f"{one.name} · {one.code}" if one.name and one.code else one.name or one.code


def say_field(one: Person, name: str, words: Words, policy: Policy) -> str:
    """Return what people read for a field of somebody."""
    value = getattr(one, name)
    return labels.of_value(_SLOTS[name], value if value else None, words, policy)


def say_standing(one: Standing, words: Words, policy: Policy) -> str:
    """Return how somebody stands."""
    match one.status:
        case Status.UP_TO_DATE:
            return words.say("Up to date")
        case Status.MISSING:
            return words.count(len(one.missing), "One course missing", "{n} courses missing")
        case Status.NEW:
            return words.say("New here, not counted yet")
        case Status.AWAY:
            return words.say("Long leave, not counted")
    reason = one.person.exemption
    return policy.label("exemption_reason", reason, words.language) if reason else words.say("Not here now")


def say_courses(codes: Sequence[str], words: Words, policy: Policy) -> str:
    """Return courses by their names, each in a line."""
    return "\n".join(policy.label("course", code, words.language) for code in codes)


def say_group(one: Person, by: str, words: Words, policy: Policy) -> str:
    """Return the group somebody belongs to."""
    said = say_field(one, by, words, policy)
    if said:
        return said
    return words.say("No unit given") if by == "unit" else words.say("No contract given")


def say_share(share: Share, words: Words) -> str:
    """Return so many of so many, with the rate."""
    if not share.of:
        return words.say("nobody counted")
    return words.say("{done} of {all} ({rate})", done=share.n, all=share.of, rate=words.percent(share.rate))


def say_finding(everyone: Share, words: Words) -> str:
    """Return what the figures come to, in one sentence."""
    if not everyone.of:
        return words.say("Nobody is counted yet.")
    return words.say(
        "{done} of {all} people are up to date with every required course ({rate}).",
        done=everyone.n,
        all=everyone.of,
        rate=words.percent(everyone.rate),
    )


def write_reminder(missing: Sequence[Standing], policy: Policy, usual: str) -> tuple[str, list[str]]:
    """Return the text for some people, once in each of their languages, and the languages it is in.

    It names courses and nobody; a language we do not ship yet is answered in the usual one.
    """
    by_language: dict[str, list[Standing]] = {}
    for one in missing:
        said = one.person.language
        by_language.setdefault(said if said in languages.LOCALES else usual, []).append(one)
    texts = [_write(found, policy, languages.load(code)) for code, found in by_language.items()]
    return "\n\n".join(texts), [languages.NAMES[code] for code in by_language]


def _write(missing: Sequence[Standing], policy: Policy, words: Words) -> str:
    codes = dict.fromkeys(code for one in missing for code in one.missing)
    lines = [words.say("Dear colleague,")]
    one = words.say("Our register does not show this course for you yet, or it has run out:")
    many = words.say(
        "Our register does not show one or more of these courses for you yet, or they have run out:"
    )
    lines.append(one if len(codes) == 1 else many)
    lines += [f"– {_name(code, policy, words)}" for code in codes]
    lines.append(
        words.say(
            "Please complete what is open and send the certificate. If you have done so already, "
            "or if you need time or a classroom session, please tell us."
        )
    )
    return "\n".join([*lines, words.say("Thank you.")])


def _name(code: str, policy: Policy, words: Words) -> str:
    entry, label = policy.entry("course", code), policy.label("course", code, words.language)
    reference = str(entry.extra.get("reference", "")) if entry else ""
    return f"{label} ({reference})" if reference else label

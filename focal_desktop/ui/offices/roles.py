"""What people read for a role of the roster."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.base.words import Words
from focal_desktop.ui import labels
from focal_desktop.usecases import roster

ROLES = ("focal_point", "alternate", "hr_clerk", "head_of_office", "monitor", "root", "hq_desk", "hq_case")


def list_roles(words: Words) -> Mapping[str, str]:
    """Return every role by its code."""
    return {role: words.name(labels.plain(role)) for role in ROLES}


def say_roles(role: str, words: Words) -> str:
    """Return a device's roles in words."""
    return words.say(", ").join(words.name(labels.plain(one)) for one in role.split())


def say_office(code: str, words: Words) -> str:
    """Return an office by its code; headquarters by its name."""
    return words.say("Headquarters") if code == roster.HQ else code

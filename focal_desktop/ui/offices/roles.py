"""What people read for a role of the roster."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.base.words import Words
from focal_desktop.ui import labels
from focal_desktop.usecases import roster


def list_roles(words: Words) -> Mapping[str, str]:
    """Return every role by its code."""
    return {
        "focal_point": words.say("Focal point"),
        "alternate": words.say("Alternate"),
        "hr_clerk": words.say("Human resources clerk"),
        "head_of_office": words.say("Head of office"),
        "monitor": words.say("Monitor"),
        "root": words.say("Root officer"),
        "hq_desk": words.say("Desk officer"),
        "hq_case": words.say("Case officer"),
    }


def say_roles(role: str, words: Words) -> str:
    """Return a device's roles in words; one that a newer program knows stands as it is."""
    known = list_roles(words)
    return ", ".join(known.get(one) or words.name(labels.plain(one)) for one in role.split())


def say_office(code: str, words: Words) -> str:
    """Return an office by its code; headquarters by its name."""
    return words.say("Headquarters") if code == roster.HQ else code

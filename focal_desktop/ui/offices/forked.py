"""Draws that a vault was used in two copies: what it means, what to do. Must never show what it wrote."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from focal_desktop.base.words import Words
from focal_desktop.ui.face import Face
from focal_desktop.ui.offices import roles
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases.forks import Fork


def draw_fork(one: Fork, face: Face) -> QFrame:
    """Return a card for one such vault."""
    lines = [parts.label(said) for said in say_fork(one, face.words)]
    return parts.banner(face.look, "warn", parts.heading(face.look, say_what(one, face.words)), *lines)


def say_what(one: Fork, words: Words) -> str:
    """Return what happened, and whose vault it is."""
    return words.say("{role}: this vault was used in two copies.", role=roles.say_roles(one.role, words))


def say_fork(one: Fork, words: Words) -> list[str]:
    """Return when it was noticed, what it means, and what to do."""
    when = words.say("Noticed {when}.", when=words.iso_instant(one.noticed_at)) if one.noticed_at else ""
    kept = words.say(
        "Both copies wrote under one name. What came first counts; what the other copy wrote is kept here as "
        "evidence and shown nowhere, so reports may be missing."
    )
    elsewhere = words.say(
        "Both copies wrote under one name. Another vault has read what did not come here, so reports may be "
        "missing."
    )
    means = elsewhere if one.is_said else kept
    call = words.say(
        "Call the person. If both copies are theirs: on the one whose work is missing, save a backup and "
        "restore it there, then admit the restored vault here. That closes both copies, and what is missing "
        "is sent again."
    )
    stranger = words.say(
        "If they know of no second copy, somebody else has the vault: close its access today, under Devices."
    )
    return [part for part in (when, means, call, stranger) if part]

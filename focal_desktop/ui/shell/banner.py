"""What stays above every page: that all is invented, or that the newest saves are missing here."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from focal_desktop.ui.context import Context
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import practising


def list_banners(context: Context) -> list[QFrame]:
    """Return the banners of a vault, none for most."""
    return [one for one in (behind_banner(context), practice_banner(context)) if one is not None]


def behind_banner(context: Context) -> QFrame | None:
    """Return what to do where the files are older than what was saved: all is read, nothing written."""
    missing = context.session.store.behind
    if not missing:
        return None
    words, look = context.words, context.look
    said = words.count(
        missing,
        "At least one save made on this computer is missing from these files. "
        "Everything can be read and nothing is written.",
        "At least {n} saves made on this computer are missing from these files. "
        "Everything can be read and nothing is written.",
    )
    todo = words.say(
        "Close the program. If you copied older files over newer ones, put the newer ones back. "
        "Otherwise call headquarters; your last backup and theirs bring back what was sent."
    )
    made = QFrame()
    made.setProperty("tone", "danger")
    made.setObjectName("behind_banner")
    inner = parts.column(look, parts.heading(look, said), parts.label(todo), parent=made, gap=0.1)
    inner.setContentsMargins(look.em(1.2), look.em(0.4), look.em(1.2), look.em(0.4))
    return made


def practice_banner(context: Context) -> QFrame | None:
    """Return the banner of a practice vault, nothing for a real one."""
    if not practising.is_practice(context.session):
        return None
    said = context.words.say("Practice: everything here is invented, and nothing can be sent.")
    made = QFrame()
    made.setProperty("tone", "warn")
    made.setObjectName("practice_banner")
    inner = parts.row(context.look, parts.label(said), parent=made)
    side, above = context.look.em(1.2), context.look.em(0.15)
    inner.setContentsMargins(side, above, side, above)
    return made

"""The banner of a practice vault: it stays, so that nobody takes invented data for real."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from focal_desktop.ui.context import Context
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import practising


def practice_banner(context: Context) -> QFrame | None:
    """Return the banner of a practice vault, nothing for a real one."""
    if not practising.is_practice(context.session):
        return None
    said = context.words.say("Practice: everything here is invented, and nothing can be sent.")
    made = QFrame()
    made.setProperty("tone", "warn")
    made.setObjectName("practice_banner")
    inner = parts.row(context.look, parts.label(said), parent=made)
    inner.setContentsMargins(context.look.em(1.2), context.look.em(0.15), 0, context.look.em(0.15))
    return made

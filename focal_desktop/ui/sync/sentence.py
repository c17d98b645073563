"""The one sentence about sync, for the status line, Home and the page itself."""

from __future__ import annotations

from focal_desktop.ui.context import Context


def in_short(context: Context) -> str:
    """Return how much waits here, or that nothing does."""
    return context.words.say("Sync")

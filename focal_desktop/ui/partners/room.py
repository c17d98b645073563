"""How much room the texts leave: up to a text size things stand side by side, beyond it below each other."""

from __future__ import annotations

from focal_desktop.ui.look import Look

ROOMY_TEXT = 150
"""Per cent of text size."""


def is_roomy(look: Look) -> bool:
    """Tell whether two columns fit on an old laptop."""
    return look.size <= ROOMY_TEXT

"""What is said where an earlier try to make a store was cut before there was one."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from focal_desktop.base.words import Words
from focal_desktop.ui.widgets import parts


def note(words: Words) -> QLabel:
    """Return the sentence: nothing is lost, and what it left goes with the next try."""
    said = words.say(
        "An earlier try was broken off before the store was whole, and nothing was ever saved in it. "
        "What it left is taken away with the next try; nothing else is touched."
    )
    made = parts.label(said, role="muted")
    made.setObjectName("broken_off")
    return made

"""Six words to compare by voice, large, in the order in which they are read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts


def six_words(face: Face, words: str, said: str = "") -> QLabel:
    """Return them; `said` is what a screen reader says in their place."""
    made = parts.heading(face.look, face.words.isolate(words), tokens.TITLE_POINTS)
    made.setObjectName("six_words")
    made.setAccessibleName(said or words)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    return made

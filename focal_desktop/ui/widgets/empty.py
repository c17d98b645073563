"""What stands where nothing stands yet: a sentence and the first thing to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets import parts


def empty_state(
    look: Look, icon: str, sentence: str, actions: Sequence[tuple[str, Callable[[], Any]]] = ()
) -> QWidget:
    """Return a quiet card with a sentence and up to two buttons, the first of them primary."""
    made = QFrame()
    made.setProperty("role", "card")
    layout = QVBoxLayout(made)
    layout.setSpacing(look.em(0.9))
    layout.addStretch(1)
    picture = parts.icon(look, icon, look.colours.border)
    picture.setPixmap(look.pixmap(icon, look.colours.border, 2.6))
    layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
    text = parts.label(sentence)
    text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    text.setMinimumWidth(look.em(26))
    text.setMaximumWidth(look.em(38))
    across = parts.row(look, 1, text, 1)  # not aligned: an aligned text is given one line alone
    across.setStretch(1, 20)
    layout.addLayout(across)
    buttons = [
        parts.button(look, said, act, role="primary" if place == 0 else "")
        for place, (said, act) in enumerate(actions)
    ]
    if buttons:
        layout.addLayout(parts.row(look, 1, *buttons, 1))
    layout.addStretch(2)
    return made

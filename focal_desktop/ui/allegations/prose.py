"""Running text as high as its width asks for, and no higher: a page of it does not scroll for nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy

from focal_desktop.ui.widgets import parts


def prose(text: str = "", *, role: str = "") -> QLabel:
    """Return a wrapped text for a page or card."""
    made = parts.label(text, role=role)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made

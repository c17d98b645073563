"""Facts in two columns, label and value, to read and not to change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts


class Facts(QWidget):
    """Pairs of a label and what it holds; an empty one is left out."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._look = face.look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(face.look.em(1))
        self._grid.setVerticalSpacing(face.look.em(0.3))
        self._grid.setColumnStretch(1, 1)

    def fill(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these facts."""
        parts.clear(self._grid)
        for place, (said, value) in enumerate(pair for pair in pairs if pair[1]):
            label = parts.label(said, role="muted", wraps=False)
            held = parts.label(value)
            held.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label, place, 0, top)
            self._grid.addWidget(held, place, 1, top)

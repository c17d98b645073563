"""The head of a page: a way back, a title, badges and a line under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.partners.phrases import Said
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.tall import Tall


class Head(Tall):
    """Says where the person is; `back_requested` leads one up."""

    back_requested = Signal()

    def __init__(self, face: Face, buttons: Sequence[QWidget] = ()) -> None:
        super().__init__()
        look = face.look
        self.back = parts.button(look, "", self.back_requested.emit, role="link", icon="arrow-left")
        self.title = parts.title(look, "")
        self.badges = QHBoxLayout()
        self.badges.setSpacing(look.em(0.5))
        self.line = parts.label("", role="muted")
        under = parts.row(look, self.badges, self.line)
        under.setStretch(1, 1)
        self._first = parts.row(look, self.title, *buttons)
        self._first.setStretch(0, 1)
        parts.column(look, parts.row(look, self.back, 1), self._first, under, parent=self, gap=0.2)

    def offer(self, button: QWidget) -> None:
        """Show one more button beside the title."""
        self._first.addWidget(button)

    def show_where(self, back: str, title: str, line: str, badges: Sequence[Said] = ()) -> None:
        """Show the way back, the title, and under it the badges and the line."""
        self.back.setText(f" {back}")
        self.back.setAccessibleName(back)
        self.title.setText(title)
        self.line.setText(line)
        parts.clear(self.badges)
        for said in badges:
            self.badges.addWidget(parts.badge(said.text, said.tone))

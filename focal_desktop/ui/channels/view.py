"""The page of the channels: a list with each last test, one channel beside it, the card below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.ui.widgets.outline import Outline
from focal_desktop.ui.widgets.panel import Beside

WIDTHS = (14.0, 9.5, 15.0, 8.0, 9.0, 11.0)
LESS = (3, 4, 5)
"""The columns that make room for a panel, which shows them too."""
A_ROW = 3


class ChannelsView(QWidget):
    """Draws the channels and says which one was opened."""

    opened = Signal(object)
    add_requested = Signal()

    def __init__(self, face: Face, columns: Sequence[Column[Any]]) -> None:
        super().__init__()
        self._face, self._has_card = face, False
        look, words = face.look, face.words
        self.table = Outline(look, words.say("Channels"), columns, WIDTHS)
        self.table.copies = "channel"
        self.table.setObjectName("channels_list")
        self.table.setMinimumHeight(look.em(8))
        self.table.opened.connect(self.opened)
        self.table.clicked.connect(lambda index: self.opened.emit(self.table.rows.row(index.row())))
        add = words.say("Add a channel")
        sentence = words.say(
            "No channel yet. Add the numbers and places where people reach you: a role's, never a person's."
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(empty_state(look, "megaphone", sentence, ((add, self.add_requested.emit),)))
        self.beside = Beside(face, self.pages)
        self.finding = parts.label("", role="muted")
        self.add = parts.button(look, add, self.add_requested.emit, role="primary", icon="plus")
        self.add.setObjectName("add_channel")
        top = parts.row(look, parts.title(look, words.say("Channels")), 1, self.add)
        self.card = self._make_card()
        layout = parts.column(look, top, self.finding, self.beside, self.card, parent=self)
        layout.setStretch(2, 1)
        self.beside.arranged.connect(self._on_arranged)

    def _make_card(self) -> QWidget:
        look, words = self._face.look, self._face.words
        self._grid_at = QWidget()
        self._grid = QGridLayout(self._grid_at)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.em(1.6))
        self._grid.setVerticalSpacing(look.em(0.15))
        said = words.say(
            "Everybody at this computer can see these without unlocking: no office and no name stand there."
        )
        return parts.card(
            look,
            parts.heading(look, words.say("What the card shows before unlocking")),
            self._grid_at,
            parts.label(said, role="muted"),
        )

    def show_ways(self, ways: Sequence[object], finding: str) -> None:
        """Show the channels."""
        self.table.fill(ways)
        self.table.fit()
        self.pages.setCurrentIndex(0 if ways else 1)
        self.finding.setText(finding)
        self.finding.setVisible(bool(ways))

    def show_card(self, lines: Sequence[str]) -> None:
        """Show what the card says."""
        parts.clear(self._grid)
        for place, said in enumerate(lines):
            self._grid.addWidget(parts.label(said), place // A_ROW, place % A_ROW)
        self._has_card = bool(lines)
        self.card.setVisible(self._has_card and self.beside.panel is None)

    def _on_arranged(self, is_open: bool) -> None:
        self.table.leave_out(LESS if is_open else ())
        self.card.setVisible(self._has_card and not is_open)

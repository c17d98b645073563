"""Coded details before they go: exactly what would leave, and what is held back because it could point."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

COLUMNS = 2


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the preview: what is said, whether it may be held back, and whether it is."""

    name: str
    label: str
    said: str
    can_hold: bool = True
    is_held: bool = False


class DetailsView(QFrame):
    """Draws the preview; `held_changed` when a line is held back or let go."""

    send_requested = Signal()
    held_changed = Signal(str, bool)

    def __init__(self, face: Face, *, can_send: bool) -> None:
        super().__init__()
        self._face, self._can_send = face, can_send
        self.setProperty("role", "card")
        look, words = face.look, face.words
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.em(0.9))
        self._grid.setVerticalSpacing(look.em(0.15))
        self._nothing = parts.label(
            words.say("Nothing would go now. Details are written under Summary."), role="muted"
        )
        self._question = parts.label(
            words.say(
                "This would go now, and nothing else. Could a line point to the person here? Hold it back."
            )
        )
        said = words.say("Send these details")
        self.send = parts.button(look, said, self.send_requested.emit, role="primary", icon="send")
        self.send.setObjectName("send_details")
        self._told = parts.label("", role="problem")
        head = parts.heading(look, words.say("Coded details"))
        foot = parts.row(look, 1, self.send)
        children = (self._question, self._nothing)
        parts.column(look, head, *children, self._grid, self._told, foot, parent=self, margin=0.8, gap=0.45)
        self._told.hide()

    def show_preview(self, lines: Sequence[Detail]) -> None:
        """Draw what would leave; what is held back stays in sight, and stays here."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, line in enumerate(lines):
            self._add(line, *divmod(place, COLUMNS))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(3 * column + 1, 1)
        self._nothing.setVisible(not lines)
        self._question.setVisible(bool(lines))
        self.send.setVisible(self._can_send and any(not line.is_held for line in lines))

    def _add(self, line: Detail, row: int, column: int) -> None:
        name, said = parts.label(line.label, role="muted"), parts.label(line.said)
        said.setEnabled(not line.is_held)
        self._grid.addWidget(name, row, 3 * column)
        self._grid.addWidget(said, row, 3 * column + 1)
        if line.can_hold and self._can_send:
            box = QCheckBox(self._face.words.say("Hold back"))
            box.setAccessibleName(self._face.words.say("Hold back: {line}", line=line.label))
            box.setObjectName(f"hold_{line.name}")
            box.setChecked(line.is_held)
            box.clicked.connect(lambda is_on: self.held_changed.emit(line.name, is_on))
            self._grid.addWidget(box, row, 3 * column + 2)

    def say(self, sentence: str) -> None:
        """Say what stood in the way, in its place."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

"""Draws every device: who waits with six words to compare, who is in, whose access was closed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from focal_desktop.sync.admitting import ADMITTED, REVOKED, WAITING
from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.ui.widgets.panel import Beside

ORDER = (WAITING, ADMITTED, REVOKED)
TONES = {WAITING: "warn", ADMITTED: "", REVOKED: "neutral"}
ICONS = {WAITING: "clock", ADMITTED: "circle-check", REVOKED: "minus"}
ROLES = 44
"""So many ems of a device's roles are never cut: where there is less room they go below the row."""


class DeviceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One device as people read it."""

    device: str
    office: str
    role: str
    state: str
    said: str
    heard: str = ""
    words: str = ""
    is_contested: bool = False
    replaces: str = ""
    is_replaced: bool = False
    is_own: bool = False
    hands_over: bool = False
    is_closed: bool = False


class DevicesView(QWidget):
    """Says which device was opened."""

    opened = Signal(object)

    def __init__(self, face: Face) -> None:
        super().__init__()
        look, words = face.look, face.words
        columns = [
            Column[DeviceLine](words.say("Office"), lambda one: one.office, tone=_tone),
            Column[DeviceLine](
                words.say("Role"), lambda one: one.role, tone=_tone, wide=1, least=ROLES, yields=1
            ),
            Column[DeviceLine](
                words.say("State"),
                lambda one: one.said,
                tone=_tone,
                icon=lambda one: ICONS[one.state],
            ),
            Column[DeviceLine](words.say("Last word"), lambda one: one.heard, tone=_tone, yields=2),
        ]
        self.table: Table[DeviceLine] = Table(look, words.say("Devices"), columns)
        self.table.setObjectName("devices")
        self.table.opened.connect(self.opened)
        self.table.clicked.connect(lambda index: self.opened.emit(self.table.rows.row(index.row())))
        self.beside = Beside(face, self.table)
        self.summary = parts.label("", role="muted")
        self.summary.setObjectName("devices_summary")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.beside)
        self.pages.addWidget(empty_state(look, "key-round", words.say("No device is known here yet.")))
        parts.column(look, self.summary, self.pages, parent=self).setStretch(1, 1)

    def show_lines(self, lines: Sequence[DeviceLine], summary: str) -> None:
        """Show every device, those that wait first."""
        ordered = sorted(lines, key=lambda one: (ORDER.index(one.state), one.office, one.role, one.device))
        self.summary.setText(summary)
        self.table.fill(ordered)
        self.pages.setCurrentIndex(0 if ordered else 1)

    def choose(self, device: str) -> None:
        """Mark the row of a device."""
        for place, one in enumerate(self.table.rows.values):
            if one.device == device:
                self.table.selectRow(place)


def _tone(line: DeviceLine) -> str:
    return TONES[line.state]

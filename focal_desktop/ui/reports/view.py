"""Reports on one page: what there is and its options at the side, the preview, print and save above."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.reports import history, presets
from focal_desktop.ui.reports.history import Outgoing
from focal_desktop.ui.reports.options import Options
from focal_desktop.ui.reports.presets import Preset
from focal_desktop.ui.reports.preview import Preview
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.panel import MOST
from focal_desktop.ui.widgets.tile import Tile

SIDE, LEAST, BESIDE, TALL = 24.0, 28.0, 54.0, 15.0
"""How wide the side is, the least that each needs, from where on they stand side by side, and how high the
pages are where they stand below; in ems."""


class ReportsView(QWidget):
    """Draws, and says what a person asks for."""

    chosen = Signal(str)
    edited = Signal()
    shown_otherwise = Signal()
    print_requested = Signal()
    save_requested = Signal()
    history_requested = Signal()

    def __init__(self, face: Face, presets: Sequence[Preset], years: Sequence[int]) -> None:
        super().__init__()
        self._face, self._years = face, years
        self._presets = {one.name: one for one in presets}
        words, look = face.words, face.look
        self.print = parts.button(
            look, words.say("Print"), self.print_requested.emit, role="primary", icon="printer"
        )
        self.print.setObjectName("report_print")
        self.print.setToolTip(words.say("Print (Ctrl+P)"))
        self.save = parts.button(look, words.say("Save a file…"), self.save_requested.emit, icon="save")
        self.save.setObjectName("report_save")
        self._said_past = words.say("Printed and saved here")
        self.past = parts.button(look, self._said_past, self.history_requested.emit, icon="history")
        self.past.setAccessibleName(self._said_past)
        self.past.setToolTip(self._said_past)
        self.past.setObjectName("report_past")
        self.preview = Preview(face)
        self.history = history.make_table(face)
        self.preview.add_page(self.history)
        self.options: Options | None = None
        self.tiles = {one.name: self._make_tile(one) for one in presets}
        self._side = self._make_side()
        title = parts.title(look, words.say("Reports"))
        title.setWordWrap(False)
        self._body = parts.column(look, self._side, self.preview, gap=0.9)
        self._body.setStretch(0, 2)
        self._body.setStretch(1, 3)
        rows = parts.column(
            look, parts.row(look, title, 1, self.past, self.save, self.print), parent=self, gap=0.7
        )
        rows.addLayout(self._body, 1)
        self.show_ready(is_ready=False)

    def _make_tile(self, preset: Preset) -> Tile:
        made = Tile(self._face.look, "file-text", preset.title, lambda: self.chosen.emit(preset.name))
        made.setObjectName(f"report_{preset.name}")
        made.setCheckable(True)
        made.show_state(f"{preset.about}\n{preset.facts}")
        return made

    def _make_side(self) -> QWidget:
        look, words = self._face.look, self._face.words
        note = parts.label(presets.explain_copies(words), role="muted")
        self.before = parts.label("", role="muted")
        self.before.setObjectName("report_before")
        self._room = QWidget()
        self._options_room = parts.column(look, parent=self._room)
        return parts.page(look, *self.tiles.values(), self._room, self.before, note, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Let side and preview stand beside each other where there is room, else below."""
        super().resizeEvent(event)
        look, ways = self._face.look, QBoxLayout.Direction
        is_wide = self.width() >= look.em(BESIDE)
        self._body.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self._body.setStretch(0, 0 if is_wide else 2)
        self.past.setText(self._said_past if is_wide else "")
        self.preview.setMinimumHeight(0 if is_wide else look.em(TALL))
        self._side.setMinimumWidth(look.em(SIDE) if is_wide else 0)
        self._side.setMaximumWidth(look.em(SIDE) if is_wide else MOST)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Need no more width than one of the two, however they stand now."""
        return QSize(self._face.look.em(LEAST), super().minimumSizeHint().height())

    def show_options(self, name: str) -> Options:
        """Show the options of a report."""
        parts.clear(self._options_room)
        made = Options(self._face, self._presets[name], self._years)
        made.edited.connect(self.edited)
        made.shown_otherwise.connect(self.shown_otherwise)
        self._options_room.addWidget(made)
        self.options = made
        return made

    def show_chosen(self, name: str, year: int = 0) -> None:
        """Mark the report that is shown, and choose a year where one is named."""
        for other, tile in self.tiles.items():
            tile.setChecked(other == name)
        if self.options is not None and year:
            self.options.show_choice(msgspec.structs.replace(self.options.choice(), year=year))

    def show_history(self, outgoing: Sequence[Outgoing]) -> None:
        """Show what went out in the place of a report; no report is chosen then."""
        for tile in self.tiles.values():
            tile.setChecked(False)
        parts.clear(self._options_room)
        self.options = None
        self.before.setText("")
        self.history.fill(outgoing)
        self.preview.show_page(self.history)
        self.show_ready(is_ready=False)

    def show_ready(self, *, is_ready: bool) -> None:
        """Offer print and save where there is a report, or one is being drawn."""
        self.print.setEnabled(is_ready)
        self.save.setEnabled(is_ready)

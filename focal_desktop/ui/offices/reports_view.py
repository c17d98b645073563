"""Draws the sealed reports that came: a day and a step. What one says is seen for a minute after a reason."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from focal_desktop.domain.sealed_report import State
from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.ui.widgets.panel import Beside


class ReportLine(msgspec.Struct, frozen=True):
    """One sealed report: never whom it concerns, nor who wrote it."""

    id: str
    reference: str
    day: str
    state: str
    said: str


class ReportsView(QWidget):
    """Says which report was chosen."""

    opened = Signal(object)

    def __init__(self, face: Face) -> None:
        super().__init__()
        look, words = face.look, face.words
        columns = [
            Column[ReportLine](
                words.say("Came on"), lambda one: words.iso_date(one.day), order=lambda one: one.day
            ),
            Column[ReportLine](words.say("Reference"), lambda one: one.reference),
            Column[ReportLine](
                words.say("Step"),
                lambda one: one.said,
                tone=lambda one: "warn" if one.state == State.SEALED else "neutral",
                icon=lambda one: "file-lock" if one.state == State.SEALED else "file-check",
                wide=1,
            ),
        ]
        self.table: Table[ReportLine] = Table(look, words.say("Sealed reports"), columns)
        self.table.setObjectName("reports")
        self.table.opened.connect(self.opened)
        self.table.clicked.connect(lambda index: self.opened.emit(self.table.rows.row(index.row())))
        self.beside = Beside(face, self.table)
        empty = empty_state(look, "file-lock", words.say("No sealed report has come."))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.beside)
        self.pages.addWidget(empty)
        hint = words.say("Sealed to the named case officers. Whoever opens one says why; that is kept.")
        parts.column(look, parts.label(hint, role="muted"), self.pages, parent=self).setStretch(1, 1)

    def show_lines(self, lines: Sequence[ReportLine]) -> None:
        """Show every report, those that nobody has read first."""
        ordered = sorted(lines, key=lambda one: (one.state != State.SEALED, one.day))
        self.table.fill(ordered)
        self.pages.setCurrentIndex(0 if ordered else 1)

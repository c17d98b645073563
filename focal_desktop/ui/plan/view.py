"""The page of the action plan: what stands above, the outline, one panel beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from focal_desktop.domain.quarter_note import Quarter
from focal_desktop.ui.face import Face
from focal_desktop.ui.plan import lines
from focal_desktop.ui.plan.head import Head
from focal_desktop.ui.table import Column
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.outline import Group, Heading, Outline
from focal_desktop.ui.widgets.panel import Beside


class PlanView(QWidget):
    """Draws a plan and says which action or note was opened."""

    opened = Signal(object)
    note_opened = Signal(object, str)

    def __init__(self, face: Face, columns: Sequence[Column[Any]], head: Head) -> None:
        super().__init__()
        self.head = head
        self.outline = Outline(face.look, face.words.say("Actions of the plan"), columns, lines.WIDTHS)
        self.outline.copies = "action"
        self.outline.setObjectName("outline")
        self.outline.opened.connect(self._on_opened)
        self.outline.clicked.connect(self._on_clicked)
        self.body = QStackedWidget()
        self.body.addWidget(self.outline)
        self.beside = Beside(face, self.body)
        self.beside.arranged.connect(self._on_arranged)
        parts.column(face.look, head, self.beside, parent=self).setStretch(1, 1)

    def show_groups(self, groups: Sequence[Group[Any]], summary: str) -> None:
        """Show the outline."""
        self.head.summary.setText(summary)
        self.body.setCurrentWidget(self.outline)
        self.outline.fill_groups(groups)

    def show_instead(self, empty: QWidget) -> None:
        """Show a card where there is no outline to show."""
        held = self.body.widget(1)
        if held is not None:
            self.body.removeWidget(held)
            held.deleteLater()
        self.head.summary.setText("")
        self.body.addWidget(empty)
        self.body.setCurrentWidget(empty)

    def choose(self, identity: str) -> None:
        """Mark the row of an action, where it is shown."""
        for place, one in enumerate(self.outline.rows.values):
            if not isinstance(one, Heading) and one.action.id == identity:
                self.outline.choose(place)

    def _on_arranged(self, is_open: bool) -> None:
        hidden = (lines.INDICATOR, lines.RESPONSIBLE, *lines.QUARTERS) if is_open else ()
        self.outline.leave_out(hidden)
        self.head.set_small(self.beside.is_alone)

    def _on_opened(self, found: object) -> None:
        if not isinstance(found, Heading):
            self.opened.emit(found)

    def _on_clicked(self, index: QModelIndex) -> None:
        found = self.outline.rows.row(index.row())
        if isinstance(found, Heading):
            return
        if index.column() in lines.QUARTERS:
            code = list(Quarter)[index.column() - lines.FIRST_QUARTER]
            self.note_opened.emit(found, code.value)
        else:
            self.opened.emit(found)

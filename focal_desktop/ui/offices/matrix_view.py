"""Draws every office in one table: what needs a call stands first, grey is silence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStackedWidget, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.look import Look
from focal_desktop.ui.offices import cells
from focal_desktop.ui.offices.cells import Marked, Reads
from focal_desktop.ui.table import Rows, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.editors import ChoiceEditor
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.ui.widgets.panel import Beside
from focal_desktop.usecases.overview import OfficeLine

ROLE = Qt.ItemDataRole


class Lines(Rows[OfficeLine]):
    """Rows whose marks have words for ears and on the tool tip."""

    def __init__(self, look: Look, columns: Sequence[Marked]) -> None:
        super().__init__(look, columns)
        self._marked = columns

    def say_in_full(self, place: int, value: OfficeLine) -> str:
        """Return what a cell says to somebody who does not see its mark."""
        column = self._marked[place]
        return (column.in_full(value) if column.in_full else "") or column.text(value)


class MatrixView(QWidget):
    """Says which office was opened, and for which a message is wanted."""

    opened = Signal(object)
    copy_requested = Signal()
    invite_requested = Signal()

    def __init__(self, face: Face, reads: Reads, days: int) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        columns = cells.list_columns(words, reads)
        self.table: Table[OfficeLine] = Table(look, words.say("Every office"), columns, Lines(look, columns))
        self.table.copies = "office"
        self.table.setObjectName("matrix")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.opened.connect(self.opened)
        self.table.clicked.connect(self._on_clicked)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.order = self._make_order([column.label for column in columns])
        self._sort(cells.NEEDS_AT)
        self.copy = parts.button(look, words.say("Copy message"), self.copy_requested.emit, icon="copy")
        self.copy.setObjectName("copy_message")
        self.copy.setEnabled(False)
        self.copy.setToolTip(words.say("A text for the chosen offices: the office and a day, nothing else"))
        self.summary = parts.label("", role="muted")
        self.summary.setObjectName("matrix_summary")
        empty = empty_state(
            look,
            "building-2",
            words.say("No office has joined yet."),
            [(words.say("Invite"), self.invite_requested.emit)],
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self._make_page(reads, days))
        self.pages.addWidget(empty)
        self.pages.addWidget(empty_state(look, "clock", words.say("Counting…")))
        self.pages.setCurrentIndex(2)
        parts.column(look, self.pages, parent=self)

    def _make_page(self, reads: Reads, days: int) -> QWidget:
        look, words = self._face.look, self._face.words
        self.beside = Beside(self._face, self.table)
        self.beside.arranged.connect(self._on_arranged)
        marks = words.say("● here · ○ not here · – not due yet, or nothing to count.")
        grey = words.count(
            days,
            "Grey: not heard from for a day; its figures are of that day.",
            "Grey: not heard from for {n} days; its figures are of the last day heard.",
        )
        legend = parts.label("  ".join((marks, grey) if reads.returns else (grey,)), role="muted")
        label = parts.label(words.say("Order"), wraps=False)
        label.setBuddy(self.order.widget)
        top = parts.row(look, self.summary, label, self.order.widget, self.copy)
        top.setStretch(0, 1)
        made = QWidget()
        parts.column(look, top, self.beside, legend, parent=made).setStretch(1, 1)
        return made

    def _make_order(self, labels: Sequence[str]) -> ChoiceEditor:
        made = ChoiceEditor([(str(place), said) for place, said in enumerate(labels)])
        made.widget.setAccessibleName(self._face.words.say("Order"))
        made.widget.setObjectName("matrix_order")
        made.widget.setProperty("sizeAdjustPolicy", 0)  # AdjustToContents: headings are short
        made.edited.connect(lambda: self._sort(int(str(made.value()))))
        header = self.table.horizontalHeader()
        header.sortIndicatorChanged.connect(lambda place, _: made.show(str(place)))
        self.table.setSortingEnabled(True)
        return made

    def _sort(self, place: int) -> None:
        self.table.sortByColumn(place, Qt.SortOrder.AscendingOrder)

    # --- what is shown

    def show_lines(self, lines: Sequence[OfficeLine], summary: str) -> None:
        """Show every office; what was chosen stays chosen."""
        kept = {line.code for line in self.chosen()}
        current = self.table.current()
        self.table.rows.fill(lines)
        self.summary.setText(summary)
        self.pages.setCurrentIndex(0 if lines else 1)
        self.choose(kept, current.code if current else "")

    def choose(self, codes: set[str], current: str = "") -> None:
        """Choose offices by their codes."""
        picked = QItemSelection()
        model, held = self.table.rows, self.table.selectionModel()
        for place, line in enumerate(model.values):
            index = model.index(place, 0)
            if line.code == current:
                held.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            if line.code in codes:
                picked.select(index, model.index(place, model.columnCount() - 1))
        held.select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._on_selected()

    def chosen(self) -> list[OfficeLine]:
        """Return the chosen offices in the order shown."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.table.rows.row(place) for place in places]

    def _on_selected(self) -> None:
        self.copy.setEnabled(bool(self.table.selectionModel().selectedRows()))

    def _on_clicked(self, index: QModelIndex) -> None:
        if not QApplication.keyboardModifiers() and len(self.chosen()) == 1:
            self.opened.emit(self.table.rows.row(index.row()))

    def _on_arranged(self, is_open: bool) -> None:
        self.table.leave_out(range(cells.RETURNS, self.table.rows.columnCount()) if is_open else ())

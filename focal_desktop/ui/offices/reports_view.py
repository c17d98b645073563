"""Draws the sealed reports that came: a day and a step. What one says is seen for a minute after a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from focal_desktop.domain import sealed_report
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Leaves, Plain
from focal_desktop.domain.sealed_report import State
from focal_desktop.ui import labels
from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.editors import QuietCombo
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.ui.widgets.panel import Beside, Panel

SHOWN_S = 60
TICK_MS = 1000
OTHER = "other"
FIELDS = sealed_report.KIND.fields_leaving(Leaves.REPORT)
TALL = ("account", "names")


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


class ReportPanel(Panel):
    """One report: closed, open for a minute, moved on."""

    open_requested = Signal(str)
    move_requested = Signal(str)

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__(face)
        look, words = face.look, face.words
        self._until: datetime | None = None
        self._ticks = 0
        self.state = parts.badge("")
        self._told = parts.label("", role="problem")
        self._told.hide()
        self._policy = policy
        self.text = QWidget()
        self._lines: QVBoxLayout = parts.column(look, parent=self.text, gap=0.5)
        self.asking, self.opened = self._make_asking(), self._make_opened()
        self.build(parts.row(look, self.state, 1), self.asking, self.opened, self._told)
        self.read = self._move(words.say("Mark as read"), State.READ, "primary")
        self.close_it = self._move(words.say("Close it"), State.CLOSED, "")
        self.set_buttons(self.read, self.close_it, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self.shut()

    def _move(self, said: str, after: State, role: str) -> QWidget:
        made = parts.button(self.face.look, said, lambda: self.move_requested.emit(after.value), role=role)
        made.setObjectName(f"report_{after.value}")
        return made

    def _make_asking(self) -> QWidget:
        look, words = self.face.look, self.face.words
        self.reason = QuietCombo()
        self.reason.setObjectName("report_reason")
        self.reason.setAccessibleName(words.say("Why it is opened"))
        self.reason.addItem(words.say("Choose why it is opened"), "")
        for said in (
            words.say("To read it for the first time"),
            words.say("To act on it"),
            words.say("To answer whoever wrote it"),
        ):
            self.reason.addItem(said, said)
        self.reason.addItem(words.say("Another reason"), OTHER)
        self.other = QLineEdit()
        self.other.setObjectName("report_other")
        self.other.setAccessibleName(words.say("The reason in a few words, without a name"))
        self.other.setPlaceholderText(words.say("The reason in a few words, without a name"))
        self.other.hide()
        self.reason.activated.connect(lambda _: self.other.setVisible(self.reason.currentData() == OTHER))
        go = parts.button(look, words.say("Open for a minute"), self._on_open, icon="eye")
        go.setObjectName("report_open")
        made = QWidget()
        parts.column(look, self.reason, self.other, parts.row(look, go, 1), parent=made, gap=0.45)
        return made

    def _on_open(self) -> None:
        reason = self.reason.currentData()
        said = self.other.text().strip() if reason == OTHER else str(reason or "")
        if not said:
            words = self.face.words
            self.say(words.say("Please choose why it is opened; the reason is kept with your role."))
            self.reason.setFocus()
            return
        self.open_requested.emit(said)

    def _make_opened(self) -> QWidget:
        look, words = self.face.look, self.face.words
        self._left = parts.label("", role="muted")
        shut = parts.button(look, words.say("Close now"), self.shut)
        shut.setObjectName("report_shut")
        made = QWidget()
        top = parts.row(look, self._left, shut)
        top.setStretch(0, 1)
        parts.column(look, top, self.text, parent=made, gap=0.45)
        return made

    # --- what is shown

    def show_report(self, line: ReportLine) -> None:
        """Begin with a report, closed."""
        words = self.face.words
        self.shut()
        self.set_title(words.say("Sealed report {reference}", reference=line.reference))
        self.show_state(line)

    def show_state(self, line: ReportLine) -> None:
        """Say where it stands, and offer the moves from there."""
        self.state.setText(line.said)
        parts.set_tone(self.state, "warn" if line.state == State.SEALED else "neutral")
        self.read.setVisible(line.state == State.SEALED)
        self.close_it.setVisible(line.state != State.CLOSED)

    def show_text(self, values: Mapping[str, Plain]) -> None:
        """Open it for a minute."""
        self._draw(values)
        self.asking.hide()
        self.opened.show()
        self.say("")
        self._until = self.face.clock.now() + timedelta(seconds=SHOWN_S)
        self._ticks = SHOWN_S
        self._say_left()
        self._timer.start()

    def _draw(self, values: Mapping[str, Plain]) -> None:
        """Put what it says on the page, what was told in own words first; what was not said is left out."""
        parts.clear(self._lines)
        words, slots = self.face.words, sealed_report.KIND.slots
        for name in (*TALL, *(one for one in FIELDS if one not in TALL)):
            said = labels.of_value(slots[name], values.get(name), words, self._policy)
            if values and said:
                label = parts.label(labels.of_field(slots[name], words), role="muted")
                shown = parts.label(words.isolate(said))
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
                self._lines.addLayout(parts.column(self.face.look, label, shown, gap=0.05))

    def shut(self) -> None:
        """Take what it says out of sight and out of the widget."""
        self._timer.stop()
        self._until = None
        self._draw({})
        self.opened.hide()
        self.asking.show()
        self.reason.setCurrentIndex(0)
        self.other.clear()
        self.other.hide()
        self.say("")

    @property
    def is_open(self) -> bool:
        """Whether what it says is shown."""
        return self._until is not None

    def say(self, sentence: str) -> None:
        """Say what stood in the way, in its place."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def _on_tick(self) -> None:
        """Count by the clock and by seconds passed: a clock set back shows nothing for longer."""
        self._ticks -= 1
        if self._until is None or self._ticks <= 0 or self.face.clock.now() >= self._until:
            self.shut()
            return
        self._say_left()

    def _say_left(self) -> None:
        said = self.face.words.count(self._ticks, "Closes in {n} second", "Closes in {n} seconds")
        self._left.setText(said)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 Qt's own name
        """Close it as soon as the page is left."""
        super().hideEvent(event)
        if self.is_open:
            self.shut()

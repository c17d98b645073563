"""One sealed report: closed, open for a minute after a stated reason, moved on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from focal_desktop.domain import sealed_report
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Leaves, Plain
from focal_desktop.domain.sealed_report import State
from focal_desktop.ui import labels, loose
from focal_desktop.ui.face import Face
from focal_desktop.ui.offices.reports_view import ReportLine
from focal_desktop.ui.widgets import parts, sight
from focal_desktop.ui.widgets.editors import QuietCombo
from focal_desktop.ui.widgets.line import Line
from focal_desktop.ui.widgets.panel import Panel

SHOWN_S = 60
TICK_MS = 1000
OTHER = "other"
FIELDS = sealed_report.KIND.fields_leaving(Leaves.REPORT)
FIRST = ("account", "names")


class Reason(QWidget):
    """Asks why a report is opened: one of a few reasons, or own words. Nothing is given without one."""

    given = Signal(str)

    def __init__(self, face: Face) -> None:
        super().__init__()
        look, words = face.look, face.words
        self.choice = QuietCombo()
        self.choice.setObjectName("report_reason")
        self.choice.setAccessibleName(words.say("Why it is opened"))
        self.choice.addItem(words.say("Choose why it is opened"), "")
        for said in (
            words.say("To read it for the first time"),
            words.say("To act on it"),
            words.say("To answer whoever wrote it"),
        ):
            self.choice.addItem(said, said)
        self.choice.addItem(words.say("Another reason"), OTHER)
        self.other = Line()
        self.other.setObjectName("report_other")
        self.other.setAccessibleName(words.say("The reason in a few words, without a name"))
        self.other.setPlaceholderText(words.say("The reason in a few words, without a name"))
        self.other.hide()
        loose.mark(self.other)
        self.other.textChanged.connect(self._on_text)
        self.choice.activated.connect(lambda _: self.other.setVisible(self.choice.currentData() == OTHER))
        go = parts.button(look, words.say("Open for a minute"), self._give, icon="eye")
        go.setObjectName("report_open")
        parts.column(look, self.choice, self.other, parts.row(look, go, 1), parent=self, gap=0.45)

    def _on_text(self, text: str) -> None:
        """Choose the reason in own words where its words come back."""
        if text and self.choice.currentData() != OTHER:
            self.choice.setCurrentIndex(self.choice.findData(OTHER))
            self.other.show()

    def _give(self) -> None:
        chosen = self.choice.currentData()
        self.given.emit(self.other.text().strip() if chosen == OTHER else str(chosen or ""))

    @property
    def asked(self) -> QWidget:
        """Where the reason is given: in own words, or chosen."""
        return self.other if self.choice.currentData() == OTHER else self.choice

    def clear(self) -> None:
        """Begin without a reason."""
        self.choice.setCurrentIndex(0)
        self.other.clear()
        self.other.hide()


class ReportPanel(Panel):
    """One report: closed, open for a minute, moved on."""

    open_requested = Signal(str)
    move_requested = Signal(str)

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__(face)
        look, words = face.look, face.words
        self._until: datetime | None = None
        self._ticks, self._was_opened = 0, False
        self.state = parts.badge("")
        self._told = parts.label("", role="problem")
        self._told.hide()
        self._policy = policy
        self.text = QWidget()
        self._lines: QVBoxLayout = parts.column(look, parent=self.text, gap=0.5)
        self.asking, self.opened = Reason(face), self._make_opened()
        self.asking.given.connect(self._on_given)
        self.build(parts.row(look, self.state, 1), self.asking, self.opened, self._told)
        self.read = self._move(words.say("Mark as read"), State.READ, "primary")
        self.read.setToolTip(words.say("Open it first: a report that nobody has read is not put away."))
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

    def _on_given(self, reason: str) -> None:
        if reason:
            self.open_requested.emit(reason)
            return
        words = self.face.words
        self.ask_why(words.say("Please choose why it is opened; the reason is kept with your role."))

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
        self._was_opened = False
        self.set_title(words.say("Sealed report {reference}", reference=line.reference))
        self.show_state(line)

    def show_state(self, line: ReportLine) -> None:
        """Say where it stands, and offer the moves from there: nothing that nobody has read is put away."""
        self.state.setText(line.said)
        parts.set_tone(self.state, "warn" if line.state == State.SEALED else "neutral")
        self.read.setVisible(line.state == State.SEALED)
        self.read.setEnabled(self._was_opened)
        self.close_it.setVisible(line.state == State.READ)

    def show_text(self, values: Mapping[str, Plain]) -> None:
        """Open it for a minute."""
        self._draw(values)
        self._was_opened = True
        self.read.setEnabled(True)
        self.asking.clear()
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
        for name in (*FIRST, *(one for one in FIELDS if one not in FIRST)):
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
        self.asking.clear()
        self.say("")

    @property
    def is_open(self) -> bool:
        """Whether what it says is shown."""
        return self._until is not None

    def say(self, sentence: str) -> None:
        """Say what stood in the way, in its place."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def ask_why(self, sentence: str) -> None:
        """Say beside the reason what is wrong with it, and go there."""
        self.say(sentence)
        sight.go_to(self.asking.asked, self._told)

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

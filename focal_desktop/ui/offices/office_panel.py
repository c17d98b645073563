"""One office beside the matrix: its word, its figures, its plan, its devices, what is switched on there."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.look import Look
from focal_desktop.ui.offices import cells, forked
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.panel import Panel
from focal_desktop.usecases.overview import Desk, OfficeLine
from focal_desktop.usecases.plans import Planned

MOST_LATE = 5
LINK, ROW, LINE = 22.0, 1.75, 1.4
"""So many ems of an action's words stand in a line; how high a link of one line is, and each further one."""


class Switch(msgspec.Struct, frozen=True):
    """Something that headquarters switches on for an office, and how it stands there."""

    name: str
    label: str
    is_on: bool


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that is drawn of one office."""

    line: OfficeLine
    devices: Sequence[str] = ()
    switches: Sequence[Switch] = ()
    can_open_plan: bool = False


class OfficePanel(Panel):
    """Draws an office, and asks for its plan, its devices, or another position of a switch."""

    plan_requested = Signal(str)
    action_requested = Signal(str)
    devices_requested = Signal()
    switch_requested = Signal(str, bool)

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self._body = QWidget()
        self._rows: QVBoxLayout = parts.column(face.look, parent=self._body, gap=0.7)
        self.build(self._body)

    def show_office(self, facts: Facts) -> None:
        """Draw an office anew."""
        line, words, look = facts.line, self.face.words, self.face.look
        parts.clear(self._rows)
        self.set_title(cells.say_office(line, words))
        tone = "warn" if line.needs else "ok"
        said = [cells.say_need(one, line, words) for one in line.needs] or [words.say("Nothing needs a call")]
        for one in said:
            self._rows.addWidget(parts.badge(one, tone))
        for fork in line.forks:
            self._rows.addWidget(forked.draw_fork(fork, self.face))
        self._rows.addWidget(parts.label(self._say_heard(line)))
        if line.months:
            self._add(words.say("Monthly returns"), *cells.say_months(line.months, words))
        if line.desk is not None:
            self._add_figures(line.desk)
            self._add_plan(line.desk, can_open=facts.can_open_plan)
        if facts.devices:
            self._add(words.say("Devices"), *facts.devices)
            go = parts.button(look, words.say("To the devices"), self.devices_requested.emit, role="link")
            go.setObjectName("to_devices")
            self._rows.addLayout(parts.row(look, go, 1))
        self._add_switches(facts.switches)

    def _say_heard(self, line: OfficeLine) -> str:
        words = self.face.words
        if line.heard_at and not line.is_silent:
            return words.say("Last word heard {when}.", when=words.iso_instant(line.heard_at))
        if line.heard_at:
            return words.say(
                "Not heard from since {when}. The figures below are of that time.",
                when=words.iso_instant(line.heard_at),
            )
        if line.devices:
            return words.say("It has joined, and nothing has come from it yet.")
        return words.say("It was invited; no device of it has been admitted yet.")

    def _add(self, title: str, *lines: str) -> None:
        look = self.face.look
        texts = [parts.label(one) for one in lines]
        self._rows.addLayout(parts.column(look, parts.heading(look, title), *texts, gap=0.15))

    def _add_figures(self, desk: Desk) -> None:
        look, words = self.face.look, self.face.words
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.em(0.8))
        grid.setVerticalSpacing(look.em(0.25))
        figures = (
            (words.say("Up to date with every required course"), cells.say_share(desk.training, words)),
            (words.say("Partners with a valid assessment"), cells.say_share(desk.partners, words)),
            (words.say("Actions on track"), cells.say_share(desk.plan, words)),
            (words.say("Focal point"), cells.say_focal_point(desk, words)),
            (words.say("Alternates"), words.number(desk.alternates)),
        )
        for place, (label, said) in enumerate(figures):
            grid.addWidget(parts.label(label, role="muted"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(parts.label(said), place, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self._rows.addLayout(grid)

    def _add_plan(self, desk: Desk, *, can_open: bool) -> None:
        look, words = self.face.look, self.face.words
        if not desk.plan_id:
            self._add(words.say("Action plan"), words.say("No plan for this year has come."))
            return
        late = len(desk.late)
        said = words.count(late, "One action is late:", "{n} actions are late:") if late else ""
        shown = [self._make_link(planned, can_open=can_open) for planned in desk.late[:MOST_LATE]]
        links = [parts.row(look, one, 1) for one in shown]
        head = [parts.heading(look, words.say("Action plan")), *([parts.label(said)] if said else [])]
        self._rows.addLayout(parts.column(look, *head, *links, gap=0.05))
        go = parts.button(look, words.say("Open the plan"), lambda: self.plan_requested.emit(desk.plan_id))
        go.setObjectName("open_plan")
        go.setEnabled(can_open)
        self._rows.addLayout(parts.row(look, go, 1))

    def _make_link(self, planned: Planned, *, can_open: bool) -> QPushButton:
        """Return a late action as a link of as many lines as its words need."""
        look, words = self.face.look, self.face.words
        title = planned.action.activity or words.say("Still to be written")
        lines = _break(title, look)
        made = parts.button(look, "\n".join(lines).replace("&", "&&"), role="link")
        made.setMinimumHeight(look.em(ROW + LINE * (len(lines) - 1)))
        made.setAccessibleName(title)
        made.setObjectName("late_action")
        made.setEnabled(can_open)
        made.clicked.connect(lambda: self.action_requested.emit(planned.action.id))
        return made

    def _add_switches(self, switches: Sequence[Switch]) -> None:
        if not switches:
            return
        words, look = self.face.words, self.face.look
        self._add(words.say("Switched on by headquarters"))
        for switch in switches:
            box = QCheckBox(switch.label)
            box.setObjectName(f"switch_{switch.name}")
            box.setAccessibleName(switch.label)
            box.setChecked(switch.is_on)
            box.clicked.connect(lambda on, name=switch.name: self.switch_requested.emit(name, on))
            self._rows.addWidget(box)
        hint = words.say("Only where a focal point for conduct and discipline is designated.")
        self._rows.addLayout(parts.column(look, parts.label(hint, role="muted")))


def _break(said: str, look: Look) -> list[str]:
    """Return words in lines that have room: a button does not wrap by itself."""
    metrics, lines = QFontMetrics(look.font()), [""]
    for word in said.split():
        longer = f"{lines[-1]} {word}".strip()
        if metrics.horizontalAdvance(longer) <= look.em(LINK):
            lines[-1] = longer
        else:
            lines.append(word)
    return [one for one in lines if one]

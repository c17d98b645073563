"""Draws Home: five tasks, what needs the person, two pictures of the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from focal_desktop.ui.context import Place
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.bars import Bar, Bars
from focal_desktop.ui.widgets.tile import Tile

MOST_LINES = 5


class Task(msgspec.Struct, frozen=True):
    """One of the five tasks as it stands."""

    icon: str
    name: str
    state: str
    tone: str
    place: Place


class Line(msgspec.Struct, frozen=True):
    """One thing that needs the person, and where to do it."""

    icon: str
    text: str
    when: str
    tone: str
    place: Place


class Chart(msgspec.Struct, frozen=True):
    """A picture with a title that states what it shows."""

    title: str
    empty: str
    bars: Sequence[Bar]


class HomeView(QWidget):
    """Emits where the person wants to go."""

    go_requested = Signal(Place)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        self._tiles: list[Tile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(look.em(0.7))
        self._lines = parts.column(look, gap=0.3)
        self._more = parts.label("", role="muted")
        needs = parts.card(look, parts.heading(look, words.say("What needs you")), self._lines, self._more)
        self._charts = parts.row(look, gap=0.7)
        page = parts.page(look, self._grid, needs, self._charts, 1)
        parts.column(look, page, parent=self)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show the tasks that this person's roles have."""
        parts.clear(self._grid)
        self._tiles = []
        for task in tasks:
            tile = Tile(self._face.look, task.icon, task.name, self._going(task.place))
            tile.setObjectName(f"task_{task.place.section}")
            tile.show_state(task.state, task.tone)
            self._tiles.append(tile)
        self._arrange()

    def _going(self, place: Place) -> Callable[[], Any]:
        return lambda: self.go_requested.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Put as many tiles beside each other as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = max(1, self.width() // self._face.look.em(13.5))
        rows = -(-len(self._tiles) // room) or 1
        columns = -(-len(self._tiles) // rows) or 1  # no tile stands alone below a full row
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
            self._grid.setColumnStretch(place % columns, 1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show what needs the person, the most urgent first; nothing is a good thing and said so."""
        parts.clear(self._lines)
        words = self._face.words
        for line in lines[:MOST_LINES]:
            self._lines.addWidget(self._draw(line))
        if not lines:
            self._lines.addWidget(parts.label(words.say("Nothing is due. Thank you for looking after it.")))
        left = len(lines) - MOST_LINES
        self._more.setText(words.count(left, "and one more", "and {n} more") if left > 0 else "")
        self._more.setVisible(left > 0)

    def _draw(self, line: Line) -> QWidget:
        look, words = self._face.look, self._face.words
        made = QWidget()
        ink = look.colours.tone(line.tone).ink
        text = parts.label(line.text)
        when = parts.badge(line.when, line.tone)
        when.setVisible(bool(line.when))
        act = parts.button(look, words.say("Open"), self._going(line.place))
        act.setAccessibleName(f"{words.say('Open')}: {line.text}")
        row = parts.row(look, parts.icon(look, line.icon, ink), text, when, act, parent=made)
        row.setStretch(1, 1)
        return made

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show the pictures beside each other."""
        parts.clear(self._charts)
        for chart in charts:
            inside: QWidget | QLabel
            if chart.bars:
                inside = Bars(self._face.look, chart.bars)
                inside.setAccessibleName(chart.title)
            else:
                inside = parts.label(chart.empty, role="muted")
            card = parts.card(self._face.look, parts.heading(self._face.look, chart.title), inside)
            layout = card.layout()
            if isinstance(layout, QVBoxLayout):
                layout.addStretch(1)
            self._charts.addWidget(card, 1)

"""The sidebar: a line for each section, icon and word; icons alone where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.sections import Section
from focal_desktop.ui.widgets import parts

FIRST_KEYS = 9


class Sidebar(QFrame):
    """Says which section was chosen."""

    chosen = Signal(str)

    def __init__(self, face: Face, shown: Sequence[Section]) -> None:
        super().__init__()
        self._face = face
        self.setProperty("role", "sidebar")
        self._buttons: dict[str, QPushButton] = {}
        self._labels: dict[str, str] = {}
        self._icons = {one.name: one.icon for one in shown}
        lines = QWidget()
        layout = parts.column(face.look, parent=lines, gap=0.15)
        area = parts.scroll(lines)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        parts.column(face.look, area, parent=self, margin=0.5)
        ended = False
        for place, section in enumerate(shown):
            if section.at_end and not ended:
                layout.addStretch(1)
                ended = True
            layout.addWidget(self._make(section, place))
        if not ended:
            layout.addStretch(1)
        self.set_folded(True)  # the window unfolds it where it has room

    def _make(self, section: Section, place: int) -> QPushButton:
        words, look = self._face.words, self._face.look
        said = words.name(section.label)
        made = parts.button(look, said, lambda: self.chosen.emit(section.name), role="nav", icon=section.icon)
        made.setCheckable(True)
        made.setObjectName(f"go_{section.name}")
        made.setIconSize(QSize(look.em(1.35), look.em(1.35)))
        key = f" (Ctrl+{place + 1})" if place < FIRST_KEYS else ""
        made.setToolTip(f"{said}{key}")
        self._buttons[section.name], self._labels[section.name] = made, said
        return made

    def show_chosen(self, name: str) -> None:
        """Mark the section that is open."""
        colours = self._face.look.colours
        for one, made in self._buttons.items():
            made.setChecked(one == name)
            made.setIcon(
                self._face.look.icon(self._icons[one], colours.on_accent if one == name else colours.text)
            )

    def set_folded(self, folded: bool) -> None:
        """Show icons alone, or icons and words."""
        for name, made in self._buttons.items():
            made.setText("" if folded else f"  {self._labels[name]}")
        self.setFixedWidth(self._face.look.em(5.0 if folded else 14.0))

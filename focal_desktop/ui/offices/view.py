"""Draws the section: a title, and a tab for each part that the role has."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTabWidget, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts


class OfficesView(QWidget):
    """Says which part was opened."""

    part_opened = Signal(str)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._names: list[str] = []
        self._look = face.look
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setObjectName("offices_tabs")
        for one in (self.tabs, self.tabs.tabBar()):
            one.setAccessibleName(face.words.say("Parts of this section"))
        self.tabs.currentChanged.connect(lambda place: self.part_opened.emit(self._names[place]))
        title = parts.title(face.look, face.words.say("Offices"))
        parts.column(face.look, title, self.tabs, parent=self, gap=0.3).setStretch(1, 1)

    def add_part(self, name: str, said: str, widget: QWidget) -> None:
        """Add a part under its name."""
        self._names.append(name)
        self.tabs.addTab(parts.below_tabs(self._look, widget), said)

    def mark_part(self, name: str, said: str) -> None:
        """Mark a part in which something waits for this person, in a sign and in words; or no longer."""
        look, place = self._look, self._names.index(name)
        sign = QIcon(look.pixmap("clock", look.colours.warn.ink)) if said else QIcon()
        self.tabs.setTabIcon(place, sign)
        self.tabs.setTabToolTip(place, said)
        self.tabs.tabBar().setAccessibleTabName(place, f"{self.tabs.tabText(place)}. {said}" if said else "")

    def show_part(self, name: str) -> None:
        """Open a part; one that the role has not opens nothing."""
        if name in self._names:
            self.tabs.setCurrentIndex(self._names.index(name))

    @property
    def part(self) -> str:
        """The part that is open."""
        return self._names[self.tabs.currentIndex()]

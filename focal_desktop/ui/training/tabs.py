"""The four tabs of training, by their names; a page that is too long for the window scrolls in its tab."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QTabWidget, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

VIEWS = ("people", "courses", "session", "missing")
WHOLE = ("session",)
"""Scrolls by itself, its buttons always in sight."""


class Tabs(QTabWidget):
    """Knows its tabs by name; each page is made when its tab is first shown."""

    def __init__(self, face: Face, makers: Mapping[str, Callable[[], QWidget]]) -> None:
        super().__init__()
        words = face.words
        self._look, self._makers, self._made = face.look, makers, set[str]()
        self.setAccessibleName(words.say("Training"))
        self.setDocumentMode(True)
        self.currentChanged.connect(self._make)
        self.addTab(QWidget(), words.say("People"))
        self.addTab(QWidget(), words.say("Courses"))
        self.addTab(QWidget(), words.say("Record a session"))
        self.addTab(QWidget(), words.say("Who is missing"))

    def _make(self) -> None:
        view = self.view
        if view not in self._made:
            self._made.add(view)
            page = self._makers[view]()
            rows = parts.column(
                self._look, page if view in WHOLE else parts.scroll(page), parent=self.currentWidget()
            )
            rows.setContentsMargins(0, 0, 0, 0)

    def is_made(self, view: str) -> bool:
        """Tell whether a tab was shown yet."""
        return view in self._made

    @property
    def view(self) -> str:
        """The tab that is shown."""
        return VIEWS[self.currentIndex()]

    def go(self, view: str) -> None:
        """Show a tab."""
        self.setCurrentIndex(VIEWS.index(view))

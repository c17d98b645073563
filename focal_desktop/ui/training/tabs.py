"""The four tabs of training, by their names; a page that is too long for the window scrolls in its tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTabWidget, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

VIEWS = ("people", "courses", "session", "missing")


class Tabs(QTabWidget):
    """Knows its tabs by name."""

    def __init__(self, face: Face, pages: Sequence[QWidget]) -> None:
        super().__init__()
        words = face.words
        people, courses, session, missing = pages
        self.setAccessibleName(words.say("Training"))
        self.setDocumentMode(True)
        self.addTab(parts.scroll(people), words.say("People"))
        self.addTab(parts.scroll(courses), words.say("Courses"))
        self.addTab(session, words.say("Record a session"))
        self.addTab(parts.scroll(missing), words.say("Who is missing"))

    @property
    def view(self) -> str:
        """The tab that is shown."""
        return VIEWS[self.currentIndex()]

    def go(self, view: str) -> None:
        """Show a tab."""
        self.setCurrentIndex(VIEWS.index(view))

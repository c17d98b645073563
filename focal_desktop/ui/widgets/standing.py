"""How it stands with a page: what is missing or stood in the way, and how far some work aside is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.progress import Progress


class Standing(QWidget):
    """A sentence, or the bar of what goes on; nothing where neither is."""

    def __init__(self, look: Look, name: str, working: str) -> None:
        super().__init__()
        self.problem = parts.label("", role="problem")
        self.problem.setObjectName(f"{name}_problem")
        self.progress = Progress(working)
        self.working = parts.label(working, role="muted")
        parts.column(look, self.problem, self.progress, self.working, parent=self)

    def say(self, sentence: str) -> None:
        """Say what is missing or stood in the way."""
        self.problem.setText(sentence)
        self._show(is_working=False)

    def show_working(self, *, is_working: bool) -> None:
        """Show whether something goes on."""
        self.problem.setText("")
        self._show(is_working=is_working)

    def _show(self, *, is_working: bool) -> None:
        self.problem.setVisible(bool(self.problem.text()))
        self.progress.setVisible(is_working)
        self.working.setVisible(is_working)
        self.setVisible(is_working or bool(self.problem.text()))

"""One page of the partners section: it is opened at a place, drawn again, and keeps what is typed."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from focal_desktop.ui.context import Context, Place


class Page(QWidget):
    """What the section's screen asks of each of its pages."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.shown = Place(section="partners")

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Ask for the height that the texts above the scrolled part need; the width is what there is."""
        return QSize(0, super().minimumSizeHint().height())

    def open(self, place: Place) -> None:
        """Show a place."""
        self.shown = place
        self.refresh()

    def refresh(self) -> None:
        """Draw again what the vault holds now; what is being typed stays."""

    def keep(self) -> None:
        """Keep what is being typed."""

    def start_new(self) -> bool:
        """Begin something new here; return whether there is such a thing."""
        return False

    def finish(self) -> bool:
        """Finish the form that is open; return whether there is one."""
        return False

    def go_to_paper(self) -> None:
        """Go to the page of this section that shows on paper what is shown here, where there is one."""

    def print_this(self) -> bool:
        """Print what is shown; return whether there is something to print."""
        return False

    def behind(self) -> Place | None:
        """Return the place that Esc leads to."""
        return Place(section="partners")

    def go(self, **where: str) -> None:
        """Go somewhere else within the section."""
        self.context.shell.go(Place(section="partners", **where))

"""The first page: which way to begin. Language and text size stand above every page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run import plan as plans
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import parts


class WayTile(QPushButton):
    """A button of two texts, as high as both need at its width."""

    least = 0

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the least width, and the height that the texts need at the width of now."""
        layout, width = self.layout(), super().minimumSizeHint().width()
        return QSize(width, max(self.least, layout.heightForWidth(self.width()) if layout else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class WayPage(Page):
    """Two large buttons and a quiet third; each is also the way on."""

    restore_requested = Signal()

    def __init__(self, face: Face, plan: Plan) -> None:
        words, look = face.words, face.look
        super().__init__(face, plan, words.say("Welcome"))
        self._join = self._make_tile(
            plans.JOIN,
            words.say("Join my office"),
            words.say("With the invitation file and the code from headquarters. No network is needed now."),
            "key-round",
        )
        practise = self._make_tile(
            plans.PRACTICE,
            words.say("Practice with invented data"),
            words.say("Try everything. Nothing is real and nothing can be sent."),
            "graduation-cap",
        )
        alone = parts.button(
            look,
            words.say("My office stands alone, without headquarters"),
            lambda: self._take(plans.ALONE),
            role="link",
        )
        alone.setObjectName("way_alone")
        restore = parts.button(look, words.say("I have a backup"), self.restore_requested.emit, role="link")
        restore.setObjectName("way_restore")
        intro = parts.label(
            words.say("Everything is kept on this computer, encrypted. It works without a network."),
            role="muted",
        )
        links = [parts.row(look, one, 1) for one in (alone, restore)]
        parts.column(look, intro, self._join, practise, *links, parent=self, gap=0.7)

    def _make_tile(self, way: str, said: str, more: str, icon: str) -> QPushButton:
        look = self.face.look
        made = WayTile()
        made.setObjectName(f"way_{way}")
        made.setAccessibleName(said)
        made.setAccessibleDescription(more)
        made.setProperty("role", "tile")
        made.clicked.connect(lambda: self._take(way))
        texts = parts.column(look, parts.heading(look, said, 12.0), parts.label(more, role="muted"), gap=0.1)
        row = parts.row(
            look, parts.icon(look, icon, look.colours.accent), texts, parent=made, margin=0.7, gap=0.9
        )
        row.setStretch(1, 1)
        made.least = look.em(5.4)
        return made

    def begin(self) -> None:
        """Begin at the first way."""
        self._join.setFocus()

    def _take(self, way: str) -> None:
        self.plan.way = way
        self.done.emit()

"""A list with a panel beside it: a title, a way to close it, a page that scrolls, its buttons below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

MOST = 16_777_215  # no limit, as Qt writes it
LOW = 13.0
"""The least height of list and panel, in ems."""
WIDE, BESIDE = 28.0, 70.0
"""How wide a panel is, and from where on it stands beside the list and not in its place; in ems."""


class Panel(QFrame):
    """A card at the side of a list. `closed` when the person has done with it."""

    closed = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        look = face.look
        self._title = parts.heading(look, "", tokens.BODY_POINTS + 1.5)
        close = parts.button(look, "", self.closed.emit, role="quiet", icon="x")
        close.setAccessibleName(face.words.say("Close"))
        close.setToolTip(face.words.say("Close (Esc); what is typed stays"))
        close.setObjectName("close_panel")
        top = parts.row(look, self._title, close)
        top.setStretch(0, 1)
        self._inner = parts.Inner()
        self._inner.setProperty("role", "page")
        self._page = QVBoxLayout(self._inner)
        self._page.setContentsMargins(0, 0, look.em(0.6), 0)
        self._page.setSpacing(look.em(0.6))
        self._buttons = QHBoxLayout()
        column = parts.column(look, top, parent=self, margin=0.9)
        column.addWidget(parts.scroll(self._inner), 1)
        column.addLayout(self._buttons)

    def set_title(self, said: str) -> None:
        """Show a title."""
        self._title.setText(said)
        self.setAccessibleName(said)

    def build(self, *children: QWidget | QLayout) -> None:
        """Put children below each other on the page."""
        for child in children:
            if isinstance(child, QLayout):
                self._page.addLayout(child)
            else:
                self._page.addWidget(child)
        self._page.addStretch(1)

    def set_buttons(self, *children: QWidget | int) -> None:
        """Put the buttons below the page, always in sight; a number is a stretch."""
        for child in children:
            if isinstance(child, int):
                self._buttons.addStretch(child)
            else:
                self._buttons.addWidget(child)


class Beside(QWidget):
    """A list, and at its side the one panel that is open; where there is little room, in its place."""

    arranged = Signal(bool)

    def __init__(self, face: Face, main: QWidget) -> None:
        super().__init__()
        self._face, self._main = face, main
        # It takes the height that is left; what a long form would like must not make a page scroll.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(face.look.em(LOW))
        self._panels = QStackedWidget()
        self._panels.hide()
        across = parts.row(face.look, main, self._panels, parent=self)
        across.setStretch(0, 1)

    @property
    def panel(self) -> Panel | None:
        """The panel that is open."""
        shown = self._panels.currentWidget()
        return shown if isinstance(shown, Panel) and not self._panels.isHidden() else None

    def add_panel(self, panel: Panel) -> None:
        """Take a panel in, closed; from here on it ends with the page and not after it."""
        self._panels.addWidget(panel)

    def open_panel(self, panel: Panel) -> None:
        """Open a panel; the one that was open gives way."""
        self._panels.setCurrentWidget(panel)
        self._panels.show()
        self._arrange()

    def close_panel(self) -> None:
        """Give the list its room again."""
        self._panels.hide()
        self._arrange()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 Qt's own name
        """Say that no width asks for a height: both parts scroll by themselves."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Let list and panel stand side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_open, look = self.panel is not None, self._face.look
        is_wide = self.width() >= look.em(BESIDE)
        self._main.setVisible(is_wide or not is_open)
        self._panels.setMinimumWidth(look.em(WIDE) if is_wide else 0)
        self._panels.setMaximumWidth(look.em(WIDE) if is_wide else MOST)
        self.arranged.emit(is_open)

    @property
    def is_alone(self) -> bool:
        """Whether a panel stands in the list's place."""
        return self.panel is not None and self._main.isHidden()

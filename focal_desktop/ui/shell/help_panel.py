"""Help over the page: the card of a screen, and every key; Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from focal_desktop.ui import help_cards
from focal_desktop.ui.shell import commands
from focal_desktop.ui.shell.host import Host
from focal_desktop.ui.widgets import parts, reading


class HelpPanel(QFrame):
    """Lies at the end of the window until it is closed; there is one at a time."""

    def __init__(self, window: Host, heading: str, inside: QWidget) -> None:
        super().__init__(window)
        look, words = window.face.look, window.face.words
        self.setObjectName("help_panel")
        self.setProperty("role", "card")
        close = parts.button(look, words.say("Close"), self.leave)
        top = parts.row(look, parts.heading(look, heading, 12.0), 1, close)
        area = parts.scroll(inside)
        reading.watch(area)
        parts.column(look, top, area, parent=self, margin=1.0)
        width = min(look.em(30), window.width() - look.em(2))
        left = look.em(1) if look.is_right_to_left else window.width() - width - look.em(1)
        height = min(look.em(36), window.height() - look.em(8))
        self.setGeometry(left, look.em(5), width, height)
        self.show()
        self.raise_()
        close.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def leave(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()


def show_card(window: Host, name: str) -> HelpPanel:
    """Show the help card of a screen."""
    title, text = help_cards.read(name, window.face.words)
    inside = QWidget()
    parts.column(window.face.look, parts.label(text), 1, parent=inside)
    return _replace(window, title, inside)


def show_keys(window: Host) -> HelpPanel:
    """Show every key, as the menus have them."""
    inside, look = QWidget(), window.face.look
    grid = QGridLayout(inside)
    grid.setHorizontalSpacing(look.em(1))
    grid.setVerticalSpacing(look.em(0.3))
    held = [(one.keys[0].replace("Return", "Enter"), one.said) for one in window.commands if one.keys]
    shown = [*held, *((one.keys, one.said) for one in commands.list_habits(window.face.words))]
    for place, (keys, said) in enumerate(shown):
        label = parts.label(keys, wraps=False)
        label.setFont(look.font(is_bold=True))
        grid.addWidget(label, place, 0)
        grid.addWidget(parts.label(said), place, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(shown), 1)
    return _replace(window, window.face.words.say("All keys"), inside)


def leave_open(window: Host) -> bool:
    """Close the panel that lies open; return whether there was one."""
    held = [one for one in window.findChildren(HelpPanel) if not one.isHidden()]
    for one in held:
        one.leave()
    return bool(held)


def _replace(window: Host, heading: str, inside: QWidget) -> HelpPanel:
    leave_open(window)
    return HelpPanel(window, heading, inside)

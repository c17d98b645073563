"""One line above the page: what happened, what is safe, what to do; it never covers and never asks."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from focal_desktop.ui.context import Message
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

ICONS = {"neutral": "info", "ok": "circle-check", "warn": "triangle-alert", "danger": "circle-alert"}


class MessageBar(QFrame):
    """Shows one message until it is closed, acted on or replaced."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(
            face.look.em(0.8), face.look.em(0.35), face.look.em(0.4), face.look.em(0.35)
        )
        self._text = parts.label("")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._icon = parts.icon(face.look, "info")
        self._act = parts.button(face.look, "", self._on_act)
        self._close = parts.button(face.look, "", self.close_message, role="quiet", icon="x")
        self._close.setAccessibleName(face.words.say("Close this message"))
        self._close.setToolTip(face.words.say("Close this message"))
        for widget in (self._icon, self._text, self._act, self._close):
            self._layout.addWidget(widget, 1 if widget is self._text else 0)
        self._message: Message | None = None
        self._is_new = False
        self.hide()

    @property
    def message(self) -> Message | None:
        """What is shown now."""
        return self._message

    def tell(self, message: Message) -> None:
        """Show a message and let a screen reader say it."""
        self._message, self._is_new = message, True
        QTimer.singleShot(0, self._grow_old)
        self._text.setText(message.text)
        self._text.setAccessibleName(message.text)
        parts.set_tone(self, message.tone)
        ink = self._face.look.colours.tone(message.tone).ink
        self._icon.setPixmap(self._face.look.pixmap(ICONS[message.tone], ink))
        self._act.setText(message.action)
        self._act.setAccessibleName(message.action)
        self._act.setVisible(bool(message.action))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def close_message(self) -> None:
        """Take the message away."""
        self._message = None
        self.hide()

    def leave_page(self) -> None:
        """Take away what was about the page that is left; what this very step told is about the next."""
        if self._message and not (self._is_new or self._message.stays):
            self.close_message()

    def _grow_old(self) -> None:
        self._is_new = False

    def _on_act(self) -> None:
        message = self._message
        self.close_message()
        if message and message.act:
            message.act()

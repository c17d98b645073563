"""A line for a passphrase: hidden until asked, with a word on Caps Lock and on what the keyboard writes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.keyboard import Keyboard, WatchedLine


class PassphraseLine(QWidget):
    """Holds what is typed in its own line alone; pasting is allowed."""

    edited = Signal()
    entered = Signal()

    def __init__(self, face: Face, name: str, said: str, *, shows_keyboard: bool = True) -> None:
        super().__init__()
        self._face = face
        self.keyboard = Keyboard(self)
        self.line = WatchedLine(self.keyboard)
        self.line.setObjectName(name)
        self.line.setAccessibleName(said)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.returnPressed.connect(self.entered)
        self.shown = parts.button(face.look, "", self._turn, role="quiet", icon="eye")
        self.shown.setObjectName(f"{name}_shown")
        self._say_shown()
        self.caps = parts.badge(face.words.say("Caps Lock is on"), "warn")
        self.layout_hint = parts.label("", role="muted")
        self.keyboard.changed.connect(self._say_keyboard)
        self._below = QWidget()
        hints = parts.row(face.look, self.caps, self.layout_hint, parent=self._below, gap=0.6)
        hints.setStretch(1, 1)
        if shows_keyboard:
            self._keep_room()
        across = parts.row(face.look, self.line, self.shown, gap=0.2)
        parts.column(face.look, across, self._below, parent=self, gap=0.25)
        self.setFocusProxy(self.line)
        self._shows_keyboard = shows_keyboard
        self._say_keyboard()

    def _keep_room(self) -> None:
        """Keep the room of the hints while there is none: nothing below the line jumps at a key."""
        policy = self._below.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._below.setSizePolicy(policy)
        self._below.setMinimumHeight(self.caps.sizeHint().height())

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def begin_again(self) -> None:
        """Choose all that was typed, so that the next key replaces it."""
        self.line.setFocus()
        self.line.selectAll()

    def _turn(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._say_shown()

    def _say_shown(self) -> None:
        words, look = self._face.words, self._face.look
        is_hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        said = words.say("Show what is typed") if is_hidden else words.say("Hide what is typed")
        self.shown.setAccessibleName(said)
        self.shown.setToolTip(said)
        self.shown.setIcon(look.icon("eye" if is_hidden else "eye-off"))

    def _say_keyboard(self) -> None:
        self.caps.setVisible(self.keyboard.has_caps)
        said = _say_layout(self._face, self.keyboard) if self._shows_keyboard else ""
        self.layout_hint.setText(said)
        self._below.setVisible(self.keyboard.has_caps or bool(said))


def _say_layout(face: Face, keyboard: Keyboard) -> str:
    say = face.words.say
    known = {
        "LATIN": say("The keyboard writes Latin letters."),
        "ARABIC": say("The keyboard writes Arabic letters."),
        "CYRILLIC": say("The keyboard writes Cyrillic letters."),
    }
    if keyboard.script in known:
        return known[keyboard.script]
    if keyboard.script:
        return say("The keyboard writes other letters.")
    code = keyboard.layout_code
    return say("Keyboard: {layout}", layout=code) if code else ""

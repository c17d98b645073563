"""Shows the code of an invitation once, until it was given on; it is kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts


class GivenCode(QWidget):
    """A banner with the code; hidden while there is none."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        self.code = parts.heading(look, "", tokens.TITLE_POINTS)
        self.code.setObjectName("invitation_code")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._said = parts.label("")
        done = parts.button(look, words.say("I have given it on"), self.forget)
        done.setObjectName("code_given")
        title = parts.heading(look, words.say("The code, shown this once"))
        banner = parts.banner(look, "ok", title, self.code, self._said, parts.row(look, done, 1))
        parts.column(look, banner, parent=self)
        self.hide()

    def show_code(self, code: str, said: str) -> None:
        """Show a code, with what has to happen to it."""
        self.code.setText(self._face.words.isolate(code))
        self.code.setAccessibleName(code)
        self._said.setText(said)
        self.show()

    def forget(self) -> None:
        """Take the code out of sight and out of the widget."""
        self.code.setText("")
        self.code.setAccessibleName("")
        self.hide()

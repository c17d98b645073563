"""Language and text size, at hand before anything can be read: both take effect at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from focal_desktop.base import words as languages
from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.widgets import parts

SMALLER, LARGER = "A−\u200e", "A+\u200e"  # letter and sign stay in this order in every language
FINER = 20
"""Two steps of the text size at once, so that few presses reach what can be read."""


class FaceBar(QWidget):
    """Says what the person chose; the door draws everything anew."""

    chosen = Signal(Preferences)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._chosen = face.chosen
        words, look = face.words, face.look
        self.language = QComboBox()
        self.language.setObjectName("face_language")
        self.language.setAccessibleName(words.say("Language"))
        self.language.setToolTip(words.say("Language"))
        for code, name in languages.NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(words.language))
        self.language.activated.connect(self._speak)
        self.smaller = parts.button(look, SMALLER, lambda: self._resize(-FINER), role="quiet")
        self.smaller.setObjectName("face_smaller")
        self.larger = parts.button(look, LARGER, lambda: self._resize(FINER), role="quiet")
        self.larger.setObjectName("face_larger")
        named = ((self.smaller, words.say("Smaller text")), (self.larger, words.say("Larger text")))
        for made, said in named:
            made.setAccessibleName(said)
            made.setToolTip(said)
        self.smaller.setEnabled(look.size > tokens.SMALLEST)
        self.larger.setEnabled(look.size < tokens.LARGEST)
        globe = parts.icon(look, "globe")
        parts.row(look, globe, self.language, self.smaller, self.larger, parent=self, gap=0.3)

    def _speak(self, _place: int) -> None:
        self.chosen.emit(self._chosen._replace(language=str(self.language.currentData())))

    def _resize(self, step: int) -> None:
        size = max(tokens.SMALLEST, min(tokens.LARGEST, self._chosen.size + step))
        self.chosen.emit(self._chosen._replace(size=size))

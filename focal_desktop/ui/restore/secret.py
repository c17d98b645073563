"""What opens a backup: the passphrase of its day, or the code on the recovery sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine
from focal_desktop.ui.widgets.steps import name


class SecretLines(QWidget):
    """One of two lines; `entered` when Enter is pressed in it, `edited` also when the other one is asked."""

    entered = Signal()
    edited = Signal()
    officers_asked = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face, self.is_code = face, False
        words, look = face.words, face.look
        self.phrase = PassphraseLine(face, "restore_passphrase", words.say("Passphrase of that day"))
        self.phrase.entered.connect(self.entered)
        self.code = QLineEdit()
        self.code.setObjectName("restore_code")
        self.code.setAccessibleName(words.say("Recovery code"))
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.code.returnPressed.connect(self.entered)
        self.label = parts.label("")
        self._by_phrase = self._labelled(self.label, self.phrase)
        self._by_code = self._labelled(parts.label(words.say("Recovery code")), self.code)
        self.turn = parts.button(look, "", self._turn, role="link")
        self.turn.setObjectName("restore_turn")
        said = words.say("I have neither: ask two officers…")
        self.neither = parts.button(look, said, self.officers_asked.emit, role="link")
        self.neither.setObjectName("restore_officers")
        turn = parts.row(look, self.turn, self.neither, 1)
        for line in (self.phrase.line, self.code):
            line.textEdited.connect(lambda _: self.edited.emit())
        self._rows = parts.column(look, self._by_phrase, self._by_code, turn, parent=self)

    def put_below(self, problem: QWidget) -> None:
        """Put what is said of the line right below it."""
        self._rows.insertWidget(2, problem)

    def _labelled(self, label: QLabel, line: QWidget) -> QWidget:
        made = QWidget()
        label.setBuddy(line)
        parts.column(self._face.look, label, line, parent=made, gap=0.35)
        return made

    def _turn(self) -> None:
        self.show_line(is_code=not self.is_code, is_here=False)
        self.edited.emit()
        self.setFocus()

    def show_line(self, *, is_code: bool, is_here: bool) -> None:
        """Show the line that is asked; files that are here have their passphrase of today alone."""
        words = self._face.words
        self.is_code = is_code and not is_here
        other = words.say("Use the passphrase") if is_code else words.say("Use the recovery sheet instead")
        name(self.turn, other)
        self._by_phrase.setVisible(not self.is_code)
        self._by_code.setVisible(self.is_code)
        self.turn.setVisible(not is_here)
        self.neither.setVisible(not is_here)
        asked = words.say("Passphrase") if is_here else words.say("Passphrase of that day")
        self.label.setText(asked)
        self.phrase.line.setAccessibleName(asked)
        self.setFocusProxy(self.line)

    @property
    def line(self) -> QLineEdit:
        """The line that is asked."""
        return self.code if self.is_code else self.phrase.line

"""Choosing a passphrase: five generated words offered, strength told in words, typed twice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts, sight
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine
from focal_desktop.ui.widgets.steps import Step
from focal_desktop.usecases import phrases
from focal_desktop.usecases.phrases import Strength


class NewPassphrase(QWidget):
    """Holds two lines; `edited` after each key or other words, `finished` at Enter once both agree."""

    edited = Signal()
    finished = Signal()

    def __init__(self, face: Face, offered: str = "") -> None:
        super().__init__()
        self._face = face
        words, look = face.words, face.look
        self.offered = offered or phrases.propose()
        self._words = parts.heading(look, "", tokens.TITLE_POINTS)
        self._words.setObjectName("five_words")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.others = parts.button(look, words.say("Other words"), self._offer_others, icon="refresh-cw")
        self.others.setObjectName("other_words")
        self.first = PassphraseLine(face, "new_passphrase", words.say("New passphrase"))
        self.second = PassphraseLine(
            face, "new_passphrase_again", words.say("The same once more"), shows_keyboard=False
        )
        self.strength = parts.label("", role="muted")
        self.strength.setObjectName("strength")
        self._weak, self._other = (parts.label("", role="problem") for _ in range(2))
        for said in (self.strength, self._weak, self._other):
            said.setMinimumHeight(look.em(1.5))  # nothing jumps when a word comes
        self._weak.hide()
        layout = parts.column(look, self._make_offer(), parent=self, gap=0.35)
        for line in (self.first, self.second):
            label = parts.label(line.line.accessibleName())
            label.setBuddy(line.line)
            layout.addWidget(label)
            layout.addWidget(line)
            line.edited.connect(self._on_edited)
            line.entered.connect(self._on_entered)
        layout.insertWidget(3, self.strength)
        layout.insertWidget(4, self._weak)
        layout.addWidget(self._other)
        self._show_offer()

    def _make_offer(self) -> QFrame:
        words, look = self._face.words, self._face.look
        offer = parts.row(look, self._words, self.others)
        offer.setStretch(0, 1)
        why = parts.label(
            words.say("Five words from a list, easy to learn. Type them below, twice, or choose your own."),
            role="muted",
        )
        return parts.card(look, offer, why)

    def _offer_others(self) -> None:
        self.offered = phrases.propose()
        self._show_offer()
        self.edited.emit()

    def _show_offer(self) -> None:
        self._words.setText(self._face.words.isolate(self.offered))
        self._words.setAccessibleName(self.offered)

    def text(self) -> str:
        """Return the passphrase as it was typed first."""
        return self.first.text()

    def is_ready(self) -> bool:
        """Tell whether it is strong enough and was typed the same twice."""
        is_strong = phrases.judge(self.text()) not in (Strength.SHORT, Strength.EASY)
        return is_strong and self.second.text() == self.text()

    def ask_on(self) -> bool:
        """Return whether it is ready; else say what is needed beside the lines and go there."""
        if self.is_ready():
            return True
        say = self._face.words.say
        if phrases.judge(self.text()) in (Strength.SHORT, Strength.EASY):
            weak = say("This would be guessed quickly. Take the five words, or add words of your own.")
            self._tell(self.first, self._weak, weak)
        else:
            said = say("The two are not the same yet. Please type it once more.")
            self._tell(self.second, self._other, said)
        return False

    @property
    def problem(self) -> QLabel:
        """What is said beside the line that is not good yet."""
        return self._weak if self._weak.text() else self._other

    def _tell(self, line: PassphraseLine, problem: QLabel, sentence: str) -> None:
        self._clear()
        self.strength.setVisible(problem is not self._weak)  # one of the two stands there
        parts.say_problem(problem, line, sentence)
        sight.go_to(line, problem)
        line.begin_again()

    def _clear(self) -> None:
        """Take away what was said; the room below the last line stays."""
        parts.say_problem(self._weak, self.first, "")
        parts.say_problem(self._other, self.second, "")
        for said in (self.strength, self._other):
            said.show()

    def _on_edited(self) -> None:
        self._clear()
        typed = self.first.text()
        self.strength.setText(self._say_strength(phrases.judge(typed)) if typed else "")
        self.edited.emit()

    def _on_entered(self) -> None:
        if self.first.line.hasFocus() and not self.second.text():
            self.second.setFocus()
        elif self.ask_on():
            self.finished.emit()

    def _say_strength(self, strength: Strength) -> str:
        say = self._face.words.say
        return {
            Strength.SHORT: say("Strength: too short to protect anything."),
            Strength.EASY: say("Strength: easy to guess."),
            Strength.FAIR: say("Strength: fair. One more word makes it strong."),
            Strength.STRONG: say("Strength: strong."),
        }[strength]


class PassphraseStep(Step):
    """A step before the desk that asks for a new one; what is typed stays in its lines until both agree."""

    def __init__(self, face: Face, title: str, why: str = "", offered: str = "") -> None:
        super().__init__(face, title, face.words.say("Go on"))
        self.lines = NewPassphrase(face, offered)
        self.lines.finished.connect(self.done)
        told = [parts.label(why)] if why else []
        parts.column(face.look, *told, self.lines, parent=self, gap=0.5)

    def begin(self) -> None:
        """Begin at the first line."""
        self.lines.first.setFocus()

    def text(self) -> str:
        """Return the passphrase as it was typed."""
        return self.lines.text()

    def go_on(self) -> None:
        """Go on once it is strong enough and was typed the same twice."""
        if self.lines.ask_on():
            self.done.emit()

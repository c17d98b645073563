"""The first page of Settings: look, safekeeping, this computer. It draws values and says what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QGridLayout, QLayout, QWidget

from focal_desktop.base import words as languages
from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.widgets import face_bar, parts
from focal_desktop.ui.widgets.choices import Answers

BESIDE = 48.0
"""From so many ems on, two columns have room."""
Fact = tuple[str, str]
"""What something is called, and what it is."""


class SettingsView(QWidget):
    """Cards in two columns; where the text is large, the page scrolls."""

    face_chosen = Signal(Preferences)
    page_requested = Signal(str)

    def __init__(
        self,
        face: Face,
        device: Sequence[Fact],
        about: Sequence[Fact],
        *,
        hands_over: bool = True,
        lets_go: bool = False,
    ) -> None:
        super().__init__()
        self._face, self._hands_over, self._lets_go = face, hands_over, lets_go
        words, look = face.words, face.look
        here = self._make_facts(words.say("This computer"), device)
        left = parts.column(look, self._make_look(), here, 1, gap=0.8)
        told = self._make_facts(words.say("About"), about)
        right = parts.column(look, self._make_safe(), told, 1, gap=0.8)
        self._across = across = parts.row(look, left, right, gap=0.8)
        across.setStretch(0, 1)
        across.setStretch(1, 1)
        title = parts.title(look, words.say("Settings"))
        parts.column(look, title, parts.page(look, across, 1), parent=self, gap=0.6)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Let the columns stand beside each other where there is room, else below."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = self.width() >= self._face.look.em(BESIDE)
        self._across.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def _make_look(self) -> QFrame:
        words, look, chosen = self._face.words, self._face.look, self._face.chosen
        self.language = QComboBox()
        self.language.setObjectName("set_language")
        self.language.setAccessibleName(words.say("Language"))
        for code, name in languages.NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(words.language))
        self.language.activated.connect(self._speak)
        said = words.say("Colours")
        themes = (
            ("system", words.say("Like the system")),
            ("light", words.say("Light")),
            ("dark", words.say("Dark")),
        )
        self.theme = Answers(self._face, themes, said)
        self.theme.show_code(chosen.theme)
        self.theme.edited.connect(lambda: self._choose(chosen._replace(theme=self.theme.value())))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.em(0.8))
        grid.setVerticalSpacing(look.em(0.6))
        rows = (
            (words.say("Language"), self.language),
            (said, self.theme),
            (words.say("Text size"), self._make_size()),
        )
        for place, (name, editor) in enumerate(rows):
            label = parts.label(name)
            label.setBuddy(editor)
            grid.addWidget(label, place, 0)
            grid.addWidget(editor, place, 1, Qt.AlignmentFlag.AlignLeading)
        grid.setColumnStretch(1, 1)
        return parts.card(look, parts.heading(look, words.say("How it looks"), 12.0), grid)

    def _make_size(self) -> QWidget:
        words, look = self._face.words, self._face.look
        made = QWidget()
        smaller = parts.button(look, face_bar.SMALLER, lambda: self._resize(-tokens.STEP))
        larger = parts.button(look, face_bar.LARGER, lambda: self._resize(tokens.STEP))
        shown = parts.label(words.percent(look.size / 100), wraps=False)
        named = (
            (smaller, "set_smaller", words.say("Smaller text")),
            (larger, "set_larger", words.say("Larger text")),
        )
        for one, name, said in named:
            one.setObjectName(name)
            one.setAccessibleName(said)
            one.setToolTip(said)
        smaller.setEnabled(look.size > tokens.SMALLEST)
        larger.setEnabled(look.size < tokens.LARGEST)
        parts.row(look, smaller, shown, larger, parent=made)
        return made

    def _speak(self, _place: int) -> None:
        self._choose(self._face.chosen._replace(language=str(self.language.currentData())))

    def _resize(self, step: int) -> None:
        size = max(tokens.SMALLEST, min(tokens.LARGEST, self._face.look.size + step))
        self._choose(self._face.chosen._replace(size=size))

    def _choose(self, chosen: Preferences) -> None:
        self.face_chosen.emit(chosen)

    def _make_safe(self) -> QFrame:
        words, look = self._face.words, self._face.look
        rows: list[QWidget | QLayout] = [parts.heading(look, words.say("Keeping it safe"), 12.0)]
        offered = [
            ("passphrase", words.say("Change the passphrase…"), "key-round"),
            ("sheet", words.say("New recovery sheet…"), "printer"),
            ("backup", words.say("Backup, and rehearsing the way back…"), "save"),
            ("audit", words.say("What was done here…"), "history"),
        ]
        offered.append(("officers", words.say("Two officers who can open it…"), "users"))
        offered.append(("label", words.say("Its name before unlocking…"), "pencil"))
        if self._lets_go:
            offered.append(("leaving", words.say("What leaves this computer…"), "log-out"))
        if self._hands_over:
            offered.append(("handover", words.say("Hand this desk over…"), "user-round"))
        for name, said, icon in offered:
            made = parts.button(look, f" {said}", self._asker(name), icon=icon)
            made.setAccessibleName(said)
            made.setObjectName(f"set_{name}")
            rows.append(parts.row(look, made, 1))
        return parts.card(look, *rows)

    def _asker(self, name: str) -> Callable[[], None]:
        return lambda: self.page_requested.emit(name)

    def _make_facts(self, heading: str, facts: Sequence[Fact]) -> QFrame:
        look = self._face.look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.em(0.8))
        grid.setVerticalSpacing(look.em(0.35))
        for place, (name, value) in enumerate(facts):
            shown = parts.label(self._face.words.isolate(value))
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(parts.label(name, role="muted"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, place, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        return parts.card(look, parts.heading(look, heading, 12.0), grid)

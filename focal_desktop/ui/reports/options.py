"""What can be chosen of a report: year, its own language, edition, and pages or text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout

from focal_desktop.ui.face import Face
from focal_desktop.ui.reports import presets
from focal_desktop.ui.reports.choices import Choice
from focal_desktop.ui.reports.presets import Preset
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.editors import QuietCombo

PAGES, TEXT = "pages", "text"


class Options(QFrame):
    """Says what was chosen; `edited` when a person chose otherwise, `shown_otherwise` for pages or text."""

    edited = Signal()
    shown_otherwise = Signal()

    def __init__(self, face: Face, preset: Preset, years: Sequence[int]) -> None:
        super().__init__()
        self._face = face
        self.setProperty("role", "card")
        words, look = face.words, face.look
        self.year = self._make_list("report_year", words.say("Year"))
        for year in years:
            self.year.addItem(str(year), year)
        self.language = self._make_list("report_language", words.say("Language of the report"))
        for code, name in preset.languages:
            self.language.addItem(name, code)
        self.mode = Answers(face, preset.modes, words.say("Edition"))
        self.mode.edited.connect(self._on_edited)
        ways = ((PAGES, words.say("See the pages")), (TEXT, words.say("Read as text")))
        self.way = Answers(face, ways, words.say("Preview"))
        self.way.show_code(PAGES)
        self.way.edited.connect(self.shown_otherwise)
        self._explained = parts.label("", role="muted")
        column = parts.column(look, parent=self, margin=0.9, gap=0.35)
        column.addLayout(self._make_lists())
        for name, widget in ((words.say("Edition"), self.mode), (words.say("Preview"), self.way)):
            column.addWidget(parts.label(name))
            column.addWidget(widget)
            if widget is self.mode:
                column.addWidget(self._explained)

    def _make_lists(self) -> QGridLayout:
        """Return year and language beside each other, each below its name."""
        made = QGridLayout()
        made.setHorizontalSpacing(self._face.look.em(0.6))
        made.setVerticalSpacing(self._face.look.em(0.35))
        for place, box in enumerate((self.year, self.language)):
            said = parts.label(box.accessibleName())
            said.setBuddy(box)
            made.addWidget(said, 0, place)
            made.addWidget(box, 1, place)
            made.setColumnStretch(place, 2 + place)
        return made

    def _make_list(self, name: str, said: str) -> QComboBox:
        made = QuietCombo()
        made.setObjectName(name)
        made.setAccessibleName(said)
        made.activated.connect(lambda _: self._on_edited())
        return made

    def _on_edited(self) -> None:
        self._explained.setText(presets.explain_mode(self.mode.value(), self._face.words))
        self.edited.emit()

    def show_choice(self, choice: Choice) -> None:
        """Show what is chosen; where it is not offered, the first that is."""
        for box, value in ((self.year, choice.year), (self.language, choice.language)):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.mode.show_code(choice.mode)
        self._explained.setText(presets.explain_mode(choice.mode, self._face.words))

    def choice(self) -> Choice:
        """Return year, language and edition as they are chosen."""
        return Choice(int(self.year.currentData()), str(self.language.currentData()), self.mode.value())

    @property
    def is_text(self) -> bool:
        """Whether the report is wanted as text."""
        return self.way.value() == TEXT

"""An agreement's review on paper: its pages or its text, in which language, and what printing it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.partners import room
from focal_desktop.ui.partners.head import Head
from focal_desktop.ui.reports import presets
from focal_desktop.ui.reports.options import PAGES, TEXT
from focal_desktop.ui.reports.preview import Preview
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers

SIDE, LEAST = 22.0, 20.0
"""How wide the side is, and how high the page at least where it stands below; in ems."""


class NoteView(QWidget):
    """Draws, and says what a person asks for."""

    print_requested = Signal()
    save_requested = Signal()
    edited = Signal()
    shown_otherwise = Signal()

    def __init__(self, face: Face, languages: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        words, look = face.words, face.look
        self._face = face
        self.print = parts.button(
            look, words.say("Print"), self.print_requested.emit, role="primary", icon="printer"
        )
        self.print.setObjectName("note_print")
        self.print.setToolTip(words.say("Print (Ctrl+P)"))
        self.save = parts.button(look, words.say("Save a file…"), self.save_requested.emit, icon="save")
        self.save.setObjectName("note_save")
        self.head = Head(face, (self.save, self.print))
        self.preview = Preview(face)
        self.before = parts.label("", role="muted")
        self.before.setObjectName("note_before")
        self.language = Answers(face, languages, words.say("Language of the report"))
        self.language.edited.connect(self.edited)
        ways = ((PAGES, words.say("See the pages")), (TEXT, words.say("Read as text")))
        self.way = Answers(face, ways, words.say("Preview"))
        self.way.show_code(PAGES)
        self.way.edited.connect(self.shown_otherwise)
        body = parts.column(look, self._make_side(), self.preview, gap=0.9)
        if room.is_roomy(look):
            body.setDirection(QBoxLayout.Direction.LeftToRight)
        else:
            self.preview.setMinimumHeight(look.em(LEAST))
        body.setStretch(1, 1)
        whole = parts.column(look, self.head, parent=self, gap=0.7)
        whole.addLayout(body, 1)
        self.show_ready(is_ready=False)

    def _make_side(self) -> QWidget:
        words, look = self._face.words, self._face.look
        what = words.say(
            "One page for the file of this agreement. It is internal and no endorsement: it goes to those "
            "named on it and to nobody else."
        )
        card = parts.card(
            look,
            parts.label(what),
            parts.label(words.say("Language of the report")),
            self.language,
            parts.label(words.say("Preview")),
            self.way,
        )
        said = parts.label(presets.explain_copies(words), role="muted")
        side = parts.page(look, card, said, self.before, 1)
        if room.is_roomy(look):
            side.setFixedWidth(look.em(SIDE))
        return side

    def show_ready(self, *, is_ready: bool) -> None:
        """Offer print and save where there is a page, or one is being drawn."""
        self.print.setEnabled(is_ready)
        self.save.setEnabled(is_ready)

    @property
    def is_text(self) -> bool:
        """Whether the page is wanted as text."""
        return self.way.value() == TEXT

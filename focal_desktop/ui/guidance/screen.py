"""Cards to read without a network; nothing here is kept or sent."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from focal_desktop.ui import help_cards, tokens
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.shell import card
from focal_desktop.ui.widgets import parts

TELLING, GLOSSARY, ASKED = "telling", "glossary", "asked"
BESIDE = 2.5
"""What the list has beside its longest words, in ems: the bar, too."""
WIDEST, NARROW, LARGE = 22.0, 14.0, 130
"""How wide the list of cards may be, in ems, and beyond which text size less: longer words wrap."""
LINE = 48.0
"""How wide a card is at most, in ems: longer lines are hard to read."""


class GuidanceScreen(Screen):
    """A list of cards, and the one that is open."""

    HELP = "home"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self._names = [TELLING, *help_cards.list_names(words), GLOSSARY]
        self.cards = self._make_list()
        self._page = parts.Inner()
        self._page.setMaximumWidth(look.em(LINE))
        self._inside = parts.column(look, parent=self._page, margin=1.0, gap=0.8)
        area = parts.scroll(self._page)
        self.cards.currentRowChanged.connect(self._show)
        split = QHBoxLayout()
        split.setSpacing(look.em(0.8))
        split.addWidget(self.cards)
        split.addWidget(area, 1)
        heading = parts.heading(look, words.say("Guidance"), tokens.TITLE_POINTS)
        whole = parts.column(look, heading, split, parent=self)
        whole.setStretch(1, 1)

    def _make_list(self) -> QListWidget:
        """Return the list of cards, each as high as its words need."""
        look, made = self.context.look, QListWidget()
        made.setAccessibleName(self.context.words.say("Cards"))
        made.setSpacing(look.em(0.15))
        made.setWordWrap(True)
        metrics, titles = QFontMetrics(look.font()), [self._title(name) for name in self._names]
        longest = max(metrics.horizontalAdvance(title) for title in titles) + look.em(0.4)
        room = min(longest, look.em((NARROW if look.size > LARGE else WIDEST) - BESIDE))
        for title in titles:
            box = metrics.boundingRect(QRect(0, 0, room, 0), int(Qt.TextFlag.TextWordWrap), title)
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(1, box.height() - metrics.height() + look.em(2)))
            made.addItem(item)
        made.setFixedWidth(room + look.em(BESIDE))
        return made

    def open_at(self, place: Place) -> None:
        """Open a card by its name, else the first."""
        self.cards.setCurrentRow(self._names.index(place.view) if place.view in self._names else 0)

    def place(self) -> Place:
        """Return the card that is open."""
        return Place(section="guidance", view=self._names[max(0, self.cards.currentRow())])

    def _title(self, name: str) -> str:
        words = self.context.words
        if name == TELLING:
            return words.say("Someone is telling me something now")
        return words.say("What the words mean") if name == GLOSSARY else help_cards.read(name, words)[0]

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._names):
            return
        parts.clear(self._inside)
        words, look, name = self.context.words, self.context.look, self._names[row]
        self._inside.addWidget(parts.heading(look, self._title(name), 12.0))
        if name == GLOSSARY:
            self._show_terms()
        elif name == TELLING:
            self._show_telling()
        else:
            self._inside.addWidget(parts.label(help_cards.read(name, words)[1]))
            if name == ASKED:
                self._offer_request()
        self._inside.addStretch(1)

    def _show_telling(self) -> None:
        """Show the eight lines of the card that can be read before unlocking, too."""
        look, words = self.context.look, self.context.words
        for short, said in card.list_lines(words):
            line = parts.label(said)
            self._inside.addLayout(parts.column(look, parts.heading(look, short), line, gap=0.1))
        note = words.say("Ctrl+F1 shows this card anywhere, with the numbers to call; also before unlocking.")
        self._inside.addWidget(parts.label(note, role="muted"))

    def _offer_request(self) -> None:
        """Offer the way to headquarters: a sealed message that is prepared, and read before it goes."""
        words, look = self.context.words, self.context.look
        said = words.say("Prepare the message to headquarters")
        go = parts.button(look, said, self._prepare, role="primary", icon="file-lock")
        go.setObjectName("prepare_request")
        self._inside.addLayout(parts.row(look, go, 1))

    def _prepare(self) -> None:
        self.context.shell.go(Place(section="sealed_report", view=ASKED))

    def _show_terms(self) -> None:
        policy, words, look = self.context.policy, self.context.words, self.context.look
        for entry in policy.entries("term").values():
            use = words.name(str(entry.extra.get("use", "")))
            english = "" if words.language == "en" else entry.label("en")
            said = [parts.label(one, role="muted") for one in (english, use) if one]
            term = parts.heading(look, entry.label(words.language))
            self._inside.addLayout(parts.column(look, term, *said, gap=0.1))


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return GuidanceScreen(context)

"""A day: typed as people write it, or picked from a month. The format is told in advance."""

from __future__ import annotations

import datetime
import re
import unicodedata

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from focal_desktop.base import clock as clocks
from focal_desktop.base import words as languages
from focal_desktop.base.words import Words
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets.line import ClearableLine

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PARTS = re.compile(r"(\d{1,2})\.?\s+(?:de\s+)?(.+?)\.?\s+(?:de\s+)?(\d{4})")
MONTHS = range(1, 13)


class DayEdit(QWidget):
    """A line for a day with a month to pick from; arrow keys go a day on or back."""

    edited = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self.line = ClearableLine(face.look)
        self.line.setPlaceholderText(face.words.say("Day, such as {day}", day=_example(face)))
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)
        self._pick = QToolButton()
        self._pick.setProperty("role", "quiet")
        self._pick.setIcon(face.look.icon("calendar", face.look.colours.muted))
        self._pick.setIconSize(QSize(face.look.em(1.2), face.look.em(1.2)))
        self._pick.setAccessibleName(face.words.say("Pick a day"))
        self._pick.setToolTip(face.words.say("Pick a day"))
        self._pick.clicked.connect(self._open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(face.look.em(0.2))
        layout.addWidget(self.line, 1)
        layout.addWidget(self._pick)
        self.setFocusProxy(self.line)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 Qt's own name
        """Give the line the name: it is what a reader reaches."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def value(self) -> str | None:
        """Return the day as it is stored, nothing where nothing stands, else what was typed."""
        said = self.line.text().strip()
        if not said:
            return None
        found = read_day(said, self._face.words, clocks.today(self._face.clock))
        return found.isoformat() if found else said

    def show_day(self, day: str) -> None:
        """Show a stored day as the language writes it."""
        self.line.setText(self._face.words.iso_date(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Go a day back or on."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        day = read_day(self.line.text().strip(), self._face.words, clocks.today(self._face.clock))
        if event.key() in steps and day is not None:
            self.show_day((day + datetime.timedelta(days=steps[Qt.Key(event.key())])).isoformat())
            self.edited.emit()
            return
        super().keyPressEvent(event)

    def _tidy(self) -> None:
        found = self.value()
        if found is not None:
            self.show_day(found)

    def _open(self) -> None:
        menu = QMenu(self)
        month = QCalendarWidget(menu)
        today = read_day(self.line.text().strip(), self._face.words, clocks.today(self._face.clock))
        shown = today or clocks.today(self._face.clock)
        month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        action = QWidgetAction(menu)
        action.setDefaultWidget(month)
        menu.addAction(action)
        month.activated.connect(lambda day: self._take(day, menu))
        month.clicked.connect(lambda day: self._take(day, menu))
        menu.popup(self._pick.mapToGlobal(self._pick.rect().bottomLeft()))
        month.setFocus()

    def _take(self, day: QDate, menu: QMenu) -> None:
        self.show_day(datetime.date(day.year(), day.month(), day.day()).isoformat())
        menu.close()
        self.edited.emit()


def read_day(said: str, words: Words, today: datetime.date) -> datetime.date | None:
    """Return the day a person wrote: 2026-03-02, 2 March 2026 in the language or English, or *today*.

    02/03/2026 is two different days in two offices and is never guessed.
    """
    plain = said.translate({ord(mark): None for mark in "\u200e\u200f\u2068\u2069"}).casefold()
    if plain in ("today", words.say("today").casefold()):
        return today
    try:
        if iso := _ISO.fullmatch(plain):
            return datetime.date(*(int(part) for part in iso.groups()))
        if parts := _PARTS.fullmatch(plain):
            month = _find_month(parts[2], words)
            return datetime.date(int(parts[3]), month, int(parts[1])) if month else None
    except ValueError:
        return None
    return None


def _find_month(said: str, words: Words) -> int:
    wanted = _bare(said)
    for language in (words, _english()):
        for number in MONTHS:
            full = _bare(language.writing.long_month(datetime.date(2026, number, 1)).split(" ")[0])
            short = _bare(language.month(number))
            if wanted in (full, short) or (len(wanted) >= 3 and full.startswith(wanted)):
                return number
    return 0


def _english() -> Words:

    return languages.load(languages.ENGLISH)


def _bare(said: str) -> str:
    """Return a word without accents and points, so that *févr.* and *fevrier* are one month."""
    parts = unicodedata.normalize("NFD", said.casefold())
    return "".join(letter for letter in parts if letter.isalpha() or unicodedata.category(letter) == "Lo")


def _example(face: Face) -> str:
    return face.words.short_date(datetime.date(2026, 3, 2))

"""Hides everything at once behind a plain month calendar; the same keys or Esc return, a minute locks."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget, QTableView, QToolButton, QWidget

from focal_desktop.base.words import LOCALES
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

LOCKS_MS = 60_000
ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
DIGITS = {"ar": "ar_AE"}
"""Locales that write 0 to 9, as everything else here does."""


class WorkCalendar(QWidget):
    """A month calendar and nothing else: no word of what it covers."""

    return_requested = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        words, look = face.words, face.look
        self.setWindowTitle(words.say("Work calendar"))
        calendar = QCalendarWidget()
        for one in (calendar, *calendar.findChildren(QTableView)):
            one.setAccessibleName(words.say("Work calendar"))
        calendar.setLocale(QLocale(DIGITS.get(words.language) or LOCALES[words.language]))
        today = face.clock.now().astimezone().date()
        calendar.setSelectedDate(QDate(today.year, today.month, today.day))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setGridVisible(True)
        for day in Qt.DayOfWeek:
            calendar.setWeekdayTextFormat(day, QTextCharFormat())  # weekends differ from country to country
        for part, icon in ARROWS.items():
            for button in calendar.findChildren(QToolButton, part):
                button.setIcon(look.icon(icon))
        parts.column(
            look,
            parts.title(look, words.say("Work calendar")),
            calendar,
            parent=self,
            margin=1.4,
        )
        for keys in ("Escape", "Ctrl+H"):
            QShortcut(QKeySequence(keys), self, self.return_requested.emit)
        calendar.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 Qt's own name
        """Closing it returns, as closing any page would."""
        event.ignore()
        self.return_requested.emit()


class Hiding(QObject):
    """Covers the windows of the program and brings them back; `ended` when nobody did for a minute."""

    ended = Signal()

    def __init__(self, application: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        self._hidden: list[QWidget] = []
        self.cover: WorkCalendar | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(LOCKS_MS)
        self.timer.timeout.connect(self.ended)

    def turn(self, face: Face) -> None:
        """Hide, or return."""
        if self.cover is None:
            self.hide(face)
        else:
            self.show()

    def hide(self, face: Face) -> None:
        """Put the calendar where the window is, first, so that no moment shows neither."""
        shown = [one for one in self._application.topLevelWidgets() if one.isVisible()]
        self._hidden = [one for one in shown if one is not self._window]
        self.cover = WorkCalendar(face)
        self.cover.return_requested.connect(self.show)
        self.cover.setGeometry(self._window.geometry())
        self.cover.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.cover.show()
        self.cover.raise_()
        for one in (*self._hidden, self._window):
            one.hide()
        self.timer.start()

    def show(self) -> None:
        """Bring back what was hidden, with the cursor where it was."""
        cover, self.cover = self.cover, None
        if cover is None:
            return
        self.timer.stop()
        for one in (self._window, *self._hidden):
            one.show()
        self._hidden = []
        self._window.activateWindow()
        cover.hide()
        cover.deleteLater()

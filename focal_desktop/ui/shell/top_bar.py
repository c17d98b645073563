"""The top bar: search, and what must be at hand everywhere: hide, lock, someone told me something."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from focal_desktop.domain import access
from focal_desktop.domain.record import Scope
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.search_line import SearchLine

SIGNS_EMS, SEARCH_EMS = 16, 10


class TopBar(QWidget):
    """Says what is asked for; the window does it."""

    lock_requested = Signal()
    hide_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        words, look = context.words, context.look
        self.search = SearchLine(look, words.say("Search"), words.say("Search (Ctrl+F)"))
        self.search.setObjectName("search")
        self.search.setMaximumWidth(look.em(34))
        self.search.returnPressed.connect(self._search)
        self.search.textEdited.connect(lambda text: self._search() if len(text) > 1 else None)
        hide = parts.button(look, words.say("Hide"), self.hide_requested.emit, role="quiet", icon="eye-off")
        hide.setToolTip(words.say("Cover the window at once (Ctrl+H)"))
        lock = parts.button(look, words.say("Lock"), self.lock_requested.emit, role="quiet", icon="lock")
        lock.setToolTip(words.say("Lock the vault; nothing typed is lost (Ctrl+L)"))
        self._quiet = {hide: hide.text(), lock: lock.text()}
        children = [self.search, hide, lock]
        row = parts.row(look, *children, parent=self)
        row.insertStretch(1, 1)
        row.setStretch(0, 6)
        self.told: QPushButton | None = None
        if Scope.SEA in access.writable(context.session.person.roles) and not context.session.person.is_hq:
            told = words.say("Someone told me something")
            self.told = parts.button(look, told, self._tell, role="primary", icon="plus")
            self.told.setObjectName("told_me")
            self.told.setToolTip(words.say("Record what reached you (Ctrl+Shift+A)"))
            row.addWidget(self.told)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return what the signs take without their words, beside a short search line."""
        told = self.told.sizeHint().width() if self.told else 0
        least = told + self._context.look.em(SIGNS_EMS)
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Leave the words of the signs away where they would push anything off the window."""
        super().resizeEvent(event)
        for button, said in self._quiet.items():
            button.setText(said)
        words = sum(button.sizeHint().width() for button in self._quiet)
        told = self.told.sizeHint().width() if self.told else 0
        if words + told + self._context.look.em(SEARCH_EMS) > self.width():
            for button in self._quiet:
                button.setText("")

    def begin_search(self) -> None:
        """Go to the search line and take all that stands in it."""
        self.search.setFocus()
        self.search.selectAll()

    def _search(self) -> None:
        self._context.shell.go(Place(section="search", view=self.search.text().strip()))

    def _tell(self) -> None:
        self._context.shell.go(Place(section="allegations", view="new"))

"""Long work of a page, aside: how far it is, and a way to stop it that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import still
from focal_desktop.ui.background import nothing
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import safekeeping

if TYPE_CHECKING:
    from focal_desktop.store.header import Secrets
    from focal_desktop.ui.settings.page import SettingsPage

Begin = Callable[[], tuple[Callable[..., Any], Callable[[], None] | None]]
"""Done in the vault's thread: returns what to do aside, telling how far it is, and what to do behind it."""
WHOLE = 100


class Aside(QObject):
    """Belongs to a page; the page may go while the work is under way."""

    _moved = Signal(int)

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        words, look = page.context.words, page.context.look
        self._page, self._jobs = page, page.context.face.jobs
        self._stopped = Event()
        self.bar = QProgressBar()
        self.bar.setRange(0, WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words.say("Progress"))
        stop = parts.button(look, words.say("Stop"), self._stopped.set)
        stop.setObjectName("stop_aside")
        self.row = QWidget()
        inner = parts.row(look, self.bar, stop, parent=self.row)
        inner.setStretch(0, 1)
        self.row.hide()
        self._moved.connect(self.bar.setValue)

    def run(self, begin: Begin, then: Callable[[Any], None]) -> None:
        """Begin behind whatever is under way, do the rest aside, and answer here."""
        self._show(is_working=True)
        self._jobs.run(lambda: None, lambda _: self._start(begin, then), nothing)

    def change(self, prepared: Secrets, then: Callable[[], None]) -> None:
        """Put the vault under a new passphrase or sheet: the copy aside, the first and last moment here."""
        session, page = self._page.context.session, self._page

        def begin() -> tuple[Callable[..., Any], Callable[[], None]]:
            moving = safekeeping.begin_change(session, prepared)
            held.append(moving)
            return moving.copy, lambda: still.let_go(session.store)

        def end(_copied: None) -> None:
            if not session.store.is_open:  # a lock came first: nothing was changed
                return
            try:
                safekeeping.end_change(session, held[0])
            except Trouble as trouble:
                self._tell(trouble)
                return
            if shiboken6.isValid(page):
                then()

        held: list[Any] = []
        self.run(begin, end)

    def _start(self, begin: Begin, then: Callable[[Any], None]) -> None:
        if not self._page.context.session.store.is_open:
            return
        try:
            work, after = begin()
        except Trouble as trouble:
            self._tell(trouble)
            return

        def end(answer: Callable[[Any], None]) -> Callable[[Any], None]:
            def do(found: Any) -> None:
                if after is not None:
                    after()
                answer(found)

            return do

        def succeed(found: Any) -> None:
            self._show(is_working=False)
            then(found)

        self._jobs.run(lambda: work(self._hear), end(succeed), end(self._tell))

    def _hear(self, share: float) -> None:
        """Hear from the other thread how far it is."""
        if self._stopped.is_set():
            raise Trouble("busy", "It was stopped, and nothing was left of it. Nothing was changed.")
        if shiboken6.isValid(self):
            self._moved.emit(int(share * WHOLE))

    def _tell(self, trouble: Trouble) -> None:
        if shiboken6.isValid(self._page):
            self._show(is_working=False)
            self._page.show_trouble(trouble)
        else:
            self._page.context.tell_trouble(trouble)

    def _show(self, *, is_working: bool) -> None:
        if not shiboken6.isValid(self._page):
            return
        self._stopped.clear()
        self.bar.setValue(0)
        self.row.setVisible(is_working)
        self._page.show_working(is_working=is_working)
        self._page.progress.hide()  # this one tells how far it is

"""Long work of a page, aside: how far it is, and a way to stop it that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import moving, still
from focal_desktop.store.inner import Tell
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.progress import Progress
from focal_desktop.usecases import safekeeping

if TYPE_CHECKING:
    from focal_desktop.store.header import Secrets
    from focal_desktop.store.moving import Moving
    from focal_desktop.ui.settings.page import SettingsPage

Begin = Callable[[], Callable[[Tell], Any]]
"""Done in the vault's thread, where its file may be held still: returns what to do aside."""
TRIES = 2


class Aside(QObject):
    """Belongs to a page; the page may go while the work is under way."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page)
        words, look = page.context.words, page.context.look
        self._page = page
        self.bar = Progress(words.say("Progress"))
        stop = parts.button(look, words.say("Stop"), self.bar.stop)
        stop.setObjectName("stop_aside")
        self.row = QWidget()
        inner = parts.row(look, self.bar, stop, parent=self.row)
        inner.setStretch(0, 1)
        self.row.hide()

    def run(self, begin: Begin, then: Callable[[Any], None]) -> None:
        """Begin behind whatever is under way, do the rest aside, and answer here."""
        self._show(is_working=True)
        session = self._page.context.session

        def start() -> Callable[[], Any]:
            work = begin()
            return lambda: work(self.bar.hear)

        def end(answer: Callable[[Any], None]) -> Callable[[Any], None]:
            def do(found: Any) -> None:
                still.let_go(session.store)
                answer(found)

            return do

        def succeed(found: Any) -> None:
            self._show(is_working=False)
            then(found)

        self._page.context.shell.holding.run(start, end(succeed), end(self._tell))

    def change(self, prepared: Secrets, then: Callable[[], None], tries: int = TRIES) -> None:
        """Put the vault under a new passphrase or sheet: the copy aside, the first and last moment here.

        Where something was saved meanwhile another copy is made, the last one here.
        """
        session, page = self._page.context.session, self._page
        begun: list[Moving] = []

        def begin() -> Callable[[Tell], None]:
            begun.append(safekeeping.begin_change(session, prepared))
            return begun[0].copy

        def end(_copied: None) -> None:
            if not session.store.is_open:  # a lock came first: nothing was changed
                return
            if tries and not moving.is_current(session.store, begun[0]):
                begun[0].drop()
                self.change(prepared, then, tries - 1)
                return
            try:
                safekeeping.end_change(session, begun[0])
            except Trouble as trouble:
                self._tell(trouble)
                return
            if shiboken6.isValid(page):
                then()

        self.run(begin, end)

    def _tell(self, trouble: Trouble) -> None:
        if shiboken6.isValid(self._page):
            self._show(is_working=False)
            self._page.show_trouble(trouble)
        else:
            self._page.context.tell_trouble(trouble)

    def _show(self, *, is_working: bool) -> None:
        if not shiboken6.isValid(self._page):
            return
        self.bar.begin()
        self.row.setVisible(is_working)
        self._page.show_working(is_working=is_working)
        self._page.progress.hide()  # this one tells how far it is

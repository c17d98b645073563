"""Long work of a page, aside: how far it is, and a way to stop it that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

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


class Copying(Protocol):
    """A change under way whose long part is a copy."""

    def copy(self, tell: Tell) -> Any:
        """Make the copy, aside."""

    def drop(self) -> None:
        """Leave it."""


class Steps(NamedTuple):
    """What is done in the vault's thread before and after a copy; `end` hears what the copy returned."""

    begin: Callable[[], Any]
    is_current: Callable[[Any], bool]
    end: Callable[[Any, Any], object]


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

    def change(self, prepared: Secrets, then: Callable[[], None]) -> None:
        """Put the vault under a new passphrase or sheet: the copy aside, the first and last moment here.

        Where something was saved meanwhile another copy is made, the last one here.
        """
        session, page = self._page.context.session, self._page

        def end(begun: Moving, _copied: None) -> None:
            safekeeping.end_change(session, begun)
            if shiboken6.isValid(page):
                then()

        steps = Steps(
            begin=lambda: safekeeping.begin_change(session, prepared),
            is_current=lambda begun: moving.is_current(session.store, begun),
            end=end,
        )
        self.carry(steps)

    def carry(self, steps: Steps, tries: int = TRIES) -> None:
        """Begin here, copy aside and end here; a copy that something was saved beside is made again."""
        store, begun = self._page.context.session.store, list[Copying]()

        def begin() -> Callable[[Tell], Any]:
            begun.append(steps.begin())
            return begun[0].copy

        def end(copied: Any) -> None:
            if not store.is_open:  # a lock came first: nothing was changed
                return
            if tries and not steps.is_current(begun[0]):
                begun[0].drop()
                self.carry(steps, tries - 1)
                return
            try:
                steps.end(begun[0], copied)
            except Trouble as trouble:
                self._tell(trouble)

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

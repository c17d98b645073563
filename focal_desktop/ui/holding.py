"""Lets one piece of long work at a time read the vault's file; whoever comes later waits behind it.

Must never begin a second while a first reads: putting the file in order for one spoils what the other reads.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.background import Jobs
from focal_desktop.usecases.session import Session

T = TypeVar("T")


class Holding:
    """One for each open vault."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session, self._jobs = session, jobs
        self._waiting: deque[Callable[[], None]] = deque()
        self.is_held = False

    def run(
        self,
        begin: Callable[[], Callable[[], T] | None],
        then: Callable[[T], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        """Begin in the vault's thread once its file is free, do what that returns aside, and answer here.

        Nothing follows where there is nothing to do, or where the vault was closed meanwhile.
        """
        self._waiting.append(lambda: self._begin(begin, then, failed))
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self.is_held:
            self._waiting.popleft()()

    def _begin(
        self,
        begin: Callable[[], Callable[[], T] | None],
        then: Callable[[T], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        if not self._session.store.is_open:
            return
        try:
            work = begin()
        except Trouble as trouble:
            failed(trouble)
            return
        if work is not None:
            self.is_held = True
            self._jobs.run(
                work, lambda found: self._end(then, found), lambda trouble: self._end(failed, trouble)
            )

    def _end(self, answer: Callable[[Any], None], found: object) -> None:
        self.is_held = False
        try:
            answer(found)
        finally:
            self._go_on()

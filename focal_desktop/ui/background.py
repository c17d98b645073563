"""Long work aside, its answer here: nothing in the window waits for a cipher, a disk or a link."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from focal_desktop.base.trouble import Trouble

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Jobs(QObject):
    """Runs jobs one after the other in a thread of its own; answers come in the window's thread.

    A job must not touch the session: its connection belongs to the window's thread.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._finished.connect(self._answer)
        self._is_open = True

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Do some work aside, then one of the two here; a fault of ours comes as a Trouble too."""

        def answer(done: Future[T]) -> None:
            wrong = done.exception()
            if wrong is None:
                then(done.result())
            else:
                failed(wrong if isinstance(wrong, Trouble) else internal())

        self.hand(work, answer)

    def hand(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        """Do some work aside and hand over its finished future here."""

        def announce(future: Future[T]) -> None:
            if self._is_open and not future.cancelled():
                self._finished.emit(lambda: done(future))

        self._open_pool().submit(work).add_done_callback(announce)

    def _answer(self, answer: Callable[[], None]) -> None:
        if self._is_open:  # it was on its way while whoever waited for it went
            answer()

    def _open_pool(self) -> ThreadPoolExecutor:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 a door: no job before the first picture

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        return self._pool

    def stop(self) -> None:
        """Begin nothing more; what still runs is left to end and its answer is dropped."""
        self._is_open = False
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def internal() -> Trouble:
    """Return what a person reads of a fault of ours; it never repeats a value."""
    return Trouble(
        "internal",
        "Something in the program went wrong. Everything that was saved before is safe; please try again.",
    )


def nothing(_answer: Any) -> None:
    """Leave an answer alone."""

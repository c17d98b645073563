"""Work in short turns, so that a window never waits: the vault's owner takes a turn, others work in between.

A course is a generator that touches the session only between two yields. It yields work that any thread may
do, because it touches no session, or None where the owner's loop may breathe.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from focal_desktop.base.trouble import Trouble

Work = Callable[[], Any]
Result = TypeVar("Result")
Piece = TypeVar("Piece")
Turns = Generator[Work | None, Any, Result]
TURN_BYTES = 8 * 1024
"""Sealed bytes that one turn takes in: about one envelope, or a few small ones."""
TURN_PIECES = 16
TURN_CHANGES = 300
"""So many changes one turn writes; a dense envelope that brings more is taken in over several turns."""


def aside(work: Callable[[], Result]) -> Turns[Result]:
    """Let any other thread do something that touches no session, and return what came of it."""
    found: Result = yield work
    return found


def portion(pieces: Iterable[Piece], size_of: Callable[[Piece], int]) -> Iterator[list[Piece]]:
    """Yield pieces in the portions of one turn each."""
    held: list[Piece] = []
    size = 0
    for piece in pieces:
        size += size_of(piece)
        if held and (size > TURN_BYTES or len(held) == TURN_PIECES):
            yield held
            held, size = [], size_of(piece)
        held.append(piece)
    if held:
        yield held


class Course(Generic[Result]):
    """A course that an outer loop drives, such as the window's: `next_turn` until `is_over`."""

    def __init__(self, turns: Turns[Result]) -> None:
        self._turns = turns
        self._found: Any = None
        self.is_over = False

    def next_turn(self, done: Future[Any] | None = None) -> Work | None:
        """Take one turn, in the owner's thread; `done` is the work that the last turn returned, finished.

        Work that is returned is done in another thread; None: call again as soon as the loop is free. What
        stood in the way of the whole is raised here, and ends it.
        """
        wrong = done.exception() if done else None
        try:
            if wrong is not None:
                return self._turns.throw(wrong)
            return self._turns.send(done.result() if done else None)
        except StopIteration as over:
            self._found = over.value
            self.is_over = True
        except BaseException:
            self.is_over = True
            raise
        return None

    @property
    def result(self) -> Result:
        """What came of it, once it is over."""
        if not self.is_over:
            raise ValueError("a course has no result before its end")
        found: Result = self._found
        return found

    def stop(self) -> None:
        """End it between two turns, as at a lock: what was taken in stays, the rest comes the next time."""
        self.is_over = True
        self._turns.close()


def finish(turns: Turns[Result]) -> Result:
    """Take every turn and do all work in this thread, one after the other, as the command line does."""
    course = Course(turns)
    try:
        work = course.next_turn()
        while not course.is_over:
            work = course.next_turn(do(work) if work else None)
        return course.result
    finally:
        course.stop()


def do(work: Work) -> Future[Any]:
    """Do work here and return it finished; a fault of the world is handed on, one of ours is raised."""
    done: Future[Any] = Future()
    try:
        done.set_result(work())
    except (Trouble, OSError) as wrong:
        done.set_exception(wrong)
    return done

"""Records a session that was pasted, at once or a long one in turns, and offers to take it back as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from focal_desktop.ui.context import Context
from focal_desktop.ui.training.session_view import SessionView
from focal_desktop.ui.turns import Turning, Work
from focal_desktop.usecases import training
from focal_desktop.usecases.training import Attending, Held, Recorded

AT_ONCE = 200
"""So many rows are compared, or recorded as one save, without a pause."""


class Recording:
    """Says what was recorded; stopped, that stays, and the list is looked at again."""

    def __init__(
        self,
        context: Context,
        view: SessionView,
        clear: Callable[[], object],
        look_again: Callable[[], object],
    ) -> None:
        self._context, self._view = context, view
        self._clear, self._look_again = clear, look_again
        self.turning: Turning | None = None

    def record(self, held: Held, attending: Sequence[Attending]) -> None:
        """Record it for everybody."""
        if len(attending) > AT_ONCE:
            self._begin(held, attending)
            return
        done = training.record_session(self._context.session, held, attending)
        self._clear()
        self._tell(done, held)

    def _begin(self, held: Held, attending: Sequence[Attending]) -> None:
        words, done = self._context.words, [Recorded()]

        def work() -> Work:
            self._view.setEnabled(False)
            try:
                for share, so_far in training.record_in_turns(self._context.session, held, attending):
                    done[0] = so_far
                    yield share
            finally:
                self.turning = None
                self._view.setEnabled(True)
            self._clear()
            self._tell(done[0], held)

        def stop() -> None:
            self._look_again()
            self._tell(done[0], held)

        self.turning = Turning(
            self._context,
            work(),
            lambda share: words.say("The list is being recorded: {share}", share=share),
            stop,
        )
        self.turning.go_on()

    def _tell(self, done: Recorded, held: Held) -> None:
        words, session = self._context.words, self._context.session
        if not done.count and not done.people:
            self._context.tell(words.say("All of this was recorded before. Nothing was added."), "ok")
            return
        if held.course:
            said = words.count(done.count, "One person recorded.", "{n} people recorded.")
        else:
            said = words.count(len(done.people), "One person added.", "{n} people added.")
        self._context.shell.remember_undo(
            said,
            lambda: _in_parts(done, lambda part: training.take_back(session, part)),
            lambda: _in_parts(done, lambda part: training.put_back(session, part, held.evidence)),
        )


def _in_parts(done: Recorded, do: Callable[[Recorded], None]) -> Work | None:
    """Do something with an import: at once, or a long one part by part."""
    if done.count + len(done.people) > AT_ONCE:
        return _go_through(training.list_parts(done), do)
    do(done)
    return None


def _go_through(parts: Sequence[Recorded], do: Callable[[Recorded], None]) -> Work:
    for place, part in enumerate(parts):
        do(part)
        yield (place + 1) / (len(parts) + 1)

"""The program's own faults while a window is open: a calm sentence for the person, a code for the log."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

from focal_desktop.base import faults, log
from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.background import internal

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def make_hook(tell: Callable[[Trouble], object], stop: Callable[[], object]) -> Hook:
    """Return what hears of every exception that nobody caught; no value of it is told or logged."""
    told: list[bool] = []

    def hear(kind: type[BaseException], wrong: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            stop()
            return
        name, line = faults.find_place(trace)
        log.event(f"fault.{name}", line=line)
        if told:  # telling itself went wrong; it is not told again
            return
        told.append(True)
        try:
            tell(wrong if isinstance(wrong, Trouble) else internal())
        finally:
            told.clear()

    return hear

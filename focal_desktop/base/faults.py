"""Where the program itself went wrong: a module and a line for whoever mends it, and never a value.

Python's own ways of telling a fault show it with its words, and those may be a person's.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from types import TracebackType
from typing import Any

_ODD = re.compile(r"[^a-z0-9_.]+")
LONGEST = 50
SENTENCE = "The program made a mistake. Everything that was saved before is safe; please start it again."
_STOPPED = "Stopped. Everything that was saved before is safe."


def find_place(trace: TracebackType | None) -> tuple[str, int]:
    """Return the module and line of a fault: words of the program, never of a person."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown", 0
    name = str(trace.tb_frame.f_globals.get("__name__", "unknown"))
    return _ODD.sub("_", name.lower())[-LONGEST:], trace.tb_lineno


def hear_all() -> None:
    """Take the place of all four voices with which Python tells a fault that nobody caught."""
    sys.excepthook = lambda kind, _wrong, trace: _tell(kind, trace)
    sys.unraisablehook = lambda told: _tell(told.exc_type, told.exc_traceback)
    threading.excepthook = lambda told: _tell(told.exc_type, told.exc_traceback)
    logging.lastResort = _Quiet(logging.WARNING)  # a library's last word, with the fault's own text


class _Quiet(logging.Handler):
    """Tells that something was logged and where, for whoever has no handler of their own."""

    def handle(self, record: Any) -> bool:
        """Tell the place alone, without the words."""
        told = record.exc_info
        if told:
            _tell(told[0], told[2])
        return True


def _tell(kind: type[BaseException] | None, trace: TracebackType | None) -> None:
    if sys.stderr is None:
        return
    if kind is not None and issubclass(kind, KeyboardInterrupt):
        sys.stderr.write(f"{_STOPPED}\n")
        return
    name, line = find_place(trace)
    sys.stderr.write(f"{SENTENCE} ({name}:{line})\n")

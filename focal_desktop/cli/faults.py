"""The program's own faults, told without a traceback and without content; loaded only when there is one."""

from __future__ import annotations

from focal_desktop.base import faults, log
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers


def say_bug(bug: Exception, *, wants_json: bool) -> int:
    """Tell that the program is at fault and return its exit code."""
    return answers.say_trouble(trouble_of_bug(bug), wants_json=wants_json)


def trouble_of_bug(bug: Exception) -> Trouble:
    """Log where the program went wrong, by name and line only, and return what to tell."""
    name, line = faults.find_place(bug.__traceback__)
    if line:
        log.event("program.fault", line=line)
        answers.tell(f"({name}:{line} {type(bug).__name__})")
    return Trouble(
        "internal",
        "The program made a mistake. Everything that was saved before is safe. "
        "Start it again, and tell headquarters what you were doing.",
    )

"""The program's own faults, told without a traceback and without content; loaded only when there is one."""

from __future__ import annotations

from focal_desktop.base import log
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers


def say_bug(bug: Exception, *, wants_json: bool) -> int:
    """Tell that the program is at fault and return its exit code."""
    return answers.say_trouble(trouble_of_bug(bug), wants_json=wants_json)


def trouble_of_bug(bug: Exception) -> Trouble:
    """Log where the program went wrong, by name and line only, and return what to tell."""
    place = bug.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is not None:
        where = place.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
        log.event("program.fault", line=place.tb_lineno)
        answers.tell(f"({where}:{place.tb_lineno} {type(bug).__name__})")
    return Trouble(
        "internal",
        "The program made a mistake. Everything that was saved before is safe. "
        "Start it again, and tell headquarters what you were doing.",
    )

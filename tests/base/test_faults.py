"""A fault is told by its place in the program and by nothing else."""

import sys
from types import ModuleType, TracebackType

from focal_desktop.base import faults


def trace_of(name: str) -> TracebackType | None:
    """Return the trace of a fault in a module of some name."""
    module = ModuleType(name)
    exec("def go():\n    raise ValueError('words of a person')", module.__dict__)  # noqa: S102 a module of its own
    try:
        module.go()
    except ValueError:
        return sys.exc_info()[2]
    return None


def test_the_innermost_place_is_told() -> None:
    assert faults.find_place(trace_of("focal_desktop.ui.home")) == ("focal_desktop.ui.home", 2)


def test_without_a_trace_the_place_is_unknown() -> None:
    assert faults.find_place(None) == ("unknown", 0)


def test_an_odd_name_is_cleaned_and_cut() -> None:
    name, line = faults.find_place(trace_of("A Person's Name/" + "x" * 90))
    assert (len(name), line) == (faults.LONGEST, 2)
    assert name.isascii()
    assert faults.find_place(trace_of("Odd Name"))[0] == "odd_name"

"""A fault is told by its place in the program and by nothing else."""

import logging
import sys
import threading
from types import ModuleType, TracebackType
from typing import NamedTuple

import pytest

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


@pytest.fixture(autouse=True)
def voices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the four voices, and give them back after the test."""
    for owner, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)
    faults.hear_all()


class Told(NamedTuple):
    """What Python hands to a hook."""

    exc_type: type[BaseException] | None
    exc_value: BaseException | None
    exc_traceback: TracebackType | None
    thread: None = None


FAULT = Told(ValueError, ValueError("words of a person"), None)


@pytest.mark.parametrize("voice", ["caught by nobody", "thrown away", "in a thread", "logged"])
def test_every_voice_tells_the_place_alone(voice: str, capsys: pytest.CaptureFixture[str]) -> None:
    trace = trace_of("focal_desktop.ui.home")
    fault = FAULT._replace(exc_traceback=trace)
    match voice:
        case "caught by nobody":
            sys.excepthook(ValueError, ValueError("words of a person"), trace)
        case "thrown away":
            sys.unraisablehook(fault)  # type: ignore[arg-type]  # as much of it as is asked for
        case "in a thread":
            threading.excepthook(fault)  # type: ignore[arg-type]  # as much of it as is asked for
        case _:
            told = (ValueError, ValueError("words of a person"), trace)
            record = logging.LogRecord("a", logging.ERROR, "a", 1, "words of a person", (), told)
            assert logging.lastResort is not None
            logging.lastResort.handle(record)
    said = capsys.readouterr().err
    assert said == f"{faults.SENTENCE} (focal_desktop.ui.home:2)\n"


def test_a_line_without_a_fault_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    record = logging.LogRecord("a", logging.ERROR, "a", 1, "words of a person", (), None)
    assert logging.lastResort is not None
    assert logging.lastResort.handle(record)
    assert capsys.readouterr().err == ""


def test_a_stop_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "Stopped." in capsys.readouterr().err


def test_without_a_place_to_tell_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    sys.excepthook(ValueError, ValueError("words of a person"), None)

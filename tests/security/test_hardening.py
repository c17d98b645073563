"""The running program keeps its memory to itself: no reader, no core, and no word of a person in a fault."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.desks import PASSPHRASE, Desk, desk, environment, program
from tests.figures import Tell
from tests.security import programs, thief
from tests.security.programs import Driven

__all__ = ["desk"]

CANARY = "Zanzibar7731"
OPEN = (sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()")
"""A program that nobody hardened: whatever is refused of ours must be possible with this one."""
VOICES = {
    "uncaught": "raise ValueError(CANARY)",
    "thread": "t = threading.Thread(target=lambda: int(CANARY)); t.start(); t.join()",
    "callback": "pool = futures.ThreadPoolExecutor(1); said = pool.submit(int, 3)\n"
    "said.add_done_callback(lambda _: int(CANARY)); pool.shutdown()",
    "ignored": "class Odd:\n    def __del__(self): raise ValueError(CANARY)\nOdd()",
    "logged": "logging.getLogger('library').error('it said %s', CANARY)",
}
FAULT = """
import logging, sys, threading
from concurrent import futures
CANARY = sys.argv[1]
{hear}
{fault}
"""
HEAR = "from focal_desktop.base import hardening; hardening.harden()"


@contextmanager
def running(command: tuple[str, ...], **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program that answers one line and waits for the next; it is ended behind the test."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), **more
    ) as found:
        try:
            yield found
        finally:
            found.kill()


@contextmanager
def batch(desk: Desk, **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start the command line with a vault open in it."""
    desk.lock()
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    with running(program("batch", *place), **more) as found:
        assert found.stdin is not None
        assert found.stdout is not None
        found.stdin.write(b'{"do": "list", "kind": "partner"}\n')
        found.stdin.flush()
        assert json.loads(found.stdout.readline())["ok"]
        yield found


@contextmanager
def window(desk: Desk, folder: Path) -> Iterator[Driven]:
    """Start the window over the vault."""
    desk.lock()
    around = programs.make_home(folder)
    errors, as_person = folder / "errors", thief.lay_down_rights
    with programs.driven(desk.folder, around, errors, preexec_fn=as_person) as found:
        yield found


def rob(process: int) -> dict[str, str]:
    """Let another program of the same person try everything."""
    command = (sys.executable, thief.__file__, str(process))
    done = subprocess.run(command, capture_output=True, check=True, env=environment())
    return dict(json.loads(done.stdout))


def list_taken(got: dict[str, str]) -> list[str]:
    """Return the ways that led in."""
    return [name for name, said in got.items() if said == "read"]


def read_limit(process: int) -> list[str]:
    """Return the least and most that a core of a process may hold."""
    limits = Path(f"/proc/{process}/limits").read_text().splitlines()
    return next(line for line in limits if line.startswith("Max core file size")).split()[4:6]


@pytest.mark.long
def test_another_program_of_the_same_person_reads_nothing(desk: Desk, tmp_path: Path, figure: Tell) -> None:
    taken, tried = [], 0
    with running(OPEN, preexec_fn=thief.lay_down_rights) as other:
        assert other.stdout is not None
        other.stdout.readline()
        control = rob(other.pid)
    with batch(desk, preexec_fn=thief.lay_down_rights) as found:
        got = rob(found.pid)
        assert read_limit(found.pid) == ["0", "0"]
    taken += list_taken(got)
    tried += len(got)
    with window(desk, tmp_path) as shown:
        for phase in ("begun", "open", "locked"):
            if phase == "open":
                shown.ask("type", name="passphrase", text=PASSPHRASE, enter=True)
                assert shown.ask("wait_for_desk") == "Window"
            elif phase == "locked":
                before = shown.read_birth()
                shown.ask("lock")
                shown.hear_door()
                assert shown.read_birth() != before
            got = rob(shown.process)
            assert read_limit(shown.process) == ["0", "0"], phase
            taken += list_taken(got)
            tried += len(got)
    figure(
        "same person's reading of the program's memory: not refused",
        tried=tried,
        bad=len(taken),
        detail=f"of an open program: {len(list_taken(control))} of {len(control)}",
    )
    assert {"maps", "environ", "auxv"} <= set(list_taken(control))  # the rest some systems refuse to all
    assert taken == []


def kill_with_core(found: subprocess.Popen[bytes], kind: signal.Signals) -> bool:
    """End a program as its own fault would, and tell whether the system made a core of it."""
    found.send_signal(kind)
    _, state = os.waitpid(found.pid, 0)
    found.returncode = -kind
    assert os.WTERMSIG(state) == kind
    return os.WCOREDUMP(state)


def allow_cores() -> None:
    """Let a core be as large as this system allows; runs in the program that is to be started."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


@pytest.mark.long
def test_no_core_is_left(desk: Desk, tmp_path: Path, figure: Tell) -> None:
    pattern = Path("/proc/sys/kernel/core_pattern").read_text().strip()
    folder = tmp_path / "working"
    folder.mkdir()
    written = []
    signals = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS)
    for kind in signals:
        with batch(desk, cwd=folder, preexec_fn=allow_cores) as found:
            written.append(kill_with_core(found, kind))
    left = list(folder.iterdir())
    with running(OPEN, cwd=folder, preexec_fn=allow_cores) as other:
        assert other.stdout is not None
        other.stdout.readline()
        control = kill_with_core(other, signal.SIGSEGV)
    figure(
        "cores of a killed program",
        tried=len(signals),
        bad=sum(written) + len(left),
        detail=f"core_pattern {pattern!r}; of an open program: {'one' if control else 'none'}",
    )
    assert control or pattern.startswith("|") or not resource.getrlimit(resource.RLIMIT_CORE)[1]
    assert (written, left) == ([False] * len(signals), [])


def say_fault(fault: str, hear: str) -> str:
    """Let a program go wrong and return what it said of it."""
    text = FAULT.replace("{hear}", hear).replace("{fault}", VOICES[fault])
    command = (sys.executable, "-X", "faulthandler", "-c", text, CANARY)
    done = subprocess.run(command, capture_output=True, check=False, env=environment(), text=True)
    return done.stdout + done.stderr


@pytest.mark.parametrize("fault", VOICES)
def test_no_voice_of_a_fault_repeats_a_value(fault: str) -> None:
    assert CANARY in say_fault(fault, "")
    said = say_fault(fault, HEAR)
    assert CANARY not in said
    assert "Traceback" not in said
    assert ("The program made a mistake" in said) == (fault != "logged")


def test_a_crash_prints_no_stack() -> None:
    crash = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    told = []
    for hear in ("", HEAR):
        command = (sys.executable, "-X", "faulthandler", "-c", f"{hear}\n{crash}")
        done = subprocess.run(command, capture_output=True, check=False, env=environment())
        assert done.returncode == -signal.SIGSEGV
        told.append(bool(done.stderr))
    assert told == [True, False]


def test_a_fault_of_the_window_says_nothing_of_a_person(desk: Desk, tmp_path: Path) -> None:
    with window(desk, tmp_path) as shown:
        shown.ask("type", name="passphrase", text=PASSPHRASE, enter=True)
        shown.ask("wait_for_desk")
        shown.ask("fault", text=CANARY)
        said = shown.ask("texts")
        shown.ask("fault", text=CANARY)
        assert any("went wrong" in one for one in shown.ask("texts"))
        assert CANARY not in " ".join([*said, *shown.ask("texts")])
    told = (tmp_path / "errors").read_text()
    assert CANARY not in told
    assert "Traceback" not in told


def test_a_stop_is_told_in_a_sentence() -> None:
    text = FAULT.replace("{hear}", HEAR).replace("{fault}", "raise KeyboardInterrupt(CANARY)")
    done = subprocess.run(
        (sys.executable, "-c", text, CANARY), capture_output=True, check=False, env=environment(), text=True
    )
    assert done.stderr == "Stopped. Everything that was saved before is safe.\n"

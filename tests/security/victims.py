"""Runs the real command line in processes forked from this warm one, and kills each amid its work.

Only what a start loads is shared. Every line of standard input is one run, every line of standard output what
became of it. The cost of a new passphrase is not measured here but the least: it is dear only to be dear.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from focal_desktop.cli import batch, leaving, main, opening, safekeeping, syncing
from focal_desktop.crypto import passphrase as phrases
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.usecases import unlocking

__all__ = ["batch", "leaving", "opening", "safekeeping", "syncing"]  # loaded before the first start

LOOK_S, LONGEST_S = 0.0003, 60.0
TAKE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What to run, with which files as its streams, and when to kill it: so long after a mark was seen.

    The mark is so many lines of its answer, or so many files of a pattern in a folder. Less than nothing
    after it means that it is not killed.
    """

    words: tuple[str, ...]
    given: str
    said: str
    lines: int = 0
    folder: str = ""
    pattern: str = ""
    files: int = 1
    after_s: float = -1

    def is_marked(self) -> bool:
        """Tell whether the work that is to be cut has begun."""
        if self.pattern:
            return len(list(Path(self.folder).glob(self.pattern))) >= self.files
        return Path(self.said).read_bytes().count(b"\n") >= self.lines


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a run: whether it was marked, its exit code if it ended, how long it went on."""

    is_marked: bool
    code: int | None
    took_s: float


def start(run: Run) -> int:
    """Start the command line and return the number of its process."""
    Path(run.said).write_bytes(b"")
    process = os.fork()
    if not process:
        os.dup2(os.open(run.given, os.O_RDONLY), 0)
        os.dup2(os.open(run.said, TAKE), 1)
        sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
        code = main.main(run.words)
        sys.stdout.flush()
        os._exit(code)
    return process


def has_ended(process: int) -> bool:
    """Tell whether it has ended, without taking notice of it."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def play(run: Run) -> Ended:
    """Start it, wait for the mark, wait a little longer, kill it."""
    began, process = time.monotonic(), start(run)
    while not (is_marked := run.is_marked()) and not has_ended(process):
        select.select((), (), (), LOOK_S)
    marked, longest_s = time.monotonic(), LONGEST_S if run.after_s < 0 else run.after_s
    while time.monotonic() - marked < longest_s and not has_ended(process):
        select.select((), (), (), min(LOOK_S, longest_s))
    took_s = time.monotonic() - marked
    os.kill(process, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert time.monotonic() - began < 2 * LONGEST_S
    return Ended(is_marked=is_marked, code=None if code == -signal.SIGKILL else code, took_s=took_s)


def spare_cost(monotonic: Callable[[], float]) -> Cost:
    """Return the least cost, as on the slowest computer."""
    return phrases.Cost(phrases.MEMORY_KIB[0], phrases.PASSES[0], int(monotonic() >= 0))


def serve(lines: Iterable[str]) -> None:
    """Play every run that is asked for."""
    unlocking.fit_cost = spare_cost
    for line in lines:
        told = play(msgspec.json.decode(line, type=Run))
        sys.stdout.write(json.dumps(msgspec.to_builtins(told)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.stdin)

"""Starts the real command line twice at once, many times; each start is a process forked from this warm one.

Only what a start loads is shared: locking, opening, answering and ending are its own.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from typing import Any

from focal_desktop.cli import batch, main, opening
from focal_desktop.usecases import unlocking

__all__ = ["batch", "opening", "unlocking"]  # loaded before the first start, so that no start waits for it

LINE = b'{"do": "add", "kind": "partner", "values": {"name": "Water for all"}}\n'


class Start:
    """One start, held back until both are ready."""

    def __init__(self, words: Sequence[str], go: int) -> None:
        self.said, out = os.pipe()
        given, self.give = os.pipe()
        self.process = os.fork()
        if not self.process:
            for place, pipe in enumerate((given, out)):
                os.dup2(pipe, place)
            os.read(go, 1)
            sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
            os._exit(main.main(words))
        os.close(given)
        os.close(out)
        os.write(self.give, LINE)

    def hear(self) -> Any:
        """Return its first answer."""
        return json.loads(os.read(self.said, 65536))

    def end(self) -> int:
        """Kill it if it still runs, without a word, and return how it ended."""
        os.kill(self.process, signal.SIGKILL)
        for pipe in (self.said, self.give):
            os.close(pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def play(words: Sequence[str]) -> dict[str, Any]:
    """Start twice at once and tell what each said; whoever has the vault open is killed at the end."""
    go, let_go = os.pipe()
    began = time.monotonic()
    starts = [Start(words, go) for _ in range(2)]
    os.write(let_go, b"12")
    heard = [start.hear() for start in starts]
    took_s = time.monotonic() - began
    for start, said in zip(starts, heard, strict=True):
        if not said["ok"]:  # it ends by itself, with its own code
            os.waitid(os.P_PID, start.process, os.WEXITED | os.WNOWAIT)
    ended = [start.end() for start in starts]
    for pipe in (go, let_go):
        os.close(pipe)
    return {"heard": heard, "ended": ended, "took_s": took_s}


def play_all() -> None:
    """Play so many rounds, and tell a line of each on standard error."""
    folder, passphrase, rounds = sys.argv[1:]
    asked = ("batch", "--vault", folder, "--passphrase-file", passphrase)
    for _ in range(int(rounds)):
        os.write(2, json.dumps(play(asked)).encode() + b"\n")


if __name__ == "__main__":
    play_all()

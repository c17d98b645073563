"""The window as a process of its own, with a home of its own, and a hand in it that is told what to do."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.desks import environment
from tests.security import memory

PLACES = {
    "HOME": "home",
    "TMPDIR": "temporary",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}
LONGEST_S = 60.0


def make_home(folder: Path) -> dict[str, str]:
    """Make the folders that a program writes to by itself, all of them here, and return how it is told."""
    for place in PLACES.values():
        (folder / place).mkdir(mode=0o700)
    return {name: str(folder / place) for name, place in PLACES.items()}


class Driven:
    """One running window; whatever it says unasked is kept in `told`."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        self.running = running
        self.told: list[Any] = []
        self._rest = b""

    @property
    def _out(self) -> int:
        assert self.running.stdout is not None
        return self.running.stdout.fileno()

    @property
    def process(self) -> int:
        """Its number, which stays when another program takes its place."""
        return self.running.pid

    def ask(self, do: str, **words: Any) -> Any:
        """Have something done and return the answer."""
        self.tell(do, **words)
        return self.answer()

    def answer(self) -> Any:
        """Return the answer to the oldest line that has none yet."""
        while "done" not in (said := self.hear()):
            self.told.append(said)
        assert "wrong" not in said, said
        return said["done"]

    def tell(self, do: str, **words: Any) -> None:
        """Say what is to be done."""
        assert self.running.stdin is not None
        self.running.stdin.write(json.dumps({"do": do, **words}).encode() + b"\n")
        self.running.stdin.flush()

    def hear(self, longest_s: float = LONGEST_S) -> Any:
        """Return the next thing it says; a program that says nothing for so long is a fault."""
        while b"\n" not in self._rest:
            assert self._wait(longest_s), "the program says nothing"
            said = os.read(self._out, 65536)
            assert said, "the program has ended"
            self._rest += said
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def hear_door(self, longest_s: float = LONGEST_S) -> None:
        """Return when it has painted the door that a locked vault is behind."""
        while True:
            said = self.told.pop(0) if self.told else self.hear(longest_s)
            if said == {"seen": "UnlockScreen"}:
                return

    def _wait(self, longest_s: float) -> bool:
        return bool(select.select([self._out], [], [], longest_s)[0])

    def is_quiet_for(self, seconds: float) -> bool:
        """Wait so long, and tell whether nothing was said meanwhile."""
        return not self._rest and not self._wait(seconds)

    def read_memory(self, aside: Path) -> Iterator[bytes]:
        """Yield its memory: from outside where this process may, else as it reads itself."""
        if memory.can_trace():
            yield from memory.read_outside(self.process)
            return
        self.ask("dump", path=str(aside))
        data = aside.read_bytes()
        aside.unlink()
        yield data

    def read_birth(self) -> str:
        """Return what is drawn for each program that is started: another in the same place has another."""
        return str(self.ask("birth"))


@contextmanager
def driven(vault: Path, surroundings: dict[str, str], errors: Path, **more: Any) -> Iterator[Driven]:
    """Start the window over a vault; it is ended behind the test, and its standard error goes to a file."""
    command = (sys.executable, "-W", "error", "-m", "tests.security.driven", "--vault", str(vault))
    around = environment(QT_QPA_PLATFORM="offscreen", **surroundings)
    with (
        errors.open("ab") as err,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=err, env=around, **more
        ) as running,
    ):
        try:
            made = Driven(running)
            made.hear_door()
            yield made
        finally:
            running.kill()

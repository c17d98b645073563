"""The disk is full or fails at the n-th operation, once or for ever: nothing is lost, and work goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.desks import environment
from tests.figures import Tell
from tests.security import recording
from tests.security.failing import UNUSABLE, WRONG, Case
from tests.security.judging import ALARM, CORRUPT, LOST
from tests.security.recording import recorder

__all__ = ["recorder"]

FULL = 1000
FIGURES = {
    LOST: "acknowledged saves lost",
    CORRUPT: "vaults corrupt",
    ALARM: "false alarms",
    WRONG: "wrong sentences",
    UNUSABLE: "unusable afterwards",
}


class Failing:
    """The program behind the recorder, which answers one case after the other."""

    def __init__(self, started: subprocess.Popen[str]) -> None:
        self._started = started
        self.operations: Mapping[str, int] = json.loads(self._read())

    def _read(self) -> str:
        assert self._started.stdout is not None
        line = self._started.stdout.readline()
        assert line, "the program ended"
        return line

    def ask(self, case: Case) -> list[str]:
        """Return what did not hold."""
        assert self._started.stdin is not None
        self._started.stdin.write(json.dumps(case) + "\n")
        self._started.stdin.flush()
        found: list[str] = json.loads(self._read())
        return found


@pytest.fixture
def failing(recorder: Path, tmp_path: Path) -> Iterator[Failing]:
    """A vault on a disk that fails when it is asked to."""
    watched = recording.make_disk(recorder, tmp_path)
    words = (sys.executable, "-W", "error", "-m", "tests.security.failing", str(watched.disk))
    with subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(**watched.surroundings()),
    ) as started:
        yield Failing(started)
        assert started.stdin is not None
        started.stdin.close()
    assert started.returncode == 0


def list_cases(operations: Mapping[str, int], count: int) -> Iterator[Case]:
    """Yield a case for so many operations of the day, spread over all; in full each fails both ways."""
    places = [(part, at) for part, there in operations.items() for at in range(1, there + 1)]
    for number in range(count):
        part, at = places[number * len(places) // count]
        for forever in (False, True) if count == FULL else (number % 2 == 1,):
            yield Case(part, at, "full" if number // 2 % 2 else "broken", forever)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_failing_disk_takes_nothing(failing: Failing, scale: float, figure: Tell) -> None:
    cases = list(list_cases(failing.operations, int(FULL * min(scale, 1))))
    found = [(case, wrong) for case in cases if (wrong := failing.ask(case))]
    sorts = Counter(sort for _, wrong in found for sort in {one.partition(":")[0] for one in wrong})
    for sort, told in FIGURES.items():
        figure(f"write errors: {told}", tried=len(cases), bad=sorts[sort])
    assert found == [], found
    assert sum(failing.operations.values()) >= FULL

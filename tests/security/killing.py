"""Works that are cut short by killing the program, and what must stand in the vault afterwards."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.kinds import KINDS
from focal_desktop.usecases import checking, unlocking
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY, environment
from tests.security.victims import Ended, Run

NEW_PASSPHRASE = "stone bread window nine cloud"
MEASURED = 2
KEPT = {"header.bin", "anchor.bin", "lock", "card.json"}


class Killer:
    """Asks the warm process for runs."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        self._running = running

    def play(self, run: Run) -> Ended:
        """Have one run played, killed or not, and return what became of it."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.write(msgspec.json.encode(run) + b"\n")
        self._running.stdin.flush()
        return msgspec.json.decode(self._running.stdout.readline(), type=Ended)


@contextmanager
def killer(errors: Path) -> Iterator[Killer]:
    """Keep the program warm, once for all runs."""
    command = (sys.executable, "-W", "error", "-m", "tests.security.victims")
    with (
        errors.open("wb") as err,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=err, env=environment()
        ) as running,
    ):
        try:
            yield Killer(running)
        finally:
            running.kill()


class Desk:
    """A vault that is worked on by killed programs, and looked at in between."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.folder = folder
        self.clock = clock
        self.phrase = PASSPHRASE
        self.aside = folder.parent / f"{folder.name} aside"
        self.aside.mkdir()

    def run(self, *words: str, given: str = "", **mark: Any) -> Run:
        """Return a run of the command line over this vault."""
        phrase, asked = self.aside / "phrase", self.aside / "given"
        phrase.write_text(self.phrase)
        asked.write_text(given)
        place = ("--vault", str(self.folder), "--passphrase-file", str(phrase))
        return Run(words=(*words, *place), given=str(asked), said=str(self.aside / "said"), **mark)

    def read_answers(self) -> list[Any]:
        """Return each whole line that was answered."""
        lines = (self.aside / "said").read_bytes().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith(b"\n")]

    def open(self, phrase: str) -> Session:
        """Unlock the vault."""
        return unlocking.unlock(self.folder, phrase, clock=self.clock, policy=POLICY, kinds=KINDS)

    @contextmanager
    def opened(self) -> Iterator[Session]:
        """Unlock the vault for a look."""
        session = self.open(self.phrase)
        try:
            yield session
        finally:
            unlocking.lock(session)

    def try_phrase(self, phrase: str) -> bool:
        """Tell whether a passphrase opens the vault."""
        try:
            unlocking.lock(self.open(phrase))
        except Trouble as trouble:
            if trouble.code != "wrong_passphrase":
                raise
            return False
        return True

    def find_left(self) -> list[str]:
        """Return what stayed in the folder of the locked vault and does not belong there."""
        names = {file.name for file in self.folder.iterdir()} - KEPT
        return [f"left behind: {sorted(names)}"] * (len(names) != 1)


def find_faults(session: Session) -> list[str]:
    """Return what is wrong with a vault: saves missing, or not sound."""
    checked = checking.check(session)
    behind = [f"behind by {session.store.behind}"] * bool(session.store.behind)
    return behind + [f"not sound: {checked.first_bad}"] * (not checked.ok)


class Work:
    """One thing that the program does, begun again and again and killed in the middle."""

    name = ""
    share = 1.0  # of its time within which it is killed: what ends at once is ended sooner

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.longest_s = 0.0
        self.prepare_locked()

    def prepare_locked(self) -> None:
        """Prepare what is to be worked on first."""
        with self.desk.opened() as session:
            self.prepare(session)

    def prepare(self, session: Session) -> None:
        """Prepare what is to be worked on next, while the vault is open for a look."""

    def begin(self, number: int, chance: random.Random) -> Run:
        """Return what to run, with the mark at which its work begins."""
        raise NotImplementedError

    def judge(self) -> list[str]:
        """Return what is wrong before the vault is opened for a look."""
        return []

    def find_lost(self, session: Session) -> list[str]:
        """Return what was acknowledged and is not there."""
        raise NotImplementedError

    def look(self) -> list[str]:
        """Return all that is wrong, and prepare what comes next."""
        found = self.judge()
        with self.desk.opened() as session:
            found += self.find_lost(session) + find_faults(session)
            self.prepare(session)
        return found + self.desk.find_left()

    def measure(self, killer: Killer, chance: random.Random) -> None:
        """Let it work to its end, and note how long that takes from its mark."""
        took_s = []
        for _ in range(MEASURED):
            ended = killer.play(self.begin(0, chance))
            assert (ended.is_marked, ended.code) == (True, 0), (self.name, ended)
            took_s.append(ended.took_s)
            assert self.look() == []
        self.longest_s = min(took_s)

    def kill(self, killer: Killer, number: int, chance: random.Random) -> tuple[bool, list[str]]:
        """Kill it somewhere; tell whether that was in the middle, and what is wrong afterwards."""
        after_s = chance.uniform(0, self.longest_s * self.share)
        ended = killer.play(msgspec.structs.replace(self.begin(number, chance), after_s=after_s))
        fault = [f"ended with {ended.code}"] * (ended.code not in (None, 0))
        return ended.is_marked and ended.code is None, fault + self.look()

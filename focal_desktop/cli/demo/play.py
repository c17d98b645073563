"""One run of the demo: its vaults, open all the while, what was done, and the summary it ends in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from focal_desktop.base.clock import Clock, SystemClock
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, vaults
from focal_desktop.crypto import passphrase as phrases
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.store import reader
from focal_desktop.store.vault import Making
from focal_desktop.sync.exchange import Synced
from focal_desktop.usecases import shipped, unlocking
from focal_desktop.usecases.practice.draft import Times
from focal_desktop.usecases.session import Session

FORMAT = 1
NOT_SO = "A step of the demo did not have the effect it must have. What was made is left as it is."


@dataclass(frozen=True)
class Seat:
    """One vault of the demo and the person before it."""

    folder: Path
    secret: Path
    session: Session

    def entry(self) -> dict[str, Any]:
        """Return the vault as the summary names it."""
        records, changes = reader.count(self.session.store.connection)
        person = self.session.person
        return {
            "path": str(self.folder),
            "office": person.office,
            "role": " ".join(person.roles),
            "passphrase_file": str(self.secret),
            "records": records,
            "changes": changes,
        }


class Play:
    """What every step is handed."""

    def __init__(self, out: Path, kinds: Kinds) -> None:
        self.out = out
        self.kinds = kinds
        self.clock: Clock = SystemClock()
        self.policy: Policy = shipped.load_policy()
        self.seats: dict[str, Seat] = {}
        self.names: dict[str, str] = {}  # ids of what was kept, by desk and name
        self.steps: list[dict[str, Any]] = []
        self.syncs: list[dict[str, Any]] = []
        self.gates: list[dict[str, Any]] = []
        self.reports: list[dict[str, Any]] = []
        self.checks: list[dict[str, Any]] = []
        self.is_over = False  # set once the story is told to its end
        self._vaults: list[dict[str, Any]] = []
        self._began = time.monotonic()

    @cached_property
    def times(self) -> Times:
        """The days around the day of the run."""
        return Times(self.clock.now().date())

    @cached_property
    def making_cost(self) -> phrases.Cost:
        """The passphrase's cost on this computer, fitted once for every vault."""
        return unlocking.fit_cost(time.perf_counter)

    def __getitem__(self, name: str) -> Session:
        """Return the open vault of somebody."""
        return self.seats[name].session

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Do one step: told while it runs, kept whether it truly happened."""
        answers.tell(f"{len(self.steps) + 1:>3}  {name}")
        self.steps.append({"name": name, "ok": False})
        yield
        self.steps[-1]["ok"] = True

    def fail(self, sentence: str) -> None:
        """Keep why the last step did not happen."""
        if self.steps and not self.steps[-1]["ok"]:
            self.steps[-1]["message"] = sentence
        answers.tell(sentence)

    def make(self, name: str) -> tuple[Path, Making]:
        """Return the folder of a new vault and its passphrase, which lies in a file beside it."""
        return self.out / name, self.choose(name)

    def choose(self, name: str) -> Making:
        """Return a new passphrase, which lies in a file of this name."""
        phrase = phrases.five_words()
        vaults.write_secret(self._secret(name), phrase, "out")
        return Making(passphrase=phrase, cost=self.making_cost)

    def seat(self, name: str, session: Session) -> Session:
        """Keep a new vault open until the end."""
        self.seats[name] = Seat(self.out / name, self._secret(name), session)
        return session

    def reseat(self, name: str, session: Session, chosen: str) -> None:
        """Let another person sit at a vault, under the passphrase that they chose."""
        self.seats[name] = replace(self.seats[name], secret=self._secret(chosen), session=session)

    def _secret(self, name: str) -> Path:
        return self.out / f"{name}.passphrase"

    def count_sync(self, name: str, way: str, found: Synced) -> Synced:
        """Keep what an exchange cost and brought."""
        said = msgspec.to_builtins(found)
        del said["clashes"], said["told"]
        self.syncs.append({"vault": str(self.seats[name].folder), "way": way, **said})
        return found

    def lock_all(self) -> None:
        """Count what every vault holds, and lock it."""
        self._vaults = [seat.entry() for seat in self.seats.values()]
        while self.seats:
            unlocking.lock(self.seats.popitem()[1].session)

    def summary(self) -> dict[str, Any]:
        """Return the summary as the contract has it."""
        return {
            "format": FORMAT,
            "ok": self.is_over and all(one["ok"] for one in (*self.steps, *self.checks)),
            "seconds": round(time.monotonic() - self._began, 1),
            "steps": self.steps,
            "vaults": self._vaults,
            "syncs": self.syncs,
            "gates": self.gates,
            "reports": self.reports,
            "checks": self.checks,
        }


def require(holds: object) -> None:
    """Stop the demo where a step did not have its effect."""
    if not holds:
        raise Trouble("internal", NOT_SO)

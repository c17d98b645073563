"""A day at a desk whose disk fails: run behind the recorder, which lets the n-th operation fail.

Reads cases, one a line, and answers each with what did not hold; nothing where all did.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import vault
from focal_desktop.usecases import backups, records, unlocking
from tests.conftest import HandClock
from tests.desks import POLICY
from tests.security.day import CASE, FIRST, SECOND, Day
from tests.security.judging import PHRASES, Fault, Judge, Told

ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO}
WRONG, UNUSABLE = "wrong sentence", "unusable"
UNSURE, AT_THE_END = "Unlock again", "Unlock it with its passphrase"
SAFE = re.compile("safe|Nothing was|No backup was made and nothing was left|nothing else was touched")
OPENING = ("opening", "opening after a cut")
SAID = {
    "making": "ma",
    **dict.fromkeys(OPENING, "cannot be read or written"),
    "saving": "",
    "keys": "passphrase",
    "backup": "backup",
    "shelf": "",
    "erasing": "",
}
"""What a refusal of the first act of a part must name."""


class Case(NamedTuple):
    """At which operation of which part of the day the disk fails, how, and whether for ever."""

    part: str
    at: int
    error: str
    forever: bool


class Bench:
    """A disk with a closed vault that each case begins from."""

    def __init__(self, disk: Path) -> None:
        self.disk, self.vault, self.stick = disk, disk / "vault", disk / "stick"
        self._kept, self._cut = disk.with_name("kept"), disk.with_name("cut")
        self._fail = ctypes.CDLL(os.environ["LD_PRELOAD"]).focal_fail
        self.judge = Judge(self.vault)
        self.told = Told()
        self.day = Day(self.vault, self.stick, self._hear)

    def _hear(self, what: str, **more: Any) -> None:
        self.told.take({"did": what, **more})

    def prepare(self) -> None:
        """Make the vault that each case begins from."""
        self.day.begin()
        self.day.work(2)
        backups.choose_stick(self.day.session, self.stick)
        shutil.copytree(self.disk, self._cut)
        self.day.lock()
        shutil.copytree(self.disk, self._kept)
        self.proof = vault.prove(self.vault, FIRST)
        self.started = self.told
        self.first = next(record for kind, record in self.told.saved if kind == "allegation")

    def lay_out(self, part: str) -> None:
        """Put the closed vault back, or one as a cut leaves it, or nothing."""
        shutil.rmtree(self.disk)
        shutil.copytree(self._cut if part == "opening after a cut" else self._kept, self.disk)
        self.told = Told()
        if part == "making":
            shutil.rmtree(self.vault)
        else:
            vars(self.told).update({name: _copy(held) for name, held in vars(self.started).items()})

    def unlock(self) -> None:
        """Open the vault by what was proven once."""
        self.day.session = unlocking.open_proven(
            self.vault, self.proof, clock=HandClock(), policy=POLICY, kinds=KINDS
        )
        self.day.tell_saved("unlocked")

    @contextmanager
    def failing(self, case: Case) -> Iterator[None]:
        """Let the disk fail meanwhile."""
        self._fail(case.at, ERRORS[case.error], int(case.forever))
        try:
            yield
        finally:
            self._fail(0, 0, 0)

    def count(self, part: str) -> int:
        """Return how many operations a part of the day does to the disk."""
        self.lay_out(part)
        PREPARED[part](self)
        self._fail(0, 0, 0)
        for act in PARTS[part]:
            act(self)
        counted = int(self._fail(0, 0, 0))
        if part != "saving":
            self.day.lock()
        return counted


def _copy(held: Any) -> Any:
    return type(held)(held) if isinstance(held, dict | list | set) else held


def change_passphrase(bench: Bench) -> None:
    """Change it; a refusal that is not unsure means that nothing changed."""
    try:
        bench.day.change_passphrase(SECOND)
    except Trouble as trouble:
        if UNSURE not in trouble.sentence:
            bench.told.phrases = (FIRST,)
        raise


def add_case(bench: Bench) -> None:
    """Keep a case, change it and tell headquarters."""
    case = bench.day.add("allegation", CASE)
    bench.day.edit("allegation", case, {"area": "Other", "survivor_words": "Hers"})
    bench.day.notify(case)


def read_on(bench: Bench) -> None:
    """Read while nothing can be written: a full disk keeps nobody from what is there."""
    try:
        rows, _ = records.list_page(bench.day.session, "allegation", {})
        assert any(row.id == bench.first for row in rows) or bench.first in bench.told.erased
    except Trouble as trouble:
        raise RuntimeError("nothing can be read") from trouble


Act = Callable[[Bench], None]
PARTS: Mapping[str, tuple[Act, ...]] = {
    "making": (lambda bench: bench.day.begin(),),
    **dict.fromkeys(OPENING, (Bench.unlock,)),
    "saving": (
        *(add_case, lambda bench: bench.day.type()) * 3,
        lambda bench: bench.day.work(1),
        lambda bench: bench.day.put_away(),
        read_on,
        lambda bench: bench.day.lock(),
    ),
    "keys": (change_passphrase, add_case, read_on),
    "backup": (lambda bench: bench.day.back_up(), add_case, read_on),
    "shelf": (lambda bench: bench.day.back_up_by_itself(), add_case, read_on),
    "erasing": (lambda bench: bench.day.erase(bench.first), add_case, read_on),
}
PREPARED: Mapping[str, Act] = {
    **dict.fromkeys(set(PARTS) - {"making", *OPENING}, Bench.unlock),
    **dict.fromkeys(("making", *OPENING), lambda _bench: None),
}


def run_case(bench: Bench, case: Case) -> list[str]:
    """Play one part while the disk fails, and return what does not hold."""
    bench.lay_out(case.part)
    PREPARED[case.part](bench)
    wrong: list[str] = []
    failed: list[Trouble | str] = []
    with bench.failing(case):
        for act in PARTS[case.part]:
            said = _try(lambda act=act: act(bench))  # type: ignore[misc] # bound while it is called
            if said:
                failed.append(said)
                wrong += _find_wrong(said, SAID[case.part] if act is PARTS[case.part][0] else "")
    wrong += _go_on(bench, case, failed)
    return wrong


def _try(act: Callable[[], None]) -> Trouble | str:
    try:
        act()
    except Trouble as trouble:
        return trouble
    except Exception as bug:  # noqa: BLE001 a fault of ours is told as one
        return repr(bug)
    return ""


def _find_wrong(said: Trouble | str, word: str) -> list[str]:
    """Return what is wrong with a refusal: it says what failed, what is safe and what to do."""
    if not isinstance(said, Trouble):
        return [f"{WRONG}: {said}"]
    tells = said.code == "disk_full" and word in said.sentence
    helps = any(way in said.sentence for way in ("ree some space", UNSURE))
    return [] if tells and helps and SAFE.search(said.sentence) else [f"{WRONG}: {said.code} {said.sentence}"]


def _go_on(bench: Bench, case: Case, failed: Sequence[Trouble | str]) -> list[str]:
    """See that the same session goes on once the disk works again, and that all is there afterwards."""
    found: list[str] = []
    if failed and case.part in ("making", *OPENING):
        is_made = AT_THE_END in str(failed[0]) and (bench.vault / "header.bin").exists()
        again = _try(lambda: bench.day.unlock() if is_made else PARTS[case.part][0](bench))
        found += [f"{UNUSABLE}: {again}"] if again else []
    is_locked = case.part == "saving" and bench.day.session.store.is_open is False
    if not found and not is_locked:
        refusal = _try(lambda: add_case(bench))
        if refusal and UNSURE not in str(refusal):
            found.append(f"{UNUSABLE}: {refusal}")
        found += [f"{UNUSABLE}: {left}" for left in [_try(bench.day.lock)] if left]
    bench.judge.phrases = PHRASES if case.part == "keys" else PHRASES[:1]  # each takes its time
    try:
        bench.judge.judge(bench.told, random.Random(case.at))  # noqa: S311 it runs alike each time
    except Fault as fault:
        found.append(str(fault))
    return found


def main(disk: str) -> None:
    """Count the operations of every part, then answer cases until there are no more."""
    bench = Bench(Path(disk))
    bench.prepare()
    _say({part: bench.count(part) for part in PARTS})
    for line in sys.stdin:
        _say(run_case(bench, Case(*json.loads(line))))


def _say(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The real window is killed or locked while somebody types: at most two seconds of typing are lost."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import drafts
from focal_desktop.usecases import unlocking
from tests.desks import PASSPHRASE, POLICY, environment
from tests.figures import Tell
from tests.security import programs
from tests.security.programs import Driven
from tests.ui import windows
from tests.ui.hostile import desks
from tests.ui.hostile.spots import SPOTS

FULL, AT_ONCE = 200, 4
EVERY_MS, MOST_MS = 40, 2000
MOST_WORDS = 80
FIELDS = ("intake", "intake_draft", "sealed_report", "quarter_note", "plan", "decision")
Places = dict[str, tuple[str, dict[str, str]]]
_WORD = re.compile(rb"w(\d+)\.")


class Trial(NamedTuple):
    """One sitting: where it is typed, after how many words it ends, and how."""

    number: int
    spot: str
    words: int
    is_killed: bool


class Told(NamedTuple):
    """What became of it: how many words were typed, how many of the first of them are there."""

    trial: Trial
    typed: int
    kept: int

    @property
    def lost_ms(self) -> int:
        """How much typing is gone."""
        return (self.typed - self.kept) * EVERY_MS


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault of an office that has something of everything."""
    return desks.build(tmp_path_factory.mktemp("drafts")).office


@pytest.fixture(scope="module")
def places(office: Path) -> Places:
    """The field of each spot, and where it is."""
    session = unlocking.unlock(office, PASSPHRASE, clock=windows.clock_at(), policy=POLICY, kinds=KINDS)
    found = {}
    for spot in SPOTS:
        if spot.name in FIELDS:
            where = {"section": spot.section, "view": spot.view, "kind": spot.kind}
            found[spot.name] = (spot.field, {**where, "record": spot.record(session)})
    unlocking.lock(session)
    return found


@contextmanager
def window(vault: Path, home: Path) -> Iterator[Driven]:
    """Start the window with a typist in it."""
    home.mkdir()
    around = environment(QT_QPA_PLATFORM="offscreen", **programs.make_home(home))
    command = (sys.executable, "-W", "error", "-m", "tests.security.typist", "--vault", str(vault))
    with (
        (home / "errors").open("wb") as err,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=err, env=around
        ) as running,
    ):
        try:
            made = Driven(running)
            made.hear_door()
            yield made
        finally:
            running.kill()


def play(trial: Trial, office: Path, places: Places, folder: Path) -> Told:
    """Unlock, type for a while, be killed or lock; then look what the vault has kept."""
    vault, home = folder / f"vault{trial.number}", folder / f"home{trial.number}"
    shutil.copytree(office, vault)
    field, where = places[trial.spot]
    with window(vault, home) as shown:
        shown.ask("type", name="passphrase", text=PASSPHRASE, enter=True)
        assert shown.ask("wait_for_desk") == "Window"
        shown.ask("go", **where)
        shown.tell("type_on", name=field, every_ms=EVERY_MS)
        typed = hear(shown, trial.words)
        if trial.is_killed:
            shown.running.kill()
            typed = max(typed, hear_rest(shown))
        else:
            shown.tell("lock")
            typed = max(typed, hear_to_door(shown))
    return Told(trial, typed, count_kept(vault))


def hear(shown: Driven, words: int) -> int:
    """Wait until so many words were typed."""
    typed = 0
    while typed < words:
        typed = shown.hear().get("typed", typed)
    return typed


def hear_rest(shown: Driven) -> int:
    """Return the last word of a program that has ended."""
    assert shown.running.stdout is not None
    said = shown.running.stdout.read()
    return max((int(n) for n in re.findall(rb'"typed": (\d+)', said)), default=0)


def hear_to_door(shown: Driven) -> int:
    """Return the last word that was typed before the vault was locked."""
    typed = 0
    while (said := shown.hear()) != {"seen": "UnlockScreen"}:
        typed = said.get("typed", typed)
    return typed


def count_kept(vault: Path) -> int:
    """Return how many words, from the first on without a gap, stand in what the vault keeps of forms."""
    clock = windows.clock_at()
    session = unlocking.unlock(vault, PASSPHRASE, clock=clock, policy=POLICY, kinds=KINDS)
    connection = session.store.connection
    names = [str(name) for (name,) in connection.execute("SELECT name FROM draft").fetchall()]
    said = b"".join(drafts.read(connection, name) or b"" for name in names)
    unlocking.lock(session)
    words = [int(number) for number in _WORD.findall(said)]
    return next(number for number, _ in enumerate(range(len(words) + 1)) if number + 1 not in words)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_at_most_two_seconds_of_typing_are_lost(
    office: Path, places: Places, tmp_path: Path, scale: float, figure: Tell
) -> None:
    chance = random.Random(7)  # noqa: S311 a test that runs alike each time
    trials = [
        Trial(number, FIELDS[number % len(FIELDS)], chance.randrange(1, MOST_WORDS), number % 3 > 0)
        for number in range(int(FULL * scale))
    ]
    with ThreadPoolExecutor(AT_ONCE) as at_once:
        told = list(at_once.map(lambda trial: play(trial, office, places, tmp_path), trials))
    killed, locked = ([one for one in told if one.trial.is_killed is how] for how in (True, False))
    late = [one for one in told if one.lost_ms > (MOST_MS if one.trial.is_killed else 0)]
    most = [f"{max(one.lost_ms for one in those)} ms in {len(those)}" for those in (killed, locked)]
    figure(
        "drafts: over 2 s of typing lost at a kill, or any at a lock",
        tried=len(told),
        bad=len(late),
        detail=f"real windows; lost at most {most[0]} kills, {most[1]} locks",
    )
    assert late == []
    assert sum(one.kept > 0 for one in killed) > len(killed) / 3

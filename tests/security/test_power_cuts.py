"""The power is cut at any moment of recorded work: nothing that was told is lost, and no alarm is false."""

from __future__ import annotations

import copy
import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.figures import Tell
from tests.security import recording, replaying
from tests.security.day import CASE, FIRST
from tests.security.judging import KINDS_OF_FAULT, Fault, Judge, Told, parse_told
from tests.security.recording import Event, Lying, Watched, recorder

__all__ = ["recorder"]

FULL = 10_000
SERIAL = re.compile("[0-9a-f]{8,}| [0-9]+")
SHARES = {
    "saves": 0.25,
    "keys": 0.15,
    "header": 0.1,
    "backups": 0.05,
    "shelf": 0.08,
    "restoring": 0.06,
    "erasing": 0.08,
    "sync": 0.08,
    "closed": 0.07,
}
"""What is being done when the power is cut, and its share of all cuts."""
TWICE, EACH = 0.08, 20
"""The share of cuts that come after another one, and how many of them for each of those."""


class Recorded(NamedTuple):
    """What a program did to its disk, and the disk that images of it are laid on."""

    watched: Watched
    lying: Mapping[str, Lying]
    events: Sequence[Event]
    asked: Sequence[dict[str, Any]] = ()
    """What the real program was asked line by line, where its own answers are what was told."""
    told: Told = Told()
    """What had been told before."""


Play = Callable[[str], Recorded]


def ask_program(watched: Watched, record: Path) -> Iterator[dict[str, Any]]:
    """Let `focal batch` itself save, twice, and return what it was asked."""
    phrase = record.with_name("phrase")
    phrase.write_text(f"{FIRST}\n")
    words = ("-m", "focal_desktop", "batch", "--vault", str(watched.vault), "--passphrase-file", str(phrase))
    adding: list[dict[str, Any]] = [{"do": "add", "kind": "allegation", "values": CASE} for _ in range(6)]
    adding += [
        {"do": "add", "kind": "partner", "values": [{"name": f"{n} {m}"} for m in range(4)]} for n in range(6)
    ]
    told = run_batch(watched, words, record, adding)
    made = [json.loads(line)["id"] for line in told.splitlines()[:6]]
    changing = [{"do": "edit", "kind": "allegation", "id": one, "values": {"area": "Other"}} for one in made]
    changing += [{"do": "act", "kind": "allegation", "id": one, "act": "notify"} for one in made[:3]]
    run_batch(watched, words, record, changing)
    yield from (*adding, *changing)


def run_batch(
    watched: Watched, words: tuple[str, ...], record: Path, asked: Sequence[dict[str, Any]]
) -> bytes:
    """Ask the program these lines, and return its answers."""
    said = "".join(json.dumps(line) + "\n" for line in asked).encode()
    return recording.run_watched(watched, words, record, said)


def run_day(watched: Watched, name: str, record: Path) -> None:
    """Play a day behind the recorder."""
    words = ("-m", "tests.security.day", name, str(watched.vault), str(watched.stick))
    recording.run_watched(watched, words, record)


def play_again(recorded: Recorded, image: replaying.Image, told: Told) -> Recorded:
    """Let a person go on with a disk after a cut."""
    watched = recorded.watched
    recording.lay_out(image, watched.disk)
    lying, record = recording.survey(watched.disk), watched.disk.with_name("again")
    record.unlink(missing_ok=True)
    run_day(watched, "again", record)
    return Recorded(watched, lying, recording.read_events(record), (), copy.deepcopy(told))


@pytest.fixture
def play(recorder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """Plays a day behind the recorder; images of its disk are opened with the settings that it had."""
    made: list[Path] = []

    def record(name: str) -> Recorded:
        watched = recording.make_disk(recorder, tmp_path)
        made.append(watched.disk)
        lying, file = recording.survey(watched.disk), tmp_path / "record"
        run_day(watched, name, file)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(watched.settings))
        asked = list(ask_program(watched, file)) if name == "closed" else ()
        return Recorded(watched, lying, recording.read_events(file), asked)

    yield record
    for disk in made:
        shutil.rmtree(disk)


@pytest.fixture
def seed(pytestconfig: pytest.Config) -> int:
    """What chance begins with; a run with the same one does the same."""
    return int(pytestconfig.getoption("randomly_seed", 0) or 0) % 1_000_000


def list_cuts(
    recorded: Recorded, count: int, seed: int, among: str = ""
) -> Iterator[tuple[int, replaying.Image, Told]]:
    """Yield so many disks after a cut, each with its seed and what had been told by then."""
    chance = random.Random(seed)  # noqa: S311 it runs alike each time
    groups = group_events(recorded.events, among)
    share = 1.0 if among else 0.5
    moments = Counter(_choose_moment(len(recorded.events), groups, share, chance) for _ in range(count))
    disk = replaying.Disk(recorded.watched.disk, recorded.lying)
    told, line, asked = copy.deepcopy(recorded.told), b"", iter(recorded.asked)
    for number, event in enumerate(recorded.events, 1):
        disk.take(event)
        if event.what == recording.TOLD:
            *whole, line = (line + event.data).split(b"\n")
            for one in parse_told(b"\n".join(whole), asked):
                told.take(one)
        for again in range(moments[number]):
            own = seed * 1_000_000_000 + number * 1000 + again
            yield own, disk.cut(random.Random(own)), told  # noqa: S311 as above


def _choose_moment(total: int, groups: Sequence[Sequence[int]], share: float, chance: random.Random) -> int:
    """Return after how many events the power is cut: a share of all cuts falls where little is written."""
    if chance.random() >= share:
        return chance.randint(1, total)
    return max(chance.choice(chance.choice(groups)) + chance.randrange(2), 1)


def group_events(events: Sequence[Event], among: str) -> list[list[int]]:
    """Return the places of events that are of one sort, done to one sort of file, of these names alone."""
    names: dict[int, str] = {}
    found: dict[tuple[str, str], list[int]] = {}
    for place, event in enumerate(events):
        name = names.get(event.node, "") if event.node else event.data.decode()
        if event.what == recording.CREATED:
            name = names[event.node] = event.data.decode()
        sort = "" if event.what == recording.TOLD else SERIAL.sub("", Path(name).name)
        if among in sort:
            found.setdefault((event.what, sort), []).append(place)
    return list(found.values())


def judge_cuts(recorded: Recorded, count: int, seed: int, among: str = "") -> list[tuple[int, Fault]]:
    """Judge so many disks after a cut, and return what does not hold, each with its seed."""
    judge, found = Judge(recorded.watched.vault), []
    for own, image, told in list_cuts(recorded, count, seed, among):
        recording.lay_out(image, recorded.watched.disk)
        try:
            judge.judge(told, random.Random(own))  # noqa: S311 it runs alike each time
        except Fault as fault:
            found.append((own, fault))
    return found


def tell(figure: Tell, count: int, found: Sequence[tuple[int, Fault]], seed: int) -> None:
    """Tell how often each of the three went wrong."""
    kinds = Counter(fault.what for _, fault in found)
    for kind in KINDS_OF_FAULT:
        figure(f"power cuts: {kind}", tried=count, bad=kinds[kind], detail=f"seed {seed}")


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", SHARES)
def test_nothing_told_is_lost(play: Play, scale: float, figure: Tell, seed: int, name: str) -> None:
    count = int(FULL * scale * SHARES[name])
    is_narrow = name == "header"
    found = judge_cuts(play("keys" if is_narrow else name), count, seed, name if is_narrow else "")
    tell(figure, count, found, seed)
    assert found == [], found[:5]


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_nothing_told_is_lost_to_a_second_cut(play: Play, scale: float, figure: Tell, seed: int) -> None:
    """The power comes back, a person goes on and changes the passphrase, and it is cut again."""
    firsts, count, found = max(3, int(FULL * scale * TWICE / EACH * 1.5)), 0, []
    first = play("keys")
    for own, image, told in list_cuts(first, firsts, seed):
        if str(first.watched.vault / "header.bin") in image:
            found += judge_cuts(play_again(first, image, told), EACH, own % 1_000_000)
            count += EACH
    tell(figure, count, found, seed)
    assert found == [], found[:5]


@pytest.mark.long
def test_a_replay_that_loses_nothing_is_the_disk_itself(play: Play) -> None:
    """The recorder misses no way in which the program writes."""
    recorded = play("saves")
    watched = recorded.watched
    disk = replaying.Disk(watched.disk, recorded.lying)
    for event in recorded.events:
        disk.take(event)
    files = {str(f): f.read_bytes() if f.is_file() else None for f in watched.disk.rglob("*")}
    assert disk.whole() == files
    assert sum(event.what == recording.FLUSHED for event in recorded.events) > 50

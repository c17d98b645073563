"""One flipped bit anywhere in a vault is told or changes nothing: no silent change, no fault of ours."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import reader
from focal_desktop.usecases import acts, checking, records, unlocking
from tests.conftest import HandClock
from tests.desks import Desk, make_desk, read_all

WORDS = ("name", "north", "water", "name 7", "nothing")
CASE = {"regime": "sea", "received_on": "2026-03-01", "area": "North", "survivor_words": "Only hers"}
KNOWN = {"damaged", "behind", "checked", "harmless"}


def fill(desk: Desk) -> dict[str, Any]:
    """Work for a while, some of it still in the write-ahead log, and return all that can be read."""
    for number in range(12):
        case = records.add(desk.session, "allegation", {**CASE, "victims": number}).id
        acts.act(desk.session, "allegation", case, "notify", {})
    texts = [{"title": f"Name {number}", "text": f"Water {number} " * 200} for number in range(40)]
    records.add_many(desk.session, "recommendation", texts)
    desk.reopen()
    partners = records.add_many(desk.session, "partner", [{"name": f"Name {n}"} for n in range(12)])
    for one in partners[:6]:
        records.edit(desk.session, "partner", one.id, {"name": "Water for all"})
    return look(desk)


def look(desk: Desk) -> dict[str, Any]:
    """Return all that can be read, sealed parts among it."""
    found = read_all(desk.session, WORDS)
    kind = desk.session.kind("allegation")
    for row in records.list_page(desk.session, "allegation", {})[0]:
        opened = sealed_of(desk, kind, row.id)
        found[f"sealed {row.id}"] = opened
    return found


def sealed_of(desk: Desk, kind: Any, identity: str) -> list[Any]:
    """Return what a sealed part says, without a line in the log."""
    return [c.value for c in reader.read_sealed(desk.session.store.connection, kind, identity, "survivor")]


def list_places(desk: Desk) -> list[Path]:
    """Return the files in which a bit may flip, the larger ones more than once."""
    database = desk.database
    log = database.with_name(f"{database.name}-wal")
    files = [database, database, log, log, desk.folder / "header.bin", desk.folder / "anchor.bin"]
    assert all(file.stat().st_size for file in files)
    return [*files, unlocking.anchor_copy(desk.folder)]


def flip(file: Path, chance: random.Random) -> None:
    """Flip one bit."""
    data = bytearray(file.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def find_out(desk: Desk, before: dict[str, Any]) -> str:
    """Open, read and check as a person would; say how the flip was told, or that it changed nothing."""
    try:
        if desk.session.store.behind:
            read_all(desk.session, WORDS)
            return "behind"
        after = look(desk)
    except Trouble as trouble:
        return trouble.code
    is_sound = checking.check(desk.session).ok
    assert after == before or not is_sound
    return "harmless" if is_sound else "checked"


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_flipped_bit_is_told_or_harmless(tmp_path: Path, clock: HandClock, scale: float) -> None:
    desk = make_desk(tmp_path / "vault", clock)
    before = fill(desk)
    chance = random.Random(5)  # noqa: S311 a test that runs alike each time
    found: Counter[str] = Counter()
    for number in range(max(30, int(300 * scale))):
        other = desk.copy_to(tmp_path / f"flipped{number}")
        flip(chance.choice(list_places(other)), chance)
        found[find_out(other, before)] += 1
        other.lock()
        shutil.rmtree(other.folder)
    assert set(found) <= KNOWN, found
    assert found["behind"] > 1
    assert found["checked"] + found["damaged"] > 1
    assert found["harmless"] > 1
    desk.lock()


def test_a_copy_without_a_flip_is_whole(tmp_path: Path, clock: HandClock) -> None:
    desk = make_desk(tmp_path / "vault", clock)
    before = fill(desk)
    whole = desk.copy_to(tmp_path / "whole")
    assert find_out(whole, before) == "harmless"
    whole.lock()
    desk.lock()

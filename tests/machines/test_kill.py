"""The program is killed in the middle of its work, again and again: nothing it acknowledged is ever lost."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.usecases import records
from tests.conftest import HandClock
from tests.desks import Desk, environment, is_sound, make_desk, program

LINES = 200
MOST_ANSWERS = 40
CASE = {"regime": "sea", "received_on": "2026-03-01", "survivor_words": "Only hers"}
Line = dict[str, Any]
Told = tuple[Line, Any]


def think_of_lines(start: int, drafts: Sequence[str]) -> Iterator[Line]:
    """Yield commands of every sort that saves: one record, many at once, an edit, the notice."""
    left = list(drafts)
    for number in range(start, start + LINES):
        name = f"Name {number}"
        if number % 4 == 1:
            yield {"do": "add", "kind": "partner", "values": [{"name": f"{name} {n}"} for n in range(4)]}
        elif number % 4 == 2 and left:
            yield {"do": "edit", "kind": "allegation", "id": left[-1], "values": {"area": name}}
        elif number % 4 == 3 and left:
            yield {"do": "act", "kind": "allegation", "id": left.pop(), "act": "notify"}
        else:
            yield {"do": "add", "kind": "allegation", "values": {**CASE, "area": name}}


def kill_while_saving(desk: Desk, lines: Sequence[Line], after: int) -> list[Told]:
    """Let it save, kill it right after so many answers, and return every line with its whole answer."""
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    with subprocess.Popen(
        program("batch", *place), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        started.stdin.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
        started.stdin.flush()
        answers = [started.stdout.readline() for _ in range(after)]
        started.kill()
        answers += started.stdout.read().splitlines(keepends=True)
    assert started.returncode == -9
    whole = [json.loads(answer) for answer in answers if answer.endswith(b"\n")]
    assert after <= len(whole) < len(lines)
    return list(zip(lines, whole, strict=False))


def require_kept(desk: Desk, line: Line, answer: Any) -> None:
    """See that what was acknowledged is there as it was said."""
    if isinstance(answer, list):
        titles = [records.read(desk.session, "partner", one["id"]).title for one in answer]
        assert titles == [one["name"] for one in line["values"]]
        return
    assert answer["ok"], answer
    row = records.read(desk.session, "allegation", answer.get("id") or line["id"])
    if line["do"] == "act":
        assert row.state == answer["state"] == "passed_on"
    else:
        said = [c.value for c in records.history(desk.session, "allegation", row.id) if c.field == "area"]
        assert line["values"]["area"] in said


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_nothing_acknowledged_is_lost(tmp_path: Path, clock: HandClock, scale: float) -> None:
    desk = make_desk(tmp_path / "vault", clock)
    chance = random.Random(11)  # noqa: S311 a test that runs alike each time
    told: list[Told] = []
    for number in range(max(10, int(100 * scale))):
        drafts = [row.id for row in records.list_page(desk.session, "allegation", {"state": "draft"})[0]]
        desk.lock()
        lines = list(think_of_lines(number * LINES, drafts))
        fresh = kill_while_saving(desk, lines, chance.randrange(MOST_ANSWERS))
        told += fresh
        assert desk.session.store.behind == 0
        assert is_sound(desk.session)
        for line, answer in fresh:
            require_kept(desk, line, answer)
    for line, answer in told:
        require_kept(desk, line, answer)
    made = desk.session.store.connection.execute("SELECT count(*) FROM record WHERE kind = 'partner'")
    assert made.fetchone()[0] % 4 == 0
    assert {line["do"] for line, _ in told} == {"add", "edit", "act"}
    desk.lock()

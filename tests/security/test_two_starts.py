"""Two starts at once: exactly one opens the vault, the other says why; a killed one is in nobody's way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.usecases import records
from tests.desks import PASSPHRASE, Desk, desk, environment, is_sound, program
from tests.figures import Tell
from tests.security import programs

__all__ = ["desk"]

FULL, WHOLE, BUSY, KILLED = 500, 40, 5, -signal.SIGKILL
WHY = "open in another window or program"
LINE = b'{"do": "list", "kind": "partner"}\n'
Round = dict[str, Any]


def start(desk: Desk, rounds: int) -> list[Round]:
    """Let the command line be started twice at once, so many times, and return what was told."""
    command = (sys.executable, "-W", "error", "-m", "tests.security.starting")
    words = (str(desk.folder), str(desk.passphrase_file), str(rounds))
    done = subprocess.run((*command, *words), capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stderr.splitlines()]


def is_right(told: Round) -> bool:
    """Tell whether exactly one opened, and the other said that it was busy and ended with that code."""
    opened = [said["ok"] for said in told["heard"]]
    if sorted(opened) != [False, True]:
        return False
    loser = opened.index(False)
    said = told["heard"][loser]
    ended = [told["ended"][loser], told["ended"][1 - loser]]
    is_told = said["error"] == "busy" and WHY in said["message"]
    return is_told and ended == [BUSY, KILLED]


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_exactly_one_of_two_starts_opens(desk: Desk, scale: float, figure: Tell) -> None:
    desk.lock()
    rounds = int(FULL * scale)
    told = start(desk, rounds)
    wrong = [one for one in told if not is_right(one)]
    took = sorted(one["took_s"] for one in told)
    saved, _ = records.list_page(desk.session, "partner", {}, limit=2 * rounds)
    figure(
        "two starts at once: not exactly one opened, or the other said not why",
        tried=rounds,
        bad=len(wrong) + rounds - len(told),
        detail=f"each winner killed; the next pair was through in {took[len(took) // 2]:.2f} s",
    )
    assert wrong == []
    assert len(told) == len(saved) == rounds  # what each winner saved before it was killed is there
    assert is_sound(desk.session)


@pytest.mark.long
def test_whole_programs_too(desk: Desk, scale: float, figure: Tell) -> None:
    desk.lock()
    rounds = int(WHOLE * scale)
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    wrong = []
    for _ in range(rounds):
        pair = [
            subprocess.Popen(
                program("batch", *place),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment(),
            )
            for _ in range(2)
        ]
        heard = [say(one) for one in pair]
        for one, said in zip(pair, heard, strict=True):
            if said["ok"]:
                one.kill()
        ended = [one.wait() for one in pair]
        for one in pair:
            one.communicate()
        if not is_right({"heard": heard, "ended": ended}):
            wrong.append((heard, ended))
    figure("two starts at once: whole programs", tried=rounds, bad=len(wrong))
    assert wrong == []


def say(one: subprocess.Popen[bytes]) -> Any:
    """Give a program its line and return its first answer."""
    assert one.stdin is not None
    assert one.stdout is not None
    try:
        one.stdin.write(LINE)
        one.stdin.flush()
    except BrokenPipeError:
        assert one.poll() is not None
    return json.loads(one.stdout.readline())


@pytest.mark.long
def test_of_two_windows_one_opens(desk: Desk, tmp_path: Path) -> None:
    desk.lock()
    around = programs.make_home(tmp_path)
    errors = tmp_path / "errors"
    with (
        programs.driven(desk.folder, around, errors) as first,
        programs.driven(desk.folder, around, errors) as second,
    ):
        for one in (first, second):
            one.tell("type", name="passphrase", text=PASSPHRASE, enter=True)
        for one in (first, second):
            one.answer()
        shown = [one.ask("wait_for_desk", or_text=WHY) for one in (first, second)]
        assert sorted(shown) == ["UnlockScreen", "Window"]
        loser, winner = (first, second) if shown[0] == "UnlockScreen" else (second, first)
        assert any(WHY in said for said in loser.ask("texts"))
        os.kill(winner.process, signal.SIGKILL)
        winner.running.wait()
        loser.ask("type", name="passphrase", text=PASSPHRASE, enter=True)
        assert loser.ask("wait_for_desk") == "Window"

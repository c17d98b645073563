"""The whole demo inside this process, and how it ends where something is in its way."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.cli import main
from focal_desktop.cli.demo import command, hubs


def play(capsys: pytest.CaptureFixture[str], out: Path) -> tuple[int, dict[str, Any], str]:
    """Play the demo; return its exit, its answer and what it told."""
    before = signal.getsignal(signal.SIGTERM)
    code = main.main(("--json", "demo", "--out", str(out)))
    assert signal.getsignal(signal.SIGTERM) is before
    said = capsys.readouterr()
    summary = json.loads(said.out)
    assert summary == json.loads((out / command.SUMMARY).read_text("utf-8"))
    return code, summary, said.err


@pytest.mark.long
def test_the_whole_job_is_played(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, summary, told = play(capsys, tmp_path / "out")
    assert [step for step in summary["steps"] if not step["ok"]] == []
    assert (code, summary["ok"]) == (0, True)
    assert {gate["result"] for gate in summary["gates"]} == {"refused", "ready", "waiver", "hold"}
    assert {one["way"] for one in summary["syncs"]} == {"hub", "folder"}
    assert {one["office"] for one in summary["vaults"]} == {"HQ", "KEN-KSM", "IRQ-BSR"}
    assert all(Path(one["path"]).read_bytes().startswith(b"%PDF-") for one in summary["reports"])
    assert len(summary["checks"]) == len(summary["vaults"]) == 5
    assert str(tmp_path / "out") in told


@pytest.mark.parametrize("place", ["nairobi", "nairobi.passphrase"])
def test_what_is_in_the_way_is_told_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    (tmp_path / place).write_text("in the way")
    code, summary, told = play(capsys, tmp_path)
    (failed,) = [step for step in summary["steps"] if not step["ok"]]
    assert (code, summary["ok"], summary["vaults"]) == (1, False, [])
    assert failed["message"] in told
    assert (tmp_path / place).read_text() == "in the way"
    assert all("event" in json.loads(line) for line in (tmp_path / hubs.LOG).read_text().splitlines())

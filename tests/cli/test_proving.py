"""`focal self-test` says of each ability whether it holds, and touches nothing of a person's own."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from focal_desktop.cli import main, proving
from focal_desktop.usecases import unlocking
from tests.desks import Answer, environment, full_disk


def run_self_test(capsys: pytest.CaptureFixture[str]) -> Answer:
    """Run the command inside this process."""
    capsys.readouterr()
    return Answer(main.main(("--json", "self-test")), *capsys.readouterr())


def held(left: Answer) -> dict[str, bool]:
    """Return each check with what it found."""
    return {one["name"]: one["ok"] for one in left.json["checks"]}


def test_everything_holds_and_nothing_is_left_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = unlocking.anchor_copy(tmp_path).parent
    before = set(settings.glob("*")) if settings.exists() else set()
    left = run_self_test(capsys)
    assert (left.code, left.json["ok"]) == (0, True)
    assert held(left) == dict.fromkeys((name for name, _, _ in proving.CHECKS), True)
    assert set(left.json) == {"ok", "checks"}
    assert (set(settings.glob("*")) if settings.exists() else set()) <= before


def test_what_fails_is_named_and_the_rest_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    with full_disk(5_000):
        left = run_self_test(capsys)
    assert (left.code, left.json["ok"]) == (70, False)
    assert {name for name, ok in held(left).items() if not ok} == {"database", "vault"}
    assert "Traceback" not in left.err


def test_too_little_memory_is_named() -> None:
    """The one check that asks for as much as an ordinary vault does."""
    limit = 300 << 20
    done = subprocess.run(
        (sys.executable, "-m", "focal_desktop", "self-test", "--json"),
        capture_output=True,
        check=False,
        env=environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    left = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert left.code == 70
    assert not held(left)["memory"]
    assert held(left)["signatures"]

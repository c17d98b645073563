"""A desk of its own for each test of this folder, and the command line before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from focal_desktop.cli import answers, main
from tests.desks import Answer, Desk, desk, first_desk
from tests.stretching import stretched_once

__all__ = ["desk", "first_desk", "focal", "run", "stretched_once"]

Run = Callable[..., Answer]
Focal = Callable[..., Any]


@pytest.fixture
def run(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the desk's vault inside this process, and return what it left behind."""

    def run_on_desk(*words: str) -> Answer:
        desk.lock()
        capsys.readouterr()
        vault = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
        code = main.main((*vault, *words), kinds=desk.kinds)
        return Answer(code, *capsys.readouterr())

    return run_on_desk


@pytest.fixture
def focal(run: Run) -> Focal:
    """Run a command with `--json` and return its one value, holding code and exit to the contract."""

    def answer(*words: str, error: str = "") -> Any:
        left = run("--json", *words)
        said = left.json
        if error:
            assert (said["ok"], said["error"], left.code) == (False, error, answers.EXITS[error]), said
            assert set(said) >= {"message", "field", "problems"}
        else:
            assert left.code == 0, said
            assert all(one["ok"] for one in (said if isinstance(said, list) else [said]))
        assert left.out.count("\n") == 1
        return said

    return answer

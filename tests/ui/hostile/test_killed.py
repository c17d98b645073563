"""The program is killed two seconds after the last key, by the system and without a word: nothing is lost."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from focal_desktop.ui.window import Window
from focal_desktop.usecases import unlocking
from tests.desks import environment
from tests.ui.hostile import hands
from tests.ui.hostile.desks import Templates
from tests.ui.hostile.spots import Spot
from tests.ui.hostile.typist import HALF


def copy(template: Path, folder: Path) -> Path:
    """Copy a locked vault with both copies of its anchor."""
    shutil.copytree(template, folder)
    shutil.copy(unlocking.anchor_copy(template), unlocking.anchor_copy(folder))
    return folder


def type_and_be_killed(folder: Path, name: str) -> str:
    """Let a process type at a spot of a vault, kill it, and return what stood in the field."""
    words = (sys.executable, "-m", "tests.ui.hostile.typist", str(folder), name)
    surroundings = environment(QT_QPA_PLATFORM="offscreen")
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=surroundings) as typist:
        assert typist.stdout
        said = typist.stdout.readline().rstrip("\n")
        typist.send_signal(signal.SIGKILL)
        assert typist.wait() == -signal.SIGKILL, said
    return said


@pytest.mark.long
def test_what_was_typed_outlives_the_process(
    killed: Spot, made: Templates, tmp_path: Path, reopen: Callable[[Path], Window]
) -> None:
    template = made.headquarters if killed.is_hq else made.office
    folder = copy(template, tmp_path / "typed")
    said = type_and_be_killed(folder, killed.name)
    assert HALF in said
    line = killed.open(reopen(folder), is_again=True)
    assert hands.read(line).replace("\n", " ") == said

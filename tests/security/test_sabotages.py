"""Each security test fails when its protection is taken out: shown in copies of the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desks import ROOT, environment
from tests.figures import Tell
from tests.security.sabotages import SABOTAGES, Sabotage

COPIED = ("focal_desktop", "resources", "tests", "packaging", "pyproject.toml", "README.md")
FAILED, NONE_FOUND = 1, 5
QUIET = ("-q", "-x", "-p", "no:randomly", "-p", "no:cacheprovider", "--scale", "0.1")


@pytest.mark.parametrize("one", SABOTAGES, ids=lambda one: one.name)
def test_a_sabotage_fits_the_code(one: Sabotage) -> None:
    assert (ROOT / one.file).read_text("utf-8").count(one.find) == 1
    assert one.put != one.find
    assert (ROOT / one.test.partition("::")[0]).exists()


def copy_checkout(folder: Path) -> None:
    """Copy what the tests need, without what they left behind."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
        else:
            shutil.copy(source, folder / name)


def spoil(folder: Path, one: Sabotage) -> None:
    """Take the protection out of the copy."""
    file = folder / one.file
    text = file.read_text("utf-8")
    assert text.count(one.find) == 1
    file.write_text(text.replace(one.find, one.put), "utf-8")


def run_test(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    """Run one test of the copy against the code of the copy."""
    return subprocess.run(
        (sys.executable, "-m", "pytest", name, *QUIET),
        cwd=folder,
        env=environment(PYTHONPATH=str(folder), QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_every_sabotage_is_noticed(tmp_path: Path, scale: float, figure: Tell) -> None:
    chosen = SABOTAGES if scale >= 1 else SABOTAGES[:1]
    missed = []
    for number, one in enumerate(chosen):
        folder = tmp_path / str(number)
        copy_checkout(folder)
        spoil(folder, one)
        done = run_test(folder, one.test)
        if done.returncode != FAILED:
            missed.append((one.name, done.returncode, done.stdout[-2000:]))
        shutil.rmtree(folder)
    figure("planted sabotages not noticed by their test", tried=len(chosen), bad=len(missed))
    assert missed == []

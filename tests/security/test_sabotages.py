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
FAILED = 1
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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Plant the first every day, all in full: one test each, so that two processors share them."""
    if "planted" in metafunc.fixturenames:
        full = metafunc.config.getoption("--scale") >= 1
        metafunc.parametrize("planted", SABOTAGES if full else SABOTAGES[:1], ids=lambda one: one.name)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_planted_sabotage_is_noticed(tmp_path: Path, planted: Sabotage, figure: Tell) -> None:
    copy_checkout(tmp_path)
    spoil(tmp_path, planted)
    done = run_test(tmp_path, planted.test)
    figure("planted sabotages not noticed by their test", tried=1, bad=int(done.returncode != FAILED))
    assert done.returncode == FAILED, done.stdout[-2000:]
    shutil.rmtree(tmp_path)

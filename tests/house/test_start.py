"""The first start of a clone: quiet on standard output, alone in its place, mended after a cut.

A small project of its own stands in for the program, so that nothing is fetched.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "focal-desktop"
version = "1"
"""
BACKEND = '''
import zipfile, pathlib
def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(pathlib.Path(folder) / "focal_desktop-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("focal.pth", str(pathlib.Path.cwd()))
        info = "focal_desktop-1.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: focal-desktop\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return "focal_desktop-1-py3-none-any.whl"
'''
PROGRAM = """
import os, sys
print(os.getpid(), *sys.argv[1:], sys.stdin.read())
sys.exit(3)
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone that has never been started, with a space in its path."""
    top = tmp_path_factory.mktemp("a clone")
    shutil.copytree(ROOT / "packaging", top / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    (top / "packaging/lock.txt").write_text("\n")
    (top / "pyproject.toml").write_text(PROJECT)
    (top / "backend.py").write_text(BACKEND)
    (top / "focal_desktop").mkdir()
    (top / "focal_desktop/__main__.py").write_text(PROGRAM)
    return top


def start(checkout: Path, *words: str) -> "subprocess.Popen[str]":
    """Start the program as a person would, from another folder."""
    return subprocess.Popen(
        (str(checkout / "packaging/run"), *words),
        cwd=checkout.parent,
        env={**os.environ, "PYTHONPATH": "nowhere", "PIP_USER": "1", "PIP_NO_INDEX": "1"},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.long
def test_first_starts(checkout: Path) -> None:
    """One test of several steps, since each environment takes seconds to make."""
    _cut_while_it_is_made(checkout)
    _start_two_at_once(checkout)
    _start_again(checkout)
    _change_the_lock(checkout)
    _change_the_project(checkout)


def _cut_while_it_is_made(checkout: Path) -> None:
    cut = start(checkout)
    assert cut.stderr
    assert "Making" in cut.stderr.readline()
    cut.send_signal(signal.SIGTERM)
    said, _ = cut.communicate(timeout=60)
    assert (cut.returncode, said) == (128 + signal.SIGTERM, "")
    assert not (checkout / ".venv/stamp").exists()


def _start_two_at_once(checkout: Path) -> None:
    starts = [start(checkout, "--json", "two words"), start(checkout, "--json", "two words")]
    remarks = []
    for one in starts:
        said, remark = one.communicate("typed in", timeout=120)
        assert (one.returncode, said) == (3, f"{one.pid} --json two words typed in\n"), remark
        remarks.append(remark)
    assert sorted("Making" in remark for remark in remarks) == [False, True]


def _start_again(checkout: Path) -> None:
    again = start(checkout)
    assert again.communicate("", timeout=10) == (f"{again.pid} \n", "")


def _change_the_lock(checkout: Path) -> None:
    stamp = checkout / ".venv/stamp"
    before = stamp.read_bytes()
    with (checkout / "packaging/lock.txt").open("a") as lock:
        lock.write("\n")
    assert "Making" in start(checkout).communicate("", timeout=120)[1]
    assert stamp.read_bytes() != before


def _change_the_project(checkout: Path) -> None:
    with (checkout / "pyproject.toml").open("a") as project:
        project.write("\n")
    assert start(checkout).communicate("", timeout=120)[1] == ""
    assert (checkout / ".venv/stamp").read_bytes().endswith(PROJECT.encode() + b"\n")


@pytest.mark.long
def test_a_clone_that_cannot_be_made_says_so_and_prints_nothing(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout, tmp_path / "clone", ignore=shutil.ignore_patterns(".venv*"))
    (tmp_path / "clone/packaging/lock.txt").write_text("focal-stranger==1 --hash=sha256:" + "0" * 64)
    broken = start(tmp_path / "clone")
    said, remark = broken.communicate(timeout=60)
    assert (broken.returncode, said) == (70, "")
    assert remark.splitlines()[-1].startswith("The program's environment could not be made")


def test_the_starting_script_is_plain_sh() -> None:
    for name in ("run", "test", "start.sh"):
        subprocess.run(("sh", "-n", str(ROOT / "packaging" / name)), check=True)
    assert os.access(ROOT / "packaging/run", os.X_OK)
    assert os.access(ROOT / "packaging/test", os.X_OK)
    assert sys.version_info >= (3, 11)

"""The system's libraries are tried first, asked for where we may, and otherwise named in one line."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT

SCRIPT = ROOT / "packaging/libraries.py"
TRY = """
import runpy
libraries = runpy.run_path({script!r})
print(libraries["find_missing"]({needed!r}))
"""


def run(*words: str, path: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Run the script, with nothing on the path where a folder is given."""
    environment = {**os.environ, **({"PATH": str(path)} if path else {})}
    command = (sys.executable, "-I", *words)
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_what_loads_is_not_asked_for() -> None:
    needed = {"libc.so.6": "libc6", "libnowhere.so.7": "libnowhere7"}
    done = run("-c", TRY.format(script=str(SCRIPT), needed=needed))
    assert done.stdout.strip() == "['libnowhere7']", done.stderr


def test_a_program_and_a_file_are_found_or_asked_for() -> None:
    needed = {"sh": "dash", "/bin/sh": "dash", "nowhere": "nowhere-7", "/nowhere/stdio.h": "nowhere-dev"}
    done = run("-c", TRY.format(script=str(SCRIPT), needed=needed))
    assert done.stdout.strip() == "['nowhere-7', 'nowhere-dev']", done.stderr


def test_a_package_is_named_where_nothing_can_be_installed(tmp_path: Path) -> None:
    done = run(str(SCRIPT), "package", "libnowhere7", path=tmp_path)
    assert (done.returncode, done.stdout) == (9, "")
    assert done.stderr == "Please install these packages, then start again: libnowhere7\n"


def test_all_is_there_for_these_tests() -> None:
    assert run(str(SCRIPT), "testing").returncode == 0
    assert run(str(SCRIPT), "nothing").returncode == 2

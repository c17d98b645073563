"""What a command loads before it speaks: an old laptop waits for it, and no face knows another."""

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

from focal_desktop.__main__ import HINT, main

HEAVY = {"PySide6", "reportlab", "requests", "starlette", "uvicorn", "babel", "openpyxl", "docx"}
NOT_YET = {"PySide6", "openpyxl", "docx"}
NOT_FOR_A_LIST = {"focal_desktop.domain.policy", "focal_desktop.store", "logging", "pathlib", "shutil"}
LOOK = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("\\n" + " ".join(sorted(sys.modules))))
{start}
"""
FOCAL = "from focal_desktop.__main__ import main; sys.exit(main({words}))"


def list_loaded(start: str) -> tuple[str, set[str]]:
    """Return what a start prints and the modules it loaded."""
    command = (sys.executable, "-c", LOOK.replace("{start}", start))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout, set(done.stderr.splitlines()[-1].split())


def test_the_list_of_kinds_loads_no_heavy_library() -> None:
    printed, loaded = list_loaded(FOCAL.replace("{words}", "['kinds', '--json']"))
    assert json.loads(printed)
    assert "focal_desktop.cli.main" in loaded
    assert loaded & HEAVY == set()


def test_the_list_of_kinds_loads_only_what_it_says() -> None:
    loaded = list_loaded(FOCAL.replace("{words}", "['kinds']"))[1]
    assert "focal_desktop.cli.kinds" in loaded
    assert loaded & NOT_FOR_A_LIST == set()


def test_one_kind_in_full_and_help_load_what_they_need() -> None:
    assert "focal_desktop.domain.policy" in list_loaded(FOCAL.replace("{words}", "['kinds', 'office']"))[1]
    assert "history" in list_loaded(FOCAL.replace("{words}", "['--help']"))[0]
    assert "--values" in list_loaded(FOCAL.replace("{words}", "['add', '--help']"))[0]


def test_the_command_line_loads_no_hub_and_the_hub_no_command_line() -> None:
    assert "focal_desktop.hub" not in list_loaded(FOCAL.replace("{words}", "['kinds']"))[1]
    loaded = list_loaded(FOCAL.replace("{words}", "['hub', '--help']"))[1]
    assert "focal_desktop.hub" in loaded
    assert not loaded & {"focal_desktop.cli", "focal_desktop.domain", "focal_desktop.store", "sqlcipher3"}


@pytest.mark.parametrize("name", sorted(HEAVY - NOT_YET))
def test_a_heavy_library_would_be_seen(name: str) -> None:
    assert name in list_loaded(f"import {name}")[1]


def test_what_is_not_yet_there_is_said_so() -> None:
    assert {name for name in HEAVY if find_spec(name) is None} <= NOT_YET


def test_without_words_it_says_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr() == ("", HINT)

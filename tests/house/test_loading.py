"""What a command loads before it speaks: the first word must come fast on an old laptop."""

import json
import subprocess
import sys
from importlib.util import find_spec

HEAVY = {"PySide6", "reportlab", "requests", "starlette", "uvicorn", "babel"}
LOOK = """
import sys
from focal_desktop.__main__ import main
code = main({words})
sys.stderr.write("\\n" + " ".join(sorted(sys.modules)))
sys.exit(code)
"""


def run_and_list_modules(*words: str) -> tuple[str, set[str]]:
    """Return what a command prints and the packages it loaded."""
    command = (sys.executable, "-c", LOOK.replace("{words}", repr(words)))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, {name.split(".")[0] for name in done.stderr.splitlines()[-1].split()}


def test_the_list_of_kinds_loads_no_heavy_library() -> None:
    printed, loaded = run_and_list_modules("kinds", "--json")
    assert json.loads(printed)
    assert loaded & HEAVY == set()


def test_a_heavy_library_would_be_seen() -> None:
    start = "from focal_desktop.__main__ import main\ncode = main({words})"
    look = LOOK.replace(start, "import requests\ncode = 0")
    done = subprocess.run((sys.executable, "-c", look), capture_output=True, text=True, check=True)
    assert "requests" in done.stderr.splitlines()[-1].split()


def test_every_heavy_library_of_today_is_spelt_right() -> None:
    assert {name for name in HEAVY if find_spec(name) is None} <= {"PySide6"}

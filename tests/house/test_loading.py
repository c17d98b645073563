"""What a command loads before it speaks: an old laptop waits for it, and no face knows another."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from focal_desktop.__main__ import HINT, find_folder, list_again, open_window

HEAVY = {"PySide6", "reportlab", "requests", "starlette", "uvicorn", "babel", "openpyxl", "docx"}
NOT_YET = {"PySide6", "openpyxl", "docx"}
NOT_FOR_A_LIST = {"focal_desktop.domain.policy", "focal_desktop.store", "logging", "pathlib", "shutil"}
LOOK = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("\\n" + " ".join(sorted(sys.modules))))
{start}
"""
NOT_BEFORE_PAINT = {
    *("cryptography", "pyrage", "sqlcipher3", "segno"),
    *("PySide6.QtPdf", "PySide6.QtPrintSupport"),
}
DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
PAINTED = """
import os
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from focal_desktop.base.clock import SystemClock
from focal_desktop.ui import app, door
from focal_desktop.ui.desktop import Desktop

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            named = {"QtCore.Qt"} if "Qt" in vars(sys.modules["PySide6.QtCore"]) else set()
            sys.stderr.write("\\n" + " ".join(sorted({*sys.modules} | named)))
            sys.stderr.flush()
            os._exit(0)
        return False

folder = Path(sys.argv[1])
desktop = Desktop(app.make_application(["focal"]), folder, SystemClock(), folder / "window.json")
door.open_door(desktop)
eye = Eye()
desktop.window.installEventFilter(eye)
desktop.application.exec()
"""
FOCAL = "from focal_desktop.__main__ import main; sys.exit(main({words}))"


def list_loaded(start: str, *words: str, **surroundings: str) -> tuple[str, set[str]]:
    """Return what a start prints and the modules it loaded."""
    command = (sys.executable, "-c", LOOK.replace("{start}", start), *words)
    around = {**os.environ, **surroundings}
    around.pop("COVERAGE_PROCESS_CONFIG", None)  # counting loads modules of its own
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=around)
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


def test_the_unlock_window_is_painted_before_any_cipher_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "header.bin").write_bytes(b"nothing reads it before a passphrase is typed")
    loaded = list_loaded(PAINTED, str(tmp_path), QT_QPA_PLATFORM="offscreen")[1]
    assert "focal_desktop.ui.unlock.screen" in loaded
    assert loaded & (HEAVY - {"PySide6"} | NOT_BEFORE_PAINT) == set()
    assert "QtCore.Qt" not in loaded  # a hundred lists, a tenth of the start


@pytest.mark.parametrize("name", sorted(NOT_BEFORE_PAINT))
def test_what_opens_a_vault_would_be_seen(name: str) -> None:
    assert name in list_loaded(f"import {name}")[1]


def test_without_words_a_display_is_looked_for() -> None:
    bare = {name: said for name, said in os.environ.items() if name not in DISPLAYS}
    command = (sys.executable, "-m", "focal_desktop")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=bare)
    assert (done.returncode, done.stdout) == (9, "")
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr


@pytest.mark.parametrize(
    ("words", "folder"),
    [((), ""), (("--vault", "x y"), "x y"), (("--vault=x",), "x"), (("sync",), None), (("--vault",), None)],
)
def test_words_that_ask_for_the_window(words: tuple[str, ...], folder: str | None) -> None:
    assert find_folder(words) == folder


def test_the_script_of_the_window_takes_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert open_window(("sync",)) == 2
    assert capsys.readouterr() == ("", HINT)


@pytest.mark.parametrize(
    ("began", "words"),
    [
        (("python", "-X", "dev", "-m", "focal_desktop"), ()),
        (("python", "-m", "focal_desktop", "--vault", "old"), ("--vault", "old")),
        (("python", "bin/focal-desktop", "--vault=old"), ("--vault=old",)),
    ],
)
def test_a_locked_program_starts_as_it_began(began: tuple[str, ...], words: tuple[str, ...]) -> None:
    again = list_again(began, words, Path("a vault"))
    start = began[1 : len(began) - len(words)]
    assert again == [sys.executable, *start, "--vault", "a vault"]

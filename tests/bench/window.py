"""The window on a virtual screen: start to first paint, memory at Home, and what a person waits for.

`window_start` is measured against a bare window of the same toolkit, alternating in the same run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from focal_desktop.usecases import unlocking
from tests.bench import figure
from tests.bench.figure import Figure, NotRun
from tests.bench.ground import Ground

ROOT = Path(__file__).resolve().parents[2]
RUNS, MUST_START = 11, 1.35
MEMORY_MB, SECTION_MS, SEARCH_MS, TURN_MS = 130.0, 100.0, 50.0, 100.0
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
class Bare(QWidget):
    def paintEvent(self, event):
        print("painted", flush=True)
        QApplication.exit(0)
application = QApplication([])
application.setStyle("Fusion")
window = Bare()
layout = QVBoxLayout(window)
layout.addWidget(QLineEdit())
layout.addWidget(QPushButton("Go on"))
window.resize(900, 600)
window.show()
sys.exit(application.exec())
"""
OURS = """
import sys
from importlib.machinery import PathFinder
from focal_desktop import __main__ as start
def paint(screen, event):
    print("painted", flush=True)
class Watch:
    def find_spec(self, name, path, target=None):
        if name != "focal_desktop.ui.unlock.screen":
            return None
        spec = PathFinder.find_spec(name, path)
        load = spec.loader.exec_module
        def watch(module):
            load(module)
            module.UnlockScreen.paintEvent = paint
        spec.loader.exec_module = watch
        return spec
sys.meta_path.insert(0, Watch())
sys.argv[1:] = ["--vault", sys.argv[1]]
sys.exit(start.main())
"""
"""Both are watched in the same way, by their own paint event, and ours loads nothing sooner than it would."""


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield start, memory, sections, search and the longest turn of a sync."""
    with virtual_screen() as display:
        around = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        around.pop("PYTHONDONTWRITEBYTECODE", None)
        vault = _make_vault(ground)
        _choose_language(ground.folder / "settings")
        for words in ((BARE,), (OURS, vault)):  # both warm
            _start(words, around)
        runs = ground.count(RUNS)
        ours, base = figure.alternate(
            lambda _: _start((OURS, vault), around), lambda _: _start((BARE,), around), runs
        )
        yield figure.compare("window_start", "ms", ours, ("bare PySide6 window", base), MUST_START)
        yield from _inside(ground, around)


@contextmanager
def virtual_screen() -> Iterator[str]:
    """Start a screen that nobody sees and return its name."""
    if shutil.which("Xvfb") is None:
        raise NotRun("Xvfb is not installed")
    reading, writing = os.pipe()
    words = ("Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp")
    screen = subprocess.Popen(words, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait()


def _make_vault(ground: Ground) -> str:
    session = ground.make_vault("start")
    folder = str(session.store.folder)
    unlocking.lock(session)
    return folder


def _choose_language(settings: Path) -> None:
    """Choose a language, as everybody does at the first run: else the system is asked for its own."""
    chosen = settings / "focal-desktop" / "window.json"
    chosen.parent.mkdir(parents=True, exist_ok=True)
    chosen.write_text('{"language": "en"}')


def _start(words: tuple[str, ...], around: dict[str, str]) -> float:
    """Return how long it takes from nothing to the first paint."""

    def run() -> None:
        command = (sys.executable, "-c", *words)
        with subprocess.Popen(command, cwd=ROOT, env=around, stdout=subprocess.PIPE, text=True) as program:
            if program.stdout is None or program.stdout.readline() != "painted\n":
                raise RuntimeError("the window was not painted")
            program.kill()

    return figure.clock_ms(run)


def _inside(ground: Ground, around: dict[str, str]) -> Iterator[Figure]:
    """Measure inside one program with a window over 10,000 records, and one over practice data."""
    number = ground.count(10_000, least=300)
    command = (sys.executable, "-m", "tests.bench.window_inside", str(ground.folder), str(number))
    done = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, list[float]] = {}
    for line in done.stdout.splitlines():
        name, value = line.split()
        found.setdefault(name, []).append(float(value))
    words = (sys.executable, "-m", "tests.bench.window_memory", str(ground.folder / "practice"))
    held = subprocess.run(words, cwd=ROOT, env=around, capture_output=True, text=True, check=True)
    yield figure.limit("window_memory", "MB", [float(held.stdout)], MEMORY_MB)
    yield figure.limit("window_search", "ms", found.pop("search"), SEARCH_MS)
    yield figure.limit("window_sync_turn", "ms", [max(found.pop("turn"))], TURN_MS)
    for name, values in sorted(found.items()):
        yield figure.limit(f"window_{name}", "ms", values, SECTION_MS)

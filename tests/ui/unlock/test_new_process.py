"""Lock = a new process in the place of the old one: what opened the vault is gone with its memory."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.desks import PASSPHRASE, environment
from tests.ui import doors

OPENED = ("sqlcipher3", "cryptography", "focal_desktop.store.vault")
ROUNDS = f"""
import os, sys
from pathlib import Path
folder, round = Path(sys.argv[2]), os.environ.get("ROUND", "first")
print(round, os.getpid(), *(name for name in {OPENED!r} if name in sys.modules), flush=True)
if round == "second":
    sys.exit(7)
os.environ["ROUND"] = "second"
from focal_desktop import __main__ as program
from focal_desktop.base.clock import SystemClock
from focal_desktop.ui import app, door, opening
from focal_desktop.ui.desktop import AGAIN, Desktop
from PySide6.QtCore import QTimer
desktop = Desktop(app.make_application(["focal"]), folder, SystemClock(), folder.with_name("chosen.json"))
desktop.left.connect(desktop.application.exit)
door.open_door(desktop)
door.enter(desktop, opening.prove(folder, {PASSPHRASE!r}, desktop.clock))
print("open", *(name for name in {OPENED!r} if name in sys.modules), flush=True)
QTimer.singleShot(0, desktop.window.lock_requested.emit)
if desktop.application.exec() == AGAIN:
    program.begin_again(sys.argv[1:], folder)
"""


def test_a_locked_program_is_another_in_the_same_place(
    templates: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = doors.copy_vault(templates("en"), tmp_path / "a vault")
    command = (sys.executable, "-c", ROUNDS, "--vault", str(folder))
    around = environment(QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=around)
    assert done.returncode == 7, done.stderr
    first, opened, second = (line.split() for line in done.stdout.splitlines())
    assert opened[1:] == list(OPENED)
    assert (first[0], second[0]) == ("first", "second")
    assert first[1:] == second[1:]  # the same place, and nothing that opens a vault is loaded

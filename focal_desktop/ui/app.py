"""Starts the window: application, faces of type, look, language; then the door, then the desk."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from focal_desktop.base import folders
from focal_desktop.base.clock import SystemClock
from focal_desktop.ui import door, faults, preferences, singletons, traces
from focal_desktop.ui import look as looks
from focal_desktop.ui.desktop import AGAIN, Desktop
from focal_desktop.ui.ending import Ending

NO_DISPLAY = 9
STOPPED = 130
NEUTRAL = "Work records"
_WITHOUT_DISPLAY = (
    "There is no display here for a window. The same desk can be used by commands: focal --help\n"
)


def can_show() -> bool:
    """Tell whether there is a display; without one Qt ends the process and says little."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal", "vnc"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application(argv: Sequence[str], *, fonts_alone: bool = False) -> QApplication:
    """Make the application with its faces of type; neutral in every name that others can see."""
    QCoreApplication.setApplicationName(NEUTRAL)
    singletons.keep_alive()
    traces.keep_none()
    application = QApplication([NEUTRAL, "-style", "Fusion", *argv[1:]])  # sooner than by setStyle
    application.setApplicationDisplayName("")
    looks.load_faces()  # a face that came later would move what is drawn
    looks.name_faces(application, alone=fonts_alone)
    return application


def main(argv: Sequence[str], folder: Path, again: Callable[[Path], int]) -> int:
    """Open the window of a vault and return the exit code; `again` starts a new process if one is asked."""
    if not can_show():
        if sys.stderr is not None:
            sys.stderr.write(_WITHOUT_DISPLAY)
        return NO_DISPLAY
    application = make_application(argv)
    chosen_at = preferences.place()
    if folder == folders.find_vault():  # none was named
        folder = preferences.load(chosen_at).find_vault(folder)
    desktop = Desktop(application, folder, SystemClock(), chosen_at)
    sys.excepthook = faults.make_hook(desktop.tell, lambda: desktop.leave(STOPPED))
    desktop.left.connect(application.exit)
    ending = Ending(desktop)
    ending.asked.connect(lambda: desktop.leave(0))
    door.open_door(desktop)
    gc.freeze()  # what was loaded stays; it is never looked through for waste
    gc.enable()
    code = application.exec()
    desktop.jobs.stop()
    ending.close()
    traces.remove()
    return again(desktop.folder) if code == AGAIN else code

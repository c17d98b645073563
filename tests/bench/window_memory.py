"""The memory of a program that stands at Home over practice data; `window_inside` has made its vault."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from focal_desktop.base import words as languages
from focal_desktop.base.clock import SystemClock
from focal_desktop.domain.kinds import KINDS
from focal_desktop.ui import look as looks
from focal_desktop.ui import sections, singletons, tokens
from focal_desktop.ui.background import Jobs
from focal_desktop.ui.face import Face
from focal_desktop.ui.look import Look
from focal_desktop.ui.warming import Warming
from focal_desktop.ui.window import Window
from focal_desktop.usecases import unlocking
from focal_desktop.usecases.shipped import load_policy
from tests.bench.ground import PASSPHRASE


def main(folder: Path) -> int:
    """Open the window at Home, let it load the sections, and print the resident memory in MB."""
    singletons.keep_alive()
    application = QApplication(["Work records"])
    looks.name_faces(application, alone=False)
    looks.load_faces()
    look = Look(tokens.LIGHT)
    look.apply(application)
    face = Face(words=languages.load("en"), look=look, jobs=Jobs(), clock=SystemClock())
    session = unlocking.unlock(folder, PASSPHRASE, clock=SystemClock(), policy=load_policy(), kinds=KINDS)
    window = Window(session, face)
    window.resize(1366, 680)
    window.show()
    window.return_to(None)
    warm = Warming(sections.list_open(session.person), window)
    warm.begin()
    while not warm.is_done:
        QApplication.processEvents()
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmRSS"))
    sys.stdout.write(f"{int(line.split()[1]) / 1024:.3f}\n")
    window.close()
    unlocking.lock(session)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""What `tests.bench.unlock` measures inside one program: from a proven passphrase to Home, a number each."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from focal_desktop.base.clock import SystemClock
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import vault
from focal_desktop.ui import look as looks
from focal_desktop.ui import singletons
from focal_desktop.ui.desktop import Desktop
from focal_desktop.usecases import shipped, unlocking
from tests.bench.ground import PASSPHRASE


def main(folder: Path, runs: int) -> int:
    """Unlock so often, each time to a Home that is drawn; the first, which loads the window, is told too."""
    singletons.keep_alive()
    application = QApplication(["Work records"])
    looks.name_faces(application, alone=True)
    looks.load_faces()
    from focal_desktop.ui import door, window  # noqa: PLC0415 as the unlock screen loads them, while one types

    desktop = Desktop(application, folder, SystemClock(), folder / "none.json")
    proof = vault.prove(folder, PASSPHRASE)
    for _ in range(runs):
        began = time.perf_counter()
        unlocking.look_over(folder, proof)
        session = unlocking.open_proven(
            folder, proof, clock=SystemClock(), policy=shipped.load_policy(), kinds=KINDS
        )
        opened = door.open_desk(desktop, session)
        application.processEvents()
        opened.repaint()
        sys.stdout.write(f"{(time.perf_counter() - began) * 1000}\n")
        assert isinstance(opened, window.Window)
        opened.close()
        unlocking.lock(session)
    desktop.jobs.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))

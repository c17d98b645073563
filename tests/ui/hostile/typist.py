"""A window that types until it is killed: `python -m tests.ui.hostile.typist VAULT SPOT`.

Two seconds after the last key it writes down what stands in the field, so that whoever reads may kill it.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from focal_desktop.domain.kinds import KINDS
from focal_desktop.usecases import unlocking
from tests.desks import PASSPHRASE, POLICY
from tests.ui import windows
from tests.ui.hostile import hands
from tests.ui.hostile.spots import SPOTS
from tests.ui.windows import Style

HALF = "Canary-K9 half"
KEPT_MS = 2000


def main(folder: Path, name: str) -> int:
    """Open the vault, type half a sentence at a spot, and wait for the end."""
    application, clock = windows.make_application(), windows.clock_at()
    session = unlocking.unlock(folder, PASSPHRASE, clock=clock, policy=POLICY, kinds=KINDS)
    window = windows.open_window(session, windows.make_face(Style(), clock))
    window.activateWindow()
    line = next(one for one in SPOTS if one.name == name).open(window)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, HALF)
    QTimer.singleShot(KEPT_MS, line, lambda: tell(hands.read(line)))
    return application.exec()


def tell(said: str) -> None:
    """Write one line to whoever reads."""
    sys.stdout.write(said.replace("\n", " ") + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))

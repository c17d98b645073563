"""The real window with a hand inside: started like the program, it does what standard input says.

Every line is a JSON object with `do`; each is answered by a line on standard output. What must not stay in
the memory of the program, such as a passphrase, comes by this way alone: no word, no environment, no file.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

from focal_desktop import __main__ as program
from focal_desktop.ui import door, printing
from focal_desktop.ui.context import Place
from focal_desktop.ui.desktop import Desktop
from tests.security import memory

LONGEST_MS, TURN_MS = 30_000, 5
IN, OUT = 0, 1
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Hand(QObject):
    """Presses what is seen, by the names of the widgets, in the order of the lines."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._desktop, self._rest = desktop, b""
        self.written = set[str]()
        self._seen: set[QObject] = set()
        self._notifier = QSocketNotifier(IN, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_said)
        desktop.application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Say when a door is painted for the first time."""
        if event.type() == QEvent.Type.Paint and watched not in self._seen and _is_door(watched):
            self._seen.add(watched)
            QTimer.singleShot(0, self, lambda: say({"seen": type(watched).__name__}))
        return False

    def _on_said(self) -> None:
        said = os.read(IN, 65536)
        if not said:
            self._notifier.setEnabled(False)
            self._desktop.leave(0)
            return
        self._rest += said
        self._notifier.setEnabled(False)  # one line at a time: a deed may wait for something
        while b"\n" in self._rest:
            line, _, self._rest = self._rest.partition(b"\n")
            self._obey(json.loads(line))
        self._notifier.setEnabled(True)

    def _obey(self, words: dict[str, Any]) -> None:
        deed: Callable[..., Any] = getattr(self, f"do_{words.pop('do')}")
        try:
            say({"done": deed(**words)})
        except Exception as wrong:  # noqa: BLE001 the test's own fault, which it shall hear
            say({"done": None, "wrong": repr(wrong)})

    # --- the deeds

    @property
    def window(self) -> QWidget:
        """The one window that is open."""
        assert self._desktop.window is not None
        return self._desktop.window

    def find(self, name: str) -> QWidget:
        """Return the control of a name that can be seen."""
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        if not found:
            raise LookupError(f"no {name} here")
        return found[0]

    def do_type(self, name: str, text: str, *, enter: bool = False) -> None:
        """Type into a field, key by key."""
        line = self.find(name)
        line = line.focusProxy() or line
        line.setFocus()
        QTest.keyClicks(line, text)
        if enter:
            QTest.keyClick(line, Qt.Key.Key_Return)

    def do_wait_for_desk(self, or_text: str = "") -> str:
        """Wait until the window of the open vault stands, or a text is said instead."""
        left = QDeadlineTimer(LONGEST_MS)
        while not hasattr(self.window, "session") and not left.hasExpired():
            QTest.qWait(TURN_MS)
            if or_text and any(or_text in said for said in self.do_texts()):
                break
        return type(self.window).__name__

    def do_go(self, **where: str) -> None:
        """Open a place."""
        self.desk.go(Place(**where))

    @property
    def desk(self) -> Any:
        """The window of the open vault, with whatever it can do."""
        return self.window

    def do_click(self, name: str) -> None:
        """Click a button that is seen."""
        button = self.find(name)
        assert isinstance(button, QAbstractButton)
        button.click()

    def do_choose(self, name: str, place: int) -> None:
        """Choose an entry of a list."""
        box = self.find(name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(place)
        box.activated.emit(place)

    def do_turn(self, place: int) -> None:
        """Turn to a tab."""
        next(one for one in self.window.findChildren(QTabWidget) if one.isVisible()).setCurrentIndex(place)

    def do_press(self, keys: str) -> None:
        """Press keys together, wherever the cursor is."""
        shown = self._desktop.application.activeWindow()
        if shown is None:  # off screen nobody makes a window the active one again
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)
            shown = self.window
        QTest.keySequence(shown.focusWidget() or shown, QKeySequence(keys))

    def do_lock(self) -> None:
        """Press the keys that lock, and let the program do it after this is answered."""
        QTimer.singleShot(0, self, lambda: self.do_press("Ctrl+L"))

    def do_fault(self, text: str) -> None:
        """Go wrong in the middle of the program, with somebody's words at hand."""
        QTimer.singleShot(0, self, lambda: self._go_wrong(text))

    def _go_wrong(self, text: str) -> None:
        raise ValueError(text)

    def do_copied(self) -> str:
        """Return what lies on the clipboard."""
        return self._desktop.application.clipboard().text()

    def do_titles(self) -> list[str]:
        """Return the title of each window that is seen."""
        tops = self._desktop.application.topLevelWidgets()
        return [one.windowTitle() for one in tops if one.isVisible()]

    def do_texts(self) -> list[str]:
        """Return every text that is seen or that names a window."""
        seen = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        said = [str(getattr(one, "text", str)()) for one in seen]
        tops = self._desktop.application.topLevelWidgets()
        return [*said, *(one.windowTitle() for one in tops)]

    def do_pause(self) -> None:
        """Let nothing be sent to the hub, as who goes by stick does."""
        self.desk.sync.pause(True)  # noqa: FBT003 as its button says it

    def do_fields(self) -> list[str]:
        """Return what stands in each box that is seen."""
        return [one.toPlainText() for one in self.window.findChildren(QPlainTextEdit) if one.isVisible()]

    def do_call(self, name: str, path: str) -> None:
        """Answer a dialog of the shown page: what it does with the place that was chosen."""
        page = self.desk.current
        shown = [one for one in (page, *page.findChildren(QWidget)) if hasattr(one, name)]
        getattr(shown[0], name)(Path(path))

    def do_answer_dialog(self, name: str, path: str) -> None:
        """Press what asks for a file, and answer the dialog that comes with a path."""
        self.do_click(name)
        left, shown = QDeadlineTimer(LONGEST_MS), list[QFileDialog]()
        while not shown and not left.hasExpired():
            QTest.qWait(TURN_MS)
            shown = [one for one in self.window.findChildren(QFileDialog) if one.isVisible()]
        line = shown[0].findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(path)
        shown[0].accept()

    def do_wait_for_text(self, text: str) -> bool:
        """Wait until a text is seen, and tell whether it was."""
        left = QDeadlineTimer(LONGEST_MS)
        while not any(text in said for said in self.do_texts()) and not left.hasExpired():
            QTest.qWait(TURN_MS)
        return not left.hasExpired()

    def do_print(self) -> int:
        """Wait until the shown report is drawn and put it on paper that nobody keeps; return its pages."""
        page, left = self.desk.current, QDeadlineTimer(LONGEST_MS)
        while (page.is_pending or page.shown is None) and not left.hasExpired():
            QTest.qWait(TURN_MS)
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(os.devnull)
        return printing.put_on_paper(printer, page.shown.data)

    def do_written(self) -> list[str]:
        """Return every file that was opened for writing here, and every one that is open for it now."""
        held = [str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if _is_written(one.name)]
        return sorted({*self.written, *held})

    def do_dump(self, path: str) -> None:
        """Write this process's own memory, where nobody else may read it."""
        memory.write_dump(os.getpid(), Path(path))

    def do_birth(self) -> str:
        """Return what the system drew for this program."""
        return memory.read_birth()


def _is_door(watched: QObject) -> bool:
    return isinstance(watched, QWidget) and watched.isWindow() and not hasattr(watched, "session")


def _is_written(number: str) -> bool:
    told = Path(f"/proc/self/fdinfo/{number}")
    if not told.exists() or not stat.S_ISREG(os.stat(int(number)).st_mode):  # noqa: PTH116 it may have no name
        return False
    flags = next(line for line in told.read_text().splitlines() if line.startswith("flags"))
    return bool(int(flags.split()[1], 8) & WRITING)


def say(answer: dict[str, Any]) -> None:
    """Write one answer, whole and at once."""
    os.write(OUT, json.dumps(answer).encode() + b"\n")


def main() -> int:
    """Start the window with a hand in it; it is hardened as any start is."""
    open_door, written = door.open_door, set[str]()

    def note(event: str, words: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(words[2], int) and words[2] & WRITING:
            written.add(str(Path(os.fsdecode(words[0])).absolute()))

    def open_watched(desktop: Desktop) -> None:
        Hand(desktop).written = written
        open_door(desktop)

    sys.addaudithook(note)
    door.open_door = open_watched  # the one place where a hand comes in
    return program.main()


if __name__ == "__main__":
    sys.exit(main())

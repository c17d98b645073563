"""Whatever is pulled while somebody types: nothing typed is lost, the sentence is right, nothing leaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from focal_desktop.sync import exchange
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, unlocking
from tests.desks import full_disk
from tests.ui import windows
from tests.ui.hostile import hands, lines, spots
from tests.ui.hostile.hands import Line
from tests.ui.hostile.spots import Spot

MARK = "Canary-H7"
HALF = f"{MARK} half"
REST = " rest"
FULL = "The disk is full or cannot be written."
LONGEST_MS = 10_000
Reopen = Callable[[Path], Window]


def type_half(window: Window, spot: Spot) -> Line:
    """Go to a field and type half a sentence behind what stands there."""
    window.activateWindow()
    line = spot.open(window)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, HALF)
    return line


def wait_for(is_done: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    left = QDeadlineTimer(LONGEST_MS)
    while not is_done():
        assert not left.hasExpired()
        windows.settle()


def fill_disk(window: Window, spot: Spot, line: Line) -> Line:
    """Type on while the disk is full, also go elsewhere and back; at the end there is room again."""
    with full_disk(1):
        window.keeper.keep()
        assert window.bar.message
        assert window.bar.message.text.startswith(FULL)
        assert window.bar.message.tone == "warn"
        QTest.keyClicks(line, REST)
        window.keep_now()
        assert window.bar.message.text.startswith(FULL)  # it never says that it was kept
        assert window.focusWidget() is line
        said = hands.read(line)
        assert said.endswith(HALF + REST)
        window.go(Place(section="home"))
        line = spot.open(window, is_again=True)
        assert hands.read(line) == said
    assert window.keeper.keep()
    assert not window.session.waiting
    return line


def pull_line(window: Window, line: Line) -> None:
    """Type on while an exchange hangs and then breaks off; the line below says so."""
    with lines.hanging() as hung:
        before = hands.read(line)
        window.activateWindow()
        line.setFocus()
        window.sync._run(lambda: exchange.sync_in_turns(window.session, hung.url))
        wait_for(hung.taken.is_set)
        QTest.keyClick(line, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, "1")
        assert window.sync.is_running
        hung.pull()
        wait_for(lambda: not window.sync.is_running)
    assert window.sync.trouble
    assert window.sync.trouble.code == "hub_unreachable"
    said = window.status.findChild(QPushButton, "sync_sentence")
    assert said is not None
    assert "No connection" in said.text()
    QTest.keyClicks(line, "2")
    assert window.focusWidget() is line
    assert hands.read(line) == before + "12"


def lock_in_mid_sentence(window: Window, line: Line) -> int:
    """Step back into the sentence and lock; return where the cursor stood."""
    for _ in range(5):
        QTest.keyClick(line, Qt.Key.Key_Left)
    cursor = hands.cursor_of(line)
    window.keep_all()
    unlocking.lock(window.session)
    return cursor


def come_back(window: Window, spot: Spot, cursor: int) -> Line:
    """Unlock: the same field has the cursor where it stood, and the place is told once."""
    window.activateWindow()
    window.return_to(forms.take_place(window.session))
    if spot.is_shut:
        windows.settle()
        assert window.place() == spot.place(window)
        return spot.open(window, is_again=True)
    wait_for(lambda: window.focusWidget() is not None and spots.is_at(window, spot))
    line = spot.line(window)
    assert window.focusWidget() is line
    assert hands.cursor_of(line) == cursor
    assert forms.take_place(window.session) is None
    return line


def list_traces(*folders: Path) -> list[Path | str]:
    """Return every file and every title in which the typed text can be read."""
    words = [MARK.encode(how) for how in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    assert files
    titles = [one.windowTitle() for one in windows.make_application().topLevelWidgets()]
    found = [file for file in files for word in words if word in file.read_bytes()]
    return [*found, *(title for title in titles if MARK in title)]


def test_nothing_typed_is_lost(
    pulled: Spot, show: Callable[[Spot], Window], reopen: Reopen, tmp_path: Path, settings_folder: Path
) -> None:
    spot, window = pulled, show(pulled)
    line = type_half(window, spot)
    line = fill_disk(window, spot, line)
    said = hands.read(line)
    killed = reopen(window.session.store.folder)
    line = spot.open(killed, is_again=True)
    assert hands.read(line) == said
    pull_line(killed, line)
    said, where = hands.read(line), killed.place()
    cursor = lock_in_mid_sentence(killed, line)
    again = reopen(killed.session.store.folder)
    line = come_back(again, spot, cursor)
    assert hands.read(line) == said
    assert again.place() == where
    assert list_traces(tmp_path, settings_folder) == []

"""Backups by themselves behind the open desk: never a dialog, never in the way, told in one calm line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from focal_desktop.store import shelf, still
from focal_desktop.ui.context import Place
from focal_desktop.ui.settings.backup_page import BackupPage
from focal_desktop.ui.settings.screen import SettingsScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import backups, looking_over, records, unlocking
from tests.desks import Desk, full_disk, is_sound, make_desk
from tests.ui import doors, windows
from tests.ui.windows import Style


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A real vault, open."""
    return make_desk(tmp_path / "vault", windows.clock_at())


@pytest.fixture
def window(desk: Desk) -> Iterator[Window]:
    """The window over it."""
    made = windows.open_window(desk.session, windows.make_face(Style(), windows.clock_at()))
    yield made
    windows.close_window(made)


def told(window: Window) -> str:
    """Return what the status line says of backups, nothing where it says nothing."""
    found = window.status.findChild(QPushButton, "backup_sentence")
    assert isinstance(found, QPushButton)
    return found.text().strip() if found.isVisible() else ""


def kept(desk: Desk) -> int:
    """Return how many lie beside the vault."""
    return len(shelf.list_kept(backups.home_of(desk.folder)))


def run(window: Window, qtbot: QtBot) -> None:
    """Let the time after unlocking be over, and wait for the answer."""
    with qtbot.waitSignal(window.safety.changed, timeout=10_000):
        window.safety.start()
    qtbot.waitUntil(lambda: not window.safety.is_running, timeout=10_000)
    windows.settle()


def page_of(window: Window) -> BackupPage:
    """Return the page about backups."""
    window.go(Place(section="settings", view="backup"))
    windows.settle()
    screen = window.current
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.page, BackupPage)
    return screen.page


def test_it_is_told_in_one_line(window: Window, desk: Desk, qtbot: QtBot) -> None:
    assert told(window) == ""
    window.safety.start()
    assert told(window) == "Backing up…"
    records.add(desk.session, "partner", {"name": "Typed meanwhile"})
    qtbot.waitUntil(lambda: not window.safety.is_running, timeout=10_000)
    assert told(window) == "Backed up"
    assert kept(desk) == 1
    window.safety.start()
    assert not window.safety.is_running
    doors.click(window, "backup_sentence")
    assert window.place() == Place(section="settings", view="backup")
    assert is_sound(desk.session)


def test_it_begins_by_itself(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.safety.begin()
    assert window.safety._timer.isActive()
    window.safety._timer.start(1)
    qtbot.waitUntil(lambda: kept(desk) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not window.safety.is_running, timeout=10_000)


def test_a_full_disk_is_one_calm_line(window: Window, desk: Desk, qtbot: QtBot) -> None:
    with full_disk(50_000):
        run(window, qtbot)
    assert told(window).startswith("No backup today: the disk is full")
    assert window.bar.message is None
    records.add(desk.session, "partner", {"name": "Works on"})
    assert kept(desk) == 0


def test_a_missing_stick_is_one_calm_line(window: Window, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(window)
    assert "can go to a stick" in page.place.chosen.text()
    page.place.take(tmp_path / "stick")
    qtbot.waitUntil(lambda: window.safety.done is not None, timeout=10_000)
    assert told(window) == "Backed up here. The stick was not there."
    (tmp_path / "stick").mkdir()
    page.place.take(tmp_path / "stick")
    qtbot.waitUntil(lambda: len(shelf.list_kept(tmp_path / "stick")) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: told(window) == "Backed up to the stick", timeout=10_000)
    assert str(tmp_path / "stick") in page.place.chosen.text()
    page.place.take(desk.folder)
    assert window.bar.message is not None
    assert "lost together" in window.bar.message.text
    doors.click(window, "drop_second")
    assert backups.read_stick(desk.session) is None


def test_locking_ends_it_and_leaves_nothing_half_made(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.safety.start()
    window.close()
    unlocking.lock(window.session)
    done: list[int] = []
    window.face.jobs.run(lambda: 1, done.append, lambda _: None)
    qtbot.waitUntil(lambda: done == [1], timeout=10_000)
    left = [file for file in backups.home_of(desk.folder).iterdir() if file.suffix != ".fbk"]
    assert left == []
    assert not [*desk.folder.glob("b-*")]
    desk.opened = None
    assert is_sound(desk.session)
    desk.lock()


def test_a_large_vault_is_checked_behind_the_open_desk(
    window: Window, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit alone is set lower than any vault, as nobody waits for a large one to be made."""
    monkeypatch.setattr(unlocking, "LARGEST_AT_ONCE", 1)
    run(window, qtbot)
    assert told(window) == "Backed up"
    still.hold(desk.session.store)
    data = bytearray(desk.database.read_bytes())
    data[-50] ^= 1
    desk.database.write_bytes(data)
    with qtbot.waitSignal(window.safety.damaged, timeout=10_000):
        window.safety.start()
    windows.settle()
    banner = doors.find(window, "damaged_banner")
    said = banner.findChild(QLabel)
    assert isinstance(said, QLabel)
    assert "say: P1" in said.text()
    assert banner.property("tone") == "danger"
    window.draw(window.face)
    windows.settle()
    assert doors.find(window, "damaged_banner")
    assert kept(desk) == 1


def test_a_small_vault_was_checked_before_it_opened(desk: Desk) -> None:
    assert looking_over.begin(desk.session) is None
    look = looking_over.begin(desk.session, 1)
    assert look is not None
    look()
    looking_over.end(desk.session)
    desk.lock()


def test_a_backup_can_be_stopped(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(window)
    page.back_up_to(tmp_path / "asked.fbk")
    doors.click(window, "stop_aside")
    qtbot.waitUntil(lambda: "was stopped" in page.problem.text(), timeout=10_000)
    assert not (tmp_path / "asked.fbk").exists()
    assert not page.aside.row.isVisible()
    page.back_up_to(tmp_path / "asked.fbk")
    qtbot.waitUntil(lambda: (tmp_path / "asked.fbk").exists(), timeout=10_000)
    qtbot.waitUntil(lambda: not page.aside.row.isVisible(), timeout=10_000)


def test_a_page_that_was_left_leaves_the_backup_to_end(
    window: Window, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page_of(window).back_up_to(tmp_path / "asked.fbk")
    doors.click(window, "settings_back")
    qtbot.waitUntil(lambda: window.bar.message is not None, timeout=10_000)
    assert window.bar.message is not None
    assert "opened and checked" in window.bar.message.text
    assert desk.session.store.connection.execute("PRAGMA wal_autocheckpoint").fetchone()[0] > 0


def test_they_are_offered_for_rehearsal_by_their_day(window: Window, qtbot: QtBot) -> None:
    run(window, qtbot)
    page = page_of(window)
    assert page.offered.currentText() == "The backup of 15 September 2026"

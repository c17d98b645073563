"""The door over a real vault: the program as it starts, off screen, with a clock moved by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.base.clock import Clock
from focal_desktop.ui import door, preferences
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.window import Window
from focal_desktop.usecases import unlocking
from tests.conftest import HandClock
from tests.desks import PASSPHRASE
from tests.ui import windows
from tests.ui.windows import Style


def choose(path: Path, style: Style) -> Path:
    """Write what a person chose before."""
    preferences.save(path, Preferences(language=style.language, theme=style.theme, size=style.size))
    return path


def make_desktop(folder: Path, clock: Clock, chosen_at: Path, style: Style = Style()) -> Desktop:  # noqa: B008 it is frozen
    """Return the desktop of a person who chose a style; nothing is shown yet."""
    return Desktop(windows.make_application(), folder, clock, choose(chosen_at, style))


def open_door(desktop: Desktop) -> QWidget:
    """Show what stands before the desk."""
    door.open_door(desktop)
    return shown(desktop)


def shown(desktop: Desktop) -> QWidget:
    """Return the one window that is open."""
    windows.settle()
    assert desktop.window is not None
    return desktop.window


def close(desktop: Desktop) -> None:
    """End the program as far as a test has one, and let Qt forget it."""
    window = desktop.window
    desktop.jobs.stop()
    if isinstance(window, Window) and window.session.store.is_open:
        unlocking.lock(window.session)
    for one in windows.make_application().topLevelWidgets():
        one.close()
        if one.parent() is None:
            one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows.settle()


def find(parent: QWidget, name: str) -> QWidget:
    """Return the control of a name that can be seen."""
    found = [one for one in parent.findChildren(QWidget, name) if one.isVisible()]
    assert len(found) == 1, (name, found)
    return found[0]


def screen_has(parent: QWidget, name: str) -> bool:
    """Tell whether a control of a name can be seen."""
    return any(one.isVisible() for one in parent.findChildren(QWidget, name))


def click(parent: QWidget, name: str) -> None:
    """Click a control that can be seen."""
    QTest.mouseClick(find(parent, name), Qt.MouseButton.LeftButton)
    windows.settle()


def type_in(parent: QWidget, name: str, text: str, *, enter: bool = False) -> None:
    """Type into a line that can be seen, key by key."""
    line = find(parent, name)
    line.setFocus()
    QTest.keyClicks(line, text)
    if enter:
        QTest.keyClick(line, Qt.Key.Key_Return)
    windows.settle()


def unlock(desktop: Desktop, qtbot: QtBot, phrase: str = PASSPHRASE) -> Window:
    """Type the passphrase as a person does and return the desk behind it."""
    type_in(shown(desktop), "passphrase", phrase, enter=True)
    return wait_for_desk(desktop, qtbot)


def wait_for_desk(desktop: Desktop, qtbot: QtBot) -> Window:
    """Wait until the window of the open vault stands."""
    qtbot.waitUntil(lambda: isinstance(desktop.window, Window), timeout=8_000)
    windows.settle()
    assert isinstance(desktop.window, Window)
    return desktop.window


Begin = Callable[..., Desktop]
"""Starts the program over a copy of the invented data, or where there is no vault yet."""


@pytest.fixture
def begin(templates: Callable[[str], Path], tmp_path: Path) -> Iterator[Begin]:
    """Start the program and show its first window; it is ended behind the test."""
    begun: list[Desktop] = []

    def start(folder: Path | None = None, style: Style = Style(), clock: HandClock | None = None) -> Desktop:  # noqa: B008 it is frozen
        windows.make_application()
        if folder is None:
            folder = copy_vault(templates(style.language), tmp_path / "vault")
        made = make_desktop(folder, clock or windows.clock_at(), tmp_path / f"chosen{len(begun)}.json", style)
        begun.append(made)
        open_door(made)
        return made

    yield start
    for one in begun:
        close(one)


def copy_vault(template: Path, folder: Path) -> Path:
    """Copy a locked vault with both copies of its anchor."""
    shutil.copytree(template, folder)
    unlocking.anchor_copy(folder).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(windows.kept_copy(template), unlocking.anchor_copy(folder))
    return folder

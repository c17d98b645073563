"""The door over a real vault: the program as it starts, off screen, with a clock moved by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from focal_desktop.base.clock import Clock
from focal_desktop.ui import door
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.window import Window
from focal_desktop.usecases import unlocking
from tests.ui import windows
from tests.ui.windows import Style


def choose(path: Path, style: Style) -> Path:
    """Write what a person chose before."""
    chosen = Preferences(language=style.language, theme=style.theme, size=style.size)
    path.write_bytes(msgspec.json.encode(chosen))
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
    if isinstance(window, Window):
        unlocking.lock(window.session)
    for one in windows.make_application().topLevelWidgets():
        one.close()
    if window is not None:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows.settle()


def find(parent: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    """Return the control of a name that can be seen."""
    found = [one for one in parent.findChildren(kind, name) if one.isVisible()]
    assert len(found) == 1, (name, found)
    return found[0]


Opened = Callable[..., Desktop]

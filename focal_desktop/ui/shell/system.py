"""Hears from the system that it goes to sleep, that its lid is shut or its screen locked.

What this cannot hear, as on a system without these voices, the clock that jumped tells at the next look.
"""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

LOGIN, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
POWER, POWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREENS = tuple(f"org.{name}.ScreenSaver" for name in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))
STATE, MOMENT, CHANGE = (
    SLOT(name) for name in ("hear_state(bool)", "hear()", "hear_change(QString,QVariantMap,QStringList)")
)
LEFT = {"LidIsClosed": True, "Active": False, "LockedHint": True}
"""A lid that is shut without sleep, another person at this computer, a screen that was locked."""
WORDS = ("sleep", "Work records", "Closing", "delay")
"""What is asked of the system: to wait with sleeping, for seconds at most, until this program has locked."""


class System(QObject):
    """Belongs to one window for as long as its vault is open; `ended` when the system is being left."""

    ended = Signal()

    def __init__(self, application: QApplication, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._window = application, window
        self._awake: Any = None
        QTimer.singleShot(0, self, self.begin)  # nobody waits for it

    def begin(self) -> None:
        """Begin to listen; a system that says nothing is no fault."""
        if sys.platform == "win32":  # pragma: no cover  another system
            messages = import_module("focal_desktop.ui.shell.messages_of_windows")
            self._awake = messages.listen(self._application, self._window, self.ended.emit)
        elif sys.platform == "linux":
            self._listen(import_module("PySide6.QtDBus"))

    def _listen(self, dbus: Any) -> None:
        system, own = dbus.QDBusConnection.systemBus(), dbus.QDBusConnection.sessionBus()
        if own.isConnected():
            for screen in SCREENS:
                own.connect("", "", screen, "ActiveChanged", self, STATE)
        if not system.isConnected():
            return
        system.connect(LOGIN, PATH, MANAGER, "PrepareForSleep", self, STATE)
        system.connect(POWER, POWER_PATH, PROPERTIES, "PropertiesChanged", self, CHANGE)
        if named := os.environ.get("XDG_SESSION_ID", ""):
            path = f"{PATH}/session/{write_label(named)}"
            system.connect(LOGIN, path, SESSION, "Lock", self, MOMENT)
            system.connect(LOGIN, path, PROPERTIES, "PropertiesChanged", self, CHANGE)
        asked = dbus.QDBusMessage.createMethodCall(LOGIN, PATH, MANAGER, "Inhibit")
        asked.setArguments(list(WORDS))
        self._awake = dbus.QDBusPendingCallWatcher(system.asyncCall(asked), self)
        self._awake.finished.connect(self._hold)

    def _hold(self, answered: Any) -> None:
        """Keep what the system gave: it is let go of when this process ends, and the computer sleeps."""
        said = answered.reply().arguments()
        self._awake = said[0] if said else None

    @Slot(bool)
    def hear_state(self, is_so: bool) -> None:
        """Hear that it begins; that it is over changes nothing."""
        if is_so:
            self.ended.emit()

    @Slot("QString", "QVariantMap", "QStringList")
    def hear_change(self, _interface: str, changed: dict[str, Any], _gone: list[str]) -> None:
        """Hear what is otherwise than before; that somebody came back changes nothing."""
        if any(changed.get(name) is state for name, state in LEFT.items()):
            self.ended.emit()

    @Slot()
    def hear(self) -> None:
        """Hear that the screen is being locked."""
        self.ended.emit()


def write_label(name: str) -> str:
    """Return a session's name as the system writes it in a path (systemd's bus_path_encode)."""
    odd = re.compile(r"[^A-Za-z0-9]|^[0-9]")
    return odd.sub(lambda found: f"_{ord(found[0]):02x}", name) or "_"

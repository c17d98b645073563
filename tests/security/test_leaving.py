"""The real window beside a real bus: whenever the system is being left, a new process takes its place."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6 import QtDBus
from PySide6.QtCore import ClassInfo, QDeadlineTimer, QObject, Slot
from PySide6.QtTest import QTest

from focal_desktop.store import drafts
from focal_desktop.ui.shell.system import (
    LOGIN,
    MANAGER,
    PATH,
    POWER,
    POWER_PATH,
    PROPERTIES,
    SESSION,
)
from focal_desktop.usecases import forms
from tests.desks import PASSPHRASE, Desk
from tests.figures import Tell
from tests.security import programs
from tests.ui import windows

CHANGED, ODD = "PropertiesChanged", ["Odd"]
OWN, OTHER = f"{PATH}/session/_37", f"{PATH}/session/_38"
LEAVING: tuple[tuple[str, str, str, list[Any]], ...] = (
    (PATH, MANAGER, "PrepareForSleep", [True]),
    (OWN, SESSION, "Lock", []),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    (OWN, PROPERTIES, CHANGED, [SESSION, {"Active": False}, ODD]),
    (OWN, PROPERTIES, CHANGED, [SESSION, {"LockedHint": True}, ODD]),
    (POWER_PATH, PROPERTIES, CHANGED, [POWER, {"LidIsClosed": True}, ODD]),
)
STAYING: tuple[tuple[str, str, str, list[Any]], ...] = (
    (PATH, MANAGER, "PrepareForSleep", [False]),
    (OTHER, SESSION, "Lock", []),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [False]),
    (OWN, PROPERTIES, CHANGED, [SESSION, {"Active": True, "LockedHint": False}, ODD]),
    (OTHER, PROPERTIES, CHANGED, [SESSION, {"Active": False}, ODD]),
    (POWER_PATH, PROPERTIES, CHANGED, [POWER, {"LidIsClosed": False, "OnBattery": True}, ODD]),
)
LONGEST_MS, SETTLED_MS, TURN_MS, SOON_S = 20_000, 200, 5, 10.0


@ClassInfo({"D-Bus Interface": MANAGER})  # type: ignore[call-arg] # its stub takes nothing
class Login(QObject):  # type: ignore[operator] # its stub gives nothing
    """Stands in the place of the system's own service, and waits with sleeping as it does."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, ...]] = []
        self.waits: list[int] = []

    def wait(self) -> None:
        """Serve until the program has asked."""
        left = QDeadlineTimer(LONGEST_MS)
        while not self.waits and not left.hasExpired():
            QTest.qWait(TURN_MS)

    def is_let_go(self) -> bool:
        """Tell whether nobody holds the other end of the pipe any more, and close it."""
        reading = self.waits.pop()
        try:
            return os.read(reading, 1) == b""
        finally:
            os.close(reading)

    @Slot(str, str, str, str, result=QtDBus.QDBusUnixFileDescriptor)
    def Inhibit(  # noqa: N802 the bus's own name
        self, what: str, who: str, why: str, how: str
    ) -> QtDBus.QDBusUnixFileDescriptor:
        """Give a pipe: as long as somebody holds its other end, the computer does not sleep."""
        self.asked.append((what, who, why, how))
        reading, writing = os.pipe()
        self.waits.append(reading)
        given = QtDBus.QDBusUnixFileDescriptor(writing)
        os.close(writing)
        return given


@contextmanager
def bus() -> Iterator[str]:
    """Start a bus of its own and return where it is."""
    command = ("dbus-daemon", "--session", "--nofork", "--print-address")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout is not None
        try:
            yield running.stdout.readline().strip()
        finally:
            running.kill()


@contextmanager
def served(address: str) -> Iterator[tuple[QtDBus.QDBusConnection, Login]]:
    """Serve on a bus, once for all who ask.

    The bus has a thread of its own that touches what it serves, also while it is being disconnected: a second
    call into the bus then waits for that thread, and it for Python, for ever.
    """
    other, login = QtDBus.QDBusConnection.connectToBus(address, address), Login()
    assert other.registerService(LOGIN)
    assert other.registerService(POWER)
    assert other.registerObject(PATH, login, QtDBus.QDBusConnection.RegisterOption.ExportAllSlots)
    yield other, login
    other.unregisterObject(PATH)
    QTest.qWait(SETTLED_MS)
    QtDBus.QDBusConnection.disconnectFromBus(address)
    QTest.qWait(SETTLED_MS)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_whoever_leaves_the_system_leaves_a_locked_vault(desk: Desk, tmp_path: Path, figure: Tell) -> None:
    desk.lock()
    windows.make_application()
    around = {**programs.make_home(tmp_path), "XDG_SESSION_ID": "7"}
    errors, open_still = tmp_path / "errors", []
    assert shutil.which("dbus-daemon"), "a bus is needed: package dbus-daemon"
    with bus() as address, served(address) as (other, login):
        places = {"DBUS_SYSTEM_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": address}
        for path, interface, name, words in LEAVING:
            with programs.driven(desk.folder, {**around, **places}, errors) as shown:
                shown.ask("type", name="passphrase", text=PASSPHRASE, enter=True)
                assert shown.ask("wait_for_desk") == "Window"
                login.wait()
                before = shown.read_birth()
                for staying in STAYING:
                    send(other, *staying)
                assert shown.is_quiet_for(0.3)
                assert shown.read_birth() == before
                send(other, path, interface, name, words)
                shown.hear_door(SOON_S)
                if shown.read_birth() == before:
                    open_still.append(name)
                assert login.is_let_go()  # the computer may sleep
            assert login.asked == [("sleep", "Work records", "Closing", "delay")]
            login.asked.clear()
    figure(
        "the system is being left: vault still open",
        tried=len(LEAVING),
        bad=len(open_still),
    )
    assert open_still == []


def send(other: QtDBus.QDBusConnection, path: str, interface: str, name: str, words: list[Any]) -> None:
    """Say something on the bus."""
    signal = QtDBus.QDBusMessage.createSignal(path, interface, name)
    signal.setArguments(words)
    assert other.send(signal)


@pytest.mark.long
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGHUP])
def test_a_program_that_is_asked_to_end_keeps_the_last_letter(
    desk: Desk, tmp_path: Path, asked: signal.Signals
) -> None:
    """As a desktop does that tells the end of a session to no window."""
    desk.lock()
    around, errors = programs.make_home(tmp_path), tmp_path / "errors"
    with programs.driven(desk.folder, around, errors) as shown:
        shown.ask("type", name="passphrase", text=PASSPHRASE, enter=True)
        assert shown.ask("wait_for_desk") == "Window"
        shown.ask("go", section="allegations", view="new")
        shown.ask("type", name="account", text="She said so")
        os.kill(shown.process, asked)
        assert shown.running.wait(SOON_S) == 0
    assert "mistake" not in errors.read_text()
    names = [name for (name,) in desk.session.store.connection.execute("SELECT name FROM draft")]
    typed = [drafts.read(desk.session.store.connection, name) or b"" for name in names]
    assert any(b"She said so" in said for said in typed)
    assert forms.take_place(desk.session) == forms.Where(
        section="allegations", view="new", field="account", cursor=len("She said so")
    )


def test_a_door_that_is_asked_to_end_ends(desk: Desk, tmp_path: Path) -> None:
    desk.lock()
    around, errors = programs.make_home(tmp_path), tmp_path / "errors"
    with programs.driven(desk.folder, around, errors) as shown:
        os.kill(shown.process, signal.SIGTERM)
        assert shown.running.wait(SOON_S) == 0
    assert "mistake" not in errors.read_text()

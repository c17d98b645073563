"""The system is being left, by sleep, lid, locked screen or another person: the vault locks first."""

from ctypes import addressof, wintypes

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.ui.desktop import AGAIN
from focal_desktop.ui.guard import Guard
from focal_desktop.ui.shell.messages_of_windows import LEAVING, Messages, listen
from focal_desktop.ui.shell.system import System, write_label
from tests.ui import doors, windows
from tests.ui.doors import Begin


@pytest.mark.parametrize("is_asleep", [True, False])
def test_sleep_locks_and_waking_changes_nothing(begin: Begin, qtbot: QtBot, *, is_asleep: bool) -> None:
    desktop = begin()
    desk = doors.unlock(desktop, qtbot)
    guard = desk.findChild(Guard)
    assert isinstance(guard, Guard)
    guard.system.hear_state(is_asleep)
    assert desk.session.store.is_open != is_asleep
    assert desktop.left_with == (AGAIN if is_asleep else None)


def test_a_locked_screen_locks(begin: Begin, qtbot: QtBot) -> None:
    desktop = begin()
    guard = doors.unlock(desktop, qtbot).findChild(Guard)
    assert isinstance(guard, Guard)
    guard.system.hear()
    assert desktop.left_with == AGAIN


def test_a_system_that_says_nothing_is_no_fault(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told: list[bool] = []
    system = System(windows.make_application(), window, window)
    system.ended.connect(lambda: told.append(True))
    system.begin()
    windows.settle()
    assert told == []


@pytest.mark.parametrize(
    ("name", "label"), [("2", "_32"), ("12", "_312"), ("c1", "c1"), ("a-b", "a_2db"), ("", "_")]
)
def test_a_session_is_found_by_its_path(name: str, label: str) -> None:
    assert write_label(name) == label


def pass_by(filtering: Messages, number: int, what: int, kind: bytes = b"windows_generic_MSG") -> object:
    """Let one message of Windows pass, as Qt does."""
    message = wintypes.MSG(message=number, wParam=what)
    return filtering.nativeEventFilter(kind, addressof(message))


def test_windows_tells_by_its_messages() -> None:
    told: list[bool] = []
    filtering = Messages(lambda: told.append(True))
    for number, what in LEAVING:
        assert pass_by(filtering, number, what) == (False, 0)
    assert len(told) == len(LEAVING) == 4
    pass_by(filtering, 0x0218, 0x0012)  # it woke up
    pass_by(filtering, 0x02B1, 0x0008)  # the screen was unlocked
    pass_by(filtering, 0x0200, 0x0004)  # the pointer moved
    pass_by(filtering, 0x0218, 0x0004, b"xcb_generic_event_t")
    assert len(told) == 4


def test_the_messages_are_looked_at_and_pass(qtbot: QtBot) -> None:
    application, told = windows.make_application(), list[bool]()
    window = QWidget()
    qtbot.addWidget(window)
    kept = listen(application, window, lambda: told.append(True))
    window.show()
    application.sendEvent(window, QEvent(QEvent.Type.User))
    windows.settle()
    application.removeNativeEventFilter(kept)
    assert window.isVisible()
    assert told == []

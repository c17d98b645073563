"""A computer whose day cannot be right: it is told once after unlocking, calmly, and nothing is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from focal_desktop.ui import wrong_clock
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.conftest import HandClock
from tests.desks import PASSPHRASE
from tests.ui import doors, windows
from tests.ui.windows import Style

NEWEST = "2026-09-15T23:59:30Z"


@pytest.mark.parametrize(
    ("now", "is_told"),
    [
        ((2026, 9, 16, 9, 0), False),
        ((2026, 9, 15, 1, 0), False),  # the same day says the same
        ((2026, 9, 14, 23, 0), True),
        ((2019, 1, 1, 0, 0), True),
    ],
)
def test_a_day_before_the_newest_entry_cannot_be_right(now: tuple[int, ...], *, is_told: bool) -> None:
    year, month, day, hour, minute = now
    assert wrong_clock.is_before(datetime(year, month, day, hour, minute, tzinfo=UTC), NEWEST) is is_told


def test_a_minute_set_back_over_midnight_is_no_wrong_clock() -> None:
    assert not wrong_clock.is_before(datetime(2026, 9, 15, 23, 59, tzinfo=UTC), "2026-09-16T00:00:30Z")
    assert wrong_clock.is_before(datetime(2026, 9, 15, 22, 59, tzinfo=UTC), "2026-09-16T00:00:30Z")


def test_where_nothing_was_written_nothing_is_later() -> None:
    assert not wrong_clock.is_before(datetime(2026, 1, 1, tzinfo=UTC), "")


@pytest.mark.parametrize(
    ("days_back", "said"),
    [
        (0, ""),
        (3, "This computer says 12 September 2026. There are later entries here."),
        (2800, "This computer says 15 January 2019. That is older than this program."),
    ],
)
def test_a_wrong_day_is_told_in_the_bar(
    open_window: Callable[[Style], Window], days_back: int, said: str
) -> None:
    window = open_window(Style())
    clock = window.session.clock
    assert isinstance(clock, HandClock)
    records.add(window.session, "partner", {"name": "Practice partner"})
    clock.move(days=-days_back)
    wrong_clock.tell(window.context)
    told = window.bar.message.text if window.bar.message else ""
    assert told.startswith(said)
    assert bool(told) is bool(said)
    if said:
        assert "Nothing is lost" in told


def test_it_is_told_when_the_vault_is_opened(tmp_path: Path, qtbot: QtBot) -> None:
    clock = windows.clock_at()
    windows.make_practice(tmp_path / "vault", "en", clock)
    clock.move(days=-40)
    desktop = doors.make_desktop(tmp_path / "vault", clock, tmp_path / "chosen")
    door = doors.open_door(desktop)
    field = door.findChild(QLineEdit, "passphrase")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(desktop.window, Window), timeout=20_000)
    window = doors.shown(desktop)
    assert isinstance(window, Window)
    assert window.bar.message
    assert "There are later entries here." in window.bar.message.text
    records.add(window.session, "partner", {"name": "Practice partner"})  # nothing is refused
    doors.close(desktop)

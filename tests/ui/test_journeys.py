"""What has headquarters got: answered from the line below and the list behind it (ux.md 4.4 J5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from focal_desktop.ui.context import Place
from focal_desktop.ui.sync.screen import SyncScreen
from focal_desktop.ui.sync.view import Line
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.conftest import HandClock
from tests.sync.company import Company
from tests.ui import windows
from tests.ui.windows import Style

GOAL_S, CLICK_S, THINK_S = 15, 1.3, 1.35
WORD_S = 0.25
"""Reading: 240 words a minute."""


@pytest.fixture
def window(tmp_path: Path, clock: HandClock) -> Iterator[Window]:
    """An office of which headquarters has one partner, while another waits."""
    company = Company(tmp_path / "company", clock)
    session = company.staff()
    records.add(session, "partner", {"name": "Has arrived"})
    company.sync(session, company.hq)
    clock.move(hours=1)
    company.sync(session)
    records.add(session, "partner", {"name": "Waits"})
    made = windows.open_window(session, windows.make_face(Style(), clock))
    yield made
    made.close()
    made.face.jobs.stop()
    made.deleteLater()
    company.close()
    windows.settle()


def read_s(*texts: str) -> float:
    """Return how long a person reads."""
    return sum(len(text.split()) for text in texts) * WORD_S


def test_what_headquarters_has_is_answered_within_fifteen_seconds(window: Window) -> None:
    assert window.place() == Place(section="home")
    below = window.status.findChild(QPushButton, "sync_sentence")
    assert below is not None
    assert "One change waits" in below.text()
    QTest.mouseClick(below, Qt.MouseButton.LeftButton)
    windows.settle()
    screen = window.current
    assert isinstance(screen, SyncScreen)
    said = screen.view.findChild(QLabel, "sentence")
    assert said is not None
    first, second = rows = list[Line](screen.view.table.rows.values)
    assert [(one.item, one.place) for one in rows] == [("Waits", "waiting"), ("Has arrived", "read")]
    words = read_s(below.text(), said.text(), first.item, first.state, first.why, second.item, second.state)
    assert CLICK_S + 3 * THINK_S + words < GOAL_S

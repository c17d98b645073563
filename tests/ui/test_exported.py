"""One verb for every desk list: it becomes a table file; a list of cases never does."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from focal_desktop.domain.kinds import KINDS
from focal_desktop.ui import exported
from focal_desktop.ui.context import Place
from focal_desktop.ui.turns import Pace
from focal_desktop.ui.window import Window
from focal_desktop.usecases import audit, exporting, records, unlocking
from tests.ui import windows

LISTS = {"partners": "partner", "training": "person", "plan": "action", "channels": "channel"}


def told(window: Window) -> str:
    """Return what the message bar says."""
    return window.bar.message.text if window.bar.message else ""


@pytest.mark.parametrize("section", LISTS)
def test_a_section_saves_its_own_list(window: Window, section: str) -> None:
    window.go(Place(section=section))
    windows.settle()
    screen = window.current
    assert screen is not None
    assert LISTS[section] == screen.LIST
    assert not exporting.is_case(KINDS[screen.LIST])
    assert window.ask("save_list")
    (dialog,) = window.findChildren(QFileDialog)
    (name,) = dialog.selectedFiles()
    assert Path(name).name.startswith("export-")
    assert name.endswith(".csv")
    dialog.reject()


@pytest.mark.parametrize("section", ["home", "allegations", "settings", "monthly_return"])
def test_where_there_is_no_desk_list_the_verb_says_so(window: Window, section: str) -> None:
    window.go(Place(section=section))
    windows.settle()
    assert not window.ask("save_list")
    assert told(window) == "There is no list here that can be saved as a table."
    assert not window.findChildren(QFileDialog)


def test_the_keys_ask_for_it(window: Window) -> None:
    window.go(Place(section="channels"))
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_S, held)
    windows.settle()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.reject()


def test_the_table_holds_every_record_and_no_formula(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    session = window.session
    records.add(session, "partner", {"name": "=1+1", "country": "KE"})
    count = len(records.list_page(session, "partner", {}, limit=1000)[0])
    out = tmp_path / "list.csv"
    exported.save_table(window.context, "partner", out)
    qtbot.waitUntil(lambda: "no longer protects" in told(window), timeout=8_000)
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    assert len(rows) == count + 1
    assert any("'=1+1" in row for row in rows)
    line = audit.list_lines(session)[-1]
    assert (line.what, line.kind, line.part) == ("exported", "partner", "plain")
    kept = out.read_bytes()
    exported.save_table(window.context, "partner", out)
    qtbot.waitUntil(lambda: "already" in told(window), timeout=8_000)
    assert out.read_bytes() == kept


def test_a_long_list_is_written_in_turns_and_can_be_stopped(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """Stopped, or locked in the middle, no file is written and the trail says nothing of one."""
    out, step_by_step = tmp_path / "list.csv", Pace(-1, -1)
    before = audit.list_lines(window.session)
    exported.save_table(window.context, "partner", out, step_by_step)
    assert told(window) == "The list is being written: 50%"
    assert window.bar.message
    assert window.bar.message.action == "Stop"
    window.bar._act.click()
    windows.settle()
    assert told(window) == "Stopped. No file was written."
    assert not out.exists()
    assert audit.list_lines(window.session) == before
    exported.save_table(window.context, "partner", out, step_by_step)
    qtbot.waitUntil(lambda: "no longer protects" in told(window), timeout=8_000)
    exported.save_table(window.context, "partner", tmp_path / "locked.csv", step_by_step)
    unlocking.lock(window.session)
    windows.settle()
    assert [path.name for path in tmp_path.glob("*.csv")] == ["list.csv"]

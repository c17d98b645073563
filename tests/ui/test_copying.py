"""Rows of a desk list go to the clipboard as a spreadsheet takes them; of cases nothing ever does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QClipboard, QKeyEvent
from PySide6.QtTest import QTest

from focal_desktop.domain.kinds import KINDS
from focal_desktop.ui.context import Place
from focal_desktop.ui.shell import copying
from focal_desktop.ui.shell.clipboard import Copies
from focal_desktop.ui.table import Table
from focal_desktop.ui.window import Window
from focal_desktop.usecases import audit, exporting, records
from tests.ui import windows

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def clipboard() -> Iterator[QClipboard]:
    """The clipboard, empty before and after."""
    found = windows.make_application().clipboard()
    found.clear()
    yield found
    found.clear()


def open_list(window: Window, place: Place, name: str = "") -> Table[object]:
    """Go to a list with the keys at its first row."""
    window.go(place)
    windows.settle()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    assert window.current
    table = next(one for one in window.current.findChildren(Table) if one.objectName() == name or not name)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Home)
    return table


def told(window: Window) -> str:
    """Return what the message bar says."""
    return window.bar.message.text if window.bar.message else ""


def test_chosen_rows_are_copied_in_the_order_of_the_headings(window: Window, clipboard: QClipboard) -> None:
    """Nothing of them runs as a formula, the trail says that they left, and they do not stay there."""
    records.add(window.session, "partner", {"name": "=1+1"})
    copies = Copies(windows.make_application(), window)
    table = open_list(window, Place(section="partners"))
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    lines = clipboard.text().split("\n")
    header, rows = table.horizontalHeader(), table.rows
    labels = [rows.headerData(place, Qt.Orientation.Horizontal) for place in range(header.count())]
    assert len(lines) == 2
    assert all(len(line.split("\t")) == len(labels) for line in lines)
    assert [line.split("\t")[0].lstrip("'") for line in lines] == [
        rows.say_cell(place, 0) for place in (0, 1)
    ]
    assert told(window) == "2 rows were copied. They are cleared from the clipboard after 20 seconds."
    QTest.keyClick(table, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert "'=1+1" in [line.split("\t")[0] for line in clipboard.text().split("\n")]
    header.moveSection(header.visualIndex(1), 0)
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert clipboard.text().split("\t")[1].lstrip("'") == rows.say_cell(0, 0)
    said = [(line.what, line.kind, line.part) for line in audit.list_lines(window.session)]
    assert said[-3:] == [("exported", "partner", "copied")] * 3
    windows.settle()
    assert copies.is_ours
    copies.clear()
    assert clipboard.text() == ""


@pytest.mark.parametrize("section", ["allegations", "sync"])
def test_of_a_list_that_tells_of_cases_nothing_is_copied(
    window: Window, clipboard: QClipboard, section: str
) -> None:
    """Neither by the key nor by what Qt itself would do with it, and whatever a list calls itself."""
    table = open_list(window, Place(section=section))
    assert table.current() is not None
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    assert told(window) == "Rows of this list are not copied: other programs could read them."
    window.bar.close_message()
    table.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_C, CONTROL))
    table.copies = "allegation"
    copying.copy_rows(window)
    assert clipboard.text() == ""
    assert audit.list_lines(window.session) == []


def test_the_only_list_is_meant_where_the_keys_are_elsewhere(window: Window, clipboard: QClipboard) -> None:
    table = open_list(window, Place(section="partners"))
    window.sidebar.setFocus()
    window.copy_rows()
    assert clipboard.text()
    clipboard.clear()
    table.clearSelection()
    window.copy_rows()
    assert told(window) == "Choose rows of a list first; then they can be copied."
    window.go(Place(section="home"))
    window.bar.close_message()
    window.copy_rows()
    assert told(window).startswith("Choose rows of a list first")
    assert clipboard.text() == ""


def test_every_list_that_says_so_is_of_the_desk(window: Window) -> None:
    found = set()
    for section in ("partners", "training", "plan", "channels", "allegations", "sync"):
        window.go(Place(section=section))
        windows.settle()
        assert window.current
        found |= {one.copies for one in window.current.findChildren(Table)} - {""}
    assert found >= {"partner", "person", "action", "channel"}
    assert not [name for name in found if exporting.is_case(KINDS[name])]


def test_a_cell_is_one_line_without_marks() -> None:
    assert copying.write([["a\tb\nc", "\u2068x\u2069 ", "-5", "@do"]]) == "a b c\tx\t-5\t'@do"

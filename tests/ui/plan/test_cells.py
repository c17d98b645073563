"""A field of an action edited in its own cell of the outline, with the keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from focal_desktop.ui.plan import cell_view, lines
from focal_desktop.ui.plan.cell_view import CellView
from focal_desktop.ui.plan.screen import PlanScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, plans, records
from tests.ui import windows
from tests.ui.plan.test_plan import show
from tests.ui.windows import Style

ROW = 1
KEYS = Qt.Key


def open_cell(screen: PlanScreen, column: int, row: int = ROW) -> CellView:
    """Go to a cell with the keys and open it."""
    outline = screen.view.outline
    screen.window().activateWindow()
    outline.setFocus()
    outline.setCurrentIndex(outline.rows.index(row, column))
    QTest.keyClick(outline, KEYS.Key_F2)
    windows.settle()
    cell = screen.panels.cells.cell
    assert cell is not None
    assert cell.isVisible()
    return cell


def type_over(cell: CellView, said: str) -> None:
    """Type in place of what stands in a cell's line."""
    line = cell.editor.widget
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, said)


def read(window: Window, screen: PlanScreen, row: int = ROW) -> dict[str, object]:
    """Return the values of the action in a row."""
    return dict(records.read(window.session, "action", screen.view.outline.rows.row(row).action.id).values)


def test_enter_saves_a_cell_and_it_can_be_taken_back(window: Window) -> None:
    screen = show(window)
    before = read(window, screen)["actual"]
    cell = open_cell(screen, lines.REACHED)
    type_over(cell, "7")
    QTest.keyClick(cell.editor.widget, KEYS.Key_Return)
    windows.settle()
    assert read(window, screen)["actual"] == 7
    assert screen.panels.cells.cell is None
    assert screen.panels.desk is None
    assert screen.view.outline.hasFocus()
    window.take_back()
    assert read(window, screen)["actual"] == before


def test_a_day_covers_its_cell_whole(window: Window) -> None:
    screen = show(window)
    cell = open_cell(screen, lines.DUE)
    outline = screen.view.outline
    assert cell.height() >= outline.visualRect(outline.rows.index(ROW, lines.DUE)).height()


def test_escape_leaves_a_cell_as_it_was(window: Window) -> None:
    screen = show(window)
    before = read(window, screen)
    cell = open_cell(screen, lines.REACHED)
    type_over(cell, "7")
    QTest.keyClick(cell.editor.widget, KEYS.Key_Escape)
    windows.settle()
    assert read(window, screen) == before
    assert screen.panels.cells.cell is None


def test_tab_saves_and_goes_on_along_the_row(window: Window) -> None:
    screen = show(window)
    outline = screen.view.outline
    cell = open_cell(screen, lines.REACHED)
    type_over(cell, "3")
    QTest.keyClick(cell.editor.widget, KEYS.Key_Tab)
    windows.settle()
    assert read(window, screen)["actual"] == 3
    following = screen.panels.cells.cell
    assert following is not None
    assert not outline.isColumnHidden(outline.currentIndex().column())
    assert following.name != "actual"
    QTest.keyClick(following.editor.widget, KEYS.Key_Backtab)
    windows.settle()
    assert screen.panels.cells.cell is not None
    assert screen.panels.cells.cell.name == "actual"


def test_a_status_is_chosen_with_the_keys(window: Window) -> None:
    screen = show(window)
    cell = open_cell(screen, lines.STATUS)
    box = cell.editor.widget
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("at_risk"))
    QTest.keyClick(box, KEYS.Key_Return)
    windows.settle()
    assert read(window, screen)["state"] == "at_risk"


def test_what_cannot_be_kept_is_told_below_the_cell(window: Window) -> None:
    screen = show(window)
    before = read(window, screen)
    cell = open_cell(screen, lines.REACHED)
    type_over(cell, "many")
    QTest.keyClick(cell.editor.widget, KEYS.Key_Return)
    windows.settle()
    assert screen.panels.cells.cell is cell
    assert cell.problem.isVisible()
    assert cell.width() >= window.face.look.em(cell_view.TOLD), "also once the outline was laid anew"
    assert screen.view.outline.viewport().rect().contains(cell.geometry())
    assert read(window, screen) == before
    screen.keep()
    assert screen.go_back()
    kept = forms.read(window.session, f"plan/action-{before_id(screen)}")
    assert kept is not None
    assert kept.values == {"actual": "many"}
    assert open_cell(screen, lines.REACHED).editor.value() == "many"


def before_id(screen: PlanScreen) -> str:
    """Return the id of the action in the row."""
    return str(screen.view.outline.rows.row(ROW).action.id)


def test_a_cell_stays_in_sight_where_a_message_makes_the_page_scroll(
    open_window: Callable[[Style], Window],
) -> None:
    window = open_window(Style("ar", "light", 150))
    screen = show(window)
    cell = open_cell(screen, lines.REACHED, row=5)
    type_over(cell, "many")
    QTest.keyClick(cell.editor.widget, KEYS.Key_Return)
    windows.settle()
    windows.settle()
    assert cell.problem.isVisible()
    assert cell.visibleRegion().boundingRect() == cell.rect()


def test_going_elsewhere_saves_what_was_typed(window: Window) -> None:
    screen = show(window)
    cell = open_cell(screen, lines.REACHED)
    type_over(cell, "5")
    screen.view.head.add.setFocus()
    windows.settle()
    assert read(window, screen)["actual"] == 5
    assert screen.panels.cells.cell is None


def test_the_finishing_keys_save_a_cell(window: Window) -> None:
    screen = show(window)
    type_over(open_cell(screen, lines.REACHED), "4")
    assert screen.finish()
    assert read(window, screen)["actual"] == 4


@pytest.mark.parametrize("column", [lines.FIRST_QUARTER, lines.FIRST_QUARTER + 3])
def test_a_quarter_opens_beside_the_outline(window: Window, column: int) -> None:
    screen = show(window)
    outline = screen.view.outline
    outline.setCurrentIndex(outline.rows.index(ROW, column))
    QTest.keyClick(outline, KEYS.Key_F2)
    windows.settle()
    assert screen.panels.cells.cell is None
    assert screen.panels.desk is screen.panels.action


def test_a_cell_follows_its_action(window: Window) -> None:
    screen = show(window)
    cell = open_cell(screen, lines.REACHED)
    type_over(cell, "9")
    screen.refresh()
    windows.settle()
    assert screen.panels.cells.cell is cell
    assert cell.editor.value() == 9
    plans.take_out(window.session, [before_id(screen)])
    screen.refresh()
    windows.settle()
    assert screen.panels.cells.cell is None

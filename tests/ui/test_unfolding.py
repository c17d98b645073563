"""One scroll bar instead of two: a page that is too high lays open what scrolls within it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from focal_desktop.ui.context import Place
from focal_desktop.ui.shell import unfolding
from focal_desktop.ui.widgets.outline import Outline
from focal_desktop.ui.window import Window
from tests.ui import walking, windows
from tests.ui.pictures import training
from tests.ui.windows import SMALL, Style

LARGE = Style("en", "light", 200)
TALL = (SMALL[0], 1400)


def find_outline(window: Window) -> Outline:
    """Open the plan and return its list."""
    window.go(Place(section="plan"))
    windows.settle()
    windows.settle()
    found = window.current.findChild(Outline) if window.current else None
    assert found is not None
    return found


def test_a_list_lies_open_on_a_small_screen_and_scrolls_by_itself_on_a_large_one(
    open_window: Callable[..., Window],
) -> None:
    window = open_window(LARGE)
    outline = find_outline(window)
    outer = unfolding.find_outer(outline)
    assert outer is not None
    assert outer.verticalScrollBar().maximum() > 0
    assert outline.verticalScrollBar().maximum() == 0
    least = outline.minimumHeight()
    window.resize(*TALL)
    windows.settle()
    windows.settle()
    assert outline.minimumHeight() < least
    assert outer.verticalScrollBar().maximum() == 0
    assert outline.verticalScrollBar().maximum() > 0


def test_the_page_follows_the_keys_and_folds_when_another_is_shown(
    open_window: Callable[..., Window],
) -> None:
    window = open_window(LARGE)
    outline = find_outline(window)
    outer = unfolding.find_outer(outline)
    assert outer is not None
    outline.setFocus()
    for _ in range(outline.rows.rowCount()):
        QTest.keyClick(outline, Qt.Key.Key_Down)
    row = outline.visualRect(outline.currentIndex())
    assert outline.currentIndex().row() == outline.rows.rowCount() - 1
    place = outline.viewport().mapTo(outer.viewport(), row.center())
    assert outer.viewport().rect().contains(QPoint(outer.viewport().width() // 2, place.y()))
    window.go(Place(section="home"))
    windows.settle()
    assert outline.minimumHeight() < outline.rows.rowCount() * row.height() / 2


def test_two_bars_are_found() -> None:
    windows.make_application()
    inner, outer, words = QScrollArea(), QScrollArea(), QLabel("line\n" * 90)
    inner.setWidget(words)
    inner.setMinimumHeight(600)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(inner)
    outer.setWidget(holder)
    outer.setWidgetResizable(True)
    outer.resize(300, 200)
    outer.show()
    windows.settle()
    root = QWidget()
    QVBoxLayout(root).addWidget(outer)
    root.resize(300, 200)
    root.show()
    windows.settle()
    assert len(list(walking.find_nested(root))) == 1
    held = unfolding.Unfolded(inner, lambda: None)
    windows.settle()
    assert list(walking.find_nested(root)) == []
    held.fold()
    assert inner.minimumHeight() == 600
    root.deleteLater()


def test_what_keeps_its_own_bar_has_no_height_to_ask_for() -> None:
    windows.make_application()
    assert unfolding.find_height(QScrollArea()) == 0


def test_a_panel_within_a_tab_lies_open_when_the_tab_scrolls(open_window: Callable[..., Window]) -> None:
    window = open_window(Style("ar", "light", 200))
    for picture in ("missing", "exempt"):
        training.PICTURES[picture](window)
        windows.settle()
        windows.settle()
        assert list(walking.find_nested(window)) == []

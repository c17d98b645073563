"""What only a mouse moves is found; and what the walk over the pictures found is mended for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from tests.ui import pressing, windows
from tests.ui.windows import Style


class Stubborn(QPushButton):
    """A button that keeps the keys to itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        event.accept()


class Drawn(QWidget):
    """A drawing that answers the mouse."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 Qt's own name
        event.accept()


class Answering(Drawn):
    """A drawing that answers keys too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        event.accept()


@pytest.fixture
def root() -> Iterator[QWidget]:
    windows.make_application()
    made = QWidget()
    QVBoxLayout(made)
    made.resize(400, 300)
    yield made
    made.hide()
    made.deleteLater()


def show(root: QWidget, *shown: QWidget) -> None:
    layout = root.layout()
    assert layout is not None
    for one in shown:
        layout.addWidget(one)
    root.show()
    root.activateWindow()
    windows.settle()


def test_a_button_that_no_key_presses_is_found(root: QWidget) -> None:
    plain, unreached = QPushButton("Plain"), QPushButton("Unreached")
    unreached.setFocusProxy(plain)
    show(root, plain, Stubborn("Stubborn"), unreached)
    found = list(pressing.find_unpressed(root))
    assert [one.split()[1] for one in found] == ["'Stubborn'", "'Unreached'"]


def test_pressing_does_no_deed_and_leaves_no_trace(root: QWidget) -> None:
    heard = list[str | int]()
    plain, ticked, first, second = QPushButton("A"), QCheckBox("B"), QPushButton("C"), QPushButton("D")
    group = QButtonGroup(root)
    for choice in (first, second):
        choice.setCheckable(True)
        group.addButton(choice)
    first.setChecked(True)
    for one in (plain, ticked, first, second):
        one.clicked.connect(lambda *_: heard.append("clicked"))
    group.idClicked.connect(heard.append)
    show(root, plain, ticked, first, second)
    assert list(pressing.find_unpressed(root)) == []
    assert heard == []
    states = [(one.isCheckable(), one.isChecked()) for one in (plain, ticked, first, second)]
    assert states == [(False, False), (True, False), (True, True), (True, False)]
    assert group.exclusive()
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert len(heard) == 2
    assert not first.isChecked()


def make_table() -> QTableView:
    """Return a table with a row, whose click is heard and whose keys open nothing."""
    table = QTableView()
    model = QStandardItemModel(table)
    model.appendRow(QStandardItem("A row"))
    table.setModel(model)
    table.doubleClicked.connect(lambda _: None)
    return table


def test_what_hears_the_mouse_alone_is_found(root: QWidget) -> None:
    link, held = QLabel("<a href='x'>A link</a>"), QLabel("<a href='x'>A link</a>")
    for one in (link, held):
        one.linkActivated.connect(lambda _: None)
    held.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByKeyboard)
    table, ordered, cards = make_table(), make_table(), QListWidget()
    ordered.doubleClicked.disconnect()
    ordered.setSortingEnabled(True)
    cards.addItem("A card")
    cards.itemClicked.connect(lambda _: None)
    show(root, link, held, table, ordered, cards)
    found = list(pressing.find_deaf(root))
    assert [one.partition(" ")[0] for one in found] == ["QLabel", "QTableView", "QTableView", "QListWidget"]
    assert sum("is ordered" in one for one in found) == 1


def test_an_own_drawing_that_answers_the_mouse_alone_is_found(
    root: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pressing, "OWN", "tests.")
    show(root, Drawn(), Answering())
    assert list(pressing.find_deaf(root)) == ["Drawn '' hears the mouse alone"]


def test_a_key_that_is_named_and_does_nothing_is_found(root: QWidget) -> None:
    kept, broken = QPushButton("Review (Ctrl+Enter)"), QPushButton("Sync")
    broken.setToolTip("Try now (F5)")
    QShortcut("Ctrl+Return", root)
    show(root, kept, broken)
    assert list(pressing.find_broken_promises(root)) == ["QPushButton 'Sync' promises F5, which does nothing"]


def test_a_page_that_no_key_scrolls_is_found(root: QWidget) -> None:
    areas = [QScrollArea() for _ in range(3)]
    for area in areas:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setMinimumHeight(900)
        area.setWidget(inner)
    areas[1].setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button = QPushButton("Within", areas[2].widget())
    show(root, *areas)
    assert button.isVisible()
    assert len(list(pressing.find_unscrolled(root))) == 1


# --- what was found


def find_reading(window: QWidget) -> list[QScrollArea]:
    """Return the pages that are a stop of the Tab key."""
    found = window.findChildren(QScrollArea)
    return [one for one in found if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_a_page_of_words_alone_is_read_by_keys(open_window: Callable[[Style], Window]) -> None:
    window = open_window(Style("en", "light", 200))
    window.activateWindow()
    window.go(Place(section="guidance", view="glossary"))
    windows.settle()
    [area] = find_reading(window)
    assert area.accessibleName() == "What the words mean"
    area.setFocus(Qt.FocusReason.TabFocusReason)
    ring = next(one for one in area.findChildren(QFrame) if one.property("role") == "ring")
    assert ring.isVisible()
    assert ring.size() == area.size()
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    window.resize(900, 640)
    windows.settle()
    assert ring.size() == area.size()
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert not ring.isVisible()
    window.go(Place(section="guidance", view="asked"))
    windows.settle()
    assert find_reading(window) == []


def test_what_leaves_is_looked_at_by_keys_before_it_goes(open_window: Callable[[Style], Window]) -> None:
    window = open_window(Style("en", "light", 200))
    window.go(Place(section="allegations", view="new"))
    review_from_there(window)
    assert len(find_reading(window)) == 1
    assert list(pressing.find_unscrolled(window)) == []


def review_from_there(window: Window) -> None:
    """Go on to the review as the picture does."""
    for name in ("danger_now_no", "help_offered_yes", "involved_no", "regime_sea", "child_no", "review"):
        button = window.findChild(QPushButton, name)
        assert button is not None, name
        button.click()
        windows.settle()


def test_a_list_is_ordered_by_keys(window: Window) -> None:
    window.go(Place(section="training"))
    windows.settle()
    table = window.findChild(QTableView, "people")
    assert table is not None
    header, keys = table.horizontalHeader(), Qt.KeyboardModifier
    before = header.sortIndicatorSection()
    QTest.keyClick(table, Qt.Key.Key_O, keys.ControlModifier)
    assert header.sortIndicatorSection() == before + 1
    QTest.keyClick(table, Qt.Key.Key_O, keys.ControlModifier | keys.ShiftModifier)
    assert header.sortIndicatorSection() == before + 1
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    QTest.keyClick(table, Qt.Key.Key_O, keys.ControlModifier | keys.ShiftModifier)
    assert header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
    for _ in range(header.count() - 1):
        QTest.keyClick(table, Qt.Key.Key_O, keys.ControlModifier)
    assert header.sortIndicatorSection() == before

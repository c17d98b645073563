"""A hand on the window: real clicks and keys, counted, and their time by the keystroke model (ux.md 4.4)."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTabBar, QTableView, QWidget

from focal_desktop.ui.window import Window
from tests.ui import windows

KEY_S, CLICK_S, THINK_S = 0.28, 1.3, 1.35


class Hand:
    """Clicks only what is shown; each click on a button is thought about first."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.clicks = self.keys = self.thoughts = 0
        window.activateWindow()
        windows.settle()

    @property
    def seconds(self) -> float:
        """Return what this took a practised person."""
        return self.clicks * CLICK_S + self.keys * KEY_S + self.thoughts * THINK_S

    def click(self, widget: QWidget, *, thinks: bool = True, at: QPoint | None = None) -> None:
        """Click a widget in its middle, or at a point of it."""
        assert widget.isVisible(), widget.accessibleName()
        assert widget.isEnabled(), widget.accessibleName()
        self.clicks += 1
        self.thoughts += thinks
        point = at or QPoint(min(widget.width() // 2, 12), widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        windows.settle()

    def say(self, name: str, *, thinks: bool = True) -> None:
        """Click the button that a screen reader calls so."""
        self.click(self.find(name), thinks=thinks)

    def find(self, name: str) -> QAbstractButton:
        """Return the shown button of this name."""
        found = [
            one
            for one in self.window.findChildren(QAbstractButton)
            if one.isVisible() and name in (one.accessibleName(), one.text().strip())
        ]
        assert found, f"no button {name}"
        return found[0]

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.keys += len(text)
        QTest.keyClicks(self.window.focusWidget(), text)
        windows.settle()

    def press(self, key: Qt.Key) -> None:
        """Press one key."""
        self.keys += 1
        QTest.keyClick(self.window.focusWidget(), key)
        windows.settle()

    def click_row(self, table: QTableView, row: int) -> None:
        """Click a row of a table."""
        place = table.visualRect(table.model().index(row, 0)).center()
        self.click(table.viewport(), at=place)

    def click_tab(self, bar: QTabBar, place: int) -> None:
        """Click a tab."""
        self.click(bar, at=bar.tabRect(place).center())

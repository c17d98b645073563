"""What a hand does in the window before a field is seen, and what the eye reads there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

from focal_desktop.ui.plan.screen import PlanScreen
from focal_desktop.ui.training.screen import TrainingScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.ui import windows
from tests.ui.hostile import desks

LONGEST_MS = 10_000
Line = QLineEdit | QPlainTextEdit
Step = Callable[[Window], None]
W = TypeVar("W", bound=QWidget)


def see(window: Window, kind: type[W], name: str) -> W:
    """Return the one widget of a name that is seen on the screen."""
    assert window.current is not None
    found = [one for one in window.current.findChildren(kind, name) if one.isVisible()]
    assert len(found) == 1, (name, found)
    return found[0]


def line_of(field: QWidget) -> Line:
    """Return where a field is typed into."""
    if isinstance(field, Line):
        return field
    line = field.lineEdit() if isinstance(field, QComboBox) else field.focusProxy()
    assert isinstance(line, Line), line
    return line


def read(line: Line) -> str:
    """Return what stands in a field."""
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def cursor_of(line: Line) -> int:
    """Return where the cursor stands."""
    return line.cursorPosition() if isinstance(line, QLineEdit) else line.textCursor().position()


def list_lines(root: QWidget) -> Iterator[tuple[str, Line]]:
    """Yield each field of a page that can be typed in, with its name."""
    for one in root.findChildren(QWidget):
        is_line = isinstance(one, Line) and not one.isReadOnly()
        if is_line and one.isVisible() and one.isEnabled() and one.window() is root.window():
            assert isinstance(one, Line)
            yield name_of(one), one


def name_of(line: Line) -> str:
    """Return what a field is called; the line within a field goes by the name of the whole."""
    whole = line.parentWidget()
    return line.objectName() or (whole.objectName() if whole is not None else "")


# --- what is done before a field is seen


def press(name: str) -> Step:
    """Press a button."""
    return lambda window: click(see(window, QAbstractButton, name))


def click(button: QAbstractButton) -> None:
    """Click a button where it lies."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    windows.settle()


def choose(name: str, code: str) -> Step:
    """Choose from a list."""

    def do(window: Window) -> None:
        box = see(window, QComboBox, name)
        box.setCurrentIndex(box.findData(code))
        box.activated.emit(box.currentIndex())
        windows.settle()

    return do


def turn(place: int) -> Step:
    """Turn to a tab."""

    def do(window: Window) -> None:
        assert window.current is not None
        tabs = next(one for one in window.current.findChildren(QTabWidget) if one.isVisible())
        tabs.setCurrentIndex(place)
        windows.settle()

    return do


def wait(hours: int) -> Step:
    """Let hours pass, and look again."""

    def do(window: Window) -> None:
        clock = window.face.clock
        assert isinstance(clock, HandClock)
        clock.move(hours=hours)
        assert window.current is not None
        window.current.refresh()
        windows.settle()
        window.keeper.keep()  # as it does by itself before a second and a half has gone

    return do


def open_cell(column: int) -> Step:
    """Edit a field of the first action in its own cell."""

    def do(window: Window) -> None:
        screen = window.current
        assert isinstance(screen, PlanScreen)
        window.activateWindow()
        assert screen.panels.cells.open(desks.find_action(window.session), column)
        windows.settle()

    return do


def read_rows(window: Window) -> None:
    """Wait until the rows that were pasted are read and compared with the register."""
    screen, left = window.current, QDeadlineTimer(LONGEST_MS)
    assert isinstance(screen, TrainingScreen)
    while screen.loader.is_reading or not screen.session._lines:
        assert not left.hasExpired()
        windows.settle()


def answer(question: str) -> Step:
    """Give the first answer to a question of several buttons."""

    def do(window: Window) -> None:
        assert window.current is not None
        found = [
            one
            for one in window.current.findChildren(QAbstractButton)
            if one.isVisible() and one.accessibleName().startswith(f"{question}: ")
        ]
        click(found[0])

    return do


def fill(name: str, find: Callable[[Session], str]) -> Step:
    """Paste a text into a field, over what stands there."""
    return lambda window: paste(see(window, QWidget, name), find(window.session))


def paste(field: QWidget, said: str) -> None:
    """Replace what stands in a field, by the keys that do so."""
    line = line_of(field)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QApplication.clipboard().setText(said)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    windows.settle()

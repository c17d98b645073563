"""A flow takes one line where there is room, goes on below where there is none, and mirrors."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from focal_desktop.ui import tokens
from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets import flow
from focal_desktop.ui.widgets.flow import Flowing
from tests.ui import windows
from tests.ui.windows import Style

WIDE = 80


@pytest.fixture(autouse=True)
def left_to_right() -> None:
    """Draw in English: another test may have drawn otherwise."""
    windows.make_face(Style(), windows.clock_at())


def make_line(*names: str | None) -> tuple[Flowing, list[QPushButton]]:
    """Return a line of buttons of one width; nothing is the break."""
    windows.make_application()
    made = {name: QPushButton(name) for name in names if name}
    for one in made.values():
        one.setFixedSize(WIDE, 20)
    line = flow.line(Look(tokens.LIGHT), *(made.get(name or "") for name in names), gap=0)
    return line, list(made.values())


def show(line: Flowing, width: int) -> None:
    """Draw a line at a width."""
    line.resize(width, 20)
    line.show()
    windows.settle()


def test_one_line_where_there_is_room_and_the_end_at_the_end() -> None:
    line, (first, second, third) = make_line("a", "b", None, "c")
    show(line, 400)
    assert [one.x() for one in (first, second, third)] == [0, WIDE, 400 - WIDE]
    assert {one.y() for one in (first, second, third)} == {0}
    assert line.minimumHeight() == 20
    line.deleteLater()


def test_what_is_low_stands_in_the_middle_of_its_line() -> None:
    line, (first, second) = make_line("a", "b")
    first.setFixedSize(WIDE, 10)
    show(line, 400)
    assert (first.y(), second.y()) == (5, 0)
    show(line, WIDE)
    assert (first.y(), second.y()) == (0, 10)
    line.deleteLater()


def test_what_has_no_room_goes_on_below_and_is_asked_for() -> None:
    line, (first, second, third) = make_line("a", "b", None, "c")
    show(line, 2 * WIDE + 10)
    assert (third.x(), third.y()) == (0, 20)
    assert line.minimumHeight() == 40
    show(line, WIDE)
    assert [one.y() for one in (first, second, third)] == [0, 20, 40]
    second.hide()
    windows.settle()
    assert third.y() == 20
    assert line.minimumHeight() == 40
    assert line.minimumSizeHint().width() == WIDE
    line.deleteLater()


def test_what_holds_it_takes_back_the_room_that_is_no_longer_needed() -> None:
    line, _ = make_line("a", "b", None, "c")
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    below = QListView()
    layout.addWidget(line)
    layout.addWidget(below, 1)
    page.resize(2 * WIDE, 400)
    page.show()
    windows.settle()
    assert line.height() == 40
    page.resize(5 * WIDE, 400)
    windows.settle()
    assert line.height() == 20
    page.deleteLater()


def test_one_that_is_let_go_while_it_asks_does_no_harm() -> None:
    line, _ = make_line("a", "b", None, "c")
    show(line, WIDE)
    line.resize(5 * WIDE, 60)
    line.deleteLater()
    windows.settle()
    assert not shiboken6.isValid(line)


def test_it_begins_at_the_right_where_reading_does() -> None:
    line, (first, second) = make_line("a", "b")
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(line, 300)
    assert [one.x() for one in (first, second)] == [300 - WIDE, 300 - 2 * WIDE]
    line.deleteLater()


def test_what_is_taken_out_is_gone_and_what_comes_is_seen() -> None:
    line, _ = make_line("a", "b")
    show(line, 3 * WIDE)
    line.clear()
    again = QPushButton("c")
    again.setFixedSize(WIDE, 20)
    line.add(again)
    windows.settle()
    assert [one.text() for one in line.findChildren(QPushButton)] == ["c"]
    assert again.isVisible()
    assert again.x() == 0
    line.deleteLater()


def test_a_line_can_begin_with_its_break() -> None:
    label = QLabel("words")
    line = flow.line(Look(tokens.LIGHT), None, label)
    show(line, 300)
    assert label.x() == 0
    line.deleteLater()

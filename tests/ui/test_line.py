"""Lines to write in: every script in the middle, a sign that grows and empties; Arabic boxes too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from focal_desktop.ui import tokens
from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets.line import ClearableLine, Line
from focal_desktop.ui.widgets.text_box import TextBox
from tests.ui import windows

ALEFS = "\u0627\u0627\u0627"
DARK = 120


@pytest.fixture(autouse=True)
def _leave_english() -> Iterator[None]:
    """Draw in English again for whoever comes next."""
    yield
    Look(tokens.LIGHT).apply(windows.make_application())


def take(widget: QWidget) -> QImage:
    """Draw a widget without its cursor."""
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.show()
    windows.settle()
    return widget.grab().toImage()


def find_ink(picture: QImage) -> list[tuple[int, int]]:
    """Return where something dark is written, the frame aside."""
    inside = [(x, y) for x in range(6, picture.width() - 6) for y in range(4, picture.height() - 4)]
    return [(x, y) for x, y in inside if picture.pixelColor(x, y).lightness() < DARK]


@pytest.mark.parametrize("size", [100, 200])
def test_arabic_stands_as_high_as_latin(size: int) -> None:
    look = Look(tokens.LIGHT, size=size, is_right_to_left=True)
    look.apply(windows.make_application())
    lowest = []
    for said in (ALEFS, "HHH"):
        line = Line(said)
        line.resize(look.em(8), line.sizeHint().height())
        lowest.append(max(y for _, y in find_ink(take(line))))
        line.deleteLater()
    assert lowest[0] == pytest.approx(lowest[1], abs=2 * size / 100)


def test_the_shift_goes_when_the_script_changes() -> None:
    Look(tokens.LIGHT).apply(windows.make_application())
    line = Line()
    line.setText(ALEFS)
    assert line.textMargins().top() == -line.textMargins().bottom() > 0
    line.setText("2026")
    assert line.textMargins().top() == line.textMargins().bottom() == 0
    line.deleteLater()


@pytest.mark.parametrize("is_right_to_left", [False, True])
def test_the_sign_grows_with_the_text_and_empties_the_line(*, is_right_to_left: bool) -> None:
    sizes, told = [], list[str]()
    for size in (100, 200):
        look = Look(tokens.LIGHT, size=size, is_right_to_left=is_right_to_left)
        look.apply(windows.make_application())
        line = ClearableLine(look)
        line.textEdited.connect(told.append)
        line.resize(look.em(20), line.sizeHint().height())
        line.show()
        sign = line.findChild(QToolButton)
        assert sign is not None
        assert not sign.isVisible()
        assert (line.textMargins().left(), line.textMargins().right()) == (0, 0)
        line.setText("2 March 2026")
        windows.settle()
        assert sign.isVisible()
        assert (sign.x() < line.width() // 2) is is_right_to_left
        assert sign.geometry().center().y() == pytest.approx(line.rect().center().y(), abs=1)
        assert max(line.textMargins().left(), line.textMargins().right()) >= sign.width()
        sizes.append(sign.iconSize().width())
        QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
        assert (line.text(), sign.isVisible()) == ("", False)
        line.deleteLater()
    assert sizes[1] >= 1.8 * sizes[0]
    assert told == ["", ""]


@pytest.mark.parametrize("is_right_to_left", [False, True])
def test_what_is_written_in_a_box_begins_where_reading_begins(*, is_right_to_left: bool) -> None:
    look = Look(tokens.LIGHT, is_right_to_left=is_right_to_left)
    look.apply(windows.make_application())
    box = TextBox()
    box.setPlainText(ALEFS if is_right_to_left else "HHH")
    box.resize(look.em(20), look.em(5))
    ink = [x for x, _ in find_ink(take(box))]
    assert (min(ink) > box.width() // 2) is is_right_to_left
    box.deleteLater()


@pytest.mark.parametrize(("is_right_to_left", "words"), [(False, ALEFS), (True, "HHH")])
def test_rows_of_a_spreadsheet_run_the_way_of_the_window_whatever_they_say(
    words: str, *, is_right_to_left: bool
) -> None:
    look = Look(tokens.LIGHT, is_right_to_left=is_right_to_left)
    look.apply(windows.make_application())
    box = TextBox(holds_rows=True)
    box.setPlainText(f"{words}\t.")
    box.resize(look.em(20), look.em(5))
    cursor, places = box.textCursor(), list[int]()
    for place in (0, len(words) + 1):
        cursor.setPosition(place)
        places.append(box.cursorRect(cursor).x())
    assert (places[1] < places[0]) is is_right_to_left
    box.deleteLater()

"""A text over several lines in Arabic: every line begins at the right edge, and no letter is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from focal_desktop.ui import tokens
from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.wrapped import Wrapped
from tests.ui import windows

SAID = " ".join(["\u0627\u0627\u0627", "\u0627\u0627"] * 12)
SLACK = 2
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


@pytest.fixture(autouse=True)
def look() -> Iterator[Look]:
    """Draw from the right, and in English again for whoever comes next."""
    made = Look(tokens.LIGHT, is_right_to_left=True)
    made.apply(windows.make_application())
    yield made
    Look(tokens.LIGHT).apply(windows.make_application())


def take(label: QLabel, wide: int, high: int = 160) -> QImage:
    """Draw a label at a width."""
    label.resize(wide, high)
    label.show()
    windows.settle()
    return label.grab().toImage()


def find_rows(picture: QImage) -> list[tuple[int, int, int]]:
    """Return from where to where each line is written, and how far down it begins."""
    ground, rows = picture.pixelColor(0, picture.height() - 1), list[tuple[int, int, int]]()
    was_empty = True
    for y in range(picture.height()):
        ink = [x for x in range(picture.width()) if picture.pixelColor(x, y) != ground]
        if ink and was_empty:
            rows.append((min(ink), max(ink), y))
        elif ink:
            left, right, top = rows[-1]
            rows[-1] = (min(left, *ink), max(right, *ink), top)
        was_empty = not ink
    return rows


@pytest.mark.parametrize("wide", [150, 163, 177])
def test_every_line_begins_at_the_right_edge(wide: int) -> None:
    label = parts.label(SAID)
    rows = find_rows(take(label, wide))
    assert len(rows) > 1
    rights = [right for _, right, _ in rows]
    assert max(rights) - min(rights) <= SLACK
    assert max(rights) >= wide - 4
    label.deleteLater()


def test_it_is_drawn_in_the_colour_of_its_role_and_where_it_is_asked_to_stand(look: Look) -> None:
    label = parts.label(SAID, role="muted")
    middle = find_rows(picture := take(label, 150))[0][2]
    shades = [picture.pixelColor(x, y).lightness() for x in range(150) for y in range(picture.height())]
    assert min(shades) == pytest.approx(QColor(look.colours.muted).lightness(), abs=8)
    label.setAlignment(RIGHT | Qt.AlignmentFlag.AlignTop)
    assert find_rows(take(label, 150))[0][2] < middle
    label.deleteLater()


def test_one_line_is_drawn_as_ever_and_elsewhere_all_are() -> None:
    label, plain = parts.label("\u0627\u0627"), QLabel("\u0627\u0627")
    plain.setAlignment(RIGHT | Qt.AlignmentFlag.AlignVCenter)
    assert isinstance(label, Wrapped)
    assert take(label, 150) == take(plain, 150)
    Look(tokens.LIGHT).apply(windows.make_application())
    assert not isinstance(parts.label("One"), Wrapped)
    for one in (label, plain):
        one.deleteLater()

"""From the right everything begins at the right: seen in what is drawn, not in what was asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from focal_desktop.ui.context import Place
from focal_desktop.ui.widgets.bars import Bars
from focal_desktop.ui.window import Window
from tests.ui import windows
from tests.ui.windows import Style

ARABIC = Style("ar")


def find_margin(widget: QWidget, top: int, height: int) -> int:
    """Return how far from the right edge the first dot of another colour stands, in dots of the widget."""
    picture = widget.grab().toImage()
    ground = picture.pixelColor(picture.width() - 6, top + height // 2)
    for away in range(6, picture.width()):
        column = picture.width() - 1 - away
        if any(picture.pixelColor(column, top + down) != ground for down in range(4, height - 4)):
            return away
    return picture.width()


def test_every_line_of_the_sidebar_begins_at_the_right(open_window: Callable[[Style], Window]) -> None:
    window = open_window(ARABIC)
    window.go(Place(section="sync"))
    windows.settle()
    lines = [one for one in window.findChildren(QPushButton) if one.property("role") == "nav"]
    margins = [find_margin(one, 0, one.height()) for one in lines]
    assert len(margins) > 5
    assert max(margins) < window.face.look.em(1.5), margins
    assert max(margins) - min(margins) <= window.face.look.em(0.3), margins


def test_every_name_beside_a_bar_begins_at_the_right(open_window: Callable[[Style], Window]) -> None:
    window = open_window(ARABIC)
    step = window.face.look.em(2.1)
    drawn = [one for one in window.findChildren(Bars) if one.height() > step]
    assert drawn
    for one in drawn:
        margins = [find_margin(one, top, step) for top in range(0, one.height() - step + 1, step)]
        assert max(margins) < window.face.look.em(0.8), margins

"""The sign of a search line grows with the text, stands in the middle, and where reading begins."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from focal_desktop.ui import tokens
from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets.search_line import SearchLine
from tests.ui import windows


def show(look: Look) -> tuple[SearchLine, QLabel]:
    """Draw a line and return it with its sign."""
    look.apply(windows.make_application())
    line = SearchLine(look, "Search", "Type a name")
    line.resize(look.em(20), line.sizeHint().height())
    line.show()
    windows.settle()
    sign = line.findChild(QLabel)
    assert sign is not None
    return line, sign


@pytest.mark.parametrize("size", [80, 100, 200])
def test_the_sign_is_as_large_as_the_text_and_in_the_middle(size: int) -> None:
    line, sign = show(Look(tokens.LIGHT, size=size))
    assert sign.height() == pytest.approx(line.fontMetrics().height() * 0.86, abs=2)
    assert sign.geometry().center().y() == pytest.approx(line.rect().center().y(), abs=1)
    assert sign.geometry().right() < line.textMargins().left() + line.fontMetrics().averageCharWidth()
    line.deleteLater()


def test_the_sign_stands_at_the_right_where_reading_begins_there() -> None:
    line, sign = show(Look(tokens.LIGHT, is_right_to_left=True))
    assert sign.x() > line.width() - 3 * sign.width()
    assert line.textMargins().right() > sign.width()
    line.deleteLater()
    Look(tokens.LIGHT).apply(windows.make_application())

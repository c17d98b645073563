"""Lists to choose from say by points what is cut and open as wide as they must; ticks grow with the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
)

from focal_desktop.ui import tokens
from focal_desktop.ui.look import Look
from focal_desktop.ui.widgets.editors import QuietCombo
from tests.ui import windows

LONG = "Taken over from the portal of another office, with its day"


@pytest.fixture(autouse=True)
def _leave_it_small() -> Iterator[None]:
    """Draw at the usual size again for whoever comes next."""
    Look(tokens.LIGHT).apply(windows.make_application())
    yield
    Look(tokens.LIGHT).apply(windows.make_application())


def say(box: QuietCombo) -> str:
    """Return what a box is drawn with."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return str(option.currentText)


def test_a_choice_that_is_too_long_ends_in_points_and_is_whole_in_the_list() -> None:
    box = QuietCombo()
    box.addItems([LONG, "No"])
    box.resize(150, box.sizeHint().height())
    box.show()
    windows.settle()
    assert say(box).endswith("…")
    assert box.currentText() == LONG
    box.showPopup()
    windows.settle()
    assert box.view().width() > box.fontMetrics().horizontalAdvance(LONG)
    box.hidePopup()
    box.setCurrentIndex(1)
    assert say(box) == "No"
    box.deleteLater()


def test_a_list_is_as_high_as_a_line() -> None:
    box, line = QuietCombo(), QLineEdit()
    assert box.sizeHint().height() == line.sizeHint().height() >= 24
    for one in (box, line):
        one.deleteLater()


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_tick_grows_with_the_text(kind: type[QCheckBox] | type[QRadioButton]) -> None:
    sizes = []
    for size in (100, 200):
        Look(tokens.LIGHT, size=size).apply(windows.make_application())
        one = kind("Yes")
        one.show()
        windows.settle()
        option = QStyleOptionButton()
        one.initStyleOption(option)
        is_box = kind is QCheckBox
        part = QStyle.SubElement.SE_CheckBoxIndicator if is_box else QStyle.SubElement.SE_RadioButtonIndicator
        sizes.append(one.style().subElementRect(part, option, one).height())
        one.deleteLater()
    assert sizes[1] >= 1.8 * sizes[0]

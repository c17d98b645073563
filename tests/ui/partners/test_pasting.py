"""A pasted list: read as it comes from a spreadsheet, near names asked about, none merged silently."""

from collections.abc import Generator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from focal_desktop.domain.codec import LONGEST_TEXT
from focal_desktop.ui.partners import pasting
from focal_desktop.ui.partners.pasting import Pasted
from focal_desktop.ui.window import Window
from tests.ui import windows
from tests.ui.partners import desk
from tests.ui.partners.hand import Hand


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Delta Builders\nRiver Works\n", ["Delta Builders", "River Works"]),
        ("Name\tType\nDelta  Builders\tNGO\n\tNGO", ["Delta Builders"]),
        ("Delta;NGO\nRiver;CBO", ["Delta", "River"]),
        ('"Delta, Sons",NGO\nRiver,CBO', ["Delta, Sons", "River"]),
        ("Delta, Sons and Daughters\nRiver Works", ["Delta, Sons and Daughters", "River Works"]),
        ("الاسم\nجمعية النخلة", ["جمعية النخلة"]),
        ("", []),
    ],
)
def test_the_first_cell_of_each_line_is_the_name(text: str, names: list[str]) -> None:
    assert pasting.read_names(text) == names


def watch(work: Generator[float, None, list[Pasted]]) -> tuple[list[float], list[Pasted]]:
    """Go through some turns; return what they tell and what they return."""
    shares: list[float] = []
    while True:
        try:
            shares.append(next(work))
        except StopIteration as ended:
            return shares, ended.value


def test_same_near_and_new_are_told_apart() -> None:
    here = ["Acacia Housing", "Río Grande Trust"]
    names = [
        "ACACIA  housing",
        "Acacia Housng",
        "Rio grande trust",
        "Delta",
        "Delta",
        "x" * (LONGEST_TEXT + 1),
    ]
    (*shares, last), found = watch(pasting.compare(names, here))
    assert (shares[0], last) == (1 / len(names), 1.0)
    assert [one.state for one in found] == ["same", "near", "same", "new", "same", "long"]
    assert found[1].like == "Acacia Housing"


def test_near_names_are_left_out_until_a_person_says_otherwise(window: Window) -> None:
    hand = Hand(window)
    page = desk.go(window, view="paste")
    assert not page.add.isEnabled()
    page.box.insertPlainText("Delta Builders\nAcacia Housing practice\nHeron Water Works (practice)")
    assert page.said.text() == "1 partner will be added. 2 lines are left out."
    hand.say("Acacia Housing practice – here is Acacia Housing (practice): Another one: add it")
    assert page.said.text() == "2 partners will be added. 1 line is left out."
    hand.say("Add partners")
    assert desk.partner(window, "Delta")
    assert window.bar.message is not None
    assert window.bar.message.text == "2 partners added."
    assert desk.go(window, view="paste").box.toPlainText() == ""


def test_a_long_list_of_like_names_can_be_stopped_and_asks_about_the_first(
    window: Window, qtbot: QtBot
) -> None:
    page = desk.go(window, view="paste")
    page.box.insertPlainText("\n".join(f"Partner number {place} of the region" for place in range(120)))
    assert page._turning is not None
    page._turning.stop()
    windows.settle()
    assert not page.add.isEnabled()
    assert page.table.rows.rowCount() == 0
    assert len(page.box.toPlainText().splitlines()) == 120, "what was pasted is kept"
    page.box.setPlainText("\n".join(f"Partner number {place} of the region" for place in range(60)))
    qtbot.waitUntil(page.add.isEnabled, timeout=20_000)
    said = [one.text() for one in page.near.findChildren(QLabel)]
    assert "Only the first 50 are asked about; the others are left out." in said
    assert sum("here is" in one for one in said) == 50


def test_a_pasted_list_is_there_again_after_something_else(window: Window) -> None:
    page = desk.go(window, view="paste")
    page.box.insertPlainText("Delta Builders")
    desk.go(window)
    page.box.clear()
    assert desk.go(window, view="paste").box.toPlainText() == "Delta Builders"

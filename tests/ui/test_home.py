"""Home: the five tasks, what is due, and not one word or number of a case."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from focal_desktop.ui.context import Place
from focal_desktop.ui.home.screen import HomeScreen
from focal_desktop.ui.widgets.bars import Bars
from focal_desktop.ui.widgets.tile import Tile
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.ui import windows
from tests.ui.windows import Style


def read_all(window: Window) -> str:
    """Return all that can be read on Home, the texts for screen readers too."""
    page = window.findChild(HomeScreen)
    assert page
    shown = [label.text() for label in page.findChildren(QLabel)]
    spoken = [child.accessibleName() for child in page.findChildren(QPushButton)]
    drawn = [child.accessibleDescription() for child in page.findChildren(Bars)]
    return " | ".join([*shown, *spoken, *drawn])


def test_the_five_tasks_lead_to_their_places(window: Window) -> None:
    tiles = window.findChildren(Tile)
    assert len(tiles) == 5
    asked: list[Place] = []
    window.findChild(HomeScreen).view.go_requested.connect(asked.append)  # type: ignore[union-attr]  # it is there
    for tile in tiles:
        tile.click()
    assert [place.section for place in asked] == [
        *("allegations", "monthly_return", "partners", "training", "plan"),
    ]


def test_nobody_passing_by_reads_of_a_case(window: Window) -> None:
    rows, _ = records.list_page(window.session, "allegation", {})
    said = read_all(window).casefold()
    assert rows
    assert "one thing waits for you alone" in said
    for word in ("allegation", "case", "exploitation", "abuse", "survivor", rows[0].reference.casefold()):
        assert word not in said


def test_home_fits_an_old_laptop_without_scrolling(window: Window) -> None:
    area = window.findChild(HomeScreen).findChild(QScrollArea)  # type: ignore[union-attr]  # it is there
    assert area
    assert area.verticalScrollBar().maximum() == 0
    assert area.horizontalScrollBar().maximum() == 0


def test_what_is_due_can_be_opened_by_keys(window: Window) -> None:
    page = window.findChild(HomeScreen)
    assert page
    line = next(b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Open: Basalt"))
    line.setFocus()
    asked: list[Place] = []
    page.view.go_requested.connect(asked.append)
    QTest.keyClick(line, Qt.Key.Key_Space)
    assert asked[0].section == "partners"
    assert asked[0].record


def test_home_draws_itself_anew_when_something_was_saved(window: Window) -> None:
    window.go(Place(section="home"))
    windows.settle()
    before = read_all(window)
    person = {"name": "Practice newcomer", "contract": "intern", "entered_on": "2026-01-05"}
    records.add(window.session, "person", person)
    windows.settle()
    assert read_all(window) != before


def test_home_holds_large_text_and_arabic(open_window: Callable[[Style], Window]) -> None:
    for style in (Style("ar", "dark", 150), Style("en", "light", 200)):
        window = open_window(style)
        area = window.findChild(HomeScreen).findChild(QScrollArea)  # type: ignore[union-attr]  # it is there
        assert area
        assert area.horizontalScrollBar().maximum() == 0, style

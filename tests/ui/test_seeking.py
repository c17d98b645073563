"""Finding in the window with a letter wrong, in two languages; and where whoever was told begins."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from focal_desktop.ui.context import Place
from focal_desktop.ui.search.screen import SearchScreen
from focal_desktop.ui.shell.palette import open_palette
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.conftest import HandClock
from tests.sync.company import Company
from tests.ui import windows
from tests.ui.windows import Style


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """Headquarters with its hub."""
    made = Company(tmp_path / "company", clock)
    yield made
    made.close()


def find_in_palette(window: Window, typed: str) -> list[str]:
    """Return what the palette answers to what is typed."""
    palette = open_palette(window)
    QTest.keyClicks(palette.line, typed)
    found = [palette.found.item(row).text() for row in range(palette.found.count())]
    palette.leave()
    return found


def search_for(window: Window, typed: str) -> SearchScreen:
    """Search, and wait for the pause in typing."""
    window.go(Place(section="search", view=typed))
    screen = window.current
    assert isinstance(screen, SearchScreen)
    if screen._seeking.isActive():
        screen._seeking.timeout.emit()
    return screen


def test_the_palette_forgives_a_letter_and_says_when_it_finds_nothing(window: Window) -> None:
    assert find_in_palette(window, "trianing")[0].startswith("Training")
    assert find_in_palette(window, "retrun")[0].startswith("Monthly return")
    assert find_in_palette(window, "ferri")[0].startswith("Ferry Landing")
    (said,) = find_in_palette(window, "zzzz")
    assert said.startswith("Nothing found")
    palette = open_palette(window)
    QTest.keyClicks(palette.line, "zzzz")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)  # nothing to choose: it stays, and harms nothing
    assert palette.isVisible()
    palette.leave()


def test_a_part_is_named_with_what_it_is_a_part_of(window: Window) -> None:
    found = find_in_palette(window, "training")
    parts = [one for one in found if one.endswith("Clause check")]
    assert parts
    assert len(set(parts)) == len(parts)
    assert not any("_" in one for one in found)


def test_search_forgives_a_letter_and_says_so(window: Window) -> None:
    screen = search_for(window, "Ferri")
    assert [row.title for row in screen.table.rows.values] == ["Ferry Landing Cooperative (practice)"]
    assert screen.near.isVisible()
    assert search_for(window, "Ferry").near.isVisible() is False
    assert search_for(window, "zzzz").table.rows.values == []


def test_search_forgives_other_forms_of_arabic_letters(open_window: Callable[[Style], Window]) -> None:
    window = open_window(Style("ar"))
    for typed in ("تعاونيه", "الاهوار", "اهوار"):
        screen = search_for(window, typed)
        assert screen.table.rows.values[0].title == "تعاونية الأهوار (تدريب)"


def test_a_case_is_not_found_nearly_either(window: Window) -> None:
    rows, _ = records.list_page(window.session, "allegation", {})
    assert search_for(window, rows[0].reference[:-1] + "1").table.rows.values == []


def test_a_search_is_one_step_of_the_way_back(window: Window) -> None:
    window.go(Place(section="partners"))
    window.top.begin_search()
    QTest.keyClicks(window.top.search, "ferry")
    window.step_back()
    place = window.place()
    assert place
    assert place.section == "partners"


def test_whoever_records_no_case_is_led_to_the_sealed_report(company: Company, clock: HandClock) -> None:
    window = windows.open_window(company.staff("KEN", "hr_clerk"), windows.make_face(Style(), clock))
    assert window.top.told is None
    QTest.keyClick(
        window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.place() == Place(section="sealed_report")
    assert not any("onthly return" in one.said for one in window.commands)
    window.close()
    window.face.jobs.stop()


def test_headquarters_is_offered_neither(company: Company, clock: HandClock) -> None:
    window = windows.open_window(company.hq, windows.make_face(Style(), clock))
    said = [one.said for one in window.commands]
    assert "Someone told me something" not in said
    assert "Monthly return" not in said
    window.close()
    window.face.jobs.stop()

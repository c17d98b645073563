"""After a hand-over: each case by its neutral reference, the days that are left, and two choices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget

from focal_desktop.store.rows import reference_of
from focal_desktop.ui.context import Place
from focal_desktop.ui.offices.screen import OfficesScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import handovers
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.sync.company import Company
from tests.ui import windows
from tests.ui.offices import entity, leaving


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """Headquarters; a vault that a window closed stays closed."""
    windows.make_application()
    made = Company(tmp_path / "company", clock)
    yield made
    made.opened = [one for one in made.opened if one.store.is_open]
    made.close()


def open_part(session: Session, clock: HandClock) -> tuple[Window, OfficesScreen]:
    """Open the part over an officer's vault."""
    window = windows.open_window(session, windows.make_face(windows.Style(), clock))
    window.go(Place(section="offices", view="handed_over"))
    windows.settle()
    return window, entity.screen_of(window)


def say_all(page: OfficesScreen) -> str:
    """Return every text that is seen."""
    windows.settle()
    return " | ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def press(page: OfficesScreen, name: str, case: str) -> None:
    """Press the button of one case by the keyboard."""
    found = [one for one in page.findChildren(QPushButton, name) if one.property("case") == case]
    QTest.keyClick(found[0], Qt.Key.Key_Space)
    windows.settle()


def test_each_case_passes_or_stays_by_one_choice(company: Company, clock: HandClock) -> None:
    wanted, other = leaving.hand_over(company, ["given", "refused"])
    clock.move(days=13)
    window, page = open_part(company.hq, clock)
    said = say_all(page)
    for case in (wanted, other):
        assert reference_of(case) in said
        assert case not in said
    assert said.count("One day is left to decide") == 2
    assert said.count("agreed to be contacted again") == 1
    assert said.count("nobody tells them") == 1
    assert "It cannot be taken back" not in said
    press(page, "pass_case", wanted)
    assert "It cannot be taken back" in say_all(page)
    press(page, "pass_case_sure", wanted)
    press(page, "keep_case", other)
    assert reference_of(wanted) not in say_all(page)
    assert "Kept at headquarters by a decision of" in say_all(page)
    assert [one.case for one in handovers.list_cases(company.hq)] == [other]
    press(page, "pass_case", other)
    press(page, "pass_case_sure", other)
    assert "No case waits for a decision" in say_all(page)
    windows.close_window(window)


def test_what_waits_is_marked_wherever_the_officer_is(company: Company, clock: HandClock) -> None:
    [case] = leaving.hand_over(company, ["given"])
    window, page = open_part(company.hq, clock)
    page.view.show_part("matrix")
    tabs = page.view.tabs
    place = next(at for at in range(tabs.count()) if tabs.tabText(at) == "After a hand-over")
    assert tabs.tabToolTip(place) == "A case waits for your decision."
    assert "waits for your decision" in tabs.tabBar().accessibleTabName(place)
    assert not tabs.tabIcon(place).isNull()
    page.view.show_part("handed_over")
    press(page, "keep_case", case)
    assert tabs.tabToolTip(place) == ""
    assert tabs.tabIcon(place).isNull()
    windows.close_window(window)


def test_silence_keeps_a_case_and_the_list_says_so(company: Company, clock: HandClock) -> None:
    [case] = leaving.hand_over(company, ["given"])
    clock.move(days=20)
    window, page = open_part(company.hq, clock)
    assert "Nobody decided, so it is kept at headquarters since" in say_all(page)
    handovers.pass_case(company.hq, case)
    page.refresh()
    assert "No case waits for a decision" in say_all(page)
    windows.close_window(window)


def test_who_was_not_admitted_is_told_so(company: Company, clock: HandClock) -> None:
    joined = company.join(company.invite("HQ", "hq_case"))
    window, page = open_part(joined.session, clock)
    assert "a person whose role is for it" in say_all(page)
    windows.close_window(window)


def test_whoever_reads_no_case_has_no_such_part(company: Company, clock: HandClock) -> None:
    desk = company.staff("HQ", "root hq_desk")
    window, page = open_part(desk, clock)
    tabs = page.findChild(QTabWidget, "offices_tabs")
    assert tabs is not None
    assert "After a hand-over" not in [tabs.tabText(place) for place in range(tabs.count())]
    windows.close_window(window)

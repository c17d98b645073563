"""Sealed reports at headquarters: a day and a step in the list, the words for a minute after a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton

from focal_desktop.ui import sections
from focal_desktop.ui.context import Place
from focal_desktop.ui.offices.reports import ReportsDesk
from focal_desktop.ui.window import Window
from focal_desktop.usecases import audit, records
from tests.conftest import HandClock
from tests.ui import windows
from tests.ui.offices import entity
from tests.ui.offices.entity import Entity

Open = Callable[..., Window]


def go(window: Window) -> ReportsDesk:
    """Open the list of sealed reports."""
    window.go(Place(section="offices", view="reports"))
    windows.settle()
    desk = entity.screen_of(window).reports
    assert desk is not None
    return desk


def open_first(window: Window, reason: int = 1) -> ReportsDesk:
    """Open the first report with a reason."""
    desk = go(window)
    desk.view.opened.emit(desk.view.table.rows.values[0])
    desk.panel.asking.choice.setCurrentIndex(reason)
    desk.panel.findChildren(QPushButton, "report_open")[0].click()
    windows.settle()
    return desk


def say_all(desk: ReportsDesk) -> str:
    """Return every text of the panel, seen or not."""
    return " | ".join(one.text() for one in desk.panel.findChildren(QLabel))


def test_the_list_tells_a_day_and_a_step_alone(open_hq: Open) -> None:
    desk = go(open_hq())
    (line,) = desk.view.table.rows.values
    assert (line.day, line.said) == ("2026-09-15", "Not read yet")
    assert len(line.reference) == 6
    assert "Canary" not in repr(line)


def test_it_is_opened_only_for_a_reason_that_is_kept(open_hq: Open) -> None:
    window = open_hq()
    desk = open_first(window, reason=0)
    assert "Please choose why it is opened" in say_all(desk)
    assert entity.ACCOUNT not in say_all(desk)
    desk = open_first(window)
    assert entity.ACCOUNT in say_all(desk)
    assert [one.what for one in audit.list_lines(window.session)] == ["revealed"]


def test_a_reason_of_ones_own_is_a_reason(open_hq: Open) -> None:
    desk = open_first(open_hq(), reason=4)
    assert entity.ACCOUNT not in say_all(desk)
    desk.panel.asking.other.setText("Asked by the other officer")
    desk.panel.findChildren(QPushButton, "report_open")[0].click()
    assert entity.ACCOUNT in say_all(desk)


def test_after_a_minute_it_is_gone_from_the_widget(open_hq: Open, made: Entity) -> None:
    window = open_hq()
    desk = open_first(window)
    assert made.word in say_all(desk)
    clock = window.session.clock
    assert isinstance(clock, HandClock)
    clock.move(seconds=61)
    desk.panel._on_tick()
    windows.settle()
    assert entity.ACCOUNT not in say_all(desk)
    assert made.word not in say_all(desk)


def test_leaving_the_page_closes_it(open_hq: Open) -> None:
    window = open_hq()
    desk = open_first(window)
    window.go(Place(section="offices", view="matrix"))
    windows.settle()
    assert not desk.panel.is_open
    assert entity.ACCOUNT not in say_all(desk)


def test_it_is_marked_as_read_and_closed(open_hq: Open) -> None:
    window = open_hq()
    desk = open_first(window)
    for name, state in (("report_read", "read"), ("report_closed", "closed")):
        desk.panel.findChildren(QPushButton, name)[0].click()
        windows.settle()
        assert records.read(window.session, "sealed_report", desk.report).state == state
    assert desk.view.table.rows.values[0].said == "Closed by headquarters"
    assert not desk.panel.close_it.isVisible()
    assert window.ask("go_back")


def test_what_nobody_has_read_is_not_put_away(open_hq: Open) -> None:
    window = open_hq()
    tabs = entity.screen_of(window).view.tabs
    place = [tabs.tabText(one) for one in range(tabs.count())].index("Sealed reports")
    assert "not been read yet" in tabs.tabBar().accessibleTabName(place)
    desk = go(window)
    desk.view.opened.emit(desk.view.table.rows.values[0])
    windows.settle()
    assert not desk.panel.read.isEnabled()
    assert not desk.panel.close_it.isVisible()
    open_first(window)
    assert desk.panel.read.isEnabled()
    desk.panel.findChildren(QPushButton, "report_read")[0].click()
    windows.settle()
    assert desk.panel.close_it.isVisible()
    assert tabs.tabIcon(place).isNull()


def test_an_officer_it_was_not_sealed_for_is_told_so(open_hq: Open) -> None:
    desk = open_first(open_hq("case"))
    assert "It was sealed for other officers" in say_all(desk)
    assert not desk.panel.is_open


def test_the_sealed_reports_lock_as_soon_as_a_case_does(open_hq: Open) -> None:
    window = open_hq("case")
    found = {}
    for place in (Place(section="offices", view="matrix"), Place(section="offices", view="reports")):
        window.go(place)
        windows.settle()
        found[place.view] = window.session.policy.limit(sections.find_limit(window.place()))
    assert found == {"matrix": 15, "reports": 3}

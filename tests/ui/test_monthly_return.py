"""The monthly return: twenty seconds, the same words each month, and nothing lost where one does not hold."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from focal_desktop.ui.context import Place
from focal_desktop.ui.monthly_return.screen import ReturnScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import channels, records
from tests.conftest import HandClock

OCTOBER = datetime(2026, 10, 2, 9, 0, tzinfo=UTC)
CLICK_S, THINK_S, KEY_S = 1.3, 1.35, 0.28


def open_return(window: Window) -> ReturnScreen:
    """Go to the return a month after the invented data ends."""
    clock = window.session.clock
    assert isinstance(clock, HandClock)
    clock.set(OCTOBER)
    window.go(Place(section="monthly_return"))
    screen = window.current
    assert isinstance(screen, ReturnScreen)
    return screen


def click(screen: ReturnScreen, name: str) -> None:
    """Click the button that is called so."""
    found = next(b for b in screen.findChildren(QPushButton) if b.accessibleName() == name)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_month_is_confirmed_in_twenty_seconds(window: Window) -> None:
    screen = open_return(window)
    assert screen.place().view == "2026-09"
    click(screen, "Everything that reached me has been passed on or is in the outbox.: Yes")
    QTest.keyClicks(screen.view.checked.line, "today")
    click(screen, "Nobody was turned away.: Yes")
    click(screen, "Confirm this month")
    assert 1 * CLICK_S + 3 * (CLICK_S + THINK_S) + len("today") * KEY_S < 20
    rows, _ = records.list_page(window.session, "monthly_return", {"month": "2026-09"})
    assert (rows[0].state, rows[0].values["channels_checked_on"]) == ("filed", "2026-10-02")
    assert window.bar.message
    assert window.bar.message.tone == "ok"


def test_what_does_not_hold_is_said_beside_it_and_kept(window: Window) -> None:
    screen = open_return(window)
    click(screen, "Everything that reached me has been passed on or is in the outbox.: No")
    QTest.keyClicks(screen.view.checked.line, "02/10/2026")
    click(screen, "Confirm this month")
    shown = [label.text() for label in screen.view._problems.values() if not label.isHidden()]
    assert shown[0].startswith("Then please call: ")
    assert shown[1:] == ["Please write a day such as 2 March 2026."]
    screen.keep()
    window.go(Place(section="home"))
    window.go(Place(section="monthly_return"))
    assert screen.view.passed_on.value() == "no"
    screen.view.checked.show_day("2026-10-02")
    click(screen, "Nobody was turned away.: Yes")
    click(screen, "Confirm this month")
    assert window.bar.message
    assert "call headquarters" in window.bar.message.text


def test_a_confirmed_month_is_read_only(window: Window) -> None:
    screen = open_return(window)
    screen.findChild(QPushButton, "month_2026-08").click()  # type: ignore[union-attr]  # it is there
    assert screen.place().view == "2026-08"
    assert not screen.view.file.isEnabled()
    assert not screen.findChild(QPushButton, "month_2026-10").isEnabled()  # type: ignore[union-attr]  # it is there


def test_no_says_at_once_whom_to_call(window: Window) -> None:
    screen = open_return(window)
    click(screen, "Nobody was turned away.: No")
    (shown,) = [label.text() for label in screen.view._problems.values() if not label.isHidden()]
    assert shown.startswith("Then please call: ")
    assert "Headquarters (practice number) 000 000 07" in shown.replace("\u00a0", " ")
    click(screen, "Confirm this month")
    assert screen.place().view == "2026-09"
    assert "2026-09" not in screen._list_filed()


def test_a_day_that_is_known_is_not_asked_for_again(window: Window) -> None:
    screen = open_return(window)
    assert "3 September 2026" in screen.view.known.text()
    screen.view.take.click()
    assert screen.view.values()["channels_checked_on"] == "2026-09-03"
    screen.findChild(QPushButton, "month_2026-08").click()  # type: ignore[union-attr]  # it is there
    assert screen.view.take.isHidden()  # it is confirmed
    for way in channels.list_ways(window.session):
        for test in way.tests:
            channels.take_back_test(window.session, test.id)
    window.go(Place(section="monthly_return"))
    assert screen.view.known.text() == "No test of a channel is kept here."
    assert screen.view.take.isHidden()
    screen.view.channels.click()
    assert window.place() == Place(section="channels")


def test_a_month_that_was_forgotten_is_shown_next(window: Window) -> None:
    screen = open_return(window)
    clock = window.session.clock
    assert isinstance(clock, HandClock)
    clock.move(days=31)
    window.go(Place(section="monthly_return"))
    assert screen.place().view == "2026-09"
    screen.view.passed_on.show_code("yes")
    screen.view.take.click()
    screen.view.nobody.show_code("yes")
    click(screen, "Confirm this month")
    assert screen.place().view == "2026-10"
    assert window.bar.message
    assert window.bar.message.text == (
        "September 2026 is confirmed. October 2026 is still to confirm, and is shown now."
    )
    assert "None was kept since 3 September 2026" in screen.view.known.text()

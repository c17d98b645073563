"""The channels in the window: their last tests in words, a test in three clicks, the card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from focal_desktop.ui.channels.screen import ChannelsScreen
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, records
from tests.ui import windows
from tests.ui.windows import Style

LAST_TEST = 2


def show(window: Window, place: Place = Place(section="channels")) -> ChannelsScreen:  # noqa: B008 it is frozen
    """Go to a place of the channels."""
    window.go(place)
    windows.settle()
    screen = window.current
    assert isinstance(screen, ChannelsScreen)
    return screen


def click(screen: QWidget, said: str) -> None:
    """Click the button that says this."""
    button = next(one for one in screen.findChildren(QPushButton) if one.text() == said and one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    windows.settle()


def click_row(screen: ChannelsScreen, name: str) -> None:
    """Click a channel in the list."""
    table = screen.view.table
    row = next(place for place, way in enumerate(table.rows.values) if way.channel.name == name)
    spot = table.visualRect(table.rows.index(row, 0)).center() + QPoint(1, 1)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    windows.settle()


def last_test(screen: ChannelsScreen, name: str) -> str:
    """Return what stands in the list of a channel's last test."""
    table = screen.view.table
    row = next(place for place, way in enumerate(table.rows.values) if way.channel.name == name)
    return str(table.rows.index(row, LAST_TEST).data())


def said_on_card(screen: ChannelsScreen) -> str:
    """Return every word of the card."""
    return "\n".join(label.text() for label in screen.view.card.findChildren(QLabel))


def test_each_channel_says_how_its_last_test_went(window: Window) -> None:
    screen = show(window)
    assert last_test(screen, "Toll-free line") == "Answered, 3 Sept 2026"
    assert last_test(screen, "Box at the site office") == "Answered, 6 Mar 2026: test again"
    assert last_test(screen, "Message line").startswith("Answered, not in the language")
    assert screen.view.finding.text().startswith("5 of 7 open channels were shown to work within 90 days.")


def test_a_test_is_recorded_in_three_clicks_and_taken_back(window: Window) -> None:
    screen = show(window)
    click_row(screen, "Box at the site office")
    click(screen, "Not answered")
    click(screen, "Keep this test")
    assert last_test(screen, "Box at the site office") == "Not answered, 15 Sept 2026"
    assert screen.view.beside.panel is None
    window.take_back()
    assert last_test(screen, "Box at the site office") == "Answered, 6 Mar 2026: test again"


def test_a_test_with_a_wrong_day_is_told_beside_it(window: Window) -> None:
    screen = show(window)
    click_row(screen, "Toll-free line")
    click(screen, "Answered")
    day = screen.desk.view.more.editors["tested_on"].widget.findChild(QLineEdit)
    assert day is not None
    day.setText("some day")
    assert screen.finish()
    assert screen.desk.view.more._problems["tested_on"].isVisible()
    assert screen.view.beside.panel is screen.desk.view


def test_a_test_that_is_being_written_stays_with_its_channel(window: Window) -> None:
    screen = show(window)
    click_row(screen, "Toll-free line")
    place = screen.place()
    click(screen, "Answered, but late")
    minutes = screen.desk.view.more.findChild(QLineEdit, "minutes")
    assert minutes is not None
    QTest.keyClicks(minutes, "50")
    assert screen.go_back()
    click_row(screen, "Message line")
    assert (minutes.text(), screen.desk.view.result.value()) == ("", "")
    show(window, place)
    assert (minutes.text(), screen.desk.view.result.value()) == ("50", "answered_late")
    screen.desk.view.form.editors["hours"].show("Mornings")
    click(screen, "Save the channel")
    assert screen.view.beside.panel is None
    show(window, place)
    assert minutes.text() == "50"
    click(screen, "Keep this test")
    assert last_test(screen, "Toll-free line") == "Answered, but late, 15 Sept 2026"
    show(window, place)
    assert (minutes.text(), screen.desk.view.result.value()) == ("", "")
    assert forms.read(window.session, f"channels/{place.record}") is None


def test_a_test_without_its_answer_asks_for_it_beside_it(window: Window) -> None:
    screen = show(window)
    click_row(screen, "Toll-free line")
    minutes = screen.desk.view.more.findChild(QLineEdit, "minutes")
    assert minutes is not None
    QTest.keyClicks(minutes, "50")
    assert screen.finish()
    assert screen.desk.view.asked.isVisible()
    assert screen.desk.view.asked.text() == "Please choose what happened."
    assert minutes.text() == "50"
    click(screen, "Answered")
    assert not screen.desk.view.asked.isVisible()


def test_a_channel_is_changed_closed_and_taken_back(window: Window) -> None:
    screen = show(window)
    click_row(screen, "Toll-free line")
    identity = screen.place().record
    screen.desk.view.form.editors["closed_on"].show("2026-09-01")
    screen.desk.view.form.findChild(QCheckBox).click()  # type: ignore[union-attr]  # the first language
    click(screen, "Save the channel")
    assert last_test(screen, "Toll-free line") == "No longer open"
    assert "000 000 01" not in said_on_card(screen)
    window.take_back()
    assert "000 000 01" in said_on_card(screen)
    assert records.read(window.session, "channel", identity).values["closed_on"] is None


def test_a_new_channel_is_added_and_stands_on_the_card(window: Window) -> None:
    screen = show(window)
    assert screen.start_new()
    for name, said in (("name", "Night line"), ("reach", "000 000 99"), ("hours", "day and night")):
        field = screen.desk.view.form.findChild(QLineEdit, name)
        assert field is not None
        QTest.keyClicks(field, said)
    screen.keep()
    assert forms.read(window.session, "channels/new")
    assert screen.finish()
    assert forms.read(window.session, "channels/new") is None
    assert last_test(screen, "Night line") == "Never tested"
    assert "000 000 99" in said_on_card(screen)
    assert "Night line" not in said_on_card(screen)


def test_unfinished_text_comes_back_and_places_lead_to_channels(window: Window) -> None:
    made = records.list_page(window.session, "channel", {"name": "Message line"})[0][0]
    place = Place(section="channels", kind="channel", record=made.id)
    screen = show(window, place)
    field = screen.desk.view.form.findChild(QLineEdit, "hours")
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, "Mornings")
    assert screen.go_back()
    assert screen.place() == Place(section="channels")
    show(window, place)
    assert field.text() == "Mornings"
    assert screen.place() == place
    test = records.list_page(window.session, "channel_test", {"channel": made.id})[0][0]
    show(window, Place(section="channels", kind="channel_test", record=test.id))
    assert screen.place() == place
    assert show(window, Place(section="channels", view="new")).place().view == "new"


def test_numbers_keep_their_order_in_arabic_and_at_large_text(
    open_window: Callable[[Style], Window],
) -> None:
    window = open_window(Style("ar", "dark", 150))
    size = window.size()
    screen = show(window)
    shown = str(screen.view.table.rows.index(0, 1).data())
    assert (shown[0], shown[-1]) == ("\u2068", "\u2069")
    screen.view.opened.emit(screen.view.table.rows.row(0))
    windows.settle()
    assert screen.view.beside.is_alone
    assert window.size() == size

"""What surrounds every screen: the line that goes to anything, help, keys, the way back, and undo."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from focal_desktop.ui.context import Message, Place
from focal_desktop.ui.shell import card
from focal_desktop.ui.shell.help_panel import HelpPanel
from focal_desktop.ui.shell.palette import Palette, open_palette
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.ui import windows


def list_found(palette: Palette) -> list[str]:
    """Return what the line has found."""
    return [palette.found.item(row).text() for row in range(palette.found.count())]


def test_a_record_is_reached_by_a_few_letters_and_enter(window: Window) -> None:
    palette = open_palette(window)
    QTest.keyClicks(palette.line, "basalt")
    assert list_found(palette)[0].startswith("Basalt Ward Council")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    windows.settle()
    place = window.place()
    assert place
    assert (place.section, place.kind) == ("partners", "partner")


def test_no_case_is_found_by_it(window: Window) -> None:
    rows, _ = records.list_page(window.session, "allegation", {})
    palette = open_palette(window)
    QTest.keyClicks(palette.line, rows[0].reference)
    (said,) = list_found(palette)
    assert said.startswith("Nothing found")
    palette.leave()


def test_arrows_choose_a_command_and_escape_leaves(window: Window) -> None:
    palette = open_palette(window)
    QTest.keyClicks(palette.line, "guid")
    assert len(list_found(palette)) == 1
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.place() == Place(section="guidance", view="telling")
    again = open_palette(window)
    QTest.keyClick(again.line, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_help_and_keys_lie_over_the_page_one_at_a_time(window: Window) -> None:
    window.show_help()
    first = window.findChild(HelpPanel)
    assert first
    assert any("Five tasks" in label.text() for label in first.findChildren(QLabel))
    window.show_keys()
    windows.settle()
    (panel,) = window.findChildren(HelpPanel)
    assert any("Ctrl+K" in label.text() for label in panel.findChildren(QLabel))
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_every_key_of_the_table_stands_in_a_menu_once(window: Window) -> None:
    said = [key for command in window.commands for key in command.keys]
    held = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(said) == len(set(said))
    assert {"Ctrl+K", "Ctrl+F", "F1", "F5"} <= set(held)


def test_guidance_begins_with_what_to_do_when_someone_speaks(window: Window) -> None:
    window.go(Place(section="guidance"))
    assert window.place() == Place(section="guidance", view="telling")
    assert window.current
    said = [label.text() for label in window.current.findChildren(QLabel)]
    assert {short for short, _ in card.list_lines(window.face.words)} <= set(said)


def test_the_way_back_and_forward(window: Window) -> None:
    window.go(Place(section="partners"))
    window.go(Place(section="plan"))
    window.step_back()
    assert window.place().section == "partners"  # type: ignore[union-attr]  # it is somewhere
    window.step_on()
    assert window.place().section == "plan"  # type: ignore[union-attr]  # it is somewhere
    window.step_back()
    window.step_back()
    window.step_back()
    assert window.place() == Place(section="home")


def test_escape_closes_a_message_first(window: Window) -> None:
    window.go(Place(section="guidance"))
    window.tell(Message(text="Said."))
    window.step_out()
    assert not window.bar.isVisible()
    window.step_out()
    assert window.place() == Place(section="home")


def test_a_message_is_about_its_page_unless_it_is_about_more(window: Window) -> None:
    window.tell(Message(text="Some fields cannot be kept."))
    windows.settle()
    window.go(Place(section="home"))
    assert window.bar.message, "the page is the same"
    window.go(Place(section="guidance"))
    assert window.bar.message is None
    window.tell(Message(text="Saved."))
    window.go(Place(section="home"))
    assert window.bar.message, "it was told on the way here"
    window.tell(Message(text="The clock is wrong.", stays=True))
    windows.settle()
    window.go(Place(section="guidance"))
    assert window.bar.message


def test_saving_by_key_reassures(window: Window) -> None:
    window.keep_now()
    assert window.bar.message
    assert "by itself" in window.bar.message.text


def test_a_key_that_finds_nothing_to_do_says_so(window: Window) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    said = []
    for key in (Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_Return):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.bar.message
        said.append(window.bar.message.text)
        window.bar.close_message()
    assert said == [
        "Nothing here is printed. Pages for paper are in Reports.",
        "Nothing new is begun here.",
        "There is no form here to finish.",
    ]
    window.go(Place(section="partners"))
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.bar.message is None


def test_the_search_line_searches_as_one_types(window: Window) -> None:
    window.top.begin_search()
    QTest.keyClicks(window.top.search, "council")
    place = window.place()
    assert place
    assert (place.section, place.view) == ("search", "council")


def test_taking_back_nothing_is_said(window: Window) -> None:
    window.take_back()
    assert window.bar.message
    assert "nothing to take back" in window.bar.message.text

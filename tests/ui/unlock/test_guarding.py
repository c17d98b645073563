"""An open vault: locked without a question, hidden at once, cleared of copies; nothing typed is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from focal_desktop.base import words as languages
from focal_desktop.ui import faults
from focal_desktop.ui.context import Place
from focal_desktop.ui.desktop import AGAIN, Desktop
from focal_desktop.ui.guard import Guard
from focal_desktop.ui.shell.card import TellingCard, list_lines, name_lead, read_numbers
from focal_desktop.ui.shell.clipboard import HINTS
from focal_desktop.ui.shell.hiding import WorkCalendar
from focal_desktop.ui.window import Window
from focal_desktop.usecases import unlocking
from tests.ui import doors, windows
from tests.ui.doors import Begin


@pytest.fixture
def desktop(begin: Begin) -> Desktop:
    """The program over a copy of the invented data, its door closed."""
    return begin()


@pytest.fixture
def desk(desktop: Desktop, qtbot: QtBot) -> Window:
    """The desk behind the door."""
    return doors.unlock(desktop, qtbot)


def guard_of(window: Window) -> Guard:
    """Return who stands guard."""
    found = window.findChild(Guard)
    assert isinstance(found, Guard)
    return found


def test_locking_closes_the_vault_and_asks_for_a_new_process(desktop: Desktop, desk: Window) -> None:
    QTest.keyClick(desk, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not desk.session.store.is_open
    assert desktop.left_with == AGAIN


def test_locking_in_mid_sentence_loses_nothing(begin: Begin, desktop: Desktop, qtbot: QtBot) -> None:
    desk = doors.unlock(desktop, qtbot)
    desk.go(Place(section="allegations", view="new"))
    windows.settle()
    box = next(one for one in desk.findChildren(QPlainTextEdit) if one.isVisible())
    box.setFocus()
    QTest.keyClicks(box, "She said that the man")
    cursor = box.textCursor()
    cursor.setPosition(8)
    box.setTextCursor(cursor)
    guard_of(desk).lock()
    doors.close(desktop)
    again = doors.unlock(begin(desktop.folder), qtbot)
    focus = windows.make_application().focusWidget()
    assert again.place() == Place(section="allegations", view="new")
    assert isinstance(focus, QPlainTextEdit)
    assert focus.toPlainText() == "She said that the man"
    assert focus.textCursor().position() == 8


def test_a_case_locks_sooner_than_the_desk(begin: Begin, qtbot: QtBot) -> None:
    clock = windows.clock_at()
    desktop = begin(clock=clock)
    desk = doors.unlock(desktop, qtbot)
    guard = guard_of(desk)
    assert guard.limit() == 15
    desk.go(Place(section="allegations"))
    assert guard.limit() == 3
    guard.idle.note()
    for _ in range(2):
        clock.move(minutes=1, seconds=20)
        guard.idle.timer.timeout.emit()
    assert desk.session.store.is_open
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_Shift)
    assert guard.idle.active_at == clock.now()
    for _ in range(3):
        assert desk.session.store.is_open
        clock.move(minutes=1)
        guard.idle.timer.timeout.emit()
    assert not desk.session.store.is_open
    assert desktop.left_with == AGAIN


def test_a_computer_that_slept_wakes_up_locked(begin: Begin, qtbot: QtBot) -> None:
    clock = windows.clock_at()
    desk = doors.unlock(begin(clock=clock), qtbot)
    guard_of(desk).idle.timer.timeout.emit()
    clock.move(minutes=4)
    guard_of(desk).idle.timer.timeout.emit()
    assert not desk.session.store.is_open


def test_a_clock_put_back_does_not_keep_it_open(begin: Begin, qtbot: QtBot) -> None:
    clock = windows.clock_at()
    desk = doors.unlock(begin(clock=clock), qtbot)
    idle = guard_of(desk).idle
    clock.move(days=-400)
    idle.timer.timeout.emit()
    assert desk.session.store.is_open
    for _ in range(15):
        clock.move(minutes=1)
        idle.timer.timeout.emit()
    assert not desk.session.store.is_open


def test_the_system_puts_the_program_aside(desk: Window) -> None:
    windows.make_application().applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert desk.session.store.is_open
    windows.make_application().applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)
    assert not desk.session.store.is_open


def test_the_end_of_the_session_ends_the_program(desktop: Desktop, desk: Window) -> None:
    guard_of(desk).end()
    assert not desk.session.store.is_open
    assert desktop.left_with == 0


def test_hiding_covers_everything_and_the_same_keys_return(desk: Window) -> None:
    desk.go(Place(section="home"))
    desk.card_requested.emit()
    card = desk.findChild(TellingCard)
    QTest.keyClick(desk, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    windows.settle()
    shown = [one for one in windows.make_application().topLevelWidgets() if one.isVisible()]
    assert [type(one) for one in shown] == [WorkCalendar]
    assert shown[0].windowTitle() == "Work calendar"
    QTest.keyClick(shown[0], Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    windows.settle()
    assert desk.isVisible()
    assert isinstance(card, TellingCard)
    assert card.isVisible()


def test_hidden_for_a_minute_it_locks(desk: Window) -> None:
    desk.hide_requested.emit()
    hiding = guard_of(desk).hiding
    assert (hiding.timer.interval(), hiding.timer.isActive()) == (60_000, True)
    hiding.timer.timeout.emit()
    assert not desk.session.store.is_open


def test_esc_and_closing_the_calendar_return(desk: Window) -> None:
    hiding = guard_of(desk).hiding
    for leave in (lambda cover: QTest.keyClick(cover, Qt.Key.Key_Escape), lambda cover: cover.close()):
        desk.hide_requested.emit()
        windows.settle()
        leave(hiding.cover)
        assert desk.isVisible()
        assert not hiding.timer.isActive()


def test_what_was_copied_is_cleared(desk: Window) -> None:
    copies, clipboard = guard_of(desk).copies, windows.make_application().clipboard()
    desk.activateWindow()
    windows.settle()
    clipboard.setText("something of a record")
    assert copies.timer.interval() == 20_000
    assert copies.timer.isActive()
    copies.timer.timeout.emit()
    assert clipboard.text() == ""
    clipboard.setText("something more")
    guard_of(desk).lock()
    assert clipboard.text() == ""


def test_no_list_of_copies_is_to_keep_it(desk: Window) -> None:
    copies, clipboard = guard_of(desk).copies, windows.make_application().clipboard()
    desk.activateWindow()
    windows.settle()
    clipboard.setText("something of a record")
    windows.settle()
    held = clipboard.mimeData()
    assert held.text() == "something of a record"
    assert {name for name, _ in HINTS} <= set(held.formats())
    copies.mark()  # a second time nothing is new
    assert clipboard.text() == "something of a record"
    copies.clear()
    assert clipboard.text() == ""


def test_what_others_copied_is_left_alone(desk: Window) -> None:
    copies, clipboard = guard_of(desk).copies, windows.make_application().clipboard()
    clipboard.setText("of another program")
    copies.is_ours = False
    guard_of(desk).lock()
    assert clipboard.text() == "of another program"
    clipboard.clear()


def test_larger_text_keeps_place_and_what_is_typed(desktop: Desktop, desk: Window) -> None:
    desk.go(Place(section="allegations", view="new"))
    windows.settle()
    box = next(one for one in desk.findChildren(QPlainTextEdit) if one.isVisible())
    box.setFocus()
    QTest.keyClicks(box, "half a")
    desk.text_resized.emit(1)
    windows.settle()
    assert desktop.chosen.size == desk.face.look.size == 110
    focus = windows.make_application().focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    assert focus.toPlainText() == "half a"
    for _ in range(2):  # as quick as a key that is held
        desk.text_resized.emit(1)
    windows.settle()
    assert desktop.chosen.size == 130
    desk.text_resized.emit(0)
    windows.settle()
    assert desktop.chosen.size == 100


def test_no_other_look_is_put_on_a_locked_desk(desktop: Desktop, desk: Window) -> None:
    desk.text_resized.emit(1)
    unlocking.lock(desk.session)
    windows.settle()
    assert desktop.chosen.size == 100


def test_the_card_has_eight_lines_and_the_offices_numbers(desktop: Desktop) -> None:
    screen = doors.shown(desktop)
    QTest.keyClick(screen, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    windows.settle()
    card = screen.findChild(TellingCard)
    assert isinstance(card, TellingCard)
    said = [label.text() for label in card.findChildren(QLabel)]
    lines = list_lines(desktop.face.words)
    assert len(lines) == 8
    assert {head for head, _ in lines} <= set(said)
    numbers = read_numbers(desktop.folder)
    assert numbers
    assert {desktop.face.words.keep_numbers(one.reach) for one in numbers} <= set(said)
    outside = said[said.index("Call: outside your office") : said.index("Other numbers")]
    assert [one.replace("\u00a0", " ") for one in outside[1:]] == [
        *("000 000 06", "OIOS · 08:00-17:00", "000 000 07", "Helpline · 08:00-17:00"),
    ]
    assert not {"Toll-free line", "practice"} & set(" ".join(said).split())
    doors.click(card, "card_close")
    assert not screen.findChildren(TellingCard) or not card.isVisible()


def test_an_odd_card_shows_what_it_can(tmp_path: Path) -> None:
    card = tmp_path / "card.json"
    assert read_numbers(tmp_path) == []
    for odd in ("", "[]", "{", '{"numbers": 3}', '{"numbers": [3, {"reach": 4}, {}]}', "\x00"):
        card.write_text(odd)
        assert read_numbers(tmp_path) == [], odd
    card.write_text('{"numbers": [{"reach": "1", "lead": "x"}, {"reach": "2", "hours": "8-5", "lead": 7}]}')
    assert read_numbers(tmp_path) == [("1", "", 0), ("2", "8-5", 7)]
    assert name_lead(7, languages.load("en")) == ""


def test_numbers_of_an_older_card_stand_under_one_heading(tmp_path: Path, desktop: Desktop) -> None:
    (tmp_path / "card.json").write_text('{"numbers": [{"reach": "+000 1", "hours": "8-5"}]}')
    said = [
        one.text() for one in TellingCard(doors.shown(desktop), desktop.face, tmp_path).findChildren(QLabel)
    ]
    assert "Call" in said
    assert not {"Call: outside your office", "Other numbers"} & set(said)


def test_a_fault_of_ours_is_told_calmly_and_without_a_value(desktop: Desktop, desk: Window) -> None:
    hear = faults.make_hook(desktop.tell, lambda: desktop.leave(130))
    try:
        raise KeyError("a name that must not be told")
    except KeyError as wrong:
        hear(KeyError, wrong, wrong.__traceback__)
    message = desk.bar.message
    assert message is not None
    assert "went wrong" in message.text
    assert "name" not in message.text
    hear(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert desktop.left_with == 130


def test_a_fault_while_telling_is_not_told_again(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[int] = []

    def tell(_: object) -> None:
        calls.append(1)
        hear(ValueError, ValueError("a value"), None)

    hear = faults.make_hook(tell, list)
    with caplog.at_level("INFO", "focal_desktop"):
        hear(ValueError, ValueError("a value"), None)
    assert calls == [1]
    assert caplog.text.count("fault.unknown line=0") == 2
    assert "a value" not in caplog.text

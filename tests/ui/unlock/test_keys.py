"""Every key that the desk promises, walked through in the window of an open vault, with its guard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.ui import sections
from focal_desktop.ui.context import Place
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.guard import Guard
from focal_desktop.ui.shell.card import TellingCard
from focal_desktop.ui.shell.help_panel import HelpPanel
from focal_desktop.ui.shell.palette import Palette
from focal_desktop.ui.table import Table
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.ui import doors, windows
from tests.ui.doors import Begin

KEYS, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@dataclass(frozen=True)
class Hand:
    """Somebody at the keyboard of an open vault."""

    desktop: Desktop
    desk: Window
    qtbot: QtBot

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is, as a person does."""
        if self.desk.isVisible() and windows.make_application().focusWindow() is None:
            self.desk.activateWindow()  # off screen, whatever closed took the focus along
            QTest.qWaitForWindowActive(self.desk)
        QTest.keyClick(self.focus or self.desk, key, held)
        windows.settle()

    def press_anywhere(self, key: Qt.Key) -> None:
        """Press a key in the window that is in front, as it comes from the system."""
        shown = [one for one in windows.make_application().topLevelWidgets() if one.isVisible()]
        (handle,) = (one.windowHandle() for one in shown)
        handle.requestActivate()
        self.qtbot.waitUntil(lambda: windows.make_application().focusWindow() is handle, timeout=5_000)
        QTest.keyClick(handle, key)
        windows.settle()

    @property
    def focus(self) -> QWidget | None:
        """What has the focus."""
        return windows.make_application().focusWidget()

    @property
    def told(self) -> str:
        """What the message bar says."""
        return self.desk.bar.message.text if self.desk.bar.message else ""

    @property
    def place(self) -> Place:
        """Where the person is."""
        found = self.desk.place()
        assert found is not None
        return found

    def go(self, section: str, view: str = "", kind: str = "", record: str = "") -> None:
        """Go somewhere, with no message left from before."""
        self.desk.bar.close_message()
        self.desk.go(Place(section=section, view=view, kind=kind, record=record))
        windows.settle()
        self.rest()

    def rest(self) -> None:
        """Let the keys be at a section's name: a line that is typed into has an undo of its own."""
        next(one for one in self.desk.sidebar.findChildren(QPushButton) if one.isVisible()).setFocus()

    def find(self, kind: type[QWidget], name: str = "") -> list[QWidget]:
        """Return what can be seen of a class."""
        found = self.desk.findChildren(kind, name) if name else self.desk.findChildren(kind)
        return [one for one in found if one.isVisible()]

    def sit_down(self, section: str) -> Table[object]:
        """Go to the first row of a section's list."""
        self.go(section)
        table = next(one for one in self.find(Table) if isinstance(one, Table))
        table.setFocus()
        self.press(KEYS.Key_Home)
        return table

    def type_name(self, said: str) -> None:
        """Begin a new partner and type its name."""
        self.go("partners")
        self.press(KEYS.Key_N, CONTROL)
        field = next(one for one in self.find(QLineEdit) if one.accessibleName() == "Name")
        field.setFocus()
        QTest.keyClicks(field, said)

    def names(self) -> list[str]:
        """Return the name of every partner."""
        return [row.title for row in records.list_page(self.desk.session, "partner", {}, limit=1000)[0]]


def number(hand: Hand) -> None:
    shown = sections.list_open(hand.desk.session.person)[:9]
    for place, one in enumerate(shown):
        hand.press(Qt.Key(KEYS.Key_1.value + place), CONTROL)
        assert hand.place.section == one.name


def go_to_anything(hand: Hand) -> None:
    hand.press(KEYS.Key_K, CONTROL)
    assert hand.find(Palette)
    hand.press(KEYS.Key_Escape)
    assert not hand.find(Palette)


def search(hand: Hand) -> None:
    hand.press(KEYS.Key_F, CONTROL)
    assert hand.focus is hand.desk.top.search


def new_here(hand: Hand) -> None:
    hand.go("partners")
    hand.press(KEYS.Key_N, CONTROL)
    assert (hand.place.section, hand.place.view) == ("partners", "new")


def new_allegation(hand: Hand) -> None:
    hand.press(KEYS.Key_A, CONTROL | SHIFT)
    assert (hand.place.section, hand.place.view) == ("allegations", "new")


def save(hand: Hand) -> None:
    hand.press(KEYS.Key_S, CONTROL)
    assert hand.told.startswith("Kept on this computer.")


def finish(hand: Hand) -> None:
    hand.type_name("Finished by keys")
    hand.press(KEYS.Key_Return, CONTROL)
    assert "Finished by keys" in hand.names()


def close_and_keep(hand: Hand) -> None:
    hand.type_name("Half a na")
    hand.press(KEYS.Key_Escape)
    assert hand.place.view != "new"
    hand.press(KEYS.Key_N, CONTROL)
    assert "Half a na" in [one.text() for one in hand.find(QLineEdit) if isinstance(one, QLineEdit)]


def undo_and_redo(hand: Hand) -> None:
    """The bar says each time what was done, and offers the way back from it."""
    session = hand.desk.session
    saved = records.add(session, "partner", {"name": "Before"})

    def rename(name: str) -> Callable[[], object]:
        return lambda: records.edit(session, "partner", saved.id, {"name": name})

    rename("After")()
    hand.desk.remember_undo("Renamed.", rename("Before"), rename("After"))
    hand.go("home")
    for key, said, action, name in (
        (CONTROL, "Taken back: Renamed.", "Do it again", "Before"),
        (CONTROL | SHIFT, "Done again: Renamed.", "Undo", "After"),
        (CONTROL, "Taken back: Renamed.", "Do it again", "Before"),
    ):
        hand.press(KEYS.Key_Z, key)
        assert hand.told == said
        assert hand.desk.bar.message
        assert hand.desk.bar.message.action == action
        assert name in hand.names()
    hand.desk.remember_undo("Something else.", rename("Before"))
    hand.press(KEYS.Key_Z, CONTROL | SHIFT)
    assert hand.told == "There is nothing to do again."
    hand.press(KEYS.Key_Z, CONTROL)
    assert hand.told == "Taken back: Something else."
    message = hand.desk.bar.message
    assert message
    assert not message.action


def print_it(hand: Hand) -> None:
    hand.press(KEYS.Key_P, CONTROL)
    assert hand.told.startswith("Nothing here is printed.")
    hand.go("reports", "office_annual")
    hand.press(KEYS.Key_P, CONTROL)  # what is still being drawn is printed once it can be seen
    hand.qtbot.waitUntil(lambda: bool(hand.desk.findChildren(QPrintDialog)), timeout=20_000)
    for dialog in hand.desk.findChildren(QPrintDialog):
        dialog.reject()
    windows.settle()


def sync_now(hand: Hand) -> None:
    hand.press(KEYS.Key_F5)
    assert hand.place.section == "sync"


def help_within_text(hand: Hand) -> None:
    hand.desk.top.search.setFocus()
    hand.press(KEYS.Key_F1)
    assert hand.find(HelpPanel)
    hand.press(KEYS.Key_Escape)
    assert not hand.find(HelpPanel)


def all_keys(hand: Hand) -> None:
    """The page lists every key of this walk."""
    hand.press(KEYS.Key_Slash, CONTROL)
    (panel,) = hand.find(HelpPanel)
    said = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert [keys for keys in WALKED if any(one not in said for one in LISTED.get(keys, (keys,)))] == []
    hand.press(KEYS.Key_Escape)


def card(hand: Hand) -> None:
    hand.press(KEYS.Key_F1, CONTROL)
    (shown,) = hand.desk.findChildren(TellingCard)
    shown.close()


def hide(hand: Hand) -> None:
    """By two keys at once, or by one three times within a second; the same brings it back."""
    guard = hand.desk.findChild(Guard)
    assert isinstance(guard, Guard)
    hand.press(KEYS.Key_H, CONTROL)
    assert hand.desk.isHidden()
    assert guard.hiding.cover is not None
    hand.press(KEYS.Key_H, CONTROL)
    assert hand.desk.isVisible()
    hand.desk.activateWindow()
    QTest.qWaitForWindowActive(hand.desk)
    for keys in ((KEYS.Key_Shift,) * 2, (KEYS.Key_X, KEYS.Key_Shift), (KEYS.Key_Shift,)):
        for key in keys:
            hand.press_anywhere(key)
        assert hand.desk.isVisible()
    guard.thrice.timer.timeout.emit()  # a second is over
    hand.press_anywhere(KEYS.Key_Shift)
    assert hand.desk.isVisible()
    for is_visible in (False, True):
        for _ in range(2 if hand.desk.isVisible() else 3):
            hand.press_anywhere(KEYS.Key_Shift)
        assert hand.desk.isVisible() is is_visible


def menu_letter(hand: Hand) -> None:
    for action in hand.desk.menuBar().actions():
        letter = action.text()[action.text().index("&") + 1].upper()
        hand.press(Qt.Key[f"Key_{letter}"], ALT)
        menu = windows.make_application().activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu is action.menu()
        while popup := windows.make_application().activePopupWidget():
            popup.close()
        windows.settle()


def text_size(hand: Hand) -> None:
    for key, size in ((KEYS.Key_Plus, 110), (KEYS.Key_Minus, 100), (KEYS.Key_Minus, 90), (KEYS.Key_0, 100)):
        hand.press(key, CONTROL)
        assert hand.desktop.chosen.size == size


def back_and_forward(hand: Hand) -> None:
    hand.go("partners")
    hand.go("plan")
    hand.press(KEYS.Key_Left, ALT)
    assert hand.place.section == "partners"
    hand.press(KEYS.Key_Right, ALT)
    assert hand.place.section == "plan"


def tabs(hand: Hand) -> None:
    row = records.list_page(hand.desk.session, "partner", {})[0][0]
    hand.go("partners", "record", "partner", row.id)
    (shown,) = (one for one in hand.find(QTabWidget) if isinstance(one, QTabWidget))
    shown.tabBar().setFocus()
    before = shown.currentIndex()
    hand.press(KEYS.Key_Tab, CONTROL)
    assert shown.currentIndex() == before + 1


def in_lists(hand: Hand) -> None:
    """Arrows, both ends, the first letters, Space and Shift; Enter and F2 open."""
    table = hand.sit_down("partners")
    last = table.rows.rowCount() - 1
    assert last > 3
    hand.press(KEYS.Key_Down)
    hand.press(KEYS.Key_Down)
    hand.press(KEYS.Key_Up)
    assert table.currentIndex().row() == 1
    hand.press(KEYS.Key_End)
    assert table.currentIndex().row() == last
    hand.press(KEYS.Key_Home)
    assert table.currentIndex().row() == 0
    said = table.rows.say_cell(last, 0)
    QTest.keyClicks(table, said)
    assert table.rows.say_cell(table.currentIndex().row(), 0) == said
    hand.press(KEYS.Key_Home)
    table.clearSelection()
    hand.press(KEYS.Key_Space)
    hand.press(KEYS.Key_Down, SHIFT)
    assert len(table.say_chosen()) == 2
    hand.press(KEYS.Key_C, CONTROL)
    assert len(windows.make_application().clipboard().text().split("\n")) == 2
    windows.make_application().clipboard().clear()
    for key in (KEYS.Key_Return, KEYS.Key_F2):
        hand.sit_down("partners")
        hand.press(key)
        assert hand.place.kind == "partner"


def leave_long_text(hand: Hand) -> None:
    hand.go("allegations", "new")
    boxes = [one for one in hand.find(QPlainTextEdit) if one.isEnabled()]
    assert boxes
    for box in boxes:
        box.setFocus()
        hand.press(KEYS.Key_Tab)
        assert hand.focus is not box


def lock(hand: Hand) -> None:
    hand.press(KEYS.Key_L, CONTROL)
    assert not hand.desk.session.store.is_open


WALKED: Mapping[str, Callable[[Hand], None]] = {
    "Ctrl+1": number,
    "Ctrl+K": go_to_anything,
    "Ctrl+F": search,
    "Ctrl+N": new_here,
    "Ctrl+Shift+A": new_allegation,
    "Ctrl+S": save,
    "Ctrl+Enter": finish,
    "Esc": close_and_keep,
    "Ctrl+Z": undo_and_redo,
    "Ctrl+P": print_it,
    "F5": sync_now,
    "F1": help_within_text,
    "Ctrl+/": all_keys,
    "Ctrl+F1": card,
    "Shift, Shift, Shift": hide,
    "Alt": menu_letter,
    "Ctrl++": text_size,
    "Alt+Left": back_and_forward,
    "Ctrl+Tab": tabs,
    "Home": in_lists,
    "Tab": leave_long_text,
    "Ctrl+L": lock,
}
"""In the order of a day; locking ends it."""
LISTED: Mapping[str, tuple[str, ...]] = {
    "Ctrl+1": tuple(f"Ctrl+{place}" for place in range(1, 10)),
    "Ctrl+Z": ("Ctrl+Z", "Ctrl+Shift+Z"),
    "Shift, Shift, Shift": ("Shift, Shift, Shift", "Ctrl+H"),
    "Ctrl++": ("Ctrl++", "Ctrl+-", "Ctrl+0"),
    "Alt+Left": ("Alt+Left", "Alt+Right"),
    "Home": ("↑ ↓ Home End", "A–Z", "Space", "Shift+↓", "Enter", "F2", "Ctrl+C"),
}
"""What the list of keys says of them, where that is more than one."""


@pytest.mark.long
@pytest.mark.timeout(240)
def test_every_key_does_what_is_promised(begin: Begin, qtbot: QtBot) -> None:
    desktop = begin()
    hand = Hand(desktop, doors.unlock(desktop, qtbot), qtbot)
    for keys, walk in WALKED.items():
        if keys != "Ctrl+L":
            hand.go("home")
        walk(hand)
    assert desktop.left_with

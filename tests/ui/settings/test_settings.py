"""Settings: live look, a new passphrase, a new sheet, a backup and its rehearsal; what this computer is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.base import version
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.ui.context import Place
from focal_desktop.ui.preferences import DEFAULTS, Preferences
from focal_desktop.ui.settings.backup_page import BackupPage
from focal_desktop.ui.settings.page import SettingsPage
from focal_desktop.ui.settings.screen import SettingsScreen
from focal_desktop.ui.settings.sheet_page import SheetPage
from focal_desktop.ui.window import Window
from focal_desktop.usecases import phrases, records, safekeeping, unlocking
from tests.desks import PASSPHRASE, POLICY, refused
from tests.ui import doors, windows
from tests.ui.doors import Begin
from tests.ui.windows import Style


def screen_of(window: Window) -> SettingsScreen:
    """Return the section."""
    found = window.current
    assert isinstance(found, SettingsScreen)
    return found


def open_page(window: Window, name: str) -> SettingsPage:
    """Go to a page by its button; its passphrases cost little."""
    window.go(Place(section="settings"))
    doors.click(window, f"set_{name}")
    page = screen_of(window).page
    assert page is not None
    page.fit = lambda: FLOOR
    return page


def said(window: Window) -> str:
    """Return what the message bar says."""
    return window.bar.message.text if window.bar.message else ""


def opens(window: Window, phrase: str) -> bool:
    """Lock the vault and tell whether a passphrase opens it."""
    session = window.session
    unlocking.lock(session)
    try:
        again = unlocking.unlock(
            session.store.folder, phrase, clock=session.clock, policy=POLICY, kinds=KINDS
        )
    except Trouble:
        return False
    unlocking.lock(again)
    return True


def type_words(window: Window, phrase: str) -> None:
    """Type the present passphrase and a new one twice."""
    doors.type_in(window, "present_passphrase", PASSPHRASE, enter=True)
    doors.type_in(window, "new_passphrase", phrase, enter=True)
    doors.type_in(window, "new_passphrase_again", phrase, enter=True)


def test_the_passphrase_is_changed(window: Window, qtbot: QtBot) -> None:
    open_page(window, "passphrase")
    type_words(window, "paper river stone lamp moon")
    qtbot.waitUntil(lambda: "was changed" in said(window), timeout=8_000)
    assert screen_of(window).page is None
    folder = window.session.store.folder
    unlocking.lock(window.session)
    unlocking.lock(window.session)  # a second time does nothing
    with refused("wrong_passphrase"):
        unlocking.unlock(folder, PASSPHRASE, clock=window.session.clock, policy=POLICY, kinds=KINDS)
    assert opens(window, "paper river stone lamp moon")


def test_what_is_saved_while_the_passphrase_is_changed_is_there(window: Window, qtbot: QtBot) -> None:
    """The window turns and saves while the copy waits; another is made, aside again."""
    open_page(window, "passphrase")
    type_words(window, "paper river stone lamp moon")
    with windows.job_under_way(window.face.jobs):
        qtbot.waitUntil(lambda: window.holding.is_held, timeout=8_000)
        records.add(window.session, "partner", {"name": "Meanwhile"})
        assert windows.count_turns(50) == 50
    qtbot.waitUntil(lambda: "was changed" in said(window), timeout=8_000)
    assert records.search(window.session, "Meanwhile")
    assert len([*window.session.store.folder.glob("d-*.db")]) == 1
    assert opens(window, "paper river stone lamp moon")


def test_a_change_that_is_stopped_changes_nothing(window: Window, qtbot: QtBot) -> None:
    page = open_page(window, "passphrase")
    type_words(window, "paper river stone lamp moon")
    with windows.job_under_way(window.face.jobs):
        qtbot.waitUntil(lambda: window.holding.is_held, timeout=8_000)
        doors.click(window, "stop_aside")
    qtbot.waitUntil(lambda: bool(page.problem.text()), timeout=8_000)
    assert "It was stopped" in page.problem.text()
    assert len([*window.session.store.folder.glob("d-*.db")]) == 1
    assert opens(window, PASSPHRASE)


def test_a_wrong_present_passphrase_changes_nothing(window: Window, qtbot: QtBot) -> None:
    page = open_page(window, "passphrase")
    doors.type_in(window, "present_passphrase", "not this")
    doors.type_in(window, "new_passphrase", "paper river stone lamp moon")
    doors.click(window, "change_passphrase")
    doors.type_in(window, "new_passphrase_again", "paper river stone lamp moon")
    doors.click(window, "change_passphrase")
    qtbot.waitUntil(lambda: "not the passphrase" in page.problem.text(), timeout=8_000)
    assert opens(window, PASSPHRASE)


def test_a_new_sheet_ends_the_old_one(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = open_page(window, "sheet")
    assert isinstance(page, SheetPage)
    doors.type_in(window, "present_passphrase", PASSPHRASE, enter=True)
    qtbot.waitUntil(lambda: page.steps.count() == 2, timeout=8_000)
    windows.settle()
    page.sheet.save_to(tmp_path / "sheet.pdf")
    code = page._making.code if page._making else None
    assert code
    doors.type_in(window, "code_group", phrases.groups_of(code)[page.sheet.asked], enter=True)
    qtbot.waitUntil(lambda: "sheet is good" in said(window), timeout=8_000)
    session = window.session
    unlocking.lock(session)
    by = (session.clock, POLICY, KINDS)
    unlocking.lock(
        unlocking.unlock_with_code(session.store.folder, code, clock=by[0], policy=by[1], kinds=by[2])
    )


def test_a_backup_is_made_and_rehearsed(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page, file = open_page(window, "backup"), tmp_path / "today.bak"
    assert isinstance(page, BackupPage)
    doors.click(window, "rehearse")
    assert "choose the backup" in page.problem.text()
    page.back_up_to(file)
    qtbot.waitUntil(lambda: "opened and checked" in said(window), timeout=8_000)
    page.take_file(file)
    doors.type_in(window, "backup_passphrase", "not this", enter=True)
    qtbot.waitUntil(lambda: bool(page.problem.text()), timeout=8_000)
    page.phrase.line.clear()
    doors.type_in(window, "backup_passphrase", PASSPHRASE, enter=True)
    qtbot.waitUntil(lambda: "This backup opens" in said(window), timeout=8_000)
    page.back_up_to(file)
    qtbot.waitUntil(lambda: "already" in page.problem.text(), timeout=8_000)
    file.write_bytes(file.read_bytes()[:-1])
    with refused("backup_unreadable"):
        safekeeping.rehearse(file, PASSPHRASE, tmp_path)


def test_esc_and_the_button_lead_back(window: Window) -> None:
    open_page(window, "backup")
    assert window.place() == Place(section="settings", view="backup")
    doors.click(window, "settings_back")
    assert window.place() == Place(section="settings")
    open_page(window, "passphrase")
    window.activateWindow()
    windows.settle()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert screen_of(window).page is None


def test_what_is_chosen_is_asked_of_the_program(window: Window) -> None:
    window.go(Place(section="settings"))
    asked: list[Preferences] = []
    window.face_chosen.connect(asked.append)
    doors.click(window, "set_larger")
    view = screen_of(window).view
    assert view is not None
    view.language.setCurrentIndex(view.language.findData("fr"))
    view.language.activated.emit(0)
    view.theme.show_code("dark")
    view.theme.edited.emit()
    assert asked == [
        DEFAULTS._replace(size=110),
        DEFAULTS._replace(language="fr"),
        DEFAULTS._replace(theme="dark"),
    ]


def test_language_changes_in_place(begin: Begin, qtbot: QtBot) -> None:
    desktop = begin()
    window = doors.unlock(desktop, qtbot)
    window.go(Place(section="settings"))
    box = doors.find(window, "set_language")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("ar"))
    box.activated.emit(box.currentIndex())
    windows.settle()
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert window.place() == Place(section="settings")
    assert desktop.chosen.language == "ar"


def test_this_computer_is_named_by_its_codes(window: Window) -> None:
    window.go(Place(section="settings"))
    windows.settle()
    shown = {label.text() for label in screen_of(window).findChildren(QLabel)}
    assert version.find() in shown
    assert {window.session.person.device, window.session.person.office} <= shown
    assert "after 15 minutes" in shown


@pytest.mark.parametrize("view", ["", "passphrase", "sheet", "backup"])
def test_every_control_has_a_name(open_window: Callable[[Style], Window], view: str) -> None:
    window = open_window(Style("ar", "dark", 150))
    window.go(Place(section="settings", view=view))
    windows.settle()
    nameless = [
        one
        for one in screen_of(window).findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []

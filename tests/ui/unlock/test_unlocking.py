"""The unlock screen: right, wrong, cancelled, forgotten; four faults apart; neutral in all it shows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import lock
from focal_desktop.store.vault import Making
from focal_desktop.ui import preferences
from focal_desktop.ui.context import Place
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.restore.screen import RestoreScreen
from focal_desktop.ui.unlock import neighbours
from focal_desktop.ui.unlock.patience import wait_s
from focal_desktop.ui.unlock.recovery import Recovery
from focal_desktop.ui.unlock.screen import UnlockScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import phrases, records, tries, unlocking
from tests import cuts
from tests.desks import PASSPHRASE, PLACE, POLICY, full_disk
from tests.ui import doors, windows
from tests.ui.doors import Begin

NEW = "paper river stone lamp moon"
SECRET_WORDS = ("psea", "allegation", "sexual", "focal", "survivor", "un-habitat")


def screen_of(desktop: Desktop) -> UnlockScreen:
    """Return the unlock screen."""
    shown = doors.shown(desktop)
    assert isinstance(shown, UnlockScreen)
    return shown


def message_of(desktop: Desktop) -> str:
    """Return what the screen says stands in the way."""
    return str(doors.find(screen_of(desktop), "unlock_message").text())  # type: ignore[attr-defined]  # a label


def try_wrong(desktop: Desktop, qtbot: QtBot, phrase: str = "not the one") -> None:
    """Type a wrong passphrase and wait for the answer."""
    screen = screen_of(desktop)
    before = screen.patience.wrong
    screen.view.passphrase.line.clear()
    doors.type_in(screen, "passphrase", phrase, enter=True)
    qtbot.waitUntil(lambda: screen.patience.wrong > before, timeout=10_000)


def test_wrong_tries_are_told_once_after_unlocking(begin: Begin, qtbot: QtBot) -> None:
    desktop = begin()
    for _ in range(2):
        try_wrong(desktop, qtbot)
    window = doors.unlock(desktop, qtbot)
    message = window.bar.message
    assert message is not None
    assert "2 tries did not open it" in message.text
    assert message.tone == "neutral"
    assert tries.read(desktop.folder) is None


def test_nothing_is_told_where_nothing_was_tried(begin: Begin, qtbot: QtBot) -> None:
    window = doors.unlock(begin(), qtbot)
    assert window.bar.message is None


def test_the_passphrase_opens_the_desk(begin: Begin, qtbot: QtBot) -> None:
    window = doors.unlock(begin(), qtbot)
    assert window.place() == Place(section="home")


def test_a_wrong_one_says_so_and_the_right_one_still_opens(begin: Begin, qtbot: QtBot) -> None:
    desktop = begin()
    try_wrong(desktop, qtbot)
    assert "not the passphrase" in message_of(desktop)
    screen = screen_of(desktop)
    assert screen.view.passphrase.line.selectedText() == "not the one"
    assert doors.unlock(desktop, qtbot).place() == Place(section="home")


def test_waits_grow_and_are_counted_down_in_words(begin: Begin, qtbot: QtBot) -> None:
    assert [wait_s(n) for n in range(9)] == [0, 0, 0, 0, 5, 15, 30, 60, 900]
    desktop = begin()
    screen = screen_of(desktop)
    screen.patience.wrong = 3
    try_wrong(desktop, qtbot)
    assert "Please wait 5 seconds." in message_of(desktop)
    assert "Only this window waits" in message_of(desktop)
    assert not doors.find(screen, "unlock").isEnabled()
    tries = screen._tries
    QTest.keyClick(screen.view.passphrase.line, Qt.Key.Key_Return)
    assert screen._tries == tries
    for _ in range(5):
        screen.patience.timer.timeout.emit()
    assert "wait" not in message_of(desktop)
    assert doors.find(screen, "unlock").isEnabled()
    screen.patience.wrong = 7
    try_wrong(desktop, qtbot)
    assert "Please wait 15 minutes." in message_of(desktop)


def test_opening_can_be_cancelled_and_tried_again(begin: Begin, qtbot: QtBot) -> None:
    desktop = begin()
    screen = screen_of(desktop)
    screen.view.passphrase.line.setText(PASSPHRASE)
    doors.find(screen, "unlock").click()  # type: ignore[attr-defined]  # a button
    assert screen.view.progress.isVisible()
    QTest.keyClick(screen.view, Qt.Key.Key_Escape)
    assert not screen.view.progress.isVisible()
    heard: list[int] = []
    desktop.jobs.run(lambda: 1, heard.append, lambda _: None)  # behind the answer nobody waits for
    qtbot.waitUntil(lambda: heard == [1])
    assert screen_of(desktop) is screen
    screen.view.passphrase.line.clear()
    assert doors.unlock(desktop, qtbot)


@pytest.mark.parametrize(
    ("code", "tone"),
    [("damaged", "danger"), ("not_enough_memory", "warn"), ("newer_version", "neutral"), ("busy", "neutral")],
)
def test_the_faults_look_apart(begin: Begin, code: str, tone: str) -> None:
    desktop = begin()
    screen = screen_of(desktop)
    screen.show_trouble(Trouble(code, f"A sentence about {code}."))
    assert message_of(desktop) == f"A sentence about {code}."
    assert screen.view.message.property("tone") == tone
    assert screen.patience.wrong == 0


def test_a_damaged_header_and_a_vault_open_elsewhere(begin: Begin, qtbot: QtBot) -> None:
    desktop = begin()
    let_go = lock.take(desktop.folder)
    doors.type_in(screen_of(desktop), "passphrase", PASSPHRASE, enter=True)
    qtbot.waitUntil(lambda: screen_of(desktop).view.message.isVisible(), timeout=10_000)
    assert "open in another window" in message_of(desktop)
    let_go()
    (desktop.folder / "header.bin").write_bytes(b"altered")
    doors.type_in(screen_of(desktop), "passphrase", PASSPHRASE, enter=True)
    qtbot.waitUntil(lambda: "H1" in message_of(desktop), timeout=10_000)


def test_an_altered_page_is_found_before_anything_opens(begin: Begin, qtbot: QtBot) -> None:
    """Whatever page it is; nothing is written, and the way back is offered with a code for headquarters."""
    desktop = begin()
    assert not doors.screen_has(doors.shown(desktop), "restore")
    database = next(desktop.folder.glob("d-*.db"))
    data = bytearray(database.read_bytes())
    data[-50] ^= 1
    database.write_bytes(data)
    before = cuts.read_image(desktop.folder)
    doors.type_in(screen_of(desktop), "passphrase", PASSPHRASE, enter=True)
    qtbot.waitUntil(lambda: screen_of(desktop).view.message.isVisible(), timeout=10_000)
    assert "call headquarters and say: P1." in message_of(desktop)
    assert screen_of(desktop).view.message.property("tone") == "danger"
    assert cuts.read_image(desktop.folder) == before
    doors.click(doors.shown(desktop), "restore")
    assert isinstance(doors.shown(desktop), RestoreScreen)
    doors.click(doors.shown(desktop), "restore_back")
    assert isinstance(doors.shown(desktop), UnlockScreen)


def test_caps_lock_and_letters_are_shown(begin: Begin) -> None:
    line = screen_of(begin()).view.passphrase
    press = QEvent.Type.KeyPress
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for text, held, has_caps in (
        ("A", none, True),
        ("A", shift, False),
        ("a", shift, True),
        ("a", none, False),
    ):
        QApplication.sendEvent(line.line, QKeyEvent(press, Qt.Key.Key_A, held, text))
        assert line.caps.isVisible() == has_caps, (text, held)
    QTest.keyClick(line.line, Qt.Key.Key_CapsLock)
    assert line.caps.isVisible()
    QApplication.sendEvent(line.line, QKeyEvent(press, Qt.Key.Key_B, none, "ب"))
    assert "Arabic" in line.layout_hint.text()
    QApplication.sendEvent(line.line, QKeyEvent(press, Qt.Key.Key_B, none, "б"))
    assert "Cyrillic" in line.layout_hint.text()


def test_what_is_typed_is_hidden_until_asked(begin: Begin) -> None:
    screen = screen_of(begin())
    doors.type_in(screen, "passphrase", "abc")
    assert screen.view.passphrase.line.echoMode() == QLineEdit.EchoMode.Password
    doors.click(screen, "passphrase_shown")
    assert screen.view.passphrase.line.echoMode() == QLineEdit.EchoMode.Normal
    assert "Hide" in doors.find(screen, "passphrase_shown").accessibleName()


def test_nothing_shown_tells_what_lies_behind(begin: Begin) -> None:
    screen = screen_of(begin())
    said = [screen.windowTitle()]
    for one in screen.findChildren(QWidget):
        said += [str(getattr(one, "text", str)()), one.accessibleName(), one.toolTip()]
    assert not [text for text in said for word in SECRET_WORDS if word in text.lower()]


def test_language_and_size_change_at_once_and_keep_what_is_typed(begin: Begin) -> None:
    desktop = begin()
    screen = screen_of(desktop)
    doors.type_in(screen, "passphrase", "half of it")
    doors.click(screen, "face_larger")
    assert desktop.chosen.size == 120
    language = doors.find(screen, "face_language")
    assert isinstance(language, QComboBox)
    language.setCurrentIndex(language.findData("ar"))
    language.activated.emit(language.currentIndex())
    windows.settle()
    assert screen.view.passphrase.text() == "half of it"
    assert screen.view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert preferences.load(desktop._chosen_at).language == "ar"


def test_another_vault_beside_it_is_chosen_by_its_folder(
    begin: Begin, templates: Callable[[str], Path]
) -> None:
    desktop = begin()
    other = doors.copy_vault(templates("en"), desktop.folder.with_name("vault 2"))
    desktop = begin(desktop.folder)
    beside = doors.find(doors.shown(desktop), "beside")
    assert isinstance(beside, QComboBox)
    assert [beside.itemText(place) for place in range(beside.count())] == ["vault", "vault 2"]
    beside.setCurrentIndex(1)
    beside.activated.emit(1)
    assert screen_of(desktop).folder == other
    screen_of(desktop).folder_chosen.emit(desktop.folder.with_name("nothing here"))
    assert not isinstance(doors.shown(desktop), UnlockScreen)


def test_of_many_beside_each_other_the_one_that_is_open_is_always_there(tmp_path: Path) -> None:
    for number in range(neighbours.MOST + 3):
        (tmp_path / f"vault-{number:02}").mkdir()
        (tmp_path / f"vault-{number:02}" / "header.bin").write_bytes(b"one of many")
    last = tmp_path / f"vault-{neighbours.MOST + 2:02}"
    listed = neighbours.list_beside(last)
    assert len(listed) == neighbours.MOST
    assert (listed[0], listed[-1]) == (tmp_path / "vault-00", last)
    assert neighbours.list_beside(tmp_path / "gone" / "vault") == [tmp_path / "gone" / "vault"]


def test_another_folder_is_asked_for_in_the_one_place(begin: Begin, tmp_path: Path) -> None:
    desktop = begin()
    doors.click(screen_of(desktop), "another")
    (dialog,) = screen_of(desktop).findChildren(QFileDialog)
    assert dialog.windowTitle() == "Which folder?"
    dialog.fileSelected.emit(str(tmp_path / "nothing here"))
    dialog.reject()
    assert doors.screen_has(doors.shown(desktop), "way_join")


def test_no_way_round_makes_a_wait_shorter(
    begin: Begin, qtbot: QtBot, templates: Callable[[str], Path]
) -> None:
    """By the vault beside it and back, and by the page of backups and back."""
    folder = begin().folder
    other = doors.copy_vault(templates("en"), folder.with_name("vault 2"))
    desktop = begin(folder)
    screen_of(desktop).patience.wrong = 3
    try_wrong(desktop, qtbot)
    screen_of(desktop).folder_chosen.emit(other)
    assert doors.find(screen_of(desktop), "unlock").isEnabled()  # another person's own
    screen_of(desktop).folder_chosen.emit(folder)
    assert "Please wait 5 seconds." in message_of(desktop)
    screen_of(desktop).restore_requested.emit()
    doors.shown(desktop).left.emit()  # type: ignore[attr-defined]  # a screen that can be left
    screen = screen_of(desktop)
    assert not doors.find(screen, "unlock").isEnabled()
    for _ in range(5):
        screen.patience.timer.timeout.emit()
    try_wrong(desktop, qtbot)
    assert "Please wait 15 seconds." in message_of(desktop)


def make_with_sheet(folder: Path) -> str:
    """Make a vault of an office, locked, and return the code on its sheet."""
    windows.make_application()
    code = phrases.new_code()
    making = Making(passphrase=PASSPHRASE, cost=FLOOR, code=code)
    clock = windows.clock_at()
    unlocking.lock(unlocking.create_office(folder, PLACE, making, clock=clock, policy=POLICY, kinds=KINDS))
    return code


def forget(screen: UnlockScreen) -> Recovery:
    """Go to the page of the recovery sheet."""
    doors.click(screen, "forgot")
    assert screen.recovery is not None
    screen.recovery.fit = lambda _: FLOOR
    return screen.recovery


def recover(screen: UnlockScreen, qtbot: QtBot, code: str) -> Recovery:
    """Type the code, then a new passphrase twice: what follows goes on aside."""
    recovery = forget(screen)
    doors.type_in(screen, "recovery_code", code, enter=True)
    qtbot.waitUntil(lambda: doors.screen_has(screen, "five_words"))
    doors.type_in(screen, "new_passphrase", NEW, enter=True)
    doors.type_in(screen, "new_passphrase_again", NEW, enter=True)
    return recovery


def opens(folder: Path, phrase: str) -> bool:
    """Tell whether a passphrase opens a vault."""
    try:
        unlocking.lock(unlocking.unlock(folder, phrase, clock=windows.clock_at(), policy=POLICY, kinds=KINDS))
    except Trouble:
        return False
    return True


def test_the_window_lives_while_it_gets_new_keys(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    """All of it waits behind another job for as long as the window takes a hundred turns and paints."""
    code = make_with_sheet(tmp_path / "own")
    desktop = begin(tmp_path / "own")
    screen = screen_of(desktop)
    with qtbot.waitSignal(screen.recovered, timeout=10_000) as told:
        recovery = forget(screen)
        doors.type_in(screen, "recovery_code", code, enter=True)
        qtbot.waitUntil(lambda: doors.screen_has(screen, "five_words"))
        with windows.job_under_way(desktop.jobs):
            doors.type_in(screen, "new_passphrase", NEW, enter=True)
            doors.type_in(screen, "new_passphrase_again", NEW, enter=True)
            assert windows.count_turns(100) == 100
            assert recovery.progress.isVisible()
            assert not screen.grab().isNull()
            assert opens(tmp_path / "own", PASSPHRASE)
    assert told.args[1] is None
    window = doors.wait_for_desk(desktop, qtbot)
    assert not window.bar.isVisible()


def test_a_recovery_is_stopped_by_the_way_back(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    code = make_with_sheet(tmp_path / "own")
    desktop = begin(tmp_path / "own")
    screen = screen_of(desktop)
    recovery = forget(screen)
    doors.type_in(screen, "recovery_code", code, enter=True)
    qtbot.waitUntil(lambda: doors.screen_has(screen, "five_words"))
    with windows.job_under_way(desktop.jobs):
        doors.type_in(screen, "new_passphrase", NEW, enter=True)
        doors.type_in(screen, "new_passphrase_again", NEW, enter=True)
        doors.click(screen, "recovery_back")
    qtbot.waitUntil(lambda: "It was stopped" in recovery.problem.text(), timeout=10_000)
    assert opens(tmp_path / "own", PASSPHRASE)
    doors.click(screen, "recovery_back")
    assert screen.recovery is None


def test_on_a_full_disk_it_opens_and_says_so(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    code = make_with_sheet(tmp_path / "own")
    desktop = begin(tmp_path / "own")
    recover_on = screen_of(desktop)
    with full_disk(60_000):
        recover(recover_on, qtbot, code)
        qtbot.waitUntil(lambda: isinstance(desktop.window, Window), timeout=10_000)
    window = doors.wait_for_desk(desktop, qtbot)
    assert window.bar.message is not None
    assert "not changed" in window.bar.message.text
    unlocking.lock(window.session)
    assert opens(tmp_path / "own", PASSPHRASE)


def test_the_recovery_code_leads_to_a_new_passphrase(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    folder, clock = tmp_path / "own", windows.clock_at()
    code = make_with_sheet(folder)
    desktop = begin(folder)
    screen = screen_of(desktop)
    recovery = forget(screen)
    doors.type_in(screen, "recovery_code", code[:-1], enter=True)
    qtbot.waitUntil(lambda: "mistyped" in recovery.problem.text())
    recovery.asked.code.setText(code.lower().replace("-", " "))
    doors.click(screen, "recovery_go_on")
    qtbot.waitUntil(lambda: doors.screen_has(screen, "five_words"))
    windows.settle()
    lines = recovery.chosen.lines
    words = lines.offered
    doors.type_in(screen, "new_passphrase", words, enter=True)
    assert windows.make_application().focusWidget() is lines.second.line
    doors.type_in(screen, "new_passphrase_again", words, enter=True)
    window = doors.wait_for_desk(desktop, qtbot)
    assert not window.bar.isVisible()
    unlocking.lock(window.session)
    unlocking.lock(unlocking.unlock(folder, words, clock=clock, policy=POLICY, kinds=KINDS))


def test_esc_leaves_the_recovery_code(begin: Begin) -> None:
    screen = screen_of(begin())
    doors.click(screen, "forgot")
    assert screen.recovery is not None
    QTest.keyClick(screen.recovery.asked.code, Qt.Key.Key_Escape)
    assert screen.recovery is None
    assert screen.view.isVisible()


def test_a_vault_whose_files_are_old_is_read_and_not_written(
    begin: Begin, qtbot: QtBot, templates: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = doors.copy_vault(templates("en"), tmp_path / "own")
    old = {file: file.read_bytes() for file in folder.iterdir() if file.name != "anchor.bin"}
    session = unlocking.unlock(folder, PASSPHRASE, clock=windows.clock_at(), policy=POLICY, kinds=KINDS)
    records.add(session, "channel", {"name": "A new one"})
    unlocking.lock(session)
    for file, data in old.items():
        file.write_bytes(data)
    for left in folder.glob("d-*.db-*"):
        left.unlink()
    window = doors.unlock(begin(folder), qtbot)
    assert window.session.store.behind
    banner = doors.find(window, "behind_banner")
    assert banner.isVisible()

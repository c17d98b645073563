"""The way back in the window: from the first start, from a damaged vault, from one that lacks saves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from focal_desktop.crypto import passphrase
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.store import begun, shelf
from focal_desktop.store.vault import Making
from focal_desktop.sync import succeeding
from focal_desktop.ui import preferences
from focal_desktop.ui.context import Place
from focal_desktop.ui.desktop import AGAIN, Desktop
from focal_desktop.ui.restore.maker import Asked
from focal_desktop.ui.restore.screen import RestoreScreen
from focal_desktop.ui.unlock import neighbours
from focal_desktop.ui.unlock.screen import UnlockScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import backups, records, reopening, safekeeping, unlocking
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, Desk, is_sound, make_desk
from tests.security.officers import make_bench
from tests.sync.company import Company
from tests.ui import doors, windows
from tests.ui.doors import Begin
from tests.ui.windows import Style

CODE = passphrase.new_code()
NEW = "other words, five of them"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A real vault with one backup made by itself, locked; one save came after it."""
    made = make_desk(tmp_path / "vault", windows.clock_at())
    safekeeping.change_passphrase(made.session, Making(passphrase=PASSPHRASE, cost=FLOOR, code=CODE))
    records.add(made.session, "partner", {"name": "Kept"})
    job = backups.begin(made.session)
    assert job
    backups.end(made.session, job, backups.work(job))
    made.lock()
    return made


def restore_screen(desktop: Desktop) -> RestoreScreen:
    """Return the way back, at a cost that a test can bear."""
    found = doors.shown(desktop)
    assert isinstance(found, RestoreScreen)
    object.__setattr__(found.maker, "fit", lambda _: FLOOR)
    return found


def wait_for(screen: RestoreScreen, name: str, qtbot: QtBot) -> str:
    """Wait until something is said there."""
    qtbot.waitUntil(lambda: doors.screen_has(screen, name) and bool(text_of(screen, name)), timeout=15_000)
    return text_of(screen, name)


def text_of(screen: RestoreScreen, name: str) -> str:
    """Return what a label says."""
    found = screen.findChild(QLabel, name)
    return found.text() if isinstance(found, QLabel) else ""


def partners(window: Window) -> list[str]:
    """Return the partners that can be read."""
    return sorted(row.title for row in records.list_page(window.session, "partner", {})[0])


def test_a_damaged_vault_is_left_and_its_backup_opened(desk: Desk, begin: Begin, qtbot: QtBot) -> None:
    records.add(desk.session, "partner", {"name": "Later"})
    former = desk.session.person.device
    desk.lock()
    (desk.folder / "header.bin").write_bytes(b"altered")
    before = cuts.read_image(desk.folder)
    desktop = begin(desk.folder)
    doors.type_in(doors.shown(desktop), "passphrase", PASSPHRASE, enter=True)
    qtbot.waitUntil(lambda: doors.screen_has(doors.shown(desktop), "restore"), timeout=10_000)
    doors.click(doors.shown(desktop), "restore")
    screen = restore_screen(desktop)
    doors.type_in(screen, "restore_passphrase", PASSPHRASE, enter=True)
    assert "2 saves made later are missing" in wait_for(screen, "restore_found", qtbot)
    doors.click(screen, "restore_go_on")
    window = doors.wait_for_desk(desktop, qtbot)
    assert window.place() == Place(section="home")
    assert partners(window) == ["Kept"]
    assert window.session.person.device != former
    assert doors.find(window, "restored_banner")
    assert cuts.read_image(desk.folder) == before
    assert desktop.folder == desk.folder.with_name("vault-2")
    assert preferences.load(desktop._chosen_at).find_vault(desk.folder) == desktop.folder
    doors.click(window, "restored_read")
    assert not doors.screen_has(window, "restored_banner")
    assert safekeeping.read_told(window.session) is None
    records.add(window.session, "partner", {"name": "Goes on"})
    assert is_sound(window.session)


def test_a_new_computer_begins_with_a_backup_and_the_sheet(
    desk: Desk, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    """The printed code opens it once; from then on a new passphrase does."""
    file = shelf.list_kept(backups.home_of(desk.folder))[0].path
    (tmp_path / "new").mkdir()
    desktop = begin(tmp_path / "new" / "vault")
    doors.click(doors.shown(desktop), "way_restore")
    screen = restore_screen(desktop)
    doors.click(screen, "restore_go_on")
    assert "choose the backup" in screen.problem.text()
    screen.choose.take_file(file)
    doors.click(screen, "restore_turn")
    doors.type_in(screen, "restore_code", passphrase.new_code(), enter=True)
    qtbot.waitUntil(lambda: "not the recovery code" in screen.problem.text(), timeout=10_000)
    screen.choose.secret.code.clear()
    doors.type_in(screen, "restore_code", CODE, enter=True)
    qtbot.waitUntil(lambda: doors.screen_has(screen, "new_passphrase"), timeout=10_000)
    windows.settle()
    doors.type_in(screen, "new_passphrase", NEW, enter=True)
    doors.type_in(screen, "new_passphrase_again", NEW, enter=True)
    wait_for(screen, "restore_found", qtbot)
    doors.click(screen, "restore_go_on")
    window = doors.wait_for_desk(desktop, qtbot)
    assert partners(window) == ["Kept"]
    assert desktop.folder == tmp_path / "new" / "vault"


def restore_damaged(desk: Desk, begin: Begin, qtbot: QtBot) -> Desktop:
    """Go from a damaged vault to its backups."""
    (desk.folder / "header.bin").write_bytes(b"altered")
    desktop = begin(desk.folder)
    doors.type_in(doors.shown(desktop), "passphrase", PASSPHRASE, enter=True)
    qtbot.waitUntil(lambda: doors.screen_has(doors.shown(desktop), "restore"), timeout=10_000)
    doors.click(doors.shown(desktop), "restore")
    return desktop


def test_a_restore_is_stopped_by_the_way_back_and_leaves_nothing(
    desk: Desk, begin: Begin, qtbot: QtBot
) -> None:
    """The window takes its turns while it waits; what was made so far goes."""
    desktop = restore_damaged(desk, begin, qtbot)
    screen = restore_screen(desktop)
    new = desk.folder.with_name("vault-2")
    qtbot.waitUntil(lambda: screen.choose.asked() is not None)
    with windows.job_under_way(desktop.jobs):
        doors.type_in(screen, "restore_passphrase", PASSPHRASE, enter=True)
        assert windows.count_turns(50) == 50
        assert screen.progress.isVisible()
        doors.click(screen, "restore_back")
    qtbot.waitUntil(lambda: not screen.progress.isVisible(), timeout=15_000)
    assert not new.exists()
    source = screen.maker.open(Asked(shelf.list_kept(backups.home_of(desk.folder))[0].path, PASSPHRASE))
    with windows.job_under_way(desktop.jobs):
        screen._make(source, PASSPHRASE)
        doors.click(screen, "restore_back")
    qtbot.waitUntil(lambda: "It was stopped" in screen.problem.text(), timeout=15_000)
    assert not new.exists()
    doors.click(screen, "restore_back")
    assert isinstance(doors.shown(desktop), UnlockScreen)


def test_what_a_kill_left_of_a_restore_is_told_and_cleared(desk: Desk, begin: Begin, qtbot: QtBot) -> None:
    new = desk.folder.with_name("vault-2")
    new.mkdir()
    (new / begun.MARK).write_bytes(b"made")
    (new / "d-0123abcd.db").write_bytes(b"left over")
    desktop = restore_damaged(desk, begin, qtbot)
    screen = restore_screen(desktop)
    assert "broken off" in text_of(screen, "broken_off")
    doors.type_in(screen, "restore_passphrase", PASSPHRASE, enter=True)
    wait_for(screen, "restore_found", qtbot)
    assert screen.maker.folder == new
    assert not (new / "d-0123abcd.db").exists()
    assert not (new / begun.MARK).exists()


def test_a_first_start_says_that_making_was_broken_off(begin: Begin, tmp_path: Path) -> None:
    folder = tmp_path / "half"
    folder.mkdir()
    assert neighbours.UNFINISHED == begun.MARK
    (folder / begun.MARK).write_bytes(b"made")
    assert doors.screen_has(doors.shown(begin(folder)), "broken_off")
    (folder / begun.MARK).unlink()
    assert not doors.screen_has(doors.shown(begin(folder)), "broken_off")


def make_behind(desk: Desk) -> None:
    """Put older files over newer ones."""
    older = desk.database.read_bytes()
    for name in ("Lost", "Lost too"):
        records.add(desk.session, "partner", {"name": name})
    desk.lock()
    desk.database.write_bytes(older)


def test_a_vault_that_lacks_saves_goes_on_as_it_is(desk: Desk, begin: Begin, qtbot: QtBot) -> None:
    """Copied aside as it stands, made anew beside it, and what is missing is said before it is used."""
    make_behind(desk)
    before = desk.database.read_bytes()
    desktop = begin(desk.folder)
    window = doors.unlock(desktop, qtbot)
    assert window.session.store.behind == 2
    doors.click(window, "go_on_from_here")
    screen = restore_screen(desktop)
    assert not window.session.store.is_open
    assert screen.choose.which.value() == "here"
    doors.type_in(screen, "restore_passphrase", PASSPHRASE, enter=True)
    assert "2 saves made later are missing" in wait_for(screen, "restore_found", qtbot)
    doors.click(screen, "restore_go_on")
    desk_again = doors.wait_for_desk(desktop, qtbot)
    assert partners(desk_again) == ["Kept"]
    assert desk_again.session.store.behind == 0
    records.add(desk_again.session, "partner", {"name": "Goes on"})
    assert is_sound(desk_again.session)
    assert desk.database.read_bytes() == before
    assert len(shelf.list_kept(backups.home_of(desk.folder))) == 2


def test_going_back_from_an_open_vault_begins_anew(desk: Desk, begin: Begin, qtbot: QtBot) -> None:
    """What was in memory goes with the process."""
    make_behind(desk)
    desktop = begin(desk.folder)
    doors.click(doors.unlock(desktop, qtbot), "go_on_from_here")
    QTest.keyClick(restore_screen(desktop), Qt.Key.Key_Escape)
    assert desktop.left_with == AGAIN


def test_a_newer_backup_can_be_taken_instead(desk: Desk, begin: Begin, qtbot: QtBot) -> None:
    """The files here do not know of it, so it is newer, and offered first; what came after it is counted."""
    older = desk.database.read_bytes()
    records.add(desk.session, "partner", {"name": "Saved"})
    desk.clock.move(days=2)  # type: ignore[attr-defined] # the tests' clock
    job = backups.begin(desk.session)
    assert job
    backups.end(desk.session, job, backups.work(job))
    desk.lock()
    desk.database.write_bytes(older)
    desktop = begin(desk.folder)
    doors.click(doors.unlock(desktop, qtbot), "go_on_from_here")
    screen = restore_screen(desktop)
    assert screen.choose.which.value() == "2"
    newer = screen.choose.findChildren(QPushButton)
    assert [one.text() for one in newer if "newer than what is here" in one.text()] == [
        "The backup of 17 September 2026, newer than what is here"
    ]
    doors.type_in(screen, "restore_passphrase", PASSPHRASE, enter=True)
    assert "One save made later is missing" in wait_for(screen, "restore_found", qtbot)
    doors.click(screen, "restore_go_on")
    assert partners(doors.wait_for_desk(desktop, qtbot)) == ["Kept", "Saved"]


def test_language_can_be_changed_on_the_way(desk: Desk, begin: Begin) -> None:
    desktop = begin(desk.folder)
    doors.click(doors.shown(desktop), "have_backup")
    screen = restore_screen(desktop)
    screen.wear(windows.make_face(Style("ar"), windows.clock_at()))
    windows.settle()
    assert screen.choose.layoutDirection() == Qt.LayoutDirection.RightToLeft
    doors.click(screen, "restore_back")
    assert isinstance(doors.shown(desktop), UnlockScreen)


def test_a_restored_vault_is_opened_at_the_start_only_while_it_is_there(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "own"
    chosen = preferences.DEFAULTS._replace(vault=str(desk.folder))
    assert chosen.find_vault(own) == desk.folder
    assert preferences.DEFAULTS.find_vault(own) == own
    assert chosen._replace(vault=str(tmp_path / "gone")).find_vault(own) == own


def test_an_office_that_headquarters_knows_reads_six_words(
    begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    """A new computer for headquarters: the words stand on the last page, above the desk, and in Settings."""
    company = Company(tmp_path / "company", windows.clock_at())
    session = company.staff()
    former = session.person.device
    records.add(session, "partner", {"name": "Sent"})
    company.sync(session)
    safekeeping.back_up(session, tmp_path / "stick.fbk")
    unlocking.lock(session)
    desktop = begin(tmp_path / "new")
    doors.click(doors.shown(desktop), "way_restore")
    screen = restore_screen(desktop)
    screen.choose.take_file(tmp_path / "stick.fbk")
    doors.type_in(screen, "restore_passphrase", PASSPHRASE, enter=True)
    wait_for(screen, "restore_found", qtbot)
    six = text_of(screen, "six_words")
    assert len(six.split()) == 6
    doors.click(screen, "restore_go_on")
    window = doors.wait_for_desk(desktop, qtbot)
    banner = doors.find(window, "restored_banner")
    assert any(six in label.text() for label in banner.findChildren(QLabel))
    assert window.session.person.device != former
    assert succeeding.read_words(window.session) == six
    company.close()


@pytest.mark.long
def test_two_officers_open_a_backup_of_a_lost_computer(
    begin: Begin, clock: HandClock, qtbot: QtBot, tmp_path: Path
) -> None:
    """The request, six words and the answer, through the window; the desk of the restored store opens."""
    windows.make_application()
    company = Company(tmp_path / "company", clock)
    bench = make_bench(company)
    safekeeping.back_up(bench.desk, tmp_path / "saved")
    desktop = begin(tmp_path / "new" / "vault")
    doors.click(doors.shown(desktop), "way_restore")
    screen = restore_screen(desktop)
    doors.click(screen, "restore_officers")
    assert "choose the backup" in screen.problem.text()
    screen.choose.take_file(tmp_path / "saved")
    doors.click(screen, "restore_officers")
    page = screen.officers
    page.fit = lambda _: FLOOR
    doors.type_in(page, "new_passphrase", NEW, enter=True)
    doors.type_in(page, "new_passphrase_again", NEW, enter=True)
    qtbot.waitUntil(lambda: page.request is not None, timeout=15_000)
    assert page.request is not None
    (tmp_path / "answer").write_bytes(bench.answer(page.request))
    company.close()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    windows.settle()
    screen.choose.take_file(tmp_path / "saved")
    doors.click(screen, "restore_officers")
    doors.type_in(screen.officers, "chosen_passphrase", NEW)
    screen.officers.open_with(tmp_path / "answer")
    wait_for(screen, "restore_found", qtbot)
    doors.click(screen, "restore_go_on")
    window = doors.wait_for_desk(desktop, qtbot)
    opened = reopening.find_standing(window.session).opened
    assert opened is not None

"""The way back where it is hard: foreign files, a full disk, a closed window, keys alone, twice the text."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.store.vault import Proof
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.restore.maker import Made, Maker
from focal_desktop.ui.restore.officers import AskForBackup
from focal_desktop.ui.restore.screen import RestoreScreen
from focal_desktop.ui.unlock.recovery import Recovery
from focal_desktop.ui.widgets.steps import Steps
from focal_desktop.usecases import records, safekeeping
from tests.desks import PASSPHRASE, full_disk, make_desk
from tests.ui import doors, walking, windows
from tests.ui.doors import Begin
from tests.ui.windows import Style

LARGE = [Style("ar", "dark", 200), Style("en", "light", 200)]
WORDS = "lamp river onion quiet seven boat"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A backup on a stick."""
    desk = make_desk(tmp_path / "former", windows.clock_at())
    records.add(desk.session, "partner", {"name": "Kept"})
    safekeeping.back_up(desk.session, tmp_path / "stick.fbk")
    desk.lock()
    return tmp_path / "stick.fbk"


def begin_restore(begin: Begin, tmp_path: Path, style: Style = Style()) -> tuple[Desktop, RestoreScreen]:  # noqa: B008 it is frozen
    """Go from the first start to the way back."""
    desktop = begin(tmp_path / "new" / "vault", style)
    doors.click(doors.shown(desktop), "way_restore")
    screen = doors.shown(desktop)
    assert isinstance(screen, RestoreScreen)
    object.__setattr__(screen.maker, "fit", lambda _: FLOOR)
    return desktop, screen


def test_what_is_no_backup_and_a_wrong_passphrase_are_told_and_can_be_mended(
    begin: Begin, saved: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    _, screen = begin_restore(begin, tmp_path)
    assert windows.make_application().focusWidget() is doors.find(screen, "restore_passphrase")
    (tmp_path / "letter").write_bytes(b"something else")
    screen.choose.take_file(tmp_path / "letter")
    doors.type_in(screen, "restore_passphrase", "not this", enter=True)
    qtbot.waitUntil(lambda: bool(screen.problem.text()), timeout=8_000)
    assert "no backup" in screen.problem.text()
    screen.choose.take_file(saved)
    assert not screen.problem.text()
    doors.click(screen, "restore_go_on")
    qtbot.waitUntil(lambda: "not the passphrase" in screen.problem.text(), timeout=8_000)
    line = screen.choose.secret.line
    assert windows.make_application().focusWidget() is line
    assert line.selectedText() == "not this"
    QTest.keyClicks(line, PASSPHRASE)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: doors.screen_has(screen, "restore_found"), timeout=15_000)
    windows.settle()
    assert windows.make_application().focusWidget() is screen.go_on
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert doors.screen_has(screen, "restore_found")


def test_a_full_disk_is_told_and_nothing_is_left(
    begin: Begin, saved: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    desktop, screen = begin_restore(begin, tmp_path)
    screen.choose.take_file(saved)
    with full_disk(20_000):
        doors.type_in(screen, "restore_passphrase", PASSPHRASE, enter=True)
        qtbot.waitUntil(lambda: bool(screen.problem.text()), timeout=15_000)
    assert "Free some space" in screen.problem.text()
    assert not desktop.folder.exists()


def test_whoever_closes_the_window_while_it_is_restored_leaves_nothing(
    begin: Begin, saved: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    desktop, screen = begin_restore(begin, tmp_path)
    screen.choose.take_file(saved)
    done: list[bool] = []
    with windows.job_under_way(desktop.jobs):
        doors.type_in(screen, "restore_passphrase", PASSPHRASE, enter=True)
        assert not screen.choose.isEnabled()
        screen.close()
        desktop.jobs.run(lambda: True, done.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(done), timeout=15_000)
    assert not desktop.folder.exists()


def test_file_and_what_is_typed_stay_in_another_language(begin: Begin, saved: Path, tmp_path: Path) -> None:
    desktop, screen = begin_restore(begin, tmp_path)
    screen.choose.take_file(saved)
    doors.click(screen, "restore_turn")
    doors.type_in(screen, "restore_code", "7HQ2")
    doors.click(screen, "face_larger")
    assert desktop.chosen.size == 120
    assert screen.choose.secret.is_code
    assert screen.choose.secret.line.text() == "7HQ2"
    asked = screen.choose.asked()
    assert asked is not None
    assert asked.path == saved
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    windows.settle()
    assert doors.screen_has(doors.shown(desktop), "way_restore")


def list_pages(desktop: Desktop, saved: Path) -> list[Steps]:
    """Return every page on the ways back, at the size of an old laptop."""
    maker = Maker(desktop.folder, desktop.folder, desktop.clock)
    found = RestoreScreen(desktop.face, maker)
    proof = msgspec.convert(None, Proof | None)
    found._on_made(Made(saved, proof, "2026-09-12T08:40:00Z", 14, False, WORDS))
    behind = RestoreScreen(desktop.face, Maker(saved.parent / "former", saved.parent, desktop.clock, known=1))
    code = RestoreScreen(desktop.face, maker)
    code.choose.secret._turn()
    return [
        RestoreScreen(desktop.face, maker),
        code,
        behind,
        found,
        AskForBackup(desktop.face, saved),
        Recovery(desktop.face, saved.parent / "former"),
    ]


def find_amiss(shown: QWidget, *, is_right_to_left: bool) -> list[str]:
    """Return what is amiss on a page."""
    return [
        *walking.find_nameless(shown),
        *walking.find_small(shown),
        *walking.find_open_passwords(shown),
        *walking.find_out_of_order(shown, is_right_to_left=is_right_to_left),
        *walking.find_cut(shown),
        *walking.find_sideways(shown, windows.SMALL),
    ]


@pytest.mark.parametrize("style", LARGE, ids=lambda style: style.name)
def test_nothing_is_cut_off_on_any_page_and_its_buttons_stay_in_sight(
    begin: Begin, saved: Path, tmp_path: Path, style: Style
) -> None:
    desktop = begin(tmp_path / "vault", style)
    for page in list_pages(desktop, saved):
        page.resize(*windows.SMALL)
        page.show()
        page.activateWindow()
        for is_working in (False, True):
            page.show_working(is_working=is_working)
            windows.settle()
            assert find_amiss(page, is_right_to_left=style.language == "ar") == [], page
            buttons = [one for one in (page.go_on, page.back) if one.isVisible()]
            assert all(page.rect().contains(one.mapTo(page, one.rect().bottomRight())) for one in buttons)
        page.show_trouble(Trouble("damaged", "A long sentence about what stood in the way. " * 4))
        windows.settle()
        assert find_amiss(page, is_right_to_left=style.language == "ar") == [], page
        page.close()
        page.deleteLater()

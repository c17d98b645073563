"""What a person does on the pages of the first run, by clicks and keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.first_run.maker import Maker
from focal_desktop.ui.first_run.office import OfficePage
from focal_desktop.ui.first_run.passphrase import PassphrasePage
from focal_desktop.ui.first_run.screen import FirstRun
from focal_desktop.ui.first_run.sheet import SheetPage
from focal_desktop.usecases import phrases
from tests.conftest import HandClock
from tests.sync.company import Company
from tests.ui import doors, windows
from tests.ui.doors import Begin


def start(begin: Begin, folder: Path, clock: HandClock | None = None) -> Desktop:
    """Start the program; what it makes is made at a cost that a test can bear."""
    desktop = begin(folder, clock=clock)
    if isinstance(doors.shown(desktop), FirstRun):
        make_cheap(desktop)
    return desktop


def make_cheap(desktop: Desktop) -> None:
    """Let what is made cost little."""
    language = desktop.face.words.language
    first_of(desktop).maker = lambda: Maker(desktop.folder, desktop.clock, language, fit=lambda _: FLOOR)


def first_of(desktop: Desktop) -> FirstRun:
    """Return the first run."""
    shown = doors.shown(desktop)
    assert isinstance(shown, FirstRun)
    return shown


def problem_of(desktop: Desktop) -> str:
    """Return what the page says is missing or stood in the way."""
    return first_of(desktop).problem.text()


def wait_for_page(desktop: Desktop, name: str, qtbot: QtBot) -> FirstRun:
    """Wait until a page is shown."""

    def is_there() -> bool:
        return isinstance(desktop.window, FirstRun) and desktop.window.name == name

    qtbot.waitUntil(is_there, timeout=15_000)
    return first_of(desktop)


def type_passphrase(desktop: Desktop) -> str:
    """Type the offered words twice, by keys alone; the vault is made behind it."""
    first = first_of(desktop)
    assert isinstance(first.page, PassphrasePage)
    offered = first.page.lines.offered
    for name in ("new_passphrase", "new_passphrase_again"):
        line = doors.find(first, name)
        assert windows.make_application().focusWidget() is line
        QTest.keyClicks(line, offered)
        QTest.keyClick(line, Qt.Key.Key_Return)
        windows.settle()
    return offered


def choose_passphrase(desktop: Desktop, qtbot: QtBot) -> str:
    """Do that, and wait for the sheet."""
    offered = type_passphrase(desktop)
    wait_for_page(desktop, "sheet", qtbot)
    return offered


def sheet_of(desktop: Desktop) -> SheetPage:
    """Return the page of the recovery sheet."""
    page = first_of(desktop).page
    assert isinstance(page, SheetPage)
    return page


def type_group(desktop: Desktop) -> str:
    """Type back the group that is asked and return the whole code."""
    left = sheet_of(desktop).plan.left
    group = phrases.groups_of(left.code)[left.group]
    doors.type_in(first_of(desktop), "code_group", group.lower(), enter=True)
    return left.code


def write_invitation(tmp_path: Path, clock: HandClock) -> tuple[Path, str]:
    """Return the file that headquarters wrote, and its code."""
    company = Company(tmp_path / "company", clock)
    try:
        data, code = company.invite()
    finally:
        company.close()
    file = tmp_path / "invitation"
    file.write_bytes(data)
    return file, code


def take_invitation(desktop: Desktop, file: Path, code: str, qtbot: QtBot) -> None:
    """Choose the file as the system's dialog answers, type code and name, and wait for the next page."""
    page = first_of(desktop).page
    assert isinstance(page, OfficePage)
    page.take_file(file)
    doors.type_in(first_of(desktop), "invitation_code", code.lower(), enter=True)
    doors.type_in(first_of(desktop), "person", "P. Field", enter=True)
    wait_for_page(desktop, "passphrase", qtbot)
    windows.settle()


def name_alone(desktop: Desktop) -> None:
    """Fill in what an office that stands alone is asked, up to its passphrase."""
    doors.type_in(first_of(desktop), "office", "KEN")
    doors.type_in(first_of(desktop), "person", "P. Alone", enter=True)


def stand_alone(desktop: Desktop, qtbot: QtBot) -> str:
    """Make the vault of an office that stands alone, up to its sheet, and return its passphrase."""
    doors.click(first_of(desktop), "way_alone")
    name_alone(desktop)
    return choose_passphrase(desktop, qtbot)

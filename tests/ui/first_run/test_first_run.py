"""The first run by real clicks and keys: practising, joining by file, standing alone; nothing half-made."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import FLOOR, Cost
from focal_desktop.domain.kinds import KINDS
from focal_desktop.ui.context import Place
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.first_run.maker import Maker
from focal_desktop.ui.first_run.office import OfficePage
from focal_desktop.ui.first_run.passphrase import PassphrasePage
from focal_desktop.ui.first_run.screen import FirstRun
from focal_desktop.ui.first_run.sheet import SheetPage
from focal_desktop.ui.unlock.screen import UnlockScreen
from focal_desktop.usecases import phrases, practising, unlocking
from tests.conftest import HandClock
from tests.desks import POLICY
from tests.sync.company import Company
from tests.ui import doors, windows
from tests.ui.doors import Begin

MOST_CLICKS, GOAL_S = 9, 240
"""ux.md 4.4 J1."""
KEY_S, CLICK_S, THINK_S = 0.28, 1.3, 1.35


class Clicks(QObject):
    """Counts what a person does with pointer and keys."""

    def __init__(self) -> None:
        super().__init__()
        self.count = self.keys = 0

    @property
    def seconds(self) -> float:
        """How long a person takes for it by the keystroke model, with a thought before each click."""
        return self.keys * KEY_S + self.count * (CLICK_S + THINK_S)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Count each press on a widget."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            self.count += 1
        elif event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            self.keys += 1
        return False


@pytest.fixture
def clicks() -> Iterator[Clicks]:
    """Count the clicks of a test."""
    counted = Clicks()
    windows.make_application().installEventFilter(counted)
    yield counted
    windows.make_application().removeEventFilter(counted)


@pytest.fixture
def desktop(begin: Begin, tmp_path: Path) -> Desktop:
    """The program where there is no vault yet; its passphrases cost little."""
    made = begin(tmp_path / "vault")
    first_of(made).maker = lambda: maker_of(made)
    return made


def maker_of(desktop: Desktop, fit: Cost = FLOOR) -> Maker:
    """Return what makes the vault, at the least cost."""
    words = desktop.face.words
    return Maker(desktop.folder, desktop.clock, words.language, fit=lambda: fit)


def first_of(desktop: Desktop) -> FirstRun:
    """Return the first run."""
    shown = doors.shown(desktop)
    assert isinstance(shown, FirstRun)
    return shown


def choose_passphrase(desktop: Desktop) -> str:
    """Type the offered words twice, by keys alone."""
    first = first_of(desktop)
    assert isinstance(first.page, PassphrasePage)
    offered = first.page.chosen.offered
    for name in ("new_passphrase", "new_passphrase_again"):
        line = doors.find(first, name)
        assert windows.make_application().focusWidget() is line
        QTest.keyClicks(line, offered)
        QTest.keyClick(line, Qt.Key.Key_Return)
        windows.settle()
    return offered


def type_group(desktop: Desktop) -> str:
    """Type back the group that is asked and return the whole code."""
    first = first_of(desktop)
    page = first.page
    assert isinstance(page, SheetPage)
    code = first.plan.recovery_code
    group = phrases.groups_of(code)[first.plan.asked_group]
    doors.type_in(first, "code_group", group.lower(), enter=True)
    return code


def test_practising_from_nothing_to_home(
    desktop: Desktop, clicks: Clicks, qtbot: QtBot, tmp_path: Path
) -> None:
    doors.click(first_of(desktop), "way_practice")
    phrase = choose_passphrase(desktop)
    page = first_of(desktop).page
    assert isinstance(page, SheetPage)
    doors.click(first_of(desktop), "first_next")
    assert "first" in page.sheet.problem.text()
    page.sheet.save_to(tmp_path / "sheet.pdf")  # what the system's dialog answers: two clicks more
    code = type_group(desktop)
    window = doors.wait_for_desk(desktop, qtbot)
    assert window.place() == Place(section="home")
    assert practising.is_practice(window.session)
    assert doors.find(window, "practice_banner").isVisible()
    assert clicks.count + 2 <= MOST_CLICKS
    assert clicks.keys > 2 * len(phrase)
    assert clicks.seconds + 2 * (CLICK_S + THINK_S) < GOAL_S
    unlocking.lock(window.session)
    by: dict[str, Any] = {"clock": desktop.clock, "policy": POLICY, "kinds": KINDS}
    unlocking.lock(unlocking.unlock(desktop.folder, phrase, **by))
    unlocking.lock(unlocking.unlock_with_code(desktop.folder, code, **by))


def test_the_saved_sheet_holds_the_code_and_is_closed_to_others(desktop: Desktop, tmp_path: Path) -> None:
    doors.click(first_of(desktop), "way_practice")
    choose_passphrase(desktop)
    page, file = first_of(desktop).page, tmp_path / "sheet.pdf"
    assert isinstance(page, SheetPage)
    page.sheet.save_to(tmp_path / "no such folder" / "sheet.pdf")
    assert "cannot be written" in page.sheet.problem.text()
    file.write_bytes(b"another")
    page.sheet.save_to(file)
    assert file.stat().st_mode & 0o777 == 0o600
    text = PdfReader(file).pages[0].extract_text()
    code = first_of(desktop).plan.recovery_code
    assert all(group in text for group in phrases.groups_of(code))
    assert not any(group in page.sheet.shown.text() for group in phrases.groups_of(code))
    doors.click(first_of(desktop), "code_again")
    assert all(group in page.sheet.shown.text() for group in phrases.groups_of(code))


def test_a_wrong_group_is_asked_again(desktop: Desktop, qtbot: QtBot) -> None:
    doors.click(first_of(desktop), "way_practice")
    choose_passphrase(desktop)
    page = first_of(desktop).page
    assert isinstance(page, SheetPage)
    doors.click(first_of(desktop), "code_have")
    doors.type_in(first_of(desktop), "code_group", "none", enter=True)
    assert "not that group" in page.sheet.problem.text()
    doors.click(first_of(desktop), "sheet_skip")
    assert doors.wait_for_desk(desktop, qtbot)


def test_joining_by_file_without_a_network(
    desktop: Desktop, clock: HandClock, clicks: Clicks, qtbot: QtBot, tmp_path: Path
) -> None:
    company = Company(tmp_path / "company", clock)
    try:
        data, code = company.invite()
    finally:
        company.close()
    file = tmp_path / "invitation"
    file.write_bytes(data)
    doors.click(first_of(desktop), "way_join")
    page = first_of(desktop).page
    assert isinstance(page, OfficePage)
    page.go_on()
    assert "file first" in page.problem.text()
    page.take_file(tmp_path / "nothing")
    assert "cannot be read" in page.problem.text()
    page.take_file(file)
    doors.type_in(first_of(desktop), "invitation_code", code[:-1] + "?", enter=True)
    doors.type_in(first_of(desktop), "person", "P. Field", enter=True)
    qtbot.waitUntil(lambda: "not the code" in page.problem.text(), timeout=8_000)
    page.code.clear()
    doors.type_in(first_of(desktop), "invitation_code", code.lower())
    page.go_on()
    qtbot.waitUntil(lambda: first_of(desktop).name == "passphrase", timeout=8_000)
    windows.settle()
    choose_passphrase(desktop)
    doors.click(first_of(desktop), "code_have")
    type_group(desktop)
    qtbot.waitUntil(lambda: first_of(desktop).name == "words", timeout=8_000)
    windows.settle()
    words = doors.find(first_of(desktop), "six_words")
    assert isinstance(words, QLabel)
    assert len(words.text().split()) == 6
    doors.click(first_of(desktop), "first_next")
    window = doors.wait_for_desk(desktop, qtbot)
    assert window.session.person.office == "KEN"
    assert clicks.count + 4 <= MOST_CLICKS  # twice a system's dialog
    assert clicks.seconds + 4 * (CLICK_S + THINK_S) < GOAL_S


def test_an_office_that_stands_alone(desktop: Desktop, qtbot: QtBot) -> None:
    doors.click(first_of(desktop), "way_alone")
    page = first_of(desktop).page
    doors.click(first_of(desktop), "first_next")
    assert "fill this in" in page.problem.text()
    for name, said in (
        ("office", "KEN"),
        ("office_name", "Nairobi"),
        ("country", "KE"),
        ("person", "P. One"),
    ):
        doors.type_in(first_of(desktop), name, said)
    doors.click(first_of(desktop), "first_next")
    choose_passphrase(desktop)
    doors.click(first_of(desktop), "code_have")
    type_group(desktop)
    assert doors.wait_for_desk(desktop, qtbot).session.person.office == "KEN"


def test_language_and_size_change_live_and_keep_what_was_said(desktop: Desktop) -> None:
    first = first_of(desktop)
    doors.click(first, "way_join")
    doors.type_in(first, "person", "P. Field")
    doors.click(first, "face_larger")
    language = doors.find(first, "face_language")
    language.setCurrentIndex(3)  # type: ignore[attr-defined]  # a list of languages
    language.activated.emit(3)  # type: ignore[attr-defined]  # a list of languages
    windows.settle()
    assert first.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert desktop.chosen.size == 120
    assert first.plan.person == "P. Field"
    assert doors.find(first, "person").text() == "P. Field"  # type: ignore[attr-defined]  # a line


def test_closing_before_the_end_leaves_nothing_but_the_language(begin: Begin, desktop: Desktop) -> None:
    doors.click(first_of(desktop), "way_practice")
    choose_passphrase(desktop)
    assert not desktop.folder.exists()
    doors.close(desktop)
    assert first_of(begin(desktop.folder)).name == "way"


def test_esc_goes_back_a_page(desktop: Desktop) -> None:
    first = first_of(desktop)
    doors.click(first, "way_alone")
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert first.name == "way"


def test_a_weak_passphrase_and_two_that_differ_are_told(desktop: Desktop) -> None:
    first = first_of(desktop)
    doors.click(first, "way_practice")
    page = first.page
    assert isinstance(page, PassphrasePage)
    doors.type_in(first, "new_passphrase", "password")
    assert "easy to guess" in page.chosen.strength.text()
    doors.type_in(first, "new_passphrase_again", "password", enter=True)
    assert "guessed quickly" in page.chosen.problem.text()
    offered = page.chosen.offered
    doors.click(first, "other_words")
    assert page.chosen.offered != offered
    page.chosen.first.line.clear()
    doors.type_in(first, "new_passphrase", offered)
    assert page.chosen.strength.text() == "Strength: strong."
    doors.type_in(first, "new_passphrase_again", "x", enter=True)
    assert "not the same" in page.chosen.problem.text()
    assert first.name == "passphrase"


def test_a_full_disk_is_told_and_tried_again(desktop: Desktop, qtbot: QtBot) -> None:
    first = first_of(desktop)
    desktop.folder.write_bytes(b"a file stands where the folder should be")
    doors.click(first, "way_practice")
    choose_passphrase(desktop)
    doors.click(first, "sheet_skip")
    qtbot.waitUntil(lambda: bool(first.page.problem.text()), timeout=8_000)
    assert "Nothing was made" in first.page.problem.text()
    desktop.folder.unlink()
    doors.click(first, "make_again")
    assert doors.wait_for_desk(desktop, qtbot)


def test_what_stands_in_the_way_of_opening_is_told_on_the_page(desktop: Desktop) -> None:
    desktop.tell(Trouble("busy", "Open elsewhere."))
    assert first_of(desktop).page.problem.text() == "Open elsewhere."


def test_a_folder_without_a_vault_begins_one(begin: Begin, tmp_path: Path) -> None:
    desktop = begin()
    screen = doors.shown(desktop)
    assert isinstance(screen, UnlockScreen)
    screen.folder_chosen.emit(tmp_path / "another")
    assert first_of(desktop).name == "way"

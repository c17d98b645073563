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
from focal_desktop.domain.kinds import KINDS
from focal_desktop.ui import messages
from focal_desktop.ui.context import Place
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.first_run.office import OfficePage
from focal_desktop.ui.first_run.passphrase import PassphrasePage
from focal_desktop.ui.unlock.screen import UnlockScreen
from focal_desktop.usecases import phrases, practising, unlocking
from tests.conftest import HandClock
from tests.desks import POLICY
from tests.sync.company import Company
from tests.ui import doors, windows
from tests.ui.doors import Begin
from tests.ui.first_run import hands
from tests.ui.first_run.hands import (
    choose_passphrase,
    first_of,
    problem_of,
    sheet_of,
    type_group,
    wait_for_page,
)

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


def test_practising_from_nothing_to_home(
    desktop: Desktop, clicks: Clicks, qtbot: QtBot, tmp_path: Path
) -> None:
    doors.click(first_of(desktop), "way_practice")
    phrase = choose_passphrase(desktop, qtbot)
    page = sheet_of(desktop)
    doors.click(first_of(desktop), "first_go_on")
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


def test_the_saved_sheet_holds_the_code_and_is_closed_to_others(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    hands.stand_alone(desktop, qtbot)
    page, file = sheet_of(desktop), tmp_path / "sheet.pdf"
    page.sheet.save_to(tmp_path / "no such folder" / "sheet.pdf")
    assert "cannot be written" in page.sheet.problem.text()
    file.write_bytes(b"another")
    page.sheet.save_to(file)
    assert file.stat().st_mode & 0o777 == 0o600
    text = PdfReader(file).pages[0].extract_text()
    code = first_of(desktop).plan.left.code
    assert all(group in text for group in phrases.groups_of(code))
    assert not any(group in page.sheet.shown.text() for group in phrases.groups_of(code))
    doors.click(first_of(desktop), "code_again")
    assert all(group in page.sheet.shown.text() for group in phrases.groups_of(code))


def test_a_wrong_group_is_asked_again(desktop: Desktop, qtbot: QtBot) -> None:
    doors.click(first_of(desktop), "way_practice")
    choose_passphrase(desktop, qtbot)
    page = sheet_of(desktop)
    doors.click(first_of(desktop), "code_have")
    doors.type_in(first_of(desktop), "code_group", "none", enter=True)
    assert "not that group" in page.sheet.problem.text()
    doors.click(first_of(desktop), "sheet_later")
    assert doors.wait_for_desk(desktop, qtbot)


def test_joining_by_file_without_a_network(
    desktop: Desktop, clock: HandClock, clicks: Clicks, qtbot: QtBot, tmp_path: Path
) -> None:
    file, code = hands.write_invitation(tmp_path, clock)
    doors.click(first_of(desktop), "way_join")
    page = first_of(desktop).page
    assert isinstance(page, OfficePage)
    page.go_on()
    assert "file first" in problem_of(desktop)
    page.take_file(tmp_path / "nothing")
    assert "cannot be read" in problem_of(desktop)
    page.take_file(file)
    doors.type_in(first_of(desktop), "invitation_code", code[:-1] + "?", enter=True)
    doors.type_in(first_of(desktop), "person", "P. Field", enter=True)
    qtbot.waitUntil(lambda: "not the code" in problem_of(desktop), timeout=8_000)
    page.code.clear()
    doors.type_in(first_of(desktop), "invitation_code", code.lower())
    page.go_on()
    qtbot.waitUntil(lambda: first_of(desktop).name == "passphrase", timeout=8_000)
    windows.settle()
    choose_passphrase(desktop, qtbot)
    doors.click(first_of(desktop), "code_have")
    type_group(desktop)
    wait_for_page(desktop, "words", qtbot)
    windows.settle()
    words = doors.find(first_of(desktop), "six_words")
    assert isinstance(words, QLabel)
    assert len(words.text().split()) == 6
    doors.click(first_of(desktop), "first_go_on")
    window = doors.wait_for_desk(desktop, qtbot)
    assert window.session.person.office == "KEN"
    assert clicks.count + 4 <= MOST_CLICKS  # twice a system's dialog
    assert clicks.seconds + 4 * (CLICK_S + THINK_S) < GOAL_S


@pytest.mark.long
def test_a_used_invitation_opens_a_desk_and_the_hub_says_so(
    desktop: Desktop, clock: HandClock, qtbot: QtBot, tmp_path: Path
) -> None:
    """Nobody can know it without a line; what is saved meanwhile is safe, and headquarters is asked."""
    company = Company(tmp_path / "company", clock)
    invitation = company.invite()
    company.admit(company.join(invitation))
    (tmp_path / "invitation").write_bytes(invitation[0])
    doors.click(first_of(desktop), "way_join")
    hands.take_invitation(desktop, tmp_path / "invitation", invitation[1], qtbot)
    choose_passphrase(desktop, qtbot)
    doors.click(first_of(desktop), "code_have")
    type_group(desktop)
    wait_for_page(desktop, "words", qtbot)
    doors.click(first_of(desktop), "first_go_on")
    window = doors.wait_for_desk(desktop, qtbot)
    window.sync.stop()
    assert company.word(window.session) == "invitation_used"
    said = messages.of_trouble(Trouble("invitation_used", ""), window.face.words)
    assert "Ask headquarters for a new one" in said
    company.close()


def test_an_office_that_stands_alone(desktop: Desktop, qtbot: QtBot) -> None:
    doors.click(first_of(desktop), "way_alone")
    doors.click(first_of(desktop), "first_go_on")
    assert "fill this in" in problem_of(desktop)
    for name, said in (
        ("office", "KEN"),
        ("office_name", "Nairobi"),
        ("country", "KE"),
        ("person", "P. One"),
    ):
        doors.type_in(first_of(desktop), name, said)
    doors.click(first_of(desktop), "first_go_on")
    choose_passphrase(desktop, qtbot)
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
    assert "easy to guess" in page.lines.strength.text()
    doors.type_in(first, "new_passphrase_again", "password", enter=True)
    assert "guessed quickly" in page.lines.problem.text()
    offered = page.lines.offered
    doors.click(first, "other_words")
    assert page.lines.offered != offered
    page.lines.first.line.clear()
    doors.type_in(first, "new_passphrase", offered)
    assert page.lines.strength.text() == "Strength: strong."
    doors.type_in(first, "new_passphrase_again", "x", enter=True)
    assert "not the same" in page.lines.problem.text()
    assert first.name == "passphrase"


def test_what_stands_in_the_way_of_opening_is_told_on_the_page(desktop: Desktop) -> None:
    desktop.tell(Trouble("busy", "Open elsewhere."))
    assert problem_of(desktop) == "Open elsewhere."


def test_a_folder_without_a_vault_begins_one(begin: Begin, tmp_path: Path) -> None:
    desktop = begin()
    screen = doors.shown(desktop)
    assert isinstance(screen, UnlockScreen)
    screen.folder_chosen.emit(tmp_path / "another")
    assert first_of(desktop).name == "way"

"""Passphrase and sheet are gone: the request, the six words, and the answer that opens the desk again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.store import asking
from focal_desktop.ui.unlock.screen import UnlockScreen
from focal_desktop.ui.widgets.ask_officers import AskOfficers
from focal_desktop.usecases import reopening, unlocking
from focal_desktop.wire.escrow import Request
from tests.conftest import HandClock
from tests.security.officers import Bench, make_bench
from tests.sync.company import Company
from tests.ui import doors, windows
from tests.ui.doors import Begin

NEW = "paper river stone lamp moon"


@pytest.fixture
def bench(tmp_path: Path, clock: HandClock) -> Iterator[Bench]:
    """Two officers and an office whose vault is locked."""
    windows.make_application()
    company = Company(tmp_path / "company", clock)
    made = make_bench(company)
    unlocking.lock(made.desk)
    yield made
    company.close()


def open_page(screen: UnlockScreen) -> AskOfficers:
    """Go to the page as a person does who has neither passphrase nor sheet."""
    doors.click(screen, "forgot")
    doors.click(screen, "ask_officers")
    assert screen.officers is not None
    screen.officers.fit = lambda _: FLOOR
    return screen.officers


def screen_of(window: QWidget) -> UnlockScreen:
    """Return the unlock screen."""
    assert isinstance(window, UnlockScreen)
    return window


def six_words(page: QWidget) -> str:
    """Return the words that are shown, without the marks of direction."""
    found = doors.find(page, "six_words")
    assert isinstance(found, QLabel)
    return found.text().strip("\u2066\u2067\u2068\u2069")


@pytest.mark.long
def test_a_person_asks_and_opens_by_the_answer(
    begin: Begin, bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    """Through the window on this side; the six words are the officers', and the desk opens behind it."""
    desktop = begin(bench.folder)
    page = open_page(screen_of(doors.shown(desktop)))
    doors.type_in(page, "new_passphrase", NEW, enter=True)
    doors.type_in(page, "new_passphrase_again", NEW, enter=True)
    qtbot.waitUntil(lambda: page.request is not None, timeout=8_000)
    windows.settle()
    page.save_to(tmp_path / "request")
    request = Request.decode((tmp_path / "request").read_bytes())
    assert six_words(page) == reopening.say_words(request)
    (tmp_path / "answer").write_bytes(bench.answer(request))
    doors.type_in(page, "chosen_passphrase", "not this")
    page.open_with(tmp_path / "answer")
    qtbot.waitUntil(lambda: "not the new passphrase" in page.problem.text(), timeout=8_000)
    assert page.window().focusWidget() is page.waiting.phrase.line
    assert page.waiting.phrase.text() == "not this"
    assert page.waiting.phrase.line.property("problem")
    page.open_with(tmp_path / "nothing here")
    qtbot.waitUntil(lambda: "not the answer" in page.problem.text(), timeout=8_000)
    page.waiting.phrase.line.setText(NEW)
    page.open_with(tmp_path / "answer")
    window = doors.wait_for_desk(desktop, qtbot)
    assert reopening.find_standing(window.session).opened is not None


def test_what_was_asked_is_shown_again_and_can_be_begun_anew(
    begin: Begin, bench: Bench, tmp_path: Path
) -> None:
    request = asking.ask(asking.of_vault(bench.folder), NEW, FLOOR)
    page = open_page(screen_of(doors.shown(begin(bench.folder))))
    assert six_words(page) == reopening.say_words(request)
    page.save_to(tmp_path / "no" / "such")
    assert "cannot be written" in page.problem.text()
    doors.click(page, "ask_anew")
    assert doors.screen_has(page, "five_words")


def test_a_vault_of_no_pair_says_so(begin: Begin, qtbot: QtBot) -> None:
    page = open_page(screen_of(doors.shown(begin())))
    doors.type_in(page, "new_passphrase", NEW, enter=True)
    doors.type_in(page, "new_passphrase_again", NEW, enter=True)
    qtbot.waitUntil(lambda: "no two officers" in page.problem.text(), timeout=8_000)
    assert page.request is None


def test_esc_leads_back(begin: Begin) -> None:
    screen = screen_of(doors.shown(begin()))
    page = open_page(screen)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert screen.officers is None
    assert screen.view.isVisible()

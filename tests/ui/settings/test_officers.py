"""Rehearsing with two officers from Settings; a vault of no pair says what is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from focal_desktop.ui.context import Place
from focal_desktop.ui.settings.officers_page import OfficersPage
from focal_desktop.ui.settings.screen import SettingsScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import reopening
from focal_desktop.wire.escrow import Request
from tests.conftest import HandClock
from tests.security.officers import Bench, make_bench
from tests.sync.company import Company
from tests.ui import doors, windows


@pytest.fixture
def bench(tmp_path: Path, clock: HandClock) -> Iterator[Bench]:
    """Two officers and an office; vaults that a window closed stay closed."""
    windows.make_application()
    company = Company(tmp_path / "company", clock)
    yield make_bench(company)
    company.opened = [one for one in company.opened if one.store.is_open]
    company.close()


def open_page(window: Window) -> OfficersPage:
    """Go to the page by its button."""
    window.go(Place(section="settings"))
    doors.click(window, "set_officers")
    assert isinstance(window.current, SettingsScreen)
    assert isinstance(window.current.page, OfficersPage)
    return window.current.page


def shown(window: Window) -> str:
    """Return every sentence of the section."""
    windows.settle()
    assert window.current is not None
    return " ".join(one.text() for one in window.current.findChildren(QLabel) if one.isVisible())


def test_a_rehearsal_goes_out_and_comes_back(bench: Bench, clock: HandClock, tmp_path: Path) -> None:
    window = windows.open_window(bench.desk, windows.make_face(windows.Style(), clock))
    page = open_page(window)
    assert "One pair of officers can open it together." in shown(window)
    page.save_to(tmp_path / "no" / "such")
    assert "cannot be written" in page.problem.text()
    page.save_to(tmp_path / "asked")
    request = Request.decode((tmp_path / "asked").read_bytes())
    assert request.is_rehearsal
    assert reopening.say_words(request) in shown(window)
    page.take(tmp_path / "none")
    assert "cannot be read" in page.problem.text()
    page.take(tmp_path / "asked")
    assert "not what is expected here" in page.problem.text()
    (tmp_path / "answer").write_bytes(bench.answer(request))
    page.take(tmp_path / "answer")
    assert "rehearsed on 2 Mar 2026" in shown(window)
    open_page(window)
    assert "Rehearsed on 2 Mar 2026." in shown(window)
    windows.close_window(window)


def test_a_vault_of_no_pair_says_what_is_left(window: Window) -> None:
    open_page(window)
    assert "the recovery sheet is the only way back" in shown(window)
    assert not doors.screen_has(window, "save_rehearsal")

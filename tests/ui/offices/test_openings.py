"""An officer's part in opening a vault: words before anything, one layer each, and whose vault it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from focal_desktop.ui.context import Place
from focal_desktop.ui.offices.openings import OpeningsDesk
from focal_desktop.ui.window import Window
from focal_desktop.usecases import reopening
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.security.officers import Bench, make_bench
from tests.sync.company import Company
from tests.ui import doors, windows
from tests.ui.offices import entity


@pytest.fixture
def bench(tmp_path: Path, clock: HandClock) -> Iterator[Bench]:
    """Two officers and an office; vaults that a window closed stay closed."""
    windows.make_application()
    company = Company(tmp_path / "company", clock)
    yield make_bench(company)
    company.opened = [one for one in company.opened if one.store.is_open]
    company.close()


def open_part(session: Session, clock: HandClock) -> tuple[Window, OpeningsDesk]:
    """Open the part over an officer's vault."""
    window = windows.open_window(session, windows.make_face(windows.Style(), clock))
    window.go(Place(section="offices", view="openings"))
    windows.settle()
    return window, entity.screen_of(window).openings


def shown(desk: OpeningsDesk) -> str:
    """Return every sentence that can be seen."""
    windows.settle()
    return " ".join(one.text() for one in desk.view.findChildren(QLabel) if one.isVisible())


def layer(desk: OpeningsDesk) -> QAbstractButton:
    """Return the button that opens."""
    found = doors.find(desk.view, "open_layer")
    assert isinstance(found, QAbstractButton)
    return found


@pytest.mark.parametrize("rehearses", [True, False], ids=["rehearsal", "real"])
def test_two_officers_open_one_after_the_other(
    bench: Bench, clock: HandClock, tmp_path: Path, rehearses: bool
) -> None:
    request = reopening.rehearse(bench.desk) if rehearses else bench.ask()
    asked, half, answer = tmp_path / "asked", tmp_path / "half", tmp_path / "answer"
    asked.write_bytes(request.encode())
    window, desk = open_part(bench.company.hq, clock)
    desk.take(asked)
    assert reopening.say_words(request) in shown(desk)
    assert ("no key leaves headquarters" in shown(desk)) is rehearses
    assert not layer(desk).isEnabled()
    doors.click(desk.view, "words_compared")
    assert layer(desk).isEnabled()
    desk.open_to(half)
    assert "to the other officer" in shown(desk)
    desk.open_to(answer)
    assert not answer.exists()
    windows.close_window(window)
    window, desk = open_part(bench.officer, clock)
    desk.take(half)
    assert "yours is the second" in shown(desk)
    desk.open_to(answer)
    assert "Focal point, KEN" in shown(desk)
    windows.close_window(window)
    if rehearses:
        assert reopening.end_rehearsal(bench.desk, answer.read_bytes())
    else:
        bench.reopen(answer.read_bytes())


def test_what_stands_in_the_way_is_said(bench: Bench, clock: HandClock, tmp_path: Path) -> None:
    """Another file, none at all, a place that cannot be written, and a request for others."""
    (tmp_path / "other").write_bytes(b"FINV\x01")
    (tmp_path / "asked").write_bytes(reopening.rehearse(bench.desk).encode())
    window, desk = open_part(bench.company.hq, clock)
    desk.open_to(tmp_path / "early")
    assert not (tmp_path / "early").exists()
    desk.take(tmp_path / "other")
    assert "not what is expected here" in shown(desk)
    desk.take(tmp_path / "none")
    assert "cannot be read" in shown(desk)
    desk.take(tmp_path / "asked")
    desk.open_to(tmp_path / "no" / "such")
    assert "cannot be written" in shown(desk)
    windows.close_window(window)

"""Handing a desk over in the window: what stands in the way, who comes next, and the lock at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.sync import succeeding
from focal_desktop.ui.context import Place
from focal_desktop.ui.settings.handover_page import HandoverPage
from focal_desktop.ui.settings.screen import SettingsScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, phrases, records, unlocking
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY
from tests.sync.company import Company
from tests.ui import doors, windows
from tests.ui.windows import Style

NEXT = "paper river stone lamp moon"


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """A headquarters; vaults that a window closed stay closed."""
    made = Company(tmp_path / "company", clock)
    yield made
    made.opened = [one for one in made.opened if one.store.is_open]
    made.close()


@pytest.fixture
def over(clock: HandClock) -> Iterator[Callable[[Session], HandoverPage]]:
    """Open the page over a vault; the window is closed behind the test."""
    opened: list[Window] = []

    def find(session: Session) -> HandoverPage:
        window = windows.open_window(session, windows.make_face(Style(), clock))
        opened.append(window)
        window.go(Place(section="settings"))
        doors.click(window, "set_handover")
        assert isinstance(window.current, SettingsScreen)
        page = window.current.page
        assert isinstance(page, HandoverPage)
        page.fit = lambda: FLOOR
        return page

    yield find
    for window in opened:
        windows.close_window(window)


def shown(page: QWidget) -> str:
    """Return every sentence that can be seen."""
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def type_all(page: HandoverPage) -> None:
    """Type what both persons type."""
    doors.type_in(page, "present_passphrase", PASSPHRASE, enter=True)
    doors.type_in(page, "next_person", "P. Next", enter=True)
    doors.type_in(page, "new_passphrase", NEXT, enter=True)
    doors.type_in(page, "new_passphrase_again", NEXT)


def take_sheet(page: HandoverPage, file: Path) -> None:
    """Save the sheet and type the group back that is asked."""
    page.sheet.save_to(file)
    code = page._making.code if page._making else None
    assert code
    doors.type_in(page, "code_group", phrases.groups_of(code)[page.sheet.asked], enter=True)


def test_a_desk_goes_to_the_next_person_and_locks(
    company: Company, over: Callable[[Session], HandoverPage], qtbot: QtBot, tmp_path: Path
) -> None:
    session = company.staff()
    records.add(session, "partner", {"name": "Kept"})
    company.sync(session, company.hq, session)
    page = over(session)
    assert "Headquarters holds what was reported" in shown(page)
    window = page.window()
    assert isinstance(window, Window)
    type_all(page)
    doors.click(page, "handover_go_on")
    qtbot.waitUntil(lambda: page.steps.count() == 2, timeout=8_000)
    windows.settle()
    with qtbot.waitSignal(window.lock_requested, timeout=8_000):
        take_sheet(page, tmp_path / "sheet.pdf")
    assert not session.store.is_open
    again = unlocking.unlock(session.store.folder, NEXT, clock=session.clock, policy=POLICY, kinds=KINDS)
    assert again.person.name == "P. Next"
    assert [row.title for row in records.list_page(again, "partner", {})[0]] == ["Kept"]
    assert len(succeeding.read_words(again).split()) == 6
    unlocking.lock(again)


def test_stopped_or_left_while_it_is_copied_nothing_is_changed(
    company: Company, over: Callable[[Session], HandoverPage], qtbot: QtBot, tmp_path: Path
) -> None:
    session = company.staff()
    company.sync(session, company.hq, session)
    page = over(session)
    window = page.window()
    assert isinstance(window, Window)
    type_all(page)
    doors.click(page, "handover_go_on")
    qtbot.waitUntil(lambda: page.steps.count() == 2, timeout=8_000)
    windows.settle()
    with windows.job_under_way(window.face.jobs):
        take_sheet(page, tmp_path / "sheet.pdf")
        assert page.aside.row.isVisible()
        assert not page.steps.isVisible()
        bar = page.aside.bar
        assert page.rect().contains(bar.mapTo(page, bar.rect().bottomRight()))  # where a person looks
        doors.click(page, "stop_aside")
    qtbot.waitUntil(lambda: "was stopped" in page.problem.text(), timeout=8_000)
    assert page.steps.isVisible()
    assert page.steps.isEnabled()
    with windows.job_under_way(window.face.jobs):
        page.sheet.finished.emit()
        window.step_out()
        windows.settle()
    qtbot.waitUntil(lambda: not window.holding.is_held, timeout=8_000)
    assert session.store.is_open
    assert len(list(session.store.folder.glob("[bd]-*.db"))) == 1
    records.add(session, "partner", {"name": "Goes on"})


def test_what_stands_in_the_way_is_said_and_looked_at_again(
    company: Company, over: Callable[[Session], HandoverPage]
) -> None:
    session = company.staff()
    records.add(session, "partner", {"name": "Unsent"})
    forms.keep(session, "partners/new", {"name": "Typed"})
    page = over(session)
    assert "not finished" in shown(page)
    assert "not reached headquarters" in shown(page)
    assert not any(letter.isdigit() for letter in shown(page))
    forms.drop(session, "partners/new")
    company.sync(session, company.hq)
    doors.click(page, "handover_again")
    assert doors.screen_has(page, "next_person")


def test_a_missing_word_is_asked_for(
    company: Company, over: Callable[[Session], HandoverPage], qtbot: QtBot
) -> None:
    """The name, a strong passphrase, and the present one, which is proven before anything else."""
    session = company.staff()
    company.sync(session, company.hq, session)
    page = over(session)
    doors.click(page, "handover_go_on")
    assert "name of the next person" in page.problem.text()
    doors.type_in(page, "next_person", "P. Next")
    doors.click(page, "handover_go_on")
    assert page.steps.count() == 1
    doors.type_in(page, "present_passphrase", "not this")
    doors.type_in(page, "new_passphrase", NEXT)
    doors.type_in(page, "new_passphrase_again", NEXT)
    doors.click(page, "handover_go_on")
    qtbot.waitUntil(lambda: "not the passphrase" in page.problem.text(), timeout=8_000)
    assert session.store.is_open


def test_a_desk_that_stands_alone_says_first_what_ends(window: Window) -> None:
    """The invented desk has no headquarters."""
    with window.session.store.transaction() as writer:
        writer.run("DELETE FROM draft")
    window.go(Place(section="settings", view="handover"))
    assert isinstance(window.current, SettingsScreen)
    page = window.current.page
    assert isinstance(page, HandoverPage)
    type_all(page)
    doors.click(page, "handover_go_on")
    assert "may be destroyed" in page.problem.text()
    assert page.steps.count() == 1


def test_headquarters_is_offered_no_such_thing(company: Company, clock: HandClock) -> None:
    window = windows.open_window(company.hq, windows.make_face(Style(), clock))
    window.go(Place(section="settings"))
    windows.settle()
    assert not doors.screen_has(window, "set_handover")
    windows.close_window(window)


def test_whoever_has_no_protected_section_reads_no_word_of_it(
    company: Company, over: Callable[[Session], HandoverPage]
) -> None:
    session = company.staff("KEN", "hr_clerk")
    company.sync(session, company.hq, session)
    page = over(session)
    assert "protected" not in shown(page)


def test_every_control_has_a_name(company: Company, clock: HandClock) -> None:
    session = company.staff()
    company.sync(session, company.hq, session)
    window = windows.open_window(session, windows.make_face(Style("ar", "dark", 150), clock))
    window.go(Place(section="settings", view="handover"))
    windows.settle()
    assert window.current is not None
    nameless = [
        one
        for one in window.current.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert nameless == []
    windows.close_window(window)

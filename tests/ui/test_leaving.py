"""What leaves this computer, as a person sees it: page, line on a report, card, and after unlocking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from focal_desktop.store import erasing, rekeying
from focal_desktop.store.erasures import Erasure
from focal_desktop.ui.allegations import story
from focal_desktop.ui.context import Place
from focal_desktop.ui.settings import audit_words
from focal_desktop.ui.settings.leaving_page import LeavingPage
from focal_desktop.ui.settings.screen import SettingsScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, audit, erased, forms, records
from tests.desks import full_disk
from tests.ui import doors, windows
from tests.ui.allegations.hand import Hand
from tests.ui.reading import let_read
from tests.ui.windows import Style

CASE: dict[str, Any] = {"regime": "sea", "received_on": "2026-08-01", "survivor_name": "Canary-S1"}


@pytest.fixture
def case(window: Window) -> str:
    """A case that was passed on."""
    identity = records.add(window.session, "allegation", CASE).id
    acts.act(window.session, "allegation", identity, "notify", {})
    return identity


def erase(window: Window, record: str) -> None:
    """Erase a record as an order from headquarters does."""
    session = window.session
    with session.store.transaction() as writer:
        erasing.erase_record(
            writer, session.store.connection, Erasure(record, "", "order/safety", session.at)
        )


def open_page(window: Window) -> LeavingPage:
    """Go to the page by its button."""
    window.go(Place(section="settings"))
    doors.click(window, "set_leaving")
    screen = window.current
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.page, LeavingPage)
    return screen.page


def lines_of(page: LeavingPage) -> list[str]:
    """Return what the page lists."""
    return [one.text() for one in page.findChildren(QLabel, "leaving_line")]


def test_nothing_is_due_without_news(window: Window) -> None:
    page = open_page(window)
    assert lines_of(page)[0] == "Nothing leaves within 30 days."
    assert "first dated word" in page.counted.text()
    assert not page.now.isVisible()


def test_what_is_due_is_shown_ahead_by_its_reference_alone(window: Window, case: str) -> None:
    let_read(window.session, "2026-09-01", "2026-09-10")
    reference = records.read(window.session, "allegation", case).reference
    page = open_page(window)
    (line,) = [one for one in lines_of(page) if reference in one]
    assert "a sealed part leaves on" in line
    assert "Canary" not in line
    assert not page.now.isVisible()


def test_what_is_due_today_leaves_by_one_button(window: Window, case: str, qtbot: QtBot) -> None:
    let_read(window.session, "2026-08-01", "2026-09-10")
    page = open_page(window)
    assert page.now.isVisible()
    doors.click(window, "leave_now")
    qtbot.waitUntil(lambda: not page.now.isVisible())
    reference = records.read(window.session, "allegation", case).reference
    assert any(reference in one and "2026" in one for one in lines_of(page))
    assert not any(records.reveal(window.session, "allegation", case, "survivor", "To see").values())


def test_the_page_of_a_report_says_when_its_part_leaves(window: Window, case: str) -> None:
    let_read(window.session, "2026-09-01", "2026-09-10")
    hand = Hand(window)
    hand.go("record", case)
    said = hand.find(QLabel, "leaving")
    assert said.isVisible()
    assert "The survivor's part leaves this computer on" in said.text()


def test_an_unread_report_says_nothing_of_leaving(window: Window, case: str) -> None:
    hand = Hand(window)
    hand.go("record", case)
    assert not hand.find(QLabel, "leaving").isVisible()
    assert not hand.find(QPushButton, "erase_case").isVisible()


def test_a_report_that_is_erased_while_it_is_open_is_left(window: Window, case: str) -> None:
    hand = Hand(window)
    hand.go("record", case)
    erase(window, case)
    windows.settle()
    assert window.bar.message is not None
    assert "erased here" in window.bar.message.text
    place = window.place()
    assert place is not None
    assert place.record != case
    window.keep_all()
    assert forms.read(window.session, f"allegations/{case}") is None


def test_what_was_typed_about_an_erased_record_is_not_kept(window: Window, case: str) -> None:
    erase(window, case)
    forms.keep(window.session, f"allegations/{case}", {"area": "Canary"})
    assert forms.read(window.session, f"allegations/{case}") is None


def test_what_is_due_leaves_soon_after_unlocking(window: Window, case: str) -> None:
    let_read(window.session, "2026-08-01", "2026-09-10")
    assert window.leaving.start()
    told = [one.what for one in story.list_entries(window.context, case)]
    assert "Erased on this computer: survivor" in told
    line = next(one for one in audit.list_lines(window.session) if one.what == "erased")
    assert audit_words.say_reason(window.context, line).startswith("Sealed parts leave the office")
    assert not any(records.reveal(window.session, "allegation", case, "survivor", "To see").values())


def let_leave(window: Window, case: str) -> bytes:
    """Let a part of a case be erased behind a job that is under way; return the data key it lay under."""
    let_read(window.session, "2026-08-01", "2026-09-10")
    former = window.session.store.found.data_key
    assert erased.find(window.session, window.session.kind("allegation"), case) is None
    assert window.leaving.start()
    return former


def is_renewed(window: Window, former: bytes) -> bool:
    """Tell whether the vault is under another data key, and none is owed."""
    store = window.session.store
    return store.found.data_key != former and not rekeying.is_renewal_due(store.connection)


def databases(window: Window) -> int:
    """Return how many databases lie in the vault's folder."""
    return len([*window.session.store.folder.glob("d-*.db")])


def test_the_key_is_renewed_aside_while_the_window_lives(window: Window, case: str, qtbot: QtBot) -> None:
    """The copy waits behind another job for as long as the window takes a hundred turns, saves and paints."""
    with windows.job_under_way(window.face.jobs) as let_go:
        former = let_leave(window, case)
        turns = windows.count_turns(100)
        assert turns == 100
        assert not window.grab().isNull()
        assert window.leaving.is_running
        assert window.session.store.found.data_key == former
        let_go()
        qtbot.waitUntil(lambda: not window.leaving.is_running, timeout=8_000)
    assert is_renewed(window, former)
    assert databases(window) == 1
    records.add(window.session, "partner", {"name": "After"})


def test_what_is_saved_meanwhile_puts_the_renewal_off(window: Window, case: str, qtbot: QtBot) -> None:
    with windows.job_under_way(window.face.jobs):
        former = let_leave(window, case)
        records.add(window.session, "partner", {"name": "Meanwhile"})
    qtbot.waitUntil(lambda: not window.leaving.is_running, timeout=8_000)
    assert not is_renewed(window, former)
    assert databases(window) == 1
    assert window.leaving.start()
    qtbot.waitUntil(lambda: is_renewed(window, former), timeout=8_000)
    assert records.list_page(window.session, "partner", {"name": "Meanwhile"})[0]


def test_a_lock_in_the_middle_leaves_it_to_the_next_unlock(window: Window, case: str, qtbot: QtBot) -> None:
    with windows.job_under_way(window.face.jobs):
        former = let_leave(window, case)
        window.leaving.stop()
    qtbot.waitUntil(lambda: not window.leaving.is_running, timeout=8_000)
    assert window.bar.message is None
    assert not is_renewed(window, former)
    assert databases(window) == 1


def test_a_full_disk_is_told_in_one_line_and_the_key_is_owed(window: Window, case: str, qtbot: QtBot) -> None:
    with windows.job_under_way(window.face.jobs) as let_go:
        former = let_leave(window, case)
        with full_disk(50_000):
            let_go()
            qtbot.waitUntil(lambda: not window.leaving.is_running, timeout=8_000)
            windows.settle()
    assert window.bar.message is not None
    assert "renewed at a later unlock" in window.bar.message.text
    assert not is_renewed(window, former)
    assert window.leaving.start()
    qtbot.waitUntil(lambda: is_renewed(window, former), timeout=8_000)


def test_nothing_leaves_while_something_is_being_read(window: Window, case: str, qtbot: QtBot) -> None:
    let_read(window.session, "2026-08-01", "2026-09-10")
    with windows.job_under_way(window.face.jobs):
        window.holding.run(lambda: lambda: None, lambda _: None, lambda _: None)
        assert not window.leaving.start()
    qtbot.waitUntil(lambda: not window.holding.is_held, timeout=8_000)
    assert any(records.reveal(window.session, "allegation", case, "survivor", "To see").values())
    assert erased.find(window.session, window.session.kind("allegation"), case) is None


def test_the_card_leads_to_a_prepared_message(window: Window) -> None:
    window.go(Place(section="guidance", view="asked"))
    windows.settle()
    doors.click(window, "prepare_request")
    windows.settle()
    place = window.place()
    assert place is not None
    assert place.section == "sealed_report"
    account = next(
        one for one in window.findChildren(QPlainTextEdit) if one.isVisible() and one.toPlainText()
    )
    assert "I have searched nothing" in account.toPlainText()


def test_the_card_is_in_the_menu_and_the_palette(window: Window) -> None:
    command = next(one for one in window.commands if one.said == "Someone asks what we hold")
    command.act()
    assert window.place() == Place(section="guidance", view="asked")


@pytest.mark.parametrize("style", [Style("ar"), Style("en", "dark", 150)], ids=["arabic", "dark"])
def test_the_page_opens_in_every_style(open_window: Callable[[Style], Window], style: Style) -> None:
    assert lines_of(open_page(open_window(style)))

"""A draft that takes another way is let go of by its writer: at the question, or after the sealed report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from focal_desktop.store import erasures
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, records
from tests.conftest import HandClock
from tests.sync.company import Company
from tests.ui import windows
from tests.ui.allegations.hand import Hand
from tests.ui.windows import Style

TYPED = "zircon lantern ferry"


@pytest.fixture
def hand(window: Window) -> Hand:
    """A hand in a vault with a draft that was kept before anybody said that somebody above is involved."""
    return keep_draft(window)


@pytest.fixture
def office(tmp_path: Path, clock: HandClock) -> Iterator[Hand]:
    """The same in an office that headquarters has admitted, so that it can seal."""
    company = Company(tmp_path / "company", clock)
    session = company.staff()
    company.sync(session)
    window = windows.open_window(session, windows.make_face(Style(), clock))
    yield keep_draft(window)
    window.close()
    window.face.jobs.stop()
    window.deleteLater()
    windows.settle()
    company.close()


def keep_draft(window: Window) -> Hand:
    """Keep a draft by hand."""
    made = Hand(window)
    made.go("new")
    made.click("regime_sea")
    made.type("account", TYPED)
    made.click("keep_draft")
    return made


def find_draft(window: Window) -> str:
    """Return the one draft that the person wrote, or nothing."""
    rows, _ = records.list_page(window.session, "allegation", {"state": "draft"})
    mine = [row.id for row in rows if row.values["received_on"] == window.session.today.isoformat()]
    assert len(mine) < 2
    return mine[0] if mine else ""


def offers(window: Window, name: str) -> bool:
    """Tell whether a button is seen."""
    return any(one.isVisible() for one in window.findChildren(QPushButton, name))


def is_gone(window: Window, record: str) -> bool:
    """Tell whether nothing of a draft is left, and nothing of it is kept from now on."""
    forms.keep(window.session, f"allegations/{record}", {"account": TYPED})
    found = erasures.find_whole(window.session.store.connection, record)
    return bool(found) and forms.read(window.session, f"allegations/{record}") is None


def test_a_draft_is_erased_at_the_question_and_comes_back_only_until_the_page_is_left(hand: Hand) -> None:
    window, record = hand.window, find_draft(hand.window)
    assert record
    hand.go("draft", record)
    hand.click("involved_yes")
    assert hand.says("A draft was kept before.")
    hand.click("erase_draft")
    assert is_gone(window, record)
    assert find_draft(window) == ""
    assert not offers(window, "erase_draft")
    assert record not in str(window.place())
    assert window.bar.message
    assert "can be brought back" in window.bar.message.text
    window.bar._on_act()
    windows.settle()
    again = find_draft(window)
    assert again not in ("", record)
    assert window.place() == Place(section="allegations", view="draft", kind="allegation", record=again)
    assert hand.says("Your unfinished text is back.")
    hand.click("involved_not_sure")
    hand.click("erase_draft")
    assert window.current
    assert window.current.go_back()
    windows.settle()
    assert window.bar.message is None
    assert find_draft(window) == ""
    hand.go("draft", again)
    assert hand.says("This record was erased here")


def test_a_draft_is_erased_after_the_sealed_report_is_sent(office: Hand) -> None:
    hand, window, record = office, office.window, find_draft(office.window)
    hand.go("draft", record)
    hand.click("involved_yes")
    hand.click("write_sealed")
    assert find_draft(window) == record
    hand.type("account", TYPED)
    window.keeper.keep()
    window.go(Place(section="home"))
    window.go(Place(section="sealed_report"))
    hand.click("seal")
    word = next(one.text() for one in window.findChildren(QLabel, "receipt_word") if one.isVisible())
    assert word
    assert hand.says("A draft was kept before.")
    hand.click("erase_draft")
    assert is_gone(window, record)
    assert not offers(window, "erase_draft")
    assert hand.says(word)
    hand.click("remembered")
    assert window.bar.message is None
    window.go(Place(section="sealed_report"))
    hand.type("account", TYPED)
    hand.click("seal")
    assert offers(window, "remembered")
    assert not offers(window, "erase_draft")


def test_the_questions_of_an_erased_draft_are_not_shown_again(hand: Hand) -> None:
    hand.go("draft", find_draft(hand.window))
    hand.click("involved_yes")
    hand.click("erase_draft")
    hand.click("leave_above")
    assert offers(hand.window, "told_me")
    assert find_draft(hand.window) == ""


def test_what_was_passed_on_is_never_offered_for_erasing(hand: Hand) -> None:
    hand.go("new")
    hand.click("involved_yes")
    assert not offers(hand.window, "erase_draft")
    assert not hand.says("A draft was kept before.")

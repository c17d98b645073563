"""The page of one report: the steps, what goes and what stops it, a sealed part for a minute, the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
)

from focal_desktop.ui.allegations.sealed_view import SHOWN_S, SealedView
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, audit, forms, records
from tests.conftest import HandClock
from tests.ui import windows
from tests.ui.allegations.hand import Hand, know_officer
from tests.ui.windows import Style

Open = Callable[..., Window]
SUMMARY, CONSENT, HELP, SHARING, LOG = range(5)
CASE: dict[str, Any] = {
    "regime": "sea",
    "received_on": "2026-09-15",
    "conduct": "sexual_exploitation",
    "child": "no",
    "nature": "transactional_sex",
    "area": "Lakeside",
    "incident_on": "2026-08-17",
    "subject_name": "Canary-J3",
    "survivor_name": "Canary-S1",
}


class PageHand(Hand):
    """A hand on the page of one report that was passed on."""

    def __init__(self, window: Window, **more: Any) -> None:
        super().__init__(window)
        session = window.session
        self.record = records.add(session, "allegation", {**CASE, **more}).id
        acts.act(session, "allegation", self.record, "notify", {})
        self.go("record", self.record)

    def turn(self, place: int) -> None:
        """Turn to a tab."""
        tabs = next(one for one in self.window.findChildren(QTabWidget) if one.isVisible())
        tabs.setCurrentIndex(place)
        windows.settle()

    def card(self, part: str) -> SealedView:
        """Return the card of a sealed part."""
        return next(one for one in self.window.findChildren(SealedView) if one.part.name == part)

    def open_part(self, part: str, reason: str = "To correct what was written") -> SealedView:
        """Open a part for a reason."""
        self.turn(SHARING)
        box = self.find(QComboBox, f"reason_{part}")
        box.setCurrentIndex(box.findText(reason))
        box.activated.emit(box.currentIndex())
        self.click(f"open_{part}")
        return self.card(part)

    def move(self, seconds: float) -> None:
        """Let time pass, and the card notice it."""
        clock = self.window.face.clock
        assert isinstance(clock, HandClock)
        clock.move(seconds=seconds)
        for card in self.window.findChildren(SealedView):
            card._on_tick()
        windows.settle()

    @property
    def values(self) -> dict[str, Any]:
        """What the record says now."""
        return dict(records.read(self.window.session, "allegation", self.record).values)


@pytest.fixture
def hand(window: Window) -> PageHand:
    """A hand on the page of a report."""
    return PageHand(window)


def test_the_page_says_where_it_stands_and_nothing_of_anyone(hand: PageHand) -> None:
    reference = records.read(hand.window.session, "allegation", hand.record).reference
    assert hand.says(reference)
    assert hand.says("Waiting to be sent")
    for tab in range(5):
        hand.turn(tab)
        for line in hand.window.findChildren(QLineEdit):
            assert "Canary" not in line.text()
        assert not hand.says("Canary")


def test_nothing_opens_a_window_of_its_own(hand: PageHand) -> None:
    for tab in range(5):
        hand.turn(tab)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [hand.window]


def test_answers_are_kept_and_can_be_taken_back(hand: PageHand) -> None:
    area = hand.find(QLineEdit, "page_area")
    area.clear()
    hand.type("page_area", "Hillside")
    hand.click("keep_answers")
    assert hand.values["area"] == "Hillside"
    hand.window.take_back()
    windows.settle()
    assert hand.values["area"] == "Lakeside"
    assert hand.find(QLineEdit, "page_area").text() == "Lakeside"
    hand.window.do_again()
    assert hand.values["area"] == "Hillside"


def test_the_key_that_finishes_keeps_the_answers_of_the_tab(hand: PageHand) -> None:
    hand.type("page_victims", "2")
    hand.window.activateWindow()
    QTest.qWaitForWindowActive(hand.window)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hand.values["victims"] == 2
    hand.turn(4)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hand.says("There is no form here to finish.")


def test_what_is_typed_comes_back(hand: PageHand) -> None:
    hand.type("page_victims", "2")
    hand.window.keeper.keep()
    assert forms.read(hand.window.session, f"allegations/page/{hand.record}")
    hand.go()
    hand.go("record", hand.record)
    assert hand.find(QLineEdit, "page_victims").text() == "2"
    assert hand.says("Your unfinished text is back.")
    hand.click("keep_answers")
    assert hand.values["victims"] == 2
    assert forms.read(hand.window.session, f"allegations/page/{hand.record}") is None


def test_wrong_input_has_its_sentence_and_is_not_lost(hand: PageHand) -> None:
    hand.type("page_victims", "many")
    hand.click("keep_answers")
    assert hand.says("This cannot be kept as it is")
    assert hand.find(QLineEdit, "page_victims").text() == "many"
    assert hand.values.get("victims") is None


def test_a_part_is_opened_for_a_reason_alone(hand: PageHand) -> None:
    hand.turn(SHARING)
    hand.click("open_subject")
    assert hand.says("Please choose why it is opened")
    assert not hand.card("subject").is_open
    found = audit.list_about(hand.window.session, "allegation", hand.record)
    assert [one.what for one in found] == ["seen"]


def test_a_part_is_shown_for_a_minute_and_the_look_is_in_the_log(hand: PageHand) -> None:
    card = hand.open_part("subject")
    name = hand.find(QLineEdit, "page_subject_name")
    assert name.text() == "Canary-J3"
    hand.move(SHOWN_S - 1)
    assert card.is_open
    hand.move(1)
    assert not card.is_open
    assert name.text() == ""
    look = audit.list_about(hand.window.session, "allegation", hand.record)
    assert [(one.part, one.reason) for one in look[1:]] == [("subject", "To correct what was written")]
    hand.turn(LOG)
    texts = [one.what for one in hand.window.current.page.log.rows.values]
    assert "Opened a sealed part (subject of the report): To correct what was written" in texts


def test_a_clock_set_back_shows_nothing_for_longer(hand: PageHand) -> None:
    card = hand.open_part("subject")
    for _ in range(SHOWN_S):
        hand.move(-5)
    assert not card.is_open


def test_leaving_the_page_or_the_tab_closes_a_part(hand: PageHand) -> None:
    card = hand.open_part("subject")
    hand.turn(LOG)
    assert not card.is_open
    card = hand.open_part("subject", "To arrange help")
    hand.window.go(Place(section="home"))
    windows.settle()
    assert not card.is_open
    assert hand.find(QLineEdit, "page_subject_name").text() == ""


def test_typing_goes_on_for_longer_and_what_was_not_kept_waits(hand: PageHand) -> None:
    card = hand.open_part("subject")
    hand.move(SHOWN_S - 5)
    hand.type("page_subject_function", "Driver")
    hand.move(30)
    assert card.is_open
    hand.move(SHOWN_S)
    assert not card.is_open
    held = forms.read(hand.window.session, f"allegations/page/{hand.record}")
    assert held is not None
    assert held.values == {"subject_function": "Driver"}
    hand.open_part("subject")
    assert hand.find(QLineEdit, "page_subject_function").text() == "Driver"
    hand.click("keep_subject")
    kept = records.reveal(hand.window.session, "allegation", hand.record, "subject", "A test")
    assert (kept["subject_name"], kept["subject_function"]) == ("Canary-J3", "Driver")
    assert forms.read(hand.window.session, f"allegations/page/{hand.record}") is None


def test_a_part_without_text_is_written_without_a_reason(hand: PageHand) -> None:
    hand.turn(SHARING)
    hand.click("open_account")
    box = hand.find(QPlainTextEdit, "page_account")
    box.setPlainText("What was told")
    hand.click("keep_account")
    kept = records.reveal(hand.window.session, "allegation", hand.record, "account", "A test")
    assert kept["account"] == "What was told"
    assert not hand.says("What was told")


def test_without_the_persons_own_yes_the_rule_is_said_plainly(hand: PageHand) -> None:
    card = hand.open_part("survivor")
    assert hand.says("Goes only with the survivor's own yes to being known to investigators. Now: Not asked.")
    hand.click("send_survivor")
    assert hand.says("This part goes only with that person's own yes for this purpose.")
    assert card.is_open
    gone = [c for c in records.history(hand.window.session, "allegation", hand.record) if c.is_block]
    assert gone == []


def test_a_question_comes_before_the_subject_and_a_tick_before_the_account(hand: PageHand) -> None:
    hand.open_part("subject")
    hand.click("send_subject")
    assert hand.says("Please answer the question first.")
    hand.click("subject_points_to_survivor_no")
    hand.click("send_subject")
    assert hand.says("does not know headquarters' case officers yet")
    hand.click("open_account")
    hand.find(QPlainTextEdit, "page_account").setPlainText("Cleaned")
    hand.click("send_account")
    assert hand.says("tick the box")


def test_the_preview_shows_exactly_what_would_go(hand: PageHand) -> None:
    hand.turn(SHARING)
    for said in ("Transactional sex", "Lakeside", "Aug 2026"):
        assert hand.says(said), said
    box = hand.find(QCheckBox, "hold_area")
    box.click()
    windows.settle()
    assert hand.values["held_back"] == ["area"]
    assert hand.find(QCheckBox, "hold_area").isChecked()
    hand.click("send_details")
    gone = {
        c.field: c.value
        for c in records.history(hand.window.session, "allegation", hand.record)
        if not c.is_local
    }
    assert gone["nature"] == "transactional_sex"
    assert gone["incident_on"] == "2026-08-01"
    assert "area" not in gone
    assert not hand.says("Transactional sex")


def test_where_a_child_is_concerned_only_the_notice_goes(window: Window) -> None:
    hand = PageHand(window, child="yes")
    hand.turn(SHARING)
    assert hand.says("Do not ask the child. Call today: ")
    assert not hand.find(QAbstractButton, "open_account").isVisible()
    assert hand.find(QAbstractButton, "open_survivor").isVisible()
    hand.click("send_details")
    assert hand.says("Here only the notice goes. Please call headquarters")


def test_the_log_tells_who_by_role_and_what(hand: PageHand) -> None:
    hand.turn(LOG)
    page = hand.window.current.page  # type: ignore[union-attr]  # this section
    entries = page.log.rows.values
    assert {one.who for one in entries} == {"Focal point"}
    assert any(one.what == "Step: Passed on" for one in entries)
    assert not any("Canary" in one.what for one in entries)


def test_a_draft_leads_on_to_intake(window: Window) -> None:
    hand = Hand(window)
    draft = records.add(window.session, "allegation", {"regime": "sea"}).id
    hand.go("record", draft)
    assert hand.says("On this computer only")
    hand.click("go_on")
    assert window.place() == Place(section="allegations", view="draft", kind="allegation", record=draft)
    hand.click("open_page")
    assert window.place() == Place(section="allegations", view="record", kind="allegation", record=draft)


def test_in_arabic_the_steps_go_from_the_right(open_window: Open) -> None:
    hand = PageHand(open_window(Style("ar")))
    steps = hand.window.current.page.view.steps  # type: ignore[union-attr]  # this section
    first, last = steps._steps[0][1], steps._steps[-1][1]
    assert (
        first.mapTo(hand.window, first.rect().center()).x()
        > last.mapTo(hand.window, last.rect().center()).x()
    )


def test_who_opened_a_report_is_in_the_log_once_an_unlock(hand: PageHand) -> None:
    session = hand.window.session
    for _ in range(2):
        hand.go()
        hand.go("record", hand.record)
    assert [one.what for one in audit.list_about(session, "allegation", hand.record)] == ["seen"]
    hand.turn(LOG)
    entries = hand.window.current.page.log.rows.values  # type: ignore[union-attr]  # this section
    texts = [one.what for one in entries]
    assert "Opened to be read" in texts


def say_no(hand: PageHand, *names: str, said: str = "Taken back") -> None:
    """Take yeses back on the tab of consent, and keep it."""
    hand.turn(CONSENT)
    for name in names:
        box = hand.find(QComboBox, f"page_{name}")
        box.setCurrentIndex(box.findText(said))
        box.activated.emit(box.currentIndex())
    hand.click("keep_answers")


def test_a_yes_taken_back_says_what_it_means_for_what_has_gone(window: Window) -> None:
    know_officer(window)
    hand = PageHand(window, consent_share="given", consent_record="given", consent_contact="given")
    hand.open_part("survivor")
    hand.click("send_survivor")
    say_no(hand, "consent_share", "consent_contact")
    assert hand.says("The no is kept.")
    assert hand.says("headquarters was sent the survivor's part 15 Sept 2026")
    assert hand.says("Nobody contacts the person any more")
    hand.turn(SHARING)
    assert hand.says("not to be used any more")
    assert hand.says("Now: Taken back.")
    say_no(hand, "reporter_consent_share", "consent_services", "consent_record", said="No")
    for said in ("who reported has left", "No service is told anything.", "The notice stays"):
        assert hand.says(said), said
    hand.window.take_back()
    windows.settle()
    assert hand.values["consent_record"] == "given"


def test_where_nothing_went_a_no_says_so_and_a_childs_report_asks_the_caregiver(window: Window) -> None:
    hand = PageHand(window, consent_share="given")
    hand.turn(CONSENT)
    assert hand.says("The survivor's own word, for each use")
    say_no(hand, "consent_share", said="No")
    assert hand.says("Nothing of who the survivor is has left this computer.")
    records.edit(window.session, "allegation", hand.record, {"child": "not_known"})
    hand.go("record", hand.record)
    hand.turn(CONSENT)
    assert hand.says("A child may be concerned: the caregiver's consent")
    assert not hand.says("The survivor's own word, for each use")

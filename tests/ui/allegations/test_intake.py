"""Intake: three minutes, nothing lost, nothing kept that may not be, what is missing said in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from focal_desktop.ui.allegations.cases import NEW
from focal_desktop.ui.allegations.intake_view import IntakeView
from focal_desktop.ui.allegations.writing import SEALED
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, records
from tests.ui import windows
from tests.ui.allegations.hand import Hand
from tests.ui.windows import Style

Open = Callable[..., Window]
ACCOUNT = "The person said that help was promised in return. " * 6
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hand(window: Window) -> Hand:
    """A hand at an empty page of intake."""
    made = Hand(window)
    made.go("new")
    return made


def count_cases(window: Window) -> int:
    """Return how many reports the vault holds."""
    return len(records.list_page(window.session, "allegation", {})[0])


def test_a_report_is_passed_on_within_three_minutes(window: Window) -> None:
    hand = Hand(window)
    before = count_cases(window)
    hand.click("told_me")
    for answer in ("danger_now_no", "help_offered_yes", "involved_no", "regime_sea"):
        hand.click(answer)
    hand.choose("conduct", "Sexual exploitation")
    hand.click("child_no")
    hand.choose("subject_group", "An implementing partner")
    for name in ("record", "services", "share"):
        hand.click(f"consent_{name}_given")
    hand.click("consent_contact_refused")
    hand.type("account", ACCOUNT)
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.click("notify")
    assert hand.says("Recorded under")
    assert len(ACCOUNT) >= 300
    assert hand.seconds < 145, hand.seconds
    assert count_cases(window) == before + 1
    rows, _ = records.list_page(window.session, "allegation", {"state": "passed_on"})
    values = rows[0].values
    assert (values["conduct"], values["subject_group"], values["consent_contact"]) == (
        "sexual_exploitation",
        "partner",
        "refused",
    )
    assert records.reveal(window.session, "allegation", rows[0].id, "account", "A test")["account"] == (
        ACCOUNT.strip()
    )


def test_the_least_that_is_needed_takes_a_minute(hand: Hand) -> None:
    hand.click("regime_sea")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.click("notify")
    assert hand.says("Recorded under")
    assert hand.seconds < 60


def test_the_page_fits_an_old_laptop(hand: Hand) -> None:
    assert hand.window.size().toTuple() == windows.SMALL
    form = hand.window.findChild(IntakeView)
    assert form is not None
    for answer in ("danger_now_no", "regime_sea", "child_no"):
        hand.click(answer)
        assert form.fits()
    bar = form.area.horizontalScrollBar()
    assert bar.maximum() == 0
    hand.click("child_yes")
    assert form.fits()


def test_what_is_typed_comes_back_after_leaving_the_page(window: Window) -> None:
    hand = Hand(window)
    hand.go("new")
    hand.click("child_no")
    hand.type("account", "Half a sen")
    hand.go()
    assert hand.says("kept on this computer alone")
    hand.click("go_on_writing")
    assert hand.find(QPlainTextEdit, "account").toPlainText() == "Half a sen"
    assert hand.is_pressed("child_no")
    assert hand.says("Your unfinished text is back.")


def test_what_is_typed_comes_back_after_the_process_died(hand: Hand, tmp_path: Path) -> None:
    hand.click("child_no")
    hand.type("account", "Half a sen")
    hand.window.keeper.keep()
    clock = windows.clock_at()
    as_they_lie = windows.open_copy(hand.window.session.store.folder, tmp_path / "after", clock)
    again = Hand(windows.open_window(as_they_lie, windows.make_face(Style(), clock)))
    again.go("new")
    assert again.find(QPlainTextEdit, "account").toPlainText() == "Half a sen"
    assert again.is_pressed("child_no")
    windows.close_window(again.window)


def test_an_untouched_page_keeps_nothing(hand: Hand) -> None:
    hand.window.keeper.keep()
    assert forms.read(hand.window.session, NEW) is None


def test_wrong_input_gets_its_sentence_beside_the_field(hand: Hand) -> None:
    hand.click("regime_sea")
    day = hand.find(QWidget, "received_on").findChild(QLineEdit)
    assert day is not None
    day.clear()
    hand.type("received_on", "31 Brumaire")
    hand.press(Qt.Key.Key_Return, CTRL)
    form = hand.window.findChild(IntakeView)
    assert form is not None
    assert form.questions.problem("received_on") == "Please write a day such as 2 March 2026."
    assert hand.says("Please write a day such as 2 March 2026.")
    assert hand.find(QWidget, "notify").isHidden() or not hand.find(QWidget, "notify").isVisible()


def test_what_is_missing_is_said_and_a_draft_is_kept_all_the_same(hand: Hand) -> None:
    before = count_cases(hand.window)
    hand.press(Qt.Key.Key_Return, CTRL)
    form = hand.window.findChild(IntakeView)
    assert form is not None
    assert form.questions.problem("regime") == "Please fill this in."
    hand.click("keep_draft")
    assert count_cases(hand.window) == before + 1
    assert hand.window.place() == Place(section="allegations")


def test_where_a_child_may_be_concerned_other_things_are_asked(hand: Hand) -> None:
    hand.click("consent_record_given")
    hand.click("child_not_known")
    form = hand.window.findChild(IntakeView)
    assert form is not None
    account = form.questions.editors["account"].widget
    assert not account.isVisible()
    assert hand.says("Do not ask the child.")
    assert not hand.is_pressed("consent_record_given")
    assert not hand.find(QWidget, "consent_share").isVisible()
    hand.click("consent_record_guardian")
    hand.click("caregiver_involved_not_known")
    hand.click("child_no")
    assert account.isVisible()
    assert not hand.is_pressed("consent_record_guardian")
    assert hand.find(QWidget, "consent_share").isVisible()


def test_danger_comes_before_the_page(hand: Hand) -> None:
    assert hand.says("Medical care helps at any time.")
    hand.click("danger_now_yes")
    assert hand.says("Safety comes before this page")


def test_somebody_above_leads_to_a_sealed_report_and_nothing_stays(hand: Hand) -> None:
    before = count_cases(hand.window)
    hand.type("account", "About the one above")
    hand.window.keeper.keep()
    assert forms.read(hand.window.session, NEW)
    hand.click("involved_not_sure")
    assert forms.read(hand.window.session, NEW) is None
    assert hand.says("This goes another way")
    hand.window.keeper.keep()
    assert forms.read(hand.window.session, NEW) is None
    hand.click("leave_above")
    assert hand.find(QPlainTextEdit, "account").toPlainText() == "About the one above"
    hand.click("involved_yes")
    hand.click("write_sealed")
    moved = forms.read(hand.window.session, SEALED)
    assert moved is not None
    assert moved.values["account"] == "About the one above"
    place = hand.window.place()
    assert place is not None
    assert place.section == "sealed_report"
    assert count_cases(hand.window) == before
    hand.go("new")
    assert hand.find(QPlainTextEdit, "account").toPlainText() == ""


def test_what_moves_to_a_sealed_report_takes_the_place_of_nothing(hand: Hand) -> None:
    begun = {"account": "Begun before", "child": "not_asked", "names": "Nobody"}
    forms.keep(hand.window.session, SEALED, begun)
    hand.type("account", "About the one above")
    hand.click("child_yes")
    hand.click("involved_yes")
    hand.click("write_sealed")
    moved = forms.read(hand.window.session, SEALED)
    assert moved is not None
    assert moved.values == {
        "account": "Begun before\n\nAbout the one above",
        "child": "yes",
        "names": "Nobody",
    }


def test_a_question_about_those_above_that_was_passed_over_is_asked_once_more(hand: Hand) -> None:
    hand.click("regime_sea")
    hand.click("review")
    assert hand.says("Not answered: Could someone above you be involved?")
    hand.click("review_back")
    hand.click("involved_no")
    hand.click("review")
    assert not hand.says("Could someone above you be involved?")


def test_conduct_at_work_shows_ways_and_keeps_nothing(hand: Hand) -> None:
    before = count_cases(hand.window)
    hand.type("account", "Something at work")
    hand.window.keeper.keep()
    hand.click("regime_workplace")
    assert hand.says("What the affected individual can choose")
    hand.window.keeper.keep()
    assert forms.read(hand.window.session, NEW) is None
    assert count_cases(hand.window) == before
    hand.click("leave_workplace")
    assert hand.is_pressed("regime_not_known")


def test_the_regime_sets_the_words(hand: Hand) -> None:
    hand.click("regime_sea")
    box = hand.find(QWidget, "conduct")
    said = [box.itemText(place) for place in range(box.count())]  # type: ignore[attr-defined]  # a combo box
    assert said == ["Sexual exploitation", "Sexual abuse", "Other", "Not known"]


def test_the_review_says_what_leaves_and_back_leads_back(hand: Hand) -> None:
    hand.click("regime_sea")
    hand.type("account", "Words of the person")
    hand.click("review")
    for said in ("What is stored here", "In its sealed part, closed", "Passed on", "What starts"):
        assert hand.says(said), said
    assert not hand.says("Words of the person")
    hand.click("review_back")
    assert hand.find(QPlainTextEdit, "account").toPlainText() == "Words of the person"


def test_the_review_lists_exactly_what_leaves(hand: Hand) -> None:
    for answer in ("regime_sea", "danger_now_no", "help_offered_yes", "child_no"):
        hand.click(answer)
    hand.click("review")
    hand.click("notify")
    session = hand.window.session
    row = records.list_page(session, "allegation", {"state": "passed_on"})[0][0]
    gone = {c.field for c in records.history(session, "allegation", row.id) if not c.is_local}
    assert gone == {
        *("regime", "state", "received_on", "clock_from_at", "danger_now", "help_offered", "child"),
        "recorder_role",
    }


def test_paper_is_not_offered_unless_it_is_safe(hand: Hand) -> None:
    hand.click("regime_sea")
    hand.click("review")
    hand.click("notify")
    assert hand.says("Nothing on paper.")
    hand.click("paper_yes")
    assert hand.says("Give the leaflet that everyone gets")
    assert not hand.says("Nothing on paper.")


def test_a_draft_is_gone_on_with_and_its_account_stays_closed(hand: Hand) -> None:
    session = hand.window.session
    draft = records.add(session, "allegation", {"regime": "sea", "account": "Kept before"}).id
    hand.go("draft", draft)
    account = hand.find(QPlainTextEdit, "account")
    assert account.isReadOnly()
    assert account.toPlainText() == ""
    hand.click("child_no")
    hand.click("keep_draft")
    assert records.read(session, "allegation", draft).values["child"] == "no"
    kept = records.reveal(session, "allegation", draft, "account", "A test")
    assert kept["account"] == "Kept before"


def test_in_arabic_the_page_reads_from_the_right(open_window: Open) -> None:
    window = open_window(Style("ar"))
    hand = Hand(window)
    hand.go("new")
    first, last = hand.find(QWidget, "danger_now_no"), hand.find(QWidget, "consent_record_given")
    assert first.mapTo(window, first.rect().center()).x() > last.mapTo(window, last.rect().center()).x()
    hand.click("regime_sea")
    hand.click("review")
    hand.click("notify")
    rows, _ = records.list_page(window.session, "allegation", {"state": "passed_on"})
    assert len(rows) == 1


def test_every_control_has_a_name(hand: Hand) -> None:
    hand.click("child_no")
    for one in hand.window.findChildren(QWidget):
        can_focus = one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if one.isVisible() and can_focus and not isinstance(one, QLabel):
            assert one.accessibleName(), (one.metaObject().className(), one.objectName())

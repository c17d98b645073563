"""A check: each answer its own record, totals in words, the last answers offered, a person's decision."""

from typing import Any

from PySide6.QtCore import Qt

from focal_desktop.ui.context import Place
from focal_desktop.ui.partners import reading, starting
from focal_desktop.ui.partners.screen import PartnersScreen, open_screen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.ui import windows
from tests.ui.partners import desk
from tests.ui.partners.hand import Hand


def open_new(window: Window, name: str = "Acacia") -> tuple[Hand, str]:
    """Start an empty check of a partner by its button and return its id."""
    hand = Hand(window)
    desk.go(window, kind="partner", view="assessment", record=desk.partner(window, name).id)
    hand.say("Start an empty check: Harmonized UN assessment, eight standards")
    return hand, desk.page(window).shown.record


def total(window: Window) -> str:
    """Return what the total says."""
    said: str = desk.page(window).view.total.sentence.text()
    return said


def answer_all(hand: Hand, window: Window, weak: str = "") -> None:
    """Answer every standard with a click."""
    for card in desk.page(window).view.cards.values():
        said = "Not met" if card.standard.code == weak else "Met"
        desk.page(window).view.area.ensureWidgetVisible(card)
        windows.settle()
        hand.say(f"{card.standard.label}: {said}")


def test_each_answer_is_saved_as_it_is_made(window: Window) -> None:
    hand, check = open_new(window)
    assert total(window) == "8 standards to answer. Each answer is saved at once."
    hand.say("Organizational policy: Met")
    assert reading.list_answers(window.session, check)["organizational_policy"].answer == "yes"
    assert total(window).startswith("So far: Met 1. 7 standards still to answer: Organizational management")
    hand.say("Organizational policy: Not met")
    assert reading.list_answers(window.session, check)["organizational_policy"].answer == "no"


def test_the_answer_under_the_pointer_stays_there(window: Window) -> None:
    hand, _ = open_new(window)
    card = desk.page(window).view.cards["mandatory_training"]
    desk.page(window).view.area.ensureWidgetVisible(card)
    windows.settle()
    before = card.mapToGlobal(card.rect().topLeft()).y()
    hand.say("Mandatory training: Met")
    assert window.bar.isVisible()
    assert abs(card.mapToGlobal(card.rect().topLeft()).y() - before) <= 1


def test_an_answer_is_taken_back_where_it_was_made_or_by_the_window(window: Window) -> None:
    hand, check = open_new(window)
    hand.say("Organizational policy: Met")
    hand.say("Organizational policy: Not met")
    window.take_back()
    assert reading.list_answers(window.session, check)["organizational_policy"].answer == "yes"
    hand.say("Organizational policy: Not met")
    hand.say("Undo the answer on Organizational policy")
    assert reading.list_answers(window.session, check)["organizational_policy"].answer == "yes"


def test_evidence_is_ticked_and_a_note_saved_when_it_is_left(window: Window) -> None:
    hand, check = open_new(window)
    hand.say("PSEA policy")
    hand.say("Add a note")
    hand.type("Code of conduct signed by all")
    hand.press(Qt.Key.Key_Tab)
    kept = reading.list_answers(window.session, check)["organizational_policy"]
    assert (kept.evidence, kept.note) == (("psea_policy",), "Code of conduct signed by all")


def test_a_note_in_the_middle_of_a_word_is_there_again(window: Window) -> None:
    hand, check = open_new(window)
    hand.say("Add a note")
    hand.type("Code of con")
    window.keep_all()
    assert reading.list_answers(window.session, check) == {}
    after_unlocking = open_screen(window.context)
    after_unlocking.open_at(Place(section="partners", kind="assessment", record=check))
    assert isinstance(after_unlocking, PartnersScreen)
    sheet: Any = after_unlocking.page
    assert sheet.view.cards["organizational_policy"].unsaved_note == "Code of con"
    after_unlocking.deleteLater()


def test_the_answers_of_last_time_are_offered_and_differences_marked(window: Window) -> None:
    hand = Hand(window)
    line = desk.partner(window, "Papyrus")
    desk.go(window, kind="partner", view="assessment", record=line.id)
    hand.say("Start from the answers of 12 Jul 2025")
    found = desk.page(window)
    assert total(window).startswith("All standards are answered (Met 6, Not met 1, Not applicable 1).")
    assert "Medium capacity" in total(window)
    card = found.view.cards["investigations"]
    found.view.area.ensureWidgetVisible(card)
    windows.settle()
    assert card.earlier.text() == "Last time: Not met"
    assert not card.changed.isVisible()
    hand.say("Investigations: Met")
    assert card.changed.isVisible()
    assert "Full capacity" in total(window)


def test_a_check_that_was_begun_is_gone_on_with(window: Window) -> None:
    hand, check = open_new(window)
    hand.say("Acacia Housing (practice)")
    hand.say("Go on with the check that was begun")
    assert desk.page(window).shown.record == check


def test_a_person_decides_and_the_check_counts(window: Window) -> None:
    hand, check = open_new(window, "Basalt")
    answer_all(hand, window, weak="investigations")
    assert "They come to: Medium capacity (moderate risk). The decision is yours" in total(window)
    page = desk.page(window)
    assert "A strengthening plan would cover: Investigations." in page.decision.advice.text()
    assert page.finish()
    assert page.decision.problem.isVisible()
    assert desk.values(window, "assessment", check).get("state", "draft") == "draft"
    page.view.area.ensureWidgetVisible(page.decision.rating)
    windows.settle()
    hand.say("Capacity: Medium capacity (moderate risk)")
    page.view.area.ensureWidgetVisible(page.decision.button)
    windows.settle()
    hand.say("Decide")
    held = desk.values(window, "assessment", check)
    assert (held["state"], held["rating"], held["assessed_on"]) == ("final", "medium", "2026-09-15")
    assert desk.partner(window, "Basalt").standing.rating == "medium"
    assert desk.page(window).shown.kind == "partner"


def test_a_full_check_takes_less_than_three_minutes_of_hand(window: Window) -> None:
    hand = Hand(window)
    hand.say("Partners")
    hand.type("basalt")
    hand.press(Qt.Key.Key_Return)
    hand.say("Start an empty check: Harmonized UN assessment, eight standards")
    for card in desk.page(window).view.cards.values():
        desk.page(window).view.area.ensureWidgetVisible(card)
        windows.settle()
        hand.say(f"{card.standard.label}: Met")
        hand.say(card.standard.evidence[0][1])
    page = desk.page(window)
    page.view.area.verticalScrollBar().setValue(page.view.area.verticalScrollBar().maximum())
    windows.settle()
    hand.say("Capacity: Full capacity (low risk)")
    hand.say("Decide")
    assert desk.partner(window, "Basalt").standing.state == "valid"
    assert hand.seconds < 180


def test_a_decided_check_is_read_and_not_changed(window: Window) -> None:
    line = desk.partner(window, "Papyrus")
    assert line.standing.assessment is not None
    answers = reading.list_answers(window.session, line.standing.assessment.id)
    found = desk.go(window, kind="standard_answer", record=answers["reporting"].id)
    assert found.shown.record == line.standing.assessment.id
    card = found.view.cards["investigations"]
    assert total(window) == "Decided: Medium capacity (moderate risk)."
    assert not card.answers.isVisible()
    assert card.told.text() == "Not met"
    assert not found.finish()


def test_a_result_from_elsewhere_is_taken_over_and_not_scored(window: Window) -> None:
    hand = Hand(window)
    line = desk.partner(window, "Heron")
    assert line.standing.assessment is not None
    found = desk.go(window, kind="assessment", record=line.standing.assessment.id)
    assert found.view.cards == {}
    assert total(window) == "Full capacity (low risk). Taken over as it stands; it is not scored again."
    desk.go(window, kind="partner", view="assessment", record=line.id)
    hand.say("Enter a result from elsewhere")
    page = desk.page(window)
    origins = page.form.form.editors["origin"].widget
    assert origins.findData("own") < 0
    assert origins.currentData() == "un_partner_portal"
    hand.say("Save this result")
    assert desk.partner(window, "Heron").standing.assessment == line.standing.assessment
    assert page.form.form._problems["rating"].isVisible()
    page.form.form.editors["rating"].show("low")
    page.form.form.editors["assessed_on"].show("2026-09-01")
    hand.say("Save this result")
    now = desk.partner(window, "Heron").standing
    assert (now.rating, now.origin) == ("low", "un_partner_portal")


def test_a_result_that_lacks_something_is_gone_on_with(window: Window) -> None:
    hand = Hand(window)
    line = desk.partner(window, "Heron")
    desk.go(window, kind="assessment", view="new", record=line.id)
    hand.say("Save this result")
    draft = reading.find_draft(window.session, line.id)
    assert draft is not None
    desk.go(window)
    found = desk.go(window, kind="assessment", record=draft.id)
    assert found.form.record == draft.id


def test_what_another_saved_meanwhile_is_kept_beside_what_is_typed(window: Window) -> None:
    hand = Hand(window)
    line = desk.partner(window, "Acacia")
    found = desk.go(window, kind="partner", view="details", record=line.id)
    editor = found.form.form.editors["focal_function"].widget
    editor.setFocus()
    editor.selectAll()
    hand.type("Lead")
    records.edit(window.session, "partner", line.id, {"vendor_number": "1100"})
    windows.settle()
    hand.say("Save")
    held = desk.values(window, "partner", line.id)
    assert (held["focal_function"], held["vendor_number"]) == ("Lead", "1100")


def test_answers_of_a_scheme_with_degrees_are_side_by_side(window: Window) -> None:
    line = desk.partner(window, "Lantern")
    begun = starting.start(window.session, line.id, "unicef_2020")
    found = desk.go(window, kind="assessment", record=begun)
    labels = [said for _, said in found.view.cards["reporting"].standard.answers]
    assert labels == ["Absent", "Progressing", "Adequate"]


def test_nothing_slips_into_another_check(window: Window) -> None:
    hand, check = open_new(window)
    page = desk.page(window)
    page.view.area.ensureWidgetVisible(page.decision.rating)
    windows.settle()
    hand.say("Capacity: Low capacity (high risk)")
    page.view.area.verticalScrollBar().setValue(0)
    windows.settle()
    hand.say("Add a note")
    hand.type("Of Acacia")
    other = starting.start(window.session, desk.partner(window, "Heron").id, "harmonised_8")
    found = desk.go(window, kind="assessment", record=other)
    assert found.view.cards["organizational_policy"].note.toPlainText() == ""
    assert found.decision.rating.value() == ""
    desk.go(window)
    assert reading.list_answers(window.session, other) == {}
    found = desk.go(window, kind="assessment", record=check)
    assert found.view.cards["organizational_policy"].unsaved_note == "Of Acacia"

"""May it be signed? The sentence says what is missing before anyone tries; a hold says nothing else."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, forms, records
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.unlocking import rules_of
from tests.ui import windows
from tests.ui.partners import desk
from tests.ui.partners.hand import Hand
from tests.ui.windows import Style


def as_headquarters(session: Session) -> Session:
    """Return the same vault in the hands of the desk at headquarters, whose word then counts as such."""
    hq = frozenset({session.person.device})
    session.store.adopt(rules_of(session.policy, session.kinds, session.person.office, hq))
    person = msgspec.structs.replace(session.person, roles=("hq_desk",))
    return dataclasses.replace(session, person=person)


@pytest.fixture
def hq_window(templates: Callable[[str], Path], tmp_path: Path) -> Iterator[Window]:
    """The same invented desk, as the desk at headquarters sees it."""
    clock = windows.clock_at()
    session = as_headquarters(windows.open_copy(templates("en"), tmp_path / "hq", clock))
    window = Window(session, windows.make_face(Style(), clock))
    window.resize(*windows.SMALL)
    window.show()
    yield window
    windows.close_window(window)


def sentence(window: Window) -> str:
    """Return the answer to *Ready to sign?*"""
    said: str = desk.page(window).view.bar.sentence.text()
    return said


def offered(window: Window) -> list[str]:
    """Return what can be done from here, by its short name."""
    return [name for name, one in desk.page(window).view.bar.buttons.items() if one.isVisible()]


def test_a_known_partner_is_answered_within_five_clicks(window: Window) -> None:
    hand = Hand(window)
    hand.say("Partners")
    hand.type("lant")
    hand.press(Qt.Key.Key_Return)
    badges = desk.page(window).view.head.badges
    said = [badges.itemAt(place).widget().text() for place in range(badges.count())]
    assert said == ["Full capacity (low risk)", "Counts until 12 Jul 2030"]
    hand.click_tab(desk.page(window).view.tabs.tabBar(), 1)
    hand.click_row(desk.page(window).view.agreements.table, 0)
    assert sentence(window) == "Yes: nothing is missing. You can mark it ready to sign."
    hand.say("Mark ready to sign")
    assert sentence(window) == "Yes: it is marked ready to sign. Record the day when it is signed."
    assert hand.clicks <= 5
    assert hand.seconds < 42
    window.take_back()
    assert offered(window) == ["ready"]
    window.do_again()
    assert sentence(window).startswith("Yes: it is marked ready to sign.")


def test_what_is_missing_is_said_and_follows_each_answer(window: Window) -> None:
    hand = Hand(window)
    record = desk.agreement(window, "Basalt")
    found = desk.go(window, kind="agreement", record=record)
    assert sentence(window) == (
        "Not ready yet. Still needed: a newer capacity check, for the last has expired. Clauses still open: "
        "The same duties for sub-partners; The agreement can be ended for failing in this."
    )
    row = found.clauses.view.rows["termination"]
    row.answers.show_code("")
    row.answers._group.button(0).setFocus()
    windows.settle()
    hand.say("The agreement can be ended for failing in this: Yes")
    assert sentence(window).endswith("Clauses still open: The same duties for sub-partners.")
    assert row.place.isVisible()
    row.place.setFocus()
    hand.type("Article 31")
    hand.press(Qt.Key.Key_Return)
    check = desk.values(window, "clause_check", records_of(window, record)["termination"])
    assert (check["present"], check["evidence"], check["checked_on"]) == ("yes", "Article 31", "2026-09-15")
    hand.say("Go to the check")
    assert desk.page(window).shown.view == "assessment"


def records_of(window: Window, agreement: str) -> dict[str, str]:
    """Return the ids of the clause checks of an agreement."""
    rows, _ = records.list_page(window.session, "clause_check", {"agreement": agreement}, limit=50)
    return {str(row.values["clause"]): row.id for row in rows}


def test_a_new_agreement_starts_with_every_clause_open(window: Window) -> None:
    hand = Hand(window)
    line = desk.partner(window, "Acacia")
    desk.go(window, kind="partner", view="agreements", record=line.id)
    hand.say("Add an agreement")
    hand.type("KSM-26-09")
    hand.say("Add this agreement")
    assert sentence(window).startswith("Not ready yet. Clauses still open: SEA clause in the signed text; ")
    assert sentence(window).endswith("and 11 more.")
    hand.say("SEA clause in the signed text: Yes")
    window.take_back()
    assert "0 of 15" in desk.page(window).clauses.view.looked.text()
    window.do_again()
    assert "1 of 15" in desk.page(window).clauses.view.looked.text()


def test_a_waiver_says_who_must_still_sign(window: Window) -> None:
    hand = Hand(window)
    found = desk.go(window, kind="agreement", record=desk.agreement(window, "Basalt"))
    hand.say("Ask for a waiver")
    waiver = found.waiver
    hand.say("Ask for this waiver")
    assert waiver.sentence.text() == (
        "Fill in the reason, what is done instead and the end. Then it can be approved."
    )
    waiver.form.form.editors["reason"].show("sole_partner")
    waiver.form.form.editors["mitigation"].show(["closer_monitoring"])
    waiver.form.form.editors["expires_on"].show("2027-03-01")
    hand.click(waiver.save)
    assert waiver.sentence.text() == "The office and headquarters must both approve it. Neither has yet."
    waiver.approve.click()
    windows.settle()
    assert waiver.sentence.text() == "The office has approved it. Headquarters must still approve it."
    assert "headquarters' approval of the waiver" in sentence(window)
    assert not waiver.form.isVisible()
    assert offered(window) == ["check", "see_waiver"]
    waiver.withdraw.click()
    windows.settle()
    assert offered(window) == ["check", "waiver"]
    assert waiver.form.isVisible()
    assert waiver.sentence.text().startswith("The last waiver was withdrawn 15 Sept 2026. A waiver lets")


def test_a_refusal_is_recorded_said_and_final(window: Window) -> None:
    hand = Hand(window)
    record = desk.agreement(window, "Basalt")
    given = {"reason": "sole_partner", "mitigation": ["closer_monitoring"], "expires_on": "2027-03-01"}
    asked = records.add(window.session, "waiver", {"agreement": record, **given}).id
    found = desk.go(window, kind="agreement", view="waiver", record=record)
    hand.say("Record a refusal")
    assert desk.values(window, "waiver", asked)["state"] == "refused"
    assert found.waiver.sentence.text().startswith("The waiver that was asked for was refused 15 Sept 2026.")
    assert offered(window) == ["check", "waiver"]
    assert "waiver" not in sentence(window)
    window.take_back()
    windows.settle()
    assert desk.values(window, "waiver", asked)["state"] == "refused"
    assert found.waiver.form.isVisible(), "another one can be asked for"


def test_headquarters_gives_the_second_approval_and_the_way_opens(hq_window: Window) -> None:
    record = desk.agreement(hq_window, "Tamarind")
    found = desk.go(hq_window, kind="agreement", view="waiver", record=record)
    assert found.waiver.sentence.text() == "The office has approved it. Headquarters must still approve it."
    assert not found.waiver.approver.isVisible()
    found.waiver.approve.click()
    windows.settle()
    assert found.waiver.sentence.text() == "Approved. It counts until 14 March 2027."
    assert sentence(hq_window).startswith("Yes, under the waiver. It stands in for: a capacity that does")
    assert offered(hq_window) == ["ready", "hold"]


def test_a_hold_says_one_thing_and_headquarters_releases_it(hq_window: Window) -> None:
    hand = Hand(hq_window)
    desk.go(hq_window, kind="agreement", record=desk.agreement(hq_window, "Basalt"))
    hand.say("Put on hold")
    assert sentence(hq_window) == "Hold: ask headquarters."
    assert offered(hq_window) == ["release"]
    hand.say("Release the hold")
    assert sentence(hq_window).startswith("Not ready yet.")
    row = desk.page(hq_window).clauses.view.rows["flow_down"]
    row.waive.click()
    windows.settle()
    assert row.waived.isVisible()
    assert "sub-partners" not in sentence(hq_window)


def test_an_office_sees_a_hold_and_can_do_nothing_about_it(window: Window) -> None:
    record = desk.agreement(window, "Acacia")
    acts.act(as_headquarters(window.session), "agreement", record, "hold", {})
    desk.go(window, kind="agreement", record=record)
    assert sentence(window) == "Hold: ask headquarters."
    assert offered(window) == []
    desk.go(window, view="hold")
    assert [line.id for line in desk.page(window).view.table.rows.values] == [
        desk.partner(window, "Acacia").id
    ]


def test_a_signature_is_recorded_with_its_day(window: Window) -> None:
    hand = Hand(window)
    record = desk.agreement(window, "Acacia")
    found = desk.go(window, kind="agreement", record=record)
    hand.say("Mark ready to sign")
    assert offered(window) == ["sign", "draft"]
    found.view.bar.signed_on.show_day("2026-09-14")
    hand.say("Record as signed")
    held = desk.values(window, "agreement", record)
    assert (held["state"], held["signed_on"]) == ("signed", "2026-09-14")
    assert sentence(window) == "Signed."
    assert not found.clauses.view.rows["termination"].answers.isEnabled()
    hand.say("Record as ended")
    assert sentence(window) == "This agreement has ended."
    window.take_back()
    assert desk.values(window, "agreement", record)["state"] == "signed"
    window.take_back()
    windows.settle()
    held = desk.values(window, "agreement", record)
    assert (held["state"], held["signed_on"]) == ("ready_to_sign", None)
    window.do_again()
    held = desk.values(window, "agreement", record)
    assert (held["state"], held["signed_on"]) == ("signed", "2026-09-14")
    window.do_again()
    assert sentence(window) == "This agreement has ended."


def test_an_ended_agreement_comes_back_through_the_gate_alone(window: Window) -> None:
    hand, record = Hand(window), desk.agreement(window, "Acacia")
    desk.go(window, kind="agreement", record=record)
    for said in ("Mark ready to sign", "Record as signed", "Record as ended"):
        hand.say(said)
    with pytest.raises(Trouble, match="step"):
        records.edit(window.session, "agreement", record, {"state": "signed"})
    records.edit(window.session, "clause_check", records_of(window, record)["termination"], {"present": "no"})
    window.take_back()
    assert desk.values(window, "agreement", record)["state"] == "ended"
    assert window.bar.message is not None
    assert "Still needed: clauses" in window.bar.message.text


def test_a_wrong_day_of_signing_is_told_beside_it_and_stays(window: Window) -> None:
    hand = Hand(window)
    record, other = desk.agreement(window, "Acacia"), desk.agreement(window, "Heron")
    found = desk.go(window, kind="agreement", record=record)
    hand.say("Mark ready to sign")
    line = found.view.bar.signed_on.line
    line.setFocus()
    line.selectAll()
    hand.type("some day")
    hand.say("Record as signed")
    told = [one for one in found.view.bar.findChildren(QLabel) if one.isVisible()]
    assert "Please write a day such as 2 March 2026." in [one.text() for one in told]
    assert desk.values(window, "agreement", record)["state"] == "ready_to_sign"
    desk.go(window, kind="agreement", record=other)
    desk.go(window, kind="agreement", record=record)
    assert line.text() == "some day"
    line.setFocus()
    line.selectAll()
    hand.type("2026-09-14")
    hand.say("Record as signed")
    assert desk.values(window, "agreement", record)["signed_on"] == "2026-09-14"
    assert forms.read(window.session, f"partners/signed-{record}") is None


def test_a_day_of_signing_put_back_is_kept_no_longer(window: Window) -> None:
    hand = Hand(window)
    record = desk.agreement(window, "Acacia")
    found = desk.go(window, kind="agreement", record=record)
    hand.say("Mark ready to sign")
    for day in ("2026-09-14", "2026-09-15"):
        found.view.bar.signed_on.show_day(day)
        window.keeper.keep()
        assert (forms.read(window.session, f"partners/signed-{record}") is None) == (day == "2026-09-15")


def test_back_to_draft_is_taken_back(window: Window) -> None:
    hand = Hand(window)
    record = desk.agreement(window, "Acacia")
    desk.go(window, kind="agreement", record=record)
    hand.say("Mark ready to sign")
    hand.say("Back to draft")
    assert desk.values(window, "agreement", record)["state"] == "draft"
    window.take_back()
    assert desk.values(window, "agreement", record)["state"] == "ready_to_sign"
    window.do_again()
    assert desk.values(window, "agreement", record)["state"] == "draft"


def test_what_an_end_needs_is_asked_for_where_it_is_written(window: Window) -> None:
    hand = Hand(window)
    record = desk.agreement(window, "Acacia")
    found = desk.go(window, kind="agreement", record=record)
    hand.say("Mark ready to sign")
    hand.say("Record as signed")
    records.edit(window.session, "agreement", record, {"ends_on": None})
    windows.settle()
    hand.say("Record as ended")
    assert found.view.tab == "facts"
    assert found.form.form._problems["ends_on"].isVisible()


def test_facts_are_saved_and_a_wrong_day_told_beside_its_field(window: Window) -> None:
    hand = Hand(window)
    record = desk.agreement(window, "Acacia")
    found = desk.go(window, kind="agreement", view="facts", record=record)
    found.form.form.editors["starts_on"].show("02/03/2026")
    assert found.finish()
    assert found.form.form._problems["starts_on"].isVisible()
    found.form.form.editors["starts_on"].show("2026-10-02")
    hand.say("Save")
    assert desk.values(window, "agreement", record)["starts_on"] == "2026-10-02"
    assert window.current is not None
    assert window.current.place() == found.shown


def test_a_waiver_or_clause_leads_to_its_agreement(window: Window) -> None:
    record = desk.agreement(window, "Tamarind")
    check = records_of(window, record)["termination"]
    assert desk.go(window, kind="clause_check", record=check).shown.record == record
    rows, _ = records.list_page(window.session, "waiver", {"agreement": record})
    assert desk.go(window, kind="waiver", record=rows[0].id).shown.record == record


def test_a_place_never_slips_into_another_agreement(window: Window) -> None:
    hand = Hand(window)
    first, second = desk.agreement(window, "Acacia"), desk.agreement(window, "Heron")
    found = desk.go(window, kind="agreement", record=first)
    line = found.clauses.view.rows["sea_clause"].place
    line.setFocus()
    line.selectAll()
    hand.type("Annex of Acacia")
    desk.go(window, kind="agreement", record=second)
    assert line.text() == "Article 1"
    desk.go(window)
    check = records_of(window, second)["sea_clause"]
    assert desk.values(window, "clause_check", check)["evidence"] == "Article 1"
    desk.go(window, kind="agreement", record=first)
    assert line.text() == "Annex of Acacia"

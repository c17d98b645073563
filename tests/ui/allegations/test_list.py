"""The list: nothing about anyone, what is due, and whom to call while headquarters does not know."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from focal_desktop.ui.allegations.list_view import ListView
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, records
from tests.conftest import HandClock
from tests.ui import windows
from tests.ui.allegations.hand import Hand

CANARIES = ("Canary-S1", "Canary-J3", "Canary-A4")


@pytest.fixture
def hand(window: Window) -> Hand:
    """A hand at the list of an office that knows whom to call."""
    line = {"name": "OIOS", "channel_kind": "hotline_oios", "reach": "000 000 09"}
    records.add(window.session, "channel", line)
    return Hand(window)


def clock_of(hand: Hand) -> HandClock:
    """Return the clock of the window."""
    clock = hand.window.face.clock
    assert isinstance(clock, HandClock)
    return clock


def pass_on(hand: Hand, **more: Any) -> str:
    """Record a report and notify; return its reference."""
    values = {"regime": "sea", "received_on": "2026-09-15", "survivor_name": CANARIES[0], **more}
    values |= {"subject_name": CANARIES[1], "account": CANARIES[2]}
    saved = records.add(hand.window.session, "allegation", values)
    acts.act(hand.window.session, "allegation", saved.id, "notify", {})
    return saved.reference


def lines(hand: Hand) -> list[list[str]]:
    """Return what the table shows, row by row."""
    view = hand.window.findChild(ListView)
    assert view is not None
    model = view.table.rows
    return [
        [str(model.data(model.index(row, column)) or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_list_says_where_things_stand_and_nothing_of_anyone(hand: Hand) -> None:
    reference = pass_on(hand)
    hand.go()
    shown = lines(hand)
    mine = next(row for row in shown if row[0] == reference)
    assert mine[1:3] == ["Passed on", "15 Sept 2026"]
    assert mine[3].startswith("Offer help by 16 Sept 2026")
    assert mine[4] == "Waiting to be sent"
    assert not any(canary in cell for row in shown for cell in row for canary in CANARIES)


def test_what_is_closed_stands_apart(hand: Hand) -> None:
    pass_on(hand)
    hand.go()
    view = hand.window.findChild(ListView)
    assert view is not None
    view.filter.show_code("closed")
    view.filter.edited.emit()
    windows.settle()
    assert lines(hand) == []
    assert hand.says("this list alone cannot tell")


def test_without_a_receipt_in_time_it_says_whom_to_call(hand: Hand) -> None:
    reference = pass_on(hand)
    hand.go()
    assert not hand.says("headquarters does not know yet")
    clock_of(hand).move(hours=4, minutes=1)
    hand.go()
    assert hand.says(f"{reference}: headquarters does not know yet. Call ")
    assert hand.says("OIOS 000 000 09")
    hand.click("told_to_oios")
    hand.click("told_by_phone")
    assert not hand.says("headquarters does not know yet")
    row = next(
        r for r in records.list_page(hand.window.session, "allegation", {})[0] if r.values.get("told_at")
    )
    assert row.values["told_to"] == "oios"


def test_a_time_that_is_none_has_its_sentence(hand: Hand) -> None:
    pass_on(hand)
    clock_of(hand).move(hours=5)
    hand.go()
    hand.find(QLineEdit, "told_time").setText("noon")
    hand.click("told_by_phone")
    assert hand.says("Please write a time such as 14:05.")
    assert hand.says("headquarters does not know yet")


def test_a_time_that_is_being_typed_stays_with_its_report(hand: Hand) -> None:
    first = pass_on(hand)
    clock_of(hand).move(hours=5)
    hand.go()
    line = hand.find(QLineEdit, "told_time")
    line.clear()
    QTest.keyClicks(line, "12:3")
    earlier = pass_on(hand, received_on="2026-09-14")
    clock_of(hand).move(hours=5)
    assert hand.window.current
    hand.window.current.refresh()
    hand.window.keeper.keep()
    assert hand.says(f"{first}: headquarters does not know yet.")
    assert line.text() == "12:3"
    hand.window.go(Place(section="home"))
    hand.go()
    assert hand.says(f"{first}: headquarters does not know yet.")
    assert line.text() == "12:3"
    QTest.keyClicks(line, "0")
    hand.click("told_by_phone")
    told = [r for r in records.list_page(hand.window.session, "allegation", {})[0] if r.reference == first]
    assert told[0].values["told_at"] == "2026-09-15T12:30:00Z"
    hand.window.keeper.keep()
    assert hand.says(f"{earlier}: headquarters does not know yet.")
    assert line.text() == "19:00"


def test_a_draft_that_lies_half_a_day_says_that_it_was_not_reported(hand: Hand) -> None:
    saved = records.add(hand.window.session, "allegation", {"regime": "sea", "received_on": "2026-09-15"})
    clock_of(hand).move(hours=11)
    hand.go()
    assert not hand.says("has not been reported")
    clock_of(hand).move(hours=2)
    hand.go()
    assert any(
        row[0] == saved.reference and row[3] == "This draft has not been reported" for row in lines(hand)
    )
    assert hand.says("this draft has not been reported")


def test_unfinished_text_says_so_after_half_a_day(hand: Hand) -> None:
    hand.go("new")
    hand.type("account", "Half")
    hand.window.keeper.keep()
    clock_of(hand).move(hours=13)
    hand.go()
    assert hand.says("Unfinished text from")
    assert hand.says("this draft has not been reported")


def test_enter_opens_a_draft_for_writing_and_the_rest_for_reading(hand: Hand) -> None:
    reference = pass_on(hand)
    hand.go()
    view = hand.window.findChild(ListView)
    assert view is not None
    for row in view.table.rows.values:
        view.table.opened.emit(row)
        windows.settle()
        place = hand.window.place()
        assert place is not None
        assert place.view == ("record" if row.reference == reference else "draft")
        hand.go()


def test_a_call_made_at_once_is_noted_shown_and_can_be_taken_back(hand: Hand) -> None:
    hand.go("new")
    for name in ("involved_no", "regime_sea", "help_offered_yes", "review", "notify"):
        hand.click(name)
    assert hand.says("You need not wait for the network: call")
    hand.click("told_by_phone")
    assert hand.says("Headquarters was told by phone 15 Sept 2026")
    assert not hand.says("You need not wait")
    hand.click("open_record")
    assert hand.says("Headquarters was told by phone 15 Sept 2026")
    for redo in (hand.window.take_back, hand.window.do_again, hand.window.take_back):
        redo()
        windows.settle()
        assert hand.says("was told by phone") == (redo == hand.window.do_again)
    assert not hand.says("You need not wait")
    hand.click("note_call")
    assert hand.says("You need not wait for the network: call")
    row = records.list_page(hand.window.session, "allegation", {"state": "passed_on"})[0][0]
    assert (row.values["told_to"], row.values["told_at"]) == ("nobody", None)
    clock_of(hand).move(hours=5)
    hand.go()
    assert hand.says("headquarters does not know yet. Call")


def test_home_says_that_a_saved_record_is_no_report_yet(hand: Hand) -> None:
    session, waits = hand.window.session, "One thing waits for you alone."
    for row in records.list_page(session, "allegation", {})[0]:  # the invented one is told of, and helped
        told = {"told_to": "oios", "told_at": session.at, "help_offered": "yes", "consent_contact": "refused"}
        records.edit(session, "allegation", row.id, told)
    hand.window.go(Place(section="home"))
    windows.settle()
    assert not hand.says(waits)
    reference = pass_on(hand, help_offered="yes")
    hand.window.go(Place(section="home"))
    windows.settle()
    assert not hand.says(waits)
    clock_of(hand).move(hours=4, minutes=1)
    screen = hand.window.current
    assert screen
    screen.refresh()
    windows.settle()
    assert hand.says(waits)
    assert not hand.says(reference)
    hand.go()
    hand.click("told_by_phone")
    hand.go("new")
    hand.window.go(Place(section="home"))
    windows.settle()
    assert not hand.says(waits)
    hand.go("new")
    hand.type("account", "Half")
    hand.window.go(Place(section="home"))
    windows.settle()
    assert hand.says(waits)

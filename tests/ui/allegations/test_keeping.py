"""Headquarters keeps a report from being erased, or orders it erased everywhere; the office sees it."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel

from focal_desktop.ui.context import Place
from focal_desktop.usecases import acts, erased, orders, records
from focal_desktop.usecases.session import Session
from tests.ui import windows
from tests.ui.allegations.test_headquarters import Show, country, hq, office, show
from tests.ui.reading import let_read
from tests.usecases.country import HQ, HQ_ROLES, SEA, Country, take_down

__all__ = ["country", "hq", "office", "show"]


@pytest.fixture
def case(country: Country, hq: Session, office: Session) -> str:
    """A case that both hold."""
    identity = take_down(office)
    acts.act(office, "allegation", identity, "notify", {})
    country.exchange(hq, office)
    return identity


def test_what_is_held_is_kept_and_the_office_sees_it(
    country: Country, hq: Session, office: Session, case: str, show: Show
) -> None:
    hand = show(hq)
    hand.go("record", case)
    hand.click("hold_case")
    assert records.read(hq, "allegation", case).values["legal_hold"] == "yes"
    assert not hand.find(QAbstractButton, "erase_case").isEnabled()
    country.exchange(hq, office)
    let_read(office, "2026-09-01", "2026-09-10")
    theirs = show(office)
    theirs.go("record", case)
    assert theirs.find(QLabel, "leaving").text() == "Kept: headquarters asked."
    hand.click("hold_case")
    assert records.read(hq, "allegation", case).values["legal_hold"] == "no"
    assert hand.find(QAbstractButton, "erase_case").isEnabled()


def test_an_order_needs_a_reason_and_a_second_word(
    country: Country, hq: Session, office: Session, case: str, show: Show
) -> None:
    hand = show(hq)
    hand.go("record", case)
    hand.click("erase_case")
    assert not hand.find(QAbstractButton, "erase_sure").isVisible()
    reason = hand.find(QComboBox, "erase_reason")
    reason.setCurrentIndex(reason.findData("asked_for"))
    hand.click("erase_case")
    assert records.read(hq, "allegation", case)
    hand.click("erase_sure")
    assert erased.find(hq, hq.kind("allegation"), case)
    place = hand.window.place()
    assert place is not None
    assert place.record == ""
    country.exchange(hq, office)
    orders.carry_out(office)
    assert erased.find(office, office.kind("allegation"), case)


def test_headquarters_follows_who_has_confirmed(
    country: Country, hq: Session, office: Session, case: str, show: Show
) -> None:
    scope = bytes.fromhex(SEA)
    devices = {one: msgspec.structs.replace(d, read=(scope,)) for one, d in hq.store.roster.devices.items()}
    hq.store.adopt_roster(msgspec.structs.replace(hq.store.roster, devices=devices))
    orders.order(hq, "allegation", case, "mistake")
    hand = show(hq)
    hand.window.go(Place(section="settings", view="leaving"))
    assert office.person.device in hand.find(QLabel, "leaving_line").text()
    country.exchange(hq, office)
    orders.carry_out(office)
    country.exchange(hq, office)
    hand.window.go(Place(section="settings"))
    windows.settle()
    hand.window.go(Place(section="settings", view="leaving"))
    windows.settle()
    assert "confirmed by 2 of 2 computers." in hand.find(QLabel, "leaving_line").text()


@pytest.fixture
def second(country: Country, hq: Session, office: Session, case: str) -> Session:
    """Another officer, from whose admission on two sign."""
    made = country.make(*HQ_ROLES, office=HQ)
    for one in (hq, made, office):
        one.store.adopt_roster(msgspec.structs.replace(one.store.roster, quorum=2))
    country.exchange(hq, made, office)
    assert records.read(made, "allegation", case)
    return made


def test_an_order_waits_for_another_officer_who_looks_first(
    country: Country, hq: Session, second: Session, case: str, show: Show
) -> None:
    hand = show(hq)
    hand.go("record", case)
    reason = hand.find(QComboBox, "erase_reason")
    reason.setCurrentIndex(reason.findData("asked_for"))
    hand.click("erase_case")
    hand.click("erase_sure")
    assert records.read(hq, "allegation", case)
    assert "waits for a second officer" in hand.find(QLabel, "leaving").text()
    hand.window.go(Place(section="settings", view="leaving"))
    windows.settle()
    assert "waits for a second officer" in hand.find(QLabel, "leaving_line").text()
    hand.window.go(Place(section="offices", view="signatures"))
    windows.settle()
    assert hand.says("Another officer confirms it, at a computer that holds the record too.")
    country.exchange(hq, second)
    theirs = show(second)
    theirs.window.go(Place(section="offices", view="signatures"))
    windows.settle()
    assert not theirs.find(QAbstractButton, "confirm").isEnabled()
    theirs.click("look_first")
    place = theirs.window.place()
    assert place is not None
    assert (place.section, place.record) == ("allegations", case)
    theirs.window.go(Place(section="offices", view="signatures"))
    windows.settle()
    theirs.find(QAbstractButton, "compared_too").click()
    theirs.click("confirm")
    assert erased.find(second, second.kind("allegation"), case)
    assert theirs.says("Nothing waits for a second signature.")


def test_one_part_and_a_partner_are_named_in_what_is_asked(
    country: Country, hq: Session, second: Session, case: str, show: Show
) -> None:
    partner = records.add(hq, "partner", {"name": "Partner"}).id
    country.exchange(hq, second)
    orders.order(hq, "allegation", case, "outcome", "subject")
    orders.order(hq, "partner", partner, "mistake")
    country.exchange(hq, second)
    hand = show(second)
    hand.window.go(Place(section="offices", view="signatures"))
    windows.settle()
    said = " ".join(one.text() for one in hand.window.findChildren(QLabel))
    assert "the sealed part: Subject" in said
    assert "Erase everywhere: Partner" in said
    line = hand.window.status.findChild(QAbstractButton, "asked_to_sign")
    assert line is not None
    assert "order to erase" in line.text()


def test_what_is_said_of_an_outcome_is_asked_twice_and_shown(
    country: Country, hq: Session, office: Session, case: str, show: Show
) -> None:
    acts.act(office, "allegation", case, "share_subject", {"subject_points_to_survivor": "no"})
    country.exchange(hq, office)
    hand = show(hq)
    hand.go("record", case)
    hand.click("end_subject")
    assert not records.read(hq, "allegation", case).values.get("subject_ended_on")
    hand.click("end_sure")
    assert records.read(hq, "allegation", case).values["subject_ended_on"]
    assert not hand.find(QAbstractButton, "end_subject").isEnabled()
    country.exchange(hq, office)
    let_read(office, "2026-09-01", "2026-09-10")
    theirs = show(office)
    theirs.go("record", case)
    assert "at once" in theirs.find(QLabel, "leaving").text()


def test_an_outcome_in_cmts_lets_the_working_copy_go_and_can_be_taken_back(
    hq: Session, case: str, show: Show
) -> None:
    acts.act(hq, "allegation", case, "close", {})
    hand = show(hq)
    hand.go("record", case)
    hand.click("outcome_in_cmts")
    assert "the outcome is in CMTS" in hand.find(QLabel, "leaving").text()
    with hq.store.transaction() as writer:
        writer.set_meta(f"word/{SEA}", b"2027-09-10T09:00:00Z")
    hand.window.go(Place(section="settings", view="leaving"))
    windows.settle()
    hand.go("record", case)
    hand.click("outcome_in_cmts")
    assert not hand.find(QLabel, "leaving").isVisible()
    assert records.read(hq, "allegation", case).values["in_cmts_on"] is None

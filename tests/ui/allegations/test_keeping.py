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
from tests.usecases.country import SEA, Country, take_down

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

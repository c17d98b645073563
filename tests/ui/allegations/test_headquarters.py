"""Headquarters' side of the page, conduct at work where it is switched on, and parts sealed for officers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QTabWidget

from focal_desktop.ui.allegations.cases import NEW
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, forms, offices, records
from focal_desktop.usecases.session import Session
from tests.ui import windows
from tests.ui.allegations.hand import Hand
from tests.ui.windows import Style
from tests.usecases.country import HQ, HQ_ROLES, OFFICE, SUBJECT, Country, take_down

Show = Callable[[Session], Hand]


@pytest.fixture
def country(tmp_path: Path) -> Iterator[Country]:
    """Nobody yet; who is made has the clock of the window."""
    windows.make_application()
    made = Country(tmp_path / "country", windows.clock_at())
    yield made
    made.lock()


@pytest.fixture
def hq(country: Country) -> Session:
    """The first officer."""
    return country.make(*HQ_ROLES, office=HQ)


@pytest.fixture
def office(country: Country, hq: Session) -> Session:
    """A focal point whom headquarters knows."""
    assert hq.person.is_hq
    return country.make("focal_point")


@pytest.fixture
def show(country: Country) -> Iterator[Show]:
    """Show the window of a session; it is closed before its vault is."""
    assert country is not None
    opened: list[Window] = []

    def make(session: Session) -> Hand:
        opened.append(windows.open_window(session, windows.make_face(Style(), windows.clock_at())))
        return Hand(opened[-1])

    yield make
    for window in opened:
        window.close()
        window.face.jobs.stop()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows.settle()


def turn(hand: Hand, place: int) -> None:
    """Turn to a tab."""
    next(one for one in hand.window.findChildren(QTabWidget) if one.isVisible()).setCurrentIndex(place)
    windows.settle()


def reveal(hand: Hand, part: str) -> None:
    """Open a part for a reason."""
    turn(hand, 3)
    hand.find(QComboBox, f"reason_{part}").setCurrentIndex(1)
    hand.click(f"open_{part}")


def test_headquarters_answers_and_closes_and_the_office_reads_it(
    country: Country, office: Session, hq: Session, show: Show
) -> None:
    case = take_down(office)
    acts.act(office, "allegation", case, "notify", {})
    country.exchange(office, hq)
    hand = show(hq)
    hand.go()
    assert hand.says("Allegations")
    hand.go("record", case)
    hand.choose("answer", "With investigators")
    hand.click("send_answer")
    row = records.read(hq, "allegation", case)
    assert (row.state, row.values["answer"]) == ("with_investigators", "with_investigators")
    country.exchange(office, hq)
    theirs = show(office)
    theirs.go("record", case)
    assert theirs.says("With investigators")
    assert theirs.says("Headquarters, 15 Sept 2026: With investigators")
    assert not theirs.find(QComboBox, "answer").isVisible()
    hand.go("record", case)
    hand.choose("answer", "The person may now be told")
    hand.click("close_case")
    assert records.read(hq, "allegation", case).state == "closed"


def test_the_subject_goes_sealed_to_the_officers_and_opens_there(
    country: Country, office: Session, hq: Session, show: Show
) -> None:
    case = take_down(office)
    acts.act(office, "allegation", case, "notify", {})
    hand = show(office)
    hand.go("record", case)
    reveal(hand, "subject")
    hand.click("subject_points_to_survivor_not_known")
    hand.click("send_subject")
    assert hand.says("Sealed for the case officers")
    assert hand.says("Sent sealed 15 Sept 2026")
    country.exchange(office, hq)
    theirs = show(hq)
    theirs.go("record", case)
    reveal(theirs, "subject")
    name = theirs.find(QLineEdit, "page_subject_name")
    assert name.text() == SUBJECT
    assert not name.isEnabled()
    turn(theirs, 4)
    entries = theirs.window.current.page.log.rows.values  # type: ignore[union-attr]  # this section
    assert any("Sent to the case officers, sealed: subject of the report" in one.what for one in entries)
    assert {"Focal point"} < {one.who for one in entries}


def test_with_the_survivors_own_yes_the_part_goes(office: Session, show: Show) -> None:
    case = take_down(office, consent_share="given")
    acts.act(office, "allegation", case, "notify", {})
    hand = show(office)
    hand.go("record", case)
    reveal(hand, "survivor")
    assert hand.says("Now: Yes.")
    hand.click("send_survivor")
    assert hand.says("Sent sealed")


def test_where_it_is_switched_on_conduct_at_work_takes_the_persons_own_yes(
    country: Country, office: Session, hq: Session, show: Show
) -> None:
    country.exchange(office, hq)
    offices.switch(hq, OFFICE, "workplace_logging", is_on=True)
    country.exchange(office, hq)
    hand = show(office)
    hand.go("new")
    hand.click("regime_workplace")
    assert hand.says("The alleged offender belongs to")
    hand.type("account", "At work")
    hand.window.keeper.keep()
    assert forms.read(office, NEW) is None
    hand.click("keep_draft")
    assert hand.says("This is not open to your role, or not switched on for this office.")
    assert records.list_page(office, "allegation", {})[0] == []
    hand.click("consent_record_given")
    hand.window.keeper.keep()
    assert forms.read(office, NEW) is not None
    hand.click("review")
    hand.click("notify")
    assert hand.says("This is not open to your role")
    hand.click("consent_share_given")
    hand.click("review")
    hand.click("notify")
    assert hand.says("Recorded under")

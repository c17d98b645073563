"""Who joins: six words before anyone is admitted, one code by another way, two officers together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.sync import admitting, confirming, handing, inviting, joining, succeeding
from focal_desktop.sync.admitting import ADMITTED, REVOKED, WAITING
from focal_desktop.ui.context import Place
from focal_desktop.ui.offices.screen import OfficesScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.sync.company import MAKING, Company
from tests.ui import windows
from tests.ui.offices import entity
from tests.ui.offices.entity import Entity

Open = Callable[..., Window]


def go(window: Window, view: str, record: str = "") -> OfficesScreen:
    """Open a part of the section."""
    window.go(Place(section="offices", view=view, record=record))
    windows.settle()
    return entity.screen_of(window)


def find(page: OfficesScreen, kind: type[QWidget], name: str) -> QWidget:
    """Return the widget of a name that is seen."""
    return next(one for one in page.findChildren(kind, name) if one.isVisible())


def press(page: OfficesScreen, name: str) -> None:
    """Press a button or a box that is seen."""
    button = find(page, QPushButton, name) if page.findChildren(QPushButton, name) else None
    target = button or find(page, QCheckBox, name)
    QTest.keyClick(target, Qt.Key.Key_Space)
    windows.settle()


def say_all(page: OfficesScreen) -> str:
    """Return every text that is seen."""
    return " | ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def states(session: Session) -> dict[str, str]:
    """Return where each device stands."""
    return {one.device: one.state for one in admitting.list_devices(session)}


# --- devices


def test_a_device_is_admitted_only_after_its_words_were_compared(open_hq: Open, made: Entity) -> None:
    window = open_hq()
    device, six = made.waiting[0]
    page = go(window, "devices", device)
    assert six in say_all(page)
    admit = find(page, QPushButton, "admit")
    assert not admit.isEnabled()
    press(page, "compared")
    assert admit.isEnabled()
    press(page, "admit")
    assert states(window.session)[device] == ADMITTED
    assert window.bar.message is not None
    assert "Admitted" in window.bar.message.text


def test_two_claims_on_one_invitation_say_what_it_means(open_hq: Open, made: Entity) -> None:
    window = open_hq("desk")
    (first, _), (second, _) = made.waiting[1:]
    page = go(window, "devices", second)
    assert "Two devices ask to join by this one invitation" in say_all(page)
    press(page, "compared")
    press(page, "admit")
    found = states(window.session)
    assert found[second] == ADMITTED
    assert first not in found, "the other can never join"


def test_whoever_waits_is_opened_first_and_leaving_admits_nobody(open_hq: Open, made: Entity) -> None:
    window = open_hq()
    page = go(window, "devices")
    assert page.devices is not None
    assert page.devices.device in dict(made.waiting)
    assert page.place().record == page.devices.device
    assert window.ask("go_back")
    assert not page.devices.device
    assert [state for state in states(window.session).values() if state == WAITING] == [WAITING] * 3


def test_access_is_closed_after_its_meaning_was_read(open_hq: Open) -> None:
    window = open_hq()
    device = next(one.device for one in admitting.list_devices(window.session) if one.office == "LBN-BEY")
    page = go(window, "devices", device)
    assert not [one for one in page.findChildren(QPushButton, "revoke") if one.isVisible()]
    press(page, "ask_revoke")
    assert "cannot be taken back" in say_all(page)
    press(page, "revoke")
    assert states(window.session)[device] == REVOKED
    assert "Its access was closed." in say_all(page)


def test_nobody_closes_the_access_of_the_device_in_use(open_hq: Open) -> None:
    window = open_hq()
    page = go(window, "devices", window.session.person.device)
    assert "You sit at this device" in say_all(page)
    assert not [one for one in page.findChildren(QPushButton, "ask_revoke") if one.isVisible()]


# --- invitations


def fill(page: OfficesScreen, **values: object) -> None:
    """Fill the form of an invitation."""
    assert page.invite is not None
    page.invite.view.show_values(values)
    windows.settle()


def test_an_invitation_is_a_file_and_a_code(open_hq: Open, tmp_path: Path) -> None:
    window = open_hq()
    page = go(window, "invite")
    assert page.invite is not None
    fill(page, office="+", code="NPL-KTM", name="Kathmandu country office", country="NP", role="focal_point")
    file = tmp_path / "kathmandu.invitation"
    page.invite.make(file)
    windows.settle()
    code = page.invite.view.code.text()
    letter = joining.open_invitation(file.read_bytes(), code).letter
    assert (letter.office, letter.role) == ("NPL-KTM", "focal_point")
    assert file.stat().st_mode & 0o077 == 0
    press(page, "code_given")
    assert code not in say_all(page)
    assert forms.read(window.session, "offices/invite") is None
    window.go(Place(section="offices", view="matrix"))
    entity.count_up(window)
    assert "NPL-KTM" in [line.code for line in page.matrix.view.table.rows.values]


def test_what_is_missing_is_said_beside_its_field_and_kept(open_hq: Open, tmp_path: Path) -> None:
    window = open_hq()
    page = go(window, "invite")
    assert page.invite is not None
    fill(page, office="+", code="NPL-KTM", until="tomorrow")
    page.invite.make(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    assert say_all(page).count("Please fill this in.") == 2
    assert "Please write a day" in say_all(page)
    window.keep_all()
    held = forms.read(window.session, "offices/invite")
    assert held is not None
    assert held.values["code"] == "NPL-KTM"
    fill(page)
    page.invite.open()
    code = find(page, QLineEdit, "invite_code")
    assert isinstance(code, QLineEdit)
    assert code.text() == "NPL-KTM"


def test_a_place_that_cannot_be_written_makes_nothing(open_hq: Open, tmp_path: Path) -> None:
    window = open_hq()
    page = go(window, "invite")
    assert page.invite is not None
    fill(page, office="KEN-KSM", role="alternate")
    page.invite.make(tmp_path / "none" / "file")
    assert window.bar.message is not None
    assert "Nothing was made" in window.bar.message.text
    assert not page.invite.view.code.text()


def test_a_desk_officer_invites_to_known_offices_alone(open_hq: Open) -> None:
    page = go(open_hq("desk"), "invite")
    assert page.invite is not None
    box = page.invite.view.office.widget
    offered = {box.itemData(place) for place in range(box.count())}  # type: ignore[attr-defined]  # a list
    assert offered == {"", "COL-BOG", "IRQ-BSR", "KEN-KSM", "LBN-BEY", "MMR-YGN"}


def test_ctrl_n_begins_an_invitation(open_hq: Open) -> None:
    window = open_hq()
    go(window, "matrix")
    assert window.ask("start_new")
    assert entity.screen_of(window).view.part == "invite"
    assert not open_hq("case").ask("start_new")


# --- two officers


def test_a_proposal_is_read_and_confirmed_by_the_second_officer(open_hq: Open) -> None:
    waiting = go(open_hq(), "signatures")
    assert "You have signed this" in say_all(waiting)
    window = open_hq("second")
    page = go(window, "signatures")
    assert "Invite one person to headquarters as: Case officer." in say_all(page)
    press(page, "confirm")
    assert confirming.list_proposals(window.session) == []
    assert "Nothing waits for a second signature." in say_all(page)


def test_who_is_asked_to_sign_is_told_wherever_they_are(open_hq: Open) -> None:
    window = open_hq("second")
    line = window.status.findChild(QPushButton, "asked_to_sign")
    assert line is not None
    assert line.isVisible()
    window.go(Place(section="sync"))
    windows.settle()
    window.findChild(QPushButton, "read_and_sign").click()  # type: ignore[union-attr]  # it is there
    windows.settle()
    page = entity.screen_of(window)
    assert window.place() == Place(section="offices", view="signatures")
    press(page, "confirm")
    assert not line.isVisible()
    window.go(Place(section="sync"))
    windows.settle()
    assert window.findChild(QPushButton, "read_and_sign") is None


@pytest.mark.parametrize("whose", ["first", "desk", "case"])
def test_nobody_else_is_asked(open_hq: Open, whose: str) -> None:
    line = open_hq(whose).status.findChild(QPushButton, "asked_to_sign")
    assert line is not None
    assert not line.isVisible()


def test_what_the_roster_has_overtaken_is_proposed_again(open_hq: Open) -> None:
    window = open_hq("second")
    wanted = inviting.Invitation(office="HQ", office_name="", country="", role="hq_desk")
    inviting.invite(window.session, wanted, lambda _: None)
    page = go(window, "signatures")
    press(page, "confirm")
    assert "The roster has changed since this was proposed." in say_all(page)
    press(page, "propose_again")
    assert [one.state for one in confirming.list_proposals(window.session)] == [confirming.WAITING]


def test_closing_an_officers_access_is_a_proposal(open_hq: Open) -> None:
    window = open_hq()
    device = next(one for one in admitting.list_devices(window.session) if one.role == "hq_case")
    page = go(window, "devices", device.device)
    press(page, "ask_revoke")
    press(page, "revoke")
    assert window.bar.message is not None
    assert "Proposed" in window.bar.message.text
    go(window, "signatures")
    assert "Close the access of a device of headquarters: Case officer." in say_all(page)


# --- a headquarters that has just begun


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """Headquarters without an office."""
    made = Company(tmp_path / "company", clock)
    yield made
    made.opened = [one for one in made.opened if one.store.is_open]
    made.close()


def test_without_an_office_the_first_thing_is_to_invite(company: Company, clock: HandClock) -> None:
    window = windows.open_window(company.hq, windows.make_face(windows.Style(), clock))
    entity.count_up(window)
    page = entity.screen_of(window)
    assert "No office has joined yet." in say_all(page)
    next(one for one in page.findChildren(QPushButton) if one.text() == "Invite" and one.isVisible()).click()
    windows.settle()
    assert page.view.part == "invite"
    assert page.invite is not None
    assert page.invite.view.values()["office"] == "+"
    windows.close_window(window)


def test_both_officers_compare_the_words_of_a_third(company: Company, clock: HandClock) -> None:
    second = company.staff("HQ", "root hq_desk")
    invitation = company.invite("HQ", "hq_case")
    company.sync(company.hq, second)
    (proposal,) = confirming.list_proposals(second)
    confirming.confirm(second, proposal.proposal)
    company.sync(second, company.hq)
    joined = company.join(invitation)
    assert company.word(joined.session) == "not_admitted"
    company.sync(company.hq)
    assert admitting.admit(company.hq, joined.session.person.device, joined.words)
    company.sync(company.hq, second)
    window = windows.open_window(second, windows.make_face(windows.Style(), clock))
    page = go(window, "signatures")
    assert joined.words in say_all(page)
    assert not find(page, QPushButton, "confirm").isEnabled()
    press(page, "compared_too")
    press(page, "confirm")
    assert states(second)[joined.session.person.device] == ADMITTED
    windows.close_window(window)


def test_what_an_exchange_brought_is_looked_at(open_hq: Open) -> None:
    window = open_hq()
    page = go(window, "signatures")
    wanted = inviting.Invitation(office="HQ", office_name="", country="", role="root")
    inviting.invite(window.session, wanted, lambda _: None)
    window.sync.ended.emit(Trouble("hub_unreachable", "No connection."))
    windows.settle()
    assert "Invite one person to headquarters as: Root officer." in say_all(page)


def test_a_restored_vault_says_whose_place_it_takes(company: Company, clock: HandClock) -> None:
    office = company.staff()
    former = office.person.device
    restored = succeeding.succeed(office)
    assert company.word(restored) == "not_admitted"
    company.sync(company.hq)
    window = windows.open_window(company.hq, windows.make_face(windows.Style(), clock))
    page = go(window, "devices", restored.person.device)
    assert f"it takes the place of device {former[:6]}" in say_all(page)
    press(page, "compared")
    press(page, "admit")
    page = go(window, "devices", former)
    assert "A restored vault took its place." in say_all(page)
    windows.close_window(window)


def test_who_takes_a_desk_over_is_admitted_without_its_cases(company: Company, clock: HandClock) -> None:
    office = company.staff()
    company.sync(office, company.hq, office)
    former = office.person.device
    handed = handing.hand_over(office, "P. Next", MAKING)
    company.opened[company.opened.index(office)] = handed.session
    assert company.word(handed.session) == "not_admitted"
    company.sync(company.hq)
    window = windows.open_window(company.hq, windows.make_face(windows.Style(), clock))
    page = go(window, "devices", handed.session.person.device)
    assert f"takes this desk over from device {former[:6]}" in say_all(page)
    assert "one by one" in say_all(page)
    press(page, "compared")
    press(page, "admit")
    own = company.hq.store.roster.devices[signing.device_bytes(handed.session.person.device)]
    assert own.since
    assert "those alone that a case officer passed on" in say_all(page)
    windows.close_window(window)


def test_a_newcomer_to_headquarters_is_told_so(company: Company, clock: HandClock) -> None:
    joined = company.join(company.invite("HQ", "root hq_desk"))
    window = windows.open_window(joined.session, windows.make_face(windows.Style(), clock))
    for part in ("devices", "signatures"):
        page = go(window, part)
        assert "a person whose role is for it" in say_all(page)
    windows.close_window(window)

"""Headquarters with five offices as real vaults over a real hub: made once, opened as copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from focal_desktop.sync import inviting, lately
from focal_desktop.sync.joining import Joined
from focal_desktop.ui.offices.screen import OfficesScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, records
from focal_desktop.usecases.practice import agreements, desks, filling, office
from focal_desktop.usecases.practice.draft import Desk, Times
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.sync.company import POLICY, Company
from tests.ui import windows

KISUMU, BASRA = desks.KISUMU, desks.BASRA
MOST_TURNS = 2000
ACCOUNT = "Canary-A5 asked for a favour and I want it looked at."
WORDS_OF_A_CASE = ("allegation", "exploitation", "abuse", "survivor", "sealed report", "case")


@dataclass(frozen=True)
class Entity:
    """Where each locked vault lies, and what was learnt while they were made."""

    first: Path
    second: Path
    desk: Path
    case: Path
    waiting: Sequence[tuple[str, str]]
    word: str


def build(folder: Path) -> Entity:
    """Make all of it and lock it; the clock ends at the day of every window test."""
    clock = windows.clock_at()
    clock.move(days=-100)
    company = Company(folder, clock)
    kisumu, bogota, beirut, basra = (
        _staff(company, *said)
        for said in (
            ("KEN-KSM", KISUMU.place.office_name, "KE"),
            ("COL-BOG", "Bogotá country office", "CO"),
            ("LBN-BEY", "Beirut liaison office", "LB"),
            ("IRQ-BSR", BASRA.place.office_name, "IQ"),
        )
    )
    clock.move(days=22)
    _fill(basra, BASRA)
    company.sync(basra, company.hq)
    clock.move(days=33)
    _fill_little(beirut)
    company.sync(beirut, company.hq)
    clock.set(windows.NOW)
    _fill(kisumu, KISUMU)
    filling.keep_all(kisumu, office.list_months(KISUMU, Times(clock.now().date())))
    _fill_little(bogota)
    word = _seal_report(bogota)
    company.sync(kisumu, bogota, company.hq)
    return _staff_headquarters(company, word)


def _staff(company: Company, code: str, name: str, country: str) -> Session:
    return company.admit(company.join(_invite(company, code, name, country)))


def _invite(
    company: Company, code: str, name: str = "", country: str = "", role: str = "focal_point"
) -> tuple[bytes, str]:
    written: list[bytes] = []
    wanted = inviting.Invitation(office=code, office_name=name, country=country, role=role)
    made = inviting.invite(company.hq, wanted, written.append)
    return written[0], made.code


def _fill(session: Session, desk: Desk) -> None:
    times = Times(session.today)
    names = filling.keep_all(session, office.list_desk(desk, times, POLICY))
    for agreement, steps in agreements.list_signatures(desk, times):
        filling.do_steps(session, "agreement", names[agreement], steps)


def _fill_little(session: Session) -> None:
    person = records.add(session, "person", {"name": "Desk three", "contract": "intern"}).id
    records.add(session, "person", {"name": "Desk four", "contract": "intern"})
    values = {"person": person, "role": "alternate", "status": "designated", "designated_on": "2026-01-05"}
    records.add(session, "focal_point", values)


def _seal_report(session: Session) -> str:
    made = records.add(session, "sealed_report", {"about": "focal_point", "account": ACCOUNT})
    return str(acts.act(session, "sealed_report", made.id, "seal", {})["receipt_word"])


def _staff_headquarters(company: Company, word: str) -> Entity:
    desk, case = company.staff("HQ", "hq_desk"), company.staff("HQ", "hq_case")
    second = company.staff("HQ", "root hq_desk")
    waiting = [*_claim(company, _invite(company, "KEN-KSM", role="alternate"), 1)]
    waiting += _claim(company, _invite(company, "COL-BOG", role="hr_clerk"), 2)
    _invite(company, "MMR-YGN", "Yangon project office", "MM")
    _invite(company, "HQ", role="hq_case")
    company.sync(company.hq, second, desk, case, company.hq)
    lately.note(company.hq)
    found = Entity(
        first=company.hq.store.folder,
        second=second.store.folder,
        desk=desk.store.folder,
        case=case.store.folder,
        waiting=waiting,
        word=word,
    )
    company.close()
    return found


def _claim(company: Company, invitation: tuple[bytes, str], devices: int) -> list[tuple[str, str]]:
    """Let devices ask to join by one invitation; return each with its words."""
    company.sync(company.hq)
    joined: list[Joined] = [company.join(invitation) for _ in range(devices)]
    for one in joined:
        assert company.word(one.session) == "not_admitted"
    company.sync(company.hq)
    return [(one.session.person.device, one.words) for one in joined]


def open_copy(template: Path, folder: Path, clock: HandClock | None = None) -> Session:
    """Open a copy of one of the vaults at headquarters."""
    return windows.open_copy(template, folder, clock or windows.clock_at())


def screen_of(window: Window) -> OfficesScreen:
    """Return the section's screen."""
    found = window.findChild(OfficesScreen)
    assert found is not None
    return found


def count_up(window: Window) -> None:
    """Wait until every office is counted."""
    counting = screen_of(window).matrix.counting
    for _ in range(MOST_TURNS):
        windows.settle()
        if not counting.is_running:
            return
        counting._turn()
    raise AssertionError("the counting does not end")

"""One office with its desk and cases, and its headquarters: made once a run, opened as copies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from focal_desktop.ui.background import Jobs
from focal_desktop.ui.face import Face
from focal_desktop.ui.partners import reading, starting
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, plans, records
from focal_desktop.usecases.practice import agreements, desks, filling, office
from focal_desktop.usecases.practice.draft import Times
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.sync.company import POLICY, Company
from tests.ui import windows

DESK = desks.KISUMU
CASE = {"regime": "sea", "received_on": "2026-09-14", "conduct": "sexual_exploitation", "child": "no"}


@dataclass(frozen=True)
class Templates:
    """Where the two locked vaults lie."""

    office: Path
    headquarters: Path


def build(folder: Path) -> Templates:
    """Make an office that has something of everything, and lock it with its headquarters."""
    company = Company(folder, windows.clock_at())
    session = company.staff(DESK.place.office)
    _fill(session)
    company.sync(session, company.hq)
    found = Templates(session.store.folder, company.hq.store.folder)
    company.close()
    return found


def _fill(session: Session) -> None:
    times = Times(session.today)
    names = filling.keep_all(session, office.list_desk(DESK, times, POLICY))
    for agreement, steps in agreements.list_signatures(DESK, times):
        filling.do_steps(session, "agreement", names[agreement], steps)
    drafts, _ = records.list_page(session, "agreement", {"state": "draft"})
    cleared = next(
        row for row in drafts if reading.judge(session, reading.read(session, "agreement", row.id)).is_open
    )
    acts.act(session, "agreement", cleared.id, "ready_to_sign", {})
    lines = reading.list_partners(session)
    unchecked = next(line.partner.id for line in lines if not reading.find_draft(session, line.partner.id))
    starting.start(session, unchecked, reading.list_schemes(session)[0])
    records.add(session, "allegation", {**CASE, "area": "Lakeside"})
    told = records.add(session, "allegation", CASE).id
    acts.act(session, "allegation", told, "notify", {})
    records.edit(session, "allegation", told, {"account": "What was told."})
    report = records.add(session, "sealed_report", {"about": "alternate", "account": "What was seen."}).id
    acts.act(session, "sealed_report", report, "seal", {})


def open_copy(template: Path, folder: Path, face: Face) -> Window:
    """Open the window over a copy of a vault's files; each has jobs of its own."""
    clock = face.clock
    assert isinstance(clock, HandClock)
    session = windows.open_copy(template, folder, clock)
    return windows.open_window(session, face._replace(jobs=Jobs()))


# --- finding something of a kind


def find(session: Session, kind: str, **where: str) -> str:
    """Return the first record of a kind that stands so."""
    rows, _ = records.list_page(session, kind, where)
    return rows[0].id


def find_action(session: Session) -> str:
    """Return an action of this year's plan."""
    held = next(
        plan for plan in plans.list_plans(session, session.person.office) if plan.year == session.today.year
    )
    return plans.read_outline(session, held.id).actions[0].action.id


def find_waived(session: Session) -> str:
    """Return a draft agreement that nobody has asked a waiver for."""
    rows, _ = records.list_page(session, "agreement", {"state": "draft"})
    return next(row.id for row in rows if not reading.list_parts(session, "waiver", row.id))


def find_row(session: Session) -> str:
    """Return a table of one person of the register, as it is pasted from a sheet."""
    said = records.read(session, "person", find(session, "person")).values
    return f"Index\n{said['code']}\n"

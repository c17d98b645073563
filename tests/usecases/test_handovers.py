"""What headquarters decides about an earlier case after a hand-over: who may, until when, what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from focal_desktop.domain import handover_decision
from focal_desktop.store import carriers, feeds
from focal_desktop.sync import admitting, engine, handing
from focal_desktop.usecases import acts, audit, closed_cases, handovers, records
from focal_desktop.usecases.handovers import KEPT, WAITING, Undecided
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import refused
from tests.sync.company import MAKING, Company, scope_of

CASE = {"regime": "sea", "received_on": "2026-03-01"}


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """Headquarters and its hub."""
    made = Company(tmp_path, clock)
    yield made
    made.close()


def make_case(session: Session, **said: str) -> str:
    """Record a case and notify headquarters of it."""
    made = records.add(session, "allegation", {**CASE, **said}).id
    acts.act(session, "allegation", made, "notify", {})
    return made


def take_over(company: Company, former: Session) -> Session:
    """Hand a desk over and admit whoever took over."""
    handed = handing.hand_over(former, "P. Next", MAKING)
    company.opened[company.opened.index(former)] = handed.session
    assert company.word(handed.session) == "not_admitted"
    company.sync(company.hq)
    admitting.admit(company.hq, handed.session.person.device, handed.words)
    company.sync(company.hq, handed.session, company.hq)
    return handed.session


@pytest.fixture
def case(company: Company) -> str:
    """An open case of an office whose desk another person has taken over."""
    session = company.staff()
    made = make_case(session, consent_contact="given")
    company.sync(session, company.hq, session)
    take_over(company, session)
    return made


def find(company: Company) -> Undecided:
    """Return the one case that is listed."""
    [found] = handovers.list_cases(company.hq)
    return found


def deeds(session: Session) -> list[tuple[str, str]]:
    """Return what the audit trail tells, and of which record."""
    return [(line.what, line.record) for line in audit.list_lines(session)]


def test_without_a_word_a_case_is_kept_after_the_days_of_the_policy(
    company: Company, clock: HandClock, case: str
) -> None:
    found = find(company)
    assert (found.case, found.state, found.days_left) == (case, WAITING, 14)
    assert found.keeps_on == company.hq.today + timedelta(days=14)
    clock.move(days=13)
    assert (find(company).state, find(company).days_left) == (WAITING, 1)
    clock.move(days=1)
    found = find(company)
    assert (found.state, found.days_left, found.decided_on) == (KEPT, 0, None)
    handovers.pass_case(company.hq, case)
    assert handovers.list_cases(company.hq) == []


def test_a_case_that_came_late_has_its_own_days(company: Company, clock: HandClock) -> None:
    """It was written before the desk changed hands, by somebody who had no connection."""
    alternate, former = company.staff("KEN", "alternate"), company.staff()
    records.add(alternate, "partner", {"name": "First"})
    company.sync(alternate, company.hq, former)
    made = make_case(alternate)
    engine_remembers(alternate)
    take_over(company, former)
    clock.move(days=20)
    company.sync(alternate, company.hq)
    found = find(company)
    assert (found.case, found.state, found.days_left) == (made, WAITING, 14)


def engine_remembers(session: Session) -> None:
    """Seal what waits, as before an exchange that is cut."""
    batch = engine.collect(session, session.store.roster)
    engine.remember(session, batch, engine.seal(batch))


def test_each_decision_stands_in_the_trail_and_on_every_officers_computer(
    company: Company, clock: HandClock, case: str
) -> None:
    officer = company.staff("HQ", "hq_case")
    company.sync(company.hq, officer)
    handovers.keep_case(company.hq, case)
    company.sync(company.hq, officer)
    [found] = handovers.list_cases(officer)
    assert (found.state, found.decided_on) == (KEPT, company.hq.today)
    clock.move(days=1)
    handovers.pass_case(officer, case)
    company.sync(officer, company.hq)
    assert handovers.list_cases(company.hq) == []
    assert ("case_kept", case) in deeds(company.hq)
    assert ("case_passed", case) in deeds(officer)
    rows, _ = records.list_page(company.hq, "handover_decision", {})
    [decided] = [row.values for row in rows]
    assert (decided["decision"], decided["case"]) == ("passed", case)
    history = records.history(company.hq, "handover_decision", rows[0].id)
    assert [c.device for c in history if c.field == "decision"] == [
        company.hq.person.device,
        officer.person.device,
    ]


def test_of_two_officers_words_the_passing_stands(company: Company, case: str) -> None:
    """Neither knew of the other; what was told cannot be untold."""
    officer = company.staff("HQ", "hq_case")
    company.sync(company.hq, officer)
    handovers.pass_case(company.hq, case)
    handovers.keep_case(officer, case)
    company.sync(company.hq, officer, company.hq)
    for one in (company.hq, officer):
        assert handovers.list_cases(one) == []


def test_what_is_decided_cannot_be_taken_back(company: Company, case: str) -> None:
    handovers.pass_case(company.hq, case)
    for decide in (handovers.pass_case, handovers.keep_case):
        with refused("not_found", "case"):
            decide(company.hq, case)


def test_a_closed_case_never_passes(company: Company, case: str) -> None:
    acts.act(company.hq, "allegation", case, "close", {})
    assert handovers.list_cases(company.hq) == []
    with refused("not_allowed", "case"):
        handovers.pass_case(company.hq, case)
    with refused("not_found", "case"):
        handovers.keep_case(company.hq, "no such case")


def test_only_a_case_officer_decides(company: Company, case: str) -> None:
    """Who may not read a case may neither list nor pass it; an office least of all."""
    desk = company.staff("HQ", "root hq_desk")
    company.sync(company.hq, desk)
    for one in (desk, company.opened[1]):
        with refused("not_allowed"):
            handovers.list_cases(one)
        with refused("not_allowed"):
            handovers.pass_case(one, case)
        assert not handovers.is_asked(one)
    with refused("not_allowed"):
        records.add(company.opened[1], "handover_decision", {"case": case, "device": "x"})
    assert handovers.is_asked(company.hq)
    handovers.keep_case(company.hq, case)
    assert not handovers.is_asked(company.hq)


@pytest.mark.parametrize(
    ("said", "tells"), [("given", True), ("guardian", True), ("refused", False), ("not_asked", False)]
)
def test_the_person_hears_of_it_only_if_they_want_contact(company: Company, said: str, tells: bool) -> None:
    session = company.staff()
    make_case(session, consent_contact=said)
    company.sync(session, company.hq, session)
    take_over(company, session)
    assert find(company).tells_person is tells


def test_without_a_hand_over_nothing_waits(company: Company) -> None:
    session = company.staff()
    make_case(session)
    company.sync(session, company.hq)
    assert handovers.list_cases(company.hq) == []
    assert not handovers.is_asked(company.hq)
    assert closed_cases.list_successors(company.hq.store.roster) == []


def test_an_officer_who_was_not_admitted_yet_is_asked_nothing(company: Company) -> None:
    joined = company.join(company.invite("HQ", "hq_case"))
    assert not handovers.is_asked(joined.session)


def test_a_case_whose_first_envelope_is_gone_counts_as_earlier(company: Company) -> None:
    """Where an erasure let go of the bytes, nobody can tell: an officer decides."""
    session = company.staff()
    company.sync(session, company.hq, session)
    successor = take_over(company, session)
    made = make_case(successor)
    company.sync(successor, company.hq)
    assert handovers.list_cases(company.hq) == []
    sea, device = scope_of(successor, "sea"), successor.person.device
    connection = company.hq.store.connection
    [carrier] = [one for one in carriers.list_carried(connection, sea, device) if one.covers != ((0, 0),)]
    with company.hq.store.transaction() as writer:
        writer.run("UPDATE envelope SET content = x'' WHERE sequence = ?", carrier.sequence)
    assert feeds.read_one(connection, sea, device, carrier.sequence) is not None
    assert find(company).case == made


def test_a_decision_is_titled_by_its_day_alone() -> None:
    title = handover_decision.KIND.title
    assert title(handover_decision.HandoverDecision(case="c", device="d")) == "Decision"
    decided = handover_decision.HandoverDecision(case="c", decided_on=date(2026, 3, 2))
    assert title(decided) == "Decided 2026-03-02"

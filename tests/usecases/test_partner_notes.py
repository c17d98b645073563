"""The note from a live vault: the same with cases and without, for whoever reads the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from focal_desktop.domain.gate import Result
from focal_desktop.reports import printing
from focal_desktop.usecases import acts, agreements, partner_notes, records
from focal_desktop.usecases.practice import desks, filling, office
from focal_desktop.usecases.practice.draft import Times
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import POLICY, Desk, make_desk, refused
from tests.usecases.country import HQ, Country


@pytest.fixture
def kisumu(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    """The vault of the invented English-speaking office, filled."""
    desk, times = make_desk(tmp_path / "vault", clock, place=desks.KISUMU.place), Times(clock.now().date())
    filling.keep_all(desk.session, office.list_desk(desks.KISUMU, times, POLICY))
    yield desk
    desk.lock()


def list_agreements(session: Session) -> list[str]:
    """Return the ids of the agreements."""
    return [row.id for row in records.list_page(session, "agreement", {})[0]]


def print_all(session: Session) -> list[bytes]:
    """Return the printed note of every agreement."""
    wanted = (
        printing.Wanted(name=partner_notes.PARTNER_NOTE, language="en", mode="internal", record=one)
        for one in list_agreements(session)
    )
    return [printing.render(session, one).data for one in wanted]


def test_a_case_in_the_office_changes_no_byte_of_any_note(kisumu: Desk) -> None:
    """do_no_harm.md A20, B11."""
    session = kisumu.session
    before = print_all(session)
    partner = records.list_page(session, "partner", {})[0][0].id
    for number in range(3):
        said = {"regime": "sea", "received_on": "2026-03-01", "subject_group": "partner"}
        about = {"partner": partner, "agreement": list_agreements(session)[number]}
        case = records.add(session, "allegation", {**said, **about})
        if number:
            acts.act(session, "allegation", case.id, "notify", {})
    records.add(session, "sealed_report", {})
    assert print_all(session) == before
    assert len(before) > 4


def test_it_judges_as_the_gate_does(kisumu: Desk) -> None:
    session = kisumu.session
    notes = {one: partner_notes.make_partner_note(session, one) for one in list_agreements(session)}
    assert {one: note.verdict for one, note in notes.items()} == {
        one: agreements.judge(session, one) for one in notes
    }
    assert {note.verdict.result for note in notes.values()} >= {Result.READY, Result.REFUSED}
    assert {note.office for note in notes.values()} == {desks.KISUMU.place.office_name}


def test_an_agreement_is_found_by_its_reference_or_id(kisumu: Desk) -> None:
    row = records.list_page(kisumu.session, "agreement", {})[0][0]
    for said in (row.reference, f" {row.reference.lower()} ", row.id):
        assert partner_notes.find_agreement(kisumu.session, said) == row.id
    partner = records.list_page(kisumu.session, "partner", {})[0][0]
    for other in ("ZZZZZZ", "", partner.reference, partner.id, "\ud800"):
        with refused("not_found", "agreement"):
            partner_notes.find_agreement(kisumu.session, other)


def test_a_bare_agreement_has_a_note(desk: Desk) -> None:
    bare = records.add(desk.session, "agreement", {})
    note = partner_notes.make_partner_note(desk.session, bare.id)
    assert (note.reference, note.partner, note.review) == (bare.reference, "", None)


def test_whoever_reads_the_desk_may_print_it_and_nobody_else(tmp_path: Path, clock: HandClock) -> None:
    country = Country(tmp_path, clock)
    clerk = country.make("hr_clerk")
    made = records.add(clerk, "agreement", {"number": "KEN-1"})
    assert partner_notes.make_partner_note(clerk, made.id).number == "KEN-1"
    officer = country.make("hq_case", office=HQ)
    for asked in (partner_notes.make_partner_note, partner_notes.find_agreement):
        with refused("not_allowed"):
            asked(officer, made.id)
    country.lock()

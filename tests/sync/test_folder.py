"""The stick as an equal route: joining, admission, records, receipts, without any network."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import reader
from focal_desktop.sync import admitting, folder, status
from focal_desktop.usecases import acts, checking, records
from focal_desktop.usecases.session import Session
from tests.sync.company import Company


def carry(stick: Path, *sessions: Session) -> None:
    """Let each vault read and write the stick in turn."""
    for session in sessions:
        folder.sync_with_folder(session, stick)


@pytest.fixture
def desk(company: Company, tmp_path: Path) -> Session:
    """An office that joined and was admitted by stick alone."""
    joined = company.join(company.invite("IRQ"))
    stick = tmp_path / "stick"
    carry(stick, joined.session, company.hq)
    admitting.admit(company.hq, joined.session.person.device, joined.words)
    carry(stick, company.hq, joined.session, joined.session, company.hq, joined.session)
    return joined.session


def test_a_notice_goes_and_its_receipt_returns_by_stick(
    company: Company, desk: Session, tmp_path: Path
) -> None:
    case = records.add(desk, "allegation", {"regime": "sea", "received_on": "2026-03-01"})
    acts.act(desk, "allegation", case.id, "notify", {})
    carry(tmp_path / "stick", desk, company.hq)
    assert records.read(company.hq, "allegation", case.id).state == "passed_on"
    assert {i.id: i.place for i in status.list_items(desk)}[case.id] == "waiting"
    carry(tmp_path / "stick", desk)
    assert {i.id: i.place for i in status.list_items(desk)}[case.id] == "read"
    assert checking.check(desk).ok


def test_stick_and_hub_bring_the_same_once(company: Company, desk: Session, tmp_path: Path) -> None:
    saved = records.add(desk, "partner", {"name": "Water for all"})
    carry(tmp_path / "stick", desk, company.hq)
    company.sync(company.hq, desk, company.hq, desk)
    carry(tmp_path / "stick", desk, company.hq, desk)
    assert records.read(company.hq, "partner", saved.id).values["name"] == "Water for all"
    assert checking.check(company.hq).ok
    assert not records.read(company.hq, "partner", saved.id).clashes


def test_a_lost_stick_shows_its_size_alone(company: Company, desk: Session, tmp_path: Path) -> None:
    records.add(desk, "partner", {"name": "CANARYPARTNER"})
    carry(tmp_path / "stick", desk)
    for bundle in (tmp_path / "stick").iterdir():
        data = bundle.read_bytes()
        assert b"CANARY" not in data
        assert desk.person.device.encode() not in data
        assert desk.person.office not in bundle.name
    assert company.hq


def test_a_stranger_reads_nothing_and_is_left_alone(company: Company, desk: Session, tmp_path: Path) -> None:
    other = company.staff("KEN")
    records.add(desk, "partner", {"name": "Water for all"})
    carry(tmp_path / "stick", desk)
    before = reader.count(other.store.connection)
    for bundle in (tmp_path / "stick").iterdir():
        assert folder.open_bundle(other, bundle.read_bytes()) is None or bundle.name
    folder.sync_with_folder(other, tmp_path / "stick")
    assert reader.count(other.store.connection) == before
    assert not reader.read_all(other.store.connection, other.kinds["partner"])


def test_a_damaged_bundle_is_told_and_nothing_of_it_is_kept(
    company: Company, desk: Session, tmp_path: Path
) -> None:
    stick = tmp_path / "fresh"
    records.add(desk, "partner", {"name": "Water for all"})
    carry(stick, desk)
    (bundle,) = stick.iterdir()
    whole = bundle.read_bytes()
    before = reader.count(company.hq.store.connection)
    told: set[str] = set()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        bent = bytearray(whole)
        bent[place] ^= 1
        try:
            folder.take_bundle(company.hq, bytes(bent))
        except Trouble as trouble:
            told.add(trouble.code)
        assert reader.count(company.hq.store.connection) == before
    assert told == {"hub_inconsistent"}
    folder.take_bundle(company.hq, whole)
    assert reader.count(company.hq.store.connection) > before


def test_what_is_no_bundle_of_ours_is_left_alone(company: Company, tmp_path: Path) -> None:
    stick = tmp_path / "other"
    stick.mkdir()
    (stick / "notes.bundle").write_bytes(b"somebody else's file")
    (stick / "photo.jpg").write_bytes(b"x" * 100)
    folder.sync_with_folder(company.hq, stick)
    assert (stick / "notes.bundle").read_bytes() == b"somebody else's file"


def test_a_renewed_key_reaches_the_office_by_the_stick_that_it_seals(
    company: Company, desk: Session, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    saved = records.add(company.hq, "recommendation", {"title": "Before"})
    carry(stick, company.hq, desk, company.hq)
    company.clock.move(days=120)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    partner = records.add(desk, "partner", {"name": "Water for all"})
    carry(stick, desk, company.hq)
    records.edit(company.hq, "partner", partner.id, {"name": "Water for everyone"})
    carry(stick, company.hq, desk)
    assert records.read(desk, "partner", partner.id).values["name"] == "Water for everyone"
    assert records.read(desk, "recommendation", saved.id).values["title"] == "Before"


def test_an_officer_without_the_desks_of_offices_writes_them_no_bundle(
    company: Company, desk: Session, tmp_path: Path
) -> None:
    officer = company.staff("HQ", "hq_case")
    found = folder.sync_with_folder(officer, tmp_path / "new")
    carry(tmp_path / "new", company.hq, desk)
    assert (found.sent, found.clashes) == (0, 0)
    assert checking.check(officer).ok


def test_an_office_writes_one_bundle_and_headquarters_one_for_each(
    company: Company, desk: Session, tmp_path: Path
) -> None:
    other = company.staff("KEN")
    for session, bundles in ((desk, 1), (other, 1), (company.hq, 3)):
        stick = tmp_path / session.person.device
        folder.sync_with_folder(session, stick)
        assert len(list(stick.iterdir())) == bundles

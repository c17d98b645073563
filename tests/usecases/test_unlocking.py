"""Making the vault of an office that stands alone, unlocking and locking it: one person, one device."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.crypto import signing
from focal_desktop.domain.record import Scope
from focal_desktop.store import reader
from focal_desktop.usecases import people, records, unlocking
from focal_desktop.usecases.session import load_person
from tests.conftest import HandClock
from tests.desks import PLACE, Desk, full_disk, is_sound, make_desk, refused


def test_an_office_that_stands_alone(desk: Desk) -> None:
    session = desk.session
    person = session.person
    assert (person.name, person.roles, person.office, person.is_hq) == (
        "P. One",
        ("focal_point",),
        "KEN",
        False,
    )
    assert sorted(scope.scope_class for scope in session.scopes(*Scope)) == ["desk", "sea", "sealed"]
    assert {scope.office for scope in session.scopes(*Scope)} == {"KEN"}
    (office,) = records.list_page(session, "office", {})[0]
    assert office.values == {"code": "KEN", "name": "Nairobi", "country": "KE"}
    assert session.at == "2026-03-02T09:00:00Z"
    assert str(session.today) == "2026-03-02"


def test_a_device_is_named_by_its_key(desk: Desk) -> None:
    seed = reader.read_key(desk.session.store.connection, unlocking.DEVICE_SIGN)
    assert seed is not None
    assert signing.device_text(signing.device_id(signing.public_key(seed))) == desk.session.person.device
    assert len(reader.read_key(desk.session.store.connection, unlocking.DEVICE_SEAL) or b"") > 32


def test_the_same_person_is_there_again(desk: Desk) -> None:
    before = desk.session.person
    assert desk.reopen().person == before == load_person(desk.session.store)
    assert desk.session.store.rules.office == "KEN"


def test_two_vaults_are_two_devices(desk: Desk, tmp_path: Path, clock: HandClock) -> None:
    other = make_desk(tmp_path / "other", clock)
    assert other.session.person.device != desk.session.person.device
    ours, theirs = ({s.id for s in d.session.scopes(*Scope)} - {"sealed"} for d in (desk, other))
    assert not ours & theirs
    assert people.describe(desk.session, desk.session.person.device) == "focal_point KEN"
    assert people.describe(desk.session, other.session.person.device) == "unknown"
    other.lock()


@pytest.mark.parametrize(
    ("field", "said", "error"),
    [
        ("office", "", "needed"),
        ("office", "  ", "needed"),
        ("person", "", "needed"),
        ("office", "\ud800", "wrong_type"),
        ("office_name", "\ud800", "wrong_type"),
        ("country", "K\x00", "wrong_type"),
        ("person", "x" * 501, "wrong_type"),
    ],
)
def test_a_place_without_a_name_makes_no_vault(
    tmp_path: Path, clock: HandClock, field: str, said: str, error: str
) -> None:
    place = unlocking.Place(
        **{"office": "KEN", "office_name": "Nairobi", "country": "KE", "person": "P.", field: said}
    )
    with refused(error, field):
        make_desk(tmp_path / "vault", clock, place=place)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_name_and_country_may_come_later(tmp_path: Path, clock: HandClock) -> None:
    place = unlocking.Place(office="KEN", office_name="", country="", person=PLACE.person)
    made = make_desk(tmp_path / "vault", clock, place=place)
    (office,) = records.list_page(made.session, "office", {})[0]
    assert office.title == "KEN"
    assert is_sound(made.session)
    made.lock()


def test_each_vault_has_its_own_copy_of_the_anchor(tmp_path: Path) -> None:
    names = {unlocking.anchor_copy(tmp_path / name) for name in ("one", "two", "One")}
    assert len(names) == 3
    assert unlocking.anchor_copy(tmp_path / "one") in names


def test_locking_never_fails_for_want_of_room(desk: Desk) -> None:
    records.add(desk.session, "partner", {"name": "Water"})
    records.add(desk.session, "channel", {"name": "Hotline", "reach": "0800"})
    with full_disk(1):
        desk.lock()
    assert len(records.list_page(desk.session, "partner", {})[0]) == 1
    assert is_sound(desk.session)

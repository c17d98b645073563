"""Blocks: named officers open them, at their place, and nobody else anywhere."""

from __future__ import annotations

import base64
from typing import Any

import msgspec
import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, sealing
from focal_desktop.usecases import acts, audit, checking, records, sealed_parts
from focal_desktop.usecases.sealed_parts import Officer, Place
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import Desk, refused
from tests.usecases.country import SEA, SUBJECT, Country, everything, take_down, written

PLACE = Place("5e" * 8, "r" * 24, "subject")
SAID: dict[str, Any] = {"subject_name": "Canary-J3", "subject_function": "Водитель", "list": ["a", "b"]}


@pytest.fixture(scope="module")
def officers() -> dict[str, bytes]:
    """The private keys of two officers, by device."""
    return {"one": sealing.new_private(), "two": sealing.new_private()}


def seal(officers: dict[str, bytes], said: dict[str, Any] | None = None, place: Place = PLACE) -> str:
    """Seal for these officers."""
    publics = [Officer(device, sealing.public_of(private)) for device, private in officers.items()]
    return sealed_parts.seal(SAID if said is None else said, publics, place)


def test_each_named_officer_opens_it(officers: dict[str, bytes]) -> None:
    line = seal(officers)
    for device, private in officers.items():
        assert sealed_parts.unseal(line, device, private, PLACE) == SAID


def test_nobody_else_opens_it(officers: dict[str, bytes]) -> None:
    line = seal({"one": officers["one"]})
    for device, private in (("two", officers["two"]), ("one", officers["two"]), ("two", officers["one"])):
        with pytest.raises(keys.NotForUs):
            sealed_parts.unseal(line, device, private, PLACE)
    with pytest.raises(keys.NotForUs):
        sealed_parts.unseal(line, "one", b"", PLACE)


@pytest.mark.parametrize(
    "other",
    [
        Place("00" * 8, "r" * 24, "subject"),
        Place("5e" * 8, "x" * 24, "subject"),
        Place("5e" * 8, "r" * 24, "account"),
    ],
)
def test_it_opens_at_its_own_place_alone(officers: dict[str, bytes], other: Place) -> None:
    with pytest.raises(keys.NotForUs):
        sealed_parts.unseal(seal(officers), "one", officers["one"], other)


def test_a_key_wrapped_to_one_device_is_not_taken_for_another(officers: dict[str, bytes]) -> None:
    block = msgspec.msgpack.decode(base64.b64decode(seal(officers)), type=sealed_parts.Block)
    swapped = msgspec.structs.replace(block, wraps=(("two", block.wraps[0][1]),))
    with pytest.raises(keys.NotForUs):
        sealed_parts.unseal(pack(swapped), "two", officers["one"], PLACE)


def test_a_block_under_another_key_than_it_names_is_refused(officers: dict[str, bytes]) -> None:
    block = msgspec.msgpack.decode(base64.b64decode(seal(officers)), type=sealed_parts.Block)
    renamed = pack(msgspec.structs.replace(block, key_id=bytes(16)))
    with pytest.raises(keys.NotForUs):
        sealed_parts.unseal(renamed, "one", officers["one"], PLACE)


def test_every_altered_byte_is_refused(officers: dict[str, bytes]) -> None:
    whole = base64.b64decode(seal({"one": officers["one"]}))
    for at in range(0, len(whole), 37):
        bent = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        with pytest.raises(keys.NotForUs):
            sealed_parts.unseal(base64.b64encode(bent).decode(), "one", officers["one"], PLACE)


@pytest.mark.parametrize("line", ["", "words", "ÿ", "AAAA", "None", base64.b64encode(b"\xc1").decode()])
def test_what_is_no_block_is_refused(officers: dict[str, bytes], line: str) -> None:
    with pytest.raises(keys.NotForUs):
        sealed_parts.unseal(line, "one", officers["one"], PLACE)


def test_the_line_holds_nothing_of_the_text(officers: dict[str, bytes]) -> None:
    line = seal(officers)
    raw = base64.b64decode(line)
    for word in ("Canary", "subject_name", "Водитель", "subject"):
        assert word.encode() not in raw
        assert base64.b64encode(word.encode()).decode().rstrip("=") not in line
    assert seal(officers) != line


def test_the_length_tells_steps_and_no_letters(officers: dict[str, bytes]) -> None:
    lengths = {len(seal(officers, {"subject_name": "x" * size})) for size in (0, 1, 100, 200)}
    assert len(lengths) == 1
    assert len(seal(officers, {"subject_name": "x" * 300})) > lengths.pop()


def test_while_no_officer_is_known_nothing_is_sealed_and_the_telephone_is_named(desk: Desk) -> None:
    case = take_down(desk.session)
    for act in ("share_subject", "share_account"):
        with refused("not_admitted") as found:
            acts.act(desk.session, "allegation", case, act, {"subject_points_to_survivor": "no"})
        assert "call" in found.value.sentence
    assert not written(desk.session, desk.session.scopes("sea")[0].id)


def test_it_goes_to_every_case_officer_and_to_no_other_role(
    country: Country, office: Session, hq: Session
) -> None:
    second, desk_officer = country.make("hq_case", office="HQ"), country.make("hq_desk", office="HQ")
    assert {one.device for one in sealed_parts.find_officers(office)} == {
        hq.person.device,
        second.person.device,
    }
    case = share_subject(office)
    country.exchange(office, hq, second, desk_officer)
    for officer in (hq, second):
        found = records.reveal(officer, "allegation", case, "subject", "To pass it on")
        assert found["subject_name"] == SUBJECT
        assert SUBJECT not in everything(officer)
    assert "sealed.subject" not in everything(desk_officer)


def test_an_officer_it_was_not_sealed_for_is_told_so(country: Country, office: Session, hq: Session) -> None:
    case = share_subject(office)
    late = country.make("hq_case", office="HQ")
    country.exchange(office, hq, late)
    before = late.store.tail()
    with refused("not_allowed", "reveal"):
        records.reveal(late, "allegation", case, "subject", "To pass it on")
    assert late.store.tail() == before


def test_the_office_reads_its_own_words_and_cannot_open_what_it_sealed(office: Session) -> None:
    case = share_subject(office)
    found = records.reveal(office, "allegation", case, "subject", "To check it")
    assert found["subject_name"] == SUBJECT
    with office.store.transaction() as writer:
        writer.run("DELETE FROM key WHERE name LIKE 'part/%'")
    with refused("not_allowed", "reveal"):
        records.reveal(office, "allegation", case, "subject", "To check it")


def test_what_was_sealed_last_is_what_is_read(
    country: Country, office: Session, hq: Session, clock: HandClock
) -> None:
    case = share_subject(office)
    clock.move(days=-400)
    acts.act(office, "allegation", case, "share_subject", {"subject_name": "Canary-J4"})
    country.carry(office, hq)
    found = records.reveal(hq, "allegation", case, "subject", "To pass it on")
    assert found["subject_name"] == "Canary-J4"
    blocks = [c for c in written(office, SEA) if c.is_block]
    assert blocks[1].base == (blocks[0].name,)


def test_an_officers_own_note_stands_over_what_came_and_hides_no_more(
    country: Country, office: Session, hq: Session
) -> None:
    case = share_subject(office)
    country.carry(office, hq)
    records.edit(hq, "allegation", case, {"subject_function": "Driver"})
    found = records.reveal(hq, "allegation", case, "subject", "To pass it on")
    assert (found["subject_name"], found["subject_function"]) == (SUBJECT, "Driver")


def test_a_block_is_in_no_value_clash_search_or_list(country: Country, office: Session, hq: Session) -> None:
    case = share_subject(office)
    acts.act(hq, "allegation", take_down(hq), "notify", {})
    country.exchange(office, hq)
    for session in (office, hq):
        row = records.read(session, "allegation", case)
        assert not [name for name in (*row.values, *row.clashes) if name.startswith("sealed")]
        assert all(c.value is None for c in records.history(session, "allegation", case) if c.is_block)
        assert records.search(session, "subject") == []
        with refused("unknown_field", "sealed.subject"):
            records.list_page(session, "allegation", {"sealed.subject": "x"})
        assert checking.check(session).ok


def test_what_a_person_looked_at_and_why_is_kept(country: Country, office: Session, hq: Session) -> None:
    case = share_subject(office)
    country.carry(office, hq)
    records.reveal(hq, "allegation", case, "subject", "To pass it on")
    (line,) = audit.list_about(hq, "allegation", case)
    assert (line.part, line.reason) == ("subject", "To pass it on")


def test_a_part_that_is_none_and_an_empty_reason_are_refused(office: Session) -> None:
    case = take_down(office)
    for part, reason, code in (
        ("notice", "x", "not_in_list"),
        ("report", "x", "not_in_list"),
        ("subject", " ", "needed"),
    ):
        with pytest.raises(Trouble) as found:
            records.reveal(office, "allegation", case, part, reason)
        assert found.value.code == code


def share_subject(session: Session) -> str:
    """Keep a case, notify, and seal its subject's part; return its id."""
    case = take_down(session)
    acts.act(session, "allegation", case, "notify", {})
    acts.act(session, "allegation", case, "share_subject", {"subject_points_to_survivor": "no"})
    return case


def pack(block: sealed_parts.Block) -> str:
    """Return a block as its line."""
    return base64.b64encode(msgspec.msgpack.encode(block)).decode()

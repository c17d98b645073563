"""Reading gives pages in order, finds by the words people typed, and opens a sealed part only when asked."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focal_desktop.store import reader
from focal_desktop.usecases import records
from tests.desks import Desk

NAMES = ("Água viva", "Water Trust", "O'Neill & Sons", "مؤسسة الأمل", "Straße 9", "水利會")


@pytest.fixture
def raw(desk: Desk) -> Any:
    """A database with a partner of each name."""
    records.add_many(desk.session, "partner", [{"name": name} for name in NAMES])
    return desk.session.store.connection


def find(raw: Any, text: str) -> list[str]:
    """Return the titles a search finds."""
    return sorted(row.title for row in reader.search(raw, text))


SEARCHES: tuple[tuple[str, list[str]], ...] = (
    ("water", ["Water Trust"]),
    ("WATER", ["Water Trust"]),
    ("wat tru", ["Water Trust"]),
    ("trust water", ["Water Trust"]),
    ("water nothing", []),
    ("ater", []),
    ("agua", ["Água viva"]),
    (unicodedata.normalize("NFD", "Água"), ["Água viva"]),
    (unicodedata.normalize("NFC", "Água"), ["Água viva"]),
    ("o'neill", ["O'Neill & Sons"]),
    ("neill", ["O'Neill & Sons"]),
    ("neill & sons", ["O'Neill & Sons"]),
    ('"sons"', ["O'Neill & Sons"]),
    ("sons OR water", []),
    ("NOT water", []),
    ("text:water", []),
    ("wat*", ["Water Trust"]),
    ("الأمل", ["مؤسسة الأمل"]),
    ("水", ["水利會"]),
    ("straße 9", ["Straße 9"]),
    ("", []),
    ("   ", []),
    ("&", []),
    ('"', []),
    ("*", []),
    ("\x00", []),
    ("water\x00trust", ["Water Trust"]),
    ("\ud800", []),
    ("\ud800 water", ["Water Trust"]),
    ("\u0301", []),
    ("²", []),
)


def test_a_search_finds_by_words(raw: Any) -> None:
    for text, found in SEARCHES:
        assert find(raw, text) == found, text


def test_what_was_typed_with_loose_accents_is_found(desk: Desk, raw: Any) -> None:
    records.add(desk.session, "partner", {"name": unicodedata.normalize("NFD", "Café Zoé")})
    for form in ("NFC", "NFD"):
        assert len(find(raw, unicodedata.normalize(form, "café zoé"))) == 1
    assert len(find(raw, "cafe zoe")) == 1


def test_a_search_of_many_words_is_no_fault(raw: Any) -> None:
    assert find(raw, "water " * 5_000) == ["Water Trust"]
    assert find(raw, "w" * 100_000) == []
    assert find(raw, " ".join(f"w{number}" for number in range(5_000))) == []


@given(text=st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_a_fault(raw: Any, text: str) -> None:
    assert set(find(raw, text)) <= set(NAMES) | {"Nairobi (KEN)"}


def test_every_word_of_a_name_finds_it(raw: Any) -> None:
    for name in NAMES:
        for word in name.split():
            assert word == "&" or name in find(raw, word), word


def test_a_search_gives_so_many_and_no_more(desk: Desk, raw: Any) -> None:
    records.add_many(desk.session, "partner", [{"name": f"Same {number}"} for number in range(60)])
    assert len(reader.search(raw, "same")) == 50
    assert len(reader.search(raw, "same", limit=7)) == 7


def test_pages_follow_each_other(desk: Desk, raw: Any) -> None:
    kind = desk.session.kind("partner")
    whole, more = reader.read_page(raw, kind, {})
    assert [row.id for row in whole] == sorted(row.id for row in whole)
    assert not more
    after, seen = "", []
    for _ in range(3):
        page, more = reader.read_page(raw, kind, {}, after, 2)
        seen += page
        after = page[-1].id
    assert seen == whole
    assert not more
    assert reader.read_page(raw, kind, {}, after, 2) == ([], False)
    assert reader.read_all(raw, kind) == whole


NARROWED: tuple[tuple[dict[str, str], list[str]], ...] = (
    ({"name": "Water Trust"}, ["Water Trust"]),
    ({"name": "water trust"}, []),
    ({"country": "KE"}, ["Fire"]),
    ({"has_contact": "yes"}, ["Fire"]),
    ({"has_contact": "not_asked", "country": ""}, sorted(NAMES)),
    ({"country": "KE", "name": "Water Trust"}, []),
    ({"title": "Fire"}, ["Fire"]),
    ({"office": "KEN", "country": "KE"}, ["Fire"]),
    ({"name": "' OR 1=1 --"}, []),
    ({"name": 'Quoted "Trust" \\ Söhne'}, ['Quoted "Trust" \\ Söhne']),
    ({"name": "Söhne"}, []),
)


def test_a_page_is_narrowed(desk: Desk, raw: Any) -> None:
    records.add(desk.session, "partner", {"name": "Fire", "country": "KE", "has_contact": "yes"})
    records.add(desk.session, "partner", {"name": 'Quoted "Trust" \\ Söhne', "has_contact": "no"})
    for where, found in NARROWED:
        rows, _ = reader.read_page(raw, desk.session.kind("partner"), where)
        assert sorted(row.title for row in rows) == found, where


def test_a_set_is_narrowed_by_one_of_its_codes(desk: Desk, raw: Any) -> None:
    both = records.add(desk.session, "channel", {"name": "Both", "languages": ["en", "fr"]}).id
    records.add(desk.session, "channel", {"name": "None"})
    kind = desk.session.kind("channel")
    for code, found in (("fr", [both]), ("en", [both]), ("ar", [])):
        rows, _ = reader.read_page(raw, kind, {"languages": code})
        assert [row.id for row in rows] == found, code


def test_a_number_is_narrowed_as_it_is_written(desk: Desk, raw: Any) -> None:
    two = records.add(desk.session, "allegation", {"victims": 2}).id
    none = records.add(desk.session, "allegation", {}).id
    kind = desk.session.kind("allegation")
    for value, found in (("2", [two]), ("", [none]), ("3", [])):
        rows, _ = reader.read_page(raw, kind, {"victims": value})
        assert [row.id for row in rows] == found, value


def test_parts_are_narrowed_by_their_parent(desk: Desk, raw: Any) -> None:
    plan = records.add(desk.session, "plan", {"office": "KEN", "year": 2026}).id
    part = records.add(desk.session, "action", {"plan": plan}).id
    alone = records.add(desk.session, "action", {"activity": "Without a plan"}).id
    kind = desk.session.kind("action")
    for parent, found in ((plan, [part]), ("", [alone]), (part, [])):
        rows, _ = reader.read_page(raw, kind, {"plan": parent})
        assert [row.id for row in rows] == found, parent


def test_a_state_is_narrowed_before_anyone_wrote_it(desk: Desk, raw: Any) -> None:
    draft = records.add(desk.session, "allegation", {}).id
    rows, _ = reader.read_page(raw, desk.session.kind("allegation"), {"state": "draft"})
    assert [row.id for row in rows] == [draft]


def test_parts_are_read_by_their_parent(desk: Desk, raw: Any) -> None:
    partner = records.add(desk.session, "partner", {"name": "One"}).id
    signed = [records.add(desk.session, "agreement", {"partner": partner}).id for _ in range(2)]
    records.add(desk.session, "agreement", {})
    assert [row.id for row in reader.read_parts(raw, "agreement", partner)] == sorted(signed)
    assert reader.read_parts(raw, "agreement", "other") == []


def test_a_sealed_part_opens_alone(desk: Desk, raw: Any) -> None:
    service = desk.session.policy.codes("service_type")[0]
    survivor = {"survivor_name": "One", "survivor_services": [service]}
    made = records.add(desk.session, "allegation", {**survivor, "subject_name": "Two", "area": "Three"}).id
    kind = desk.session.kind("allegation")
    found = reader.read_sealed(raw, kind, made, "survivor")
    assert {c.field: c.value for c in found} == survivor
    assert [c.value for c in reader.read_sealed(raw, kind, made, "subject")] == ["Two"]
    assert reader.read_sealed(raw, kind, made, "reporter") == []
    assert reader.read_sealed(raw, kind, made, "details") == []
    assert reader.read_sealed(raw, kind, made, "notice") == []


def test_what_is_not_there_is_nothing(raw: Any, desk: Desk) -> None:
    assert reader.read_row(raw, "partner", "other") is None
    assert reader.read_key(raw, "other") is None
    assert reader.read_meta(raw, "other") is None
    assert reader.read_history(raw, "partner", "other") == []
    assert not reader.is_reference_taken(raw, "AAAAAA")
    row = reader.read_all(raw, desk.session.kind("partner"))[0]
    assert reader.read_row(raw, "agreement", row.id) is None
    assert reader.is_reference_taken(raw, row.reference)


def test_records_and_changes_are_counted(raw: Any) -> None:
    assert reader.count(raw) == (len(NAMES) + 1, len(NAMES) + 3)

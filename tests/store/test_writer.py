"""The one way in: the same change twice is one, the row follows its log, a sealed part shows nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from focal_desktop.crypto import keys
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Scope
from focal_desktop.store import log, reader
from focal_desktop.store.writer import Writer, encode, part_key_name
from tests.desks import Desk

ONE = "aaaaaaaaaaaaaaaaaaaaaaaa"


@pytest.fixture
def writer(desk: Desk) -> Iterator[Writer]:
    """The writer of one transaction."""
    with desk.session.store.transaction() as found:
        yield found


@pytest.fixture
def raw(desk: Desk) -> Any:
    """The open database."""
    return desk.session.store.connection


def change(field: str, value: Any, counter: int = 1, **more: Any) -> Change:
    """Return a change of one partner by another device, as it would come in."""
    said = {"scope": "far", "device": "other", "lamport": counter, "kind": "partner", "record": ONE, **more}
    return Change(field=field, value=value, counter=counter, **said)


def test_the_same_change_twice_is_one(writer: Writer, raw: Any) -> None:
    first = change("name", "Water")
    before = writer.tail
    assert writer.append([first]) == {("partner", ONE)}
    assert writer.tail[0] == before[0] + 1
    held = writer.tail
    assert writer.append([first]) == frozenset()
    assert writer.append([change("name", "Other words", 1)]) == frozenset()
    assert writer.tail == held == log.read_tail(raw)
    assert [c.value for c in log.read_record(raw, "partner", ONE)] == ["Water"]


def test_a_row_follows_its_log(writer: Writer, raw: Any) -> None:
    writer.append([change("name", "Water", 1), change("country", "KE", 2)])
    writer.append([change("name", "Fire", 3, base=("other:1",))])
    row = reader.read_row(raw, "partner", ONE)
    assert row is not None
    assert (row.title, row.values, row.clashes) == ("Fire", {"name": "Fire", "country": "KE"}, {})
    assert [one.id for one in reader.search(raw, "fire")] == [ONE]
    assert reader.search(raw, "water") == []


def test_a_log_that_was_just_read_folds_as_one_that_is_read_now(writer: Writer, raw: Any) -> None:
    case = {"kind": "allegation", "scope": Scope.SEALED}
    first = [change("survivor_name", "Canary", 1, **case), change("conduct", "sexual_abuse", 2, **case)]
    more = [change("survivor_name", "Another", 3, **case), change("setting", "office", 4, **case)]
    writer.append(first, [])
    writer.append(more, log.read_record(raw, "allegation", ONE))
    held = reader.read_row(raw, "allegation", ONE)
    assert held is not None
    assert held.values == {"conduct": "sexual_abuse", "setting": "office"}
    writer.fold("allegation", ONE)
    assert reader.read_row(raw, "allegation", ONE) == held


def test_two_values_that_knew_nothing_of_each_other_both_stand(writer: Writer, raw: Any) -> None:
    writer.append([change("name", "Water"), change("name", "Fire", device="third")])
    (row,) = reader.read_clashing(raw)
    assert {side.value for side in row.clashes["name"]} == {"Water", "Fire"}


def test_what_comes_too_early_waits_in_the_log(writer: Writer, raw: Any) -> None:
    writer.append([change("name", "Fire", 2, base=("other:1",))])
    row = reader.read_row(raw, "partner", ONE)
    assert row is not None
    assert row.values == {}
    writer.append([change("name", "Water", 1)])
    row = reader.read_row(raw, "partner", ONE)
    assert row is not None
    assert row.values == {"name": "Fire"}


def test_a_kind_of_a_newer_office_is_kept(writer: Writer, raw: Any) -> None:
    writer.append([change("colour", "red", kind="later"), change("words", "hidden words", 2, kind="later")])
    row = reader.read_row(raw, "later", ONE)
    assert row is not None
    assert (row.title, row.state, row.values) == ("", "", {"colour": "red", "words": "hidden words"})
    assert reader.search(raw, "hidden") == []
    assert [one.kind for one in reader.search(raw, row.reference)] == ["later"]


def test_a_sealed_part_is_kept_under_a_key_of_its_own(writer: Writer, raw: Any) -> None:
    parts = {"survivor_name": "Marked", "subject_name": "Stained"}
    for counter, (field, value) in enumerate(parts.items(), 1):
        writer.append([change(field, value, counter, kind="allegation")])
    survivor, subject = (reader.read_key(raw, part_key_name(ONE, part)) for part in ("survivor", "subject"))
    assert survivor is not None
    assert subject is not None
    assert survivor != subject
    held = [bytes(one[0]) for one in raw.execute("SELECT content FROM value ORDER BY sequence DESC LIMIT 2")]
    assert keys.open_bytes(survivor, held[1], b"other:1") == b'"Marked"'
    with pytest.raises(keys.NotForUs):
        keys.open_bytes(subject, held[1], b"other:1")
    with pytest.raises(keys.NotForUs):
        keys.open_bytes(survivor, held[1], b"other:2")
    for table in ("SELECT * FROM record", "SELECT * FROM search", "SELECT * FROM value"):
        held_there = str(raw.execute(table).fetchall())
        assert "Marked" not in held_there
        assert "Stained" not in held_there


def test_names_are_given_once_and_in_order(writer: Writer, desk: Desk) -> None:
    (scope,) = desk.session.scopes(Scope.SEA)
    assert writer.next_numbers(scope.id, 3) == (1, 1)
    assert writer.next_numbers(scope.id, 1) == (4, 2)
    writer.raise_lamport(scope.id, 9)
    writer.raise_lamport(scope.id, 5)
    assert writer.next_numbers(scope.id, 2) == (5, 10)


def test_a_known_scope_stays_as_it_is(writer: Writer, desk: Desk) -> None:
    writer.add_scope("far", "desk", "UGA")
    writer.add_scope("far", "sea", "KEN")
    (found,) = (scope for scope in desk.session.scopes(Scope.DESK, office="UGA"))
    assert (found.id, found.scope_class, found.counter, found.lamport) == ("far", "desk", 0, 0)


def test_a_record_belongs_to_the_office_of_its_scope(writer: Writer, raw: Any) -> None:
    writer.add_scope("far", "desk", "UGA")
    writer.append([change("name", "Water")])
    row = reader.read_row(raw, "partner", ONE)
    assert row is not None
    assert row.office == "UGA"
    writer.append([change("name", "Fire", scope="unheard", record="b" * 24)])
    row = reader.read_row(raw, "partner", "b" * 24)
    assert row is not None
    assert row.office == ""


def test_equal_values_are_equal_bytes() -> None:
    assert encode({"b": 1, "a": ["é"]}) == encode({"a": ["é"], "b": 1}) == '{"a":["é"],"b":1}'.encode()


def test_an_erased_part_gives_nothing(writer: Writer, raw: Any, desk: Desk) -> None:
    writer.append([change("survivor_name", "Marked", kind="allegation")])
    writer.run("INSERT INTO erasure VALUES (?,?,?,?)", ONE, "survivor", "retention", "")
    writer.run("DELETE FROM value WHERE sequence = ?", writer.tail[0])
    kind = desk.session.kind("allegation")
    (left,) = reader.read_sealed(raw, kind, ONE, "survivor")
    assert (left.field, left.value, left.is_erased) == ("survivor_name", None, True)
    writer.run("DELETE FROM key WHERE name = ?", part_key_name(ONE, "survivor"))
    assert reader.read_sealed(raw, kind, ONE, "survivor") == []
    assert log.find_break(raw) is None

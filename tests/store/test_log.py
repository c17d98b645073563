"""The log only grows, is read as it was written, and tells of whatever was altered in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from sqlcipher3 import dbapi2  # type: ignore[import-untyped] # the wheel ships no types

from focal_desktop.crypto import chain
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Scope
from focal_desktop.store import log
from focal_desktop.usecases import records
from tests.desks import Desk, refused, with_key_in_hand

ALTERED = (
    "UPDATE change SET scope = 'other'",
    "UPDATE change SET device = 'other'",
    "UPDATE change SET counter = counter + 100",
    "UPDATE change SET lamport = lamport + 1",
    "UPDATE change SET kind = 'plan'",
    "UPDATE change SET record = 'other'",
    "UPDATE change SET field = 'country'",
    "UPDATE change SET base = 'other:1'",
    "UPDATE change SET at = '2020-01-01T00:00:00Z'",
    "UPDATE change SET commitment = zeroblob(32)",
    "UPDATE change SET link = zeroblob(32)",
    "UPDATE value SET content = '\"Tow\"'",
    "UPDATE value SET salt = zeroblob(16)",
    "DELETE FROM value",
)
SEALED = (
    "UPDATE value SET content = zeroblob(length(content))",
    "UPDATE value SET content = substr(content, 2)",
    "UPDATE value SET salt = zeroblob(16)",
    "DELETE FROM value",
)
GROWS = (
    "UPDATE change SET at = ''",
    "UPDATE change SET at = at WHERE sequence = 1",
    "DELETE FROM change",
    "DELETE FROM change WHERE sequence = (SELECT max(sequence) FROM change)",
    "UPDATE value SET content = '1'",
    "DELETE FROM value WHERE sequence = 1",
    "INSERT OR REPLACE INTO value SELECT sequence, '1', salt FROM value WHERE sequence = 1",
    "INSERT OR REPLACE INTO change SELECT * FROM change WHERE sequence = 1",
)


@pytest.fixture
def partner(desk: Desk) -> str:
    """A partner whose name was written three times, amid other records."""
    made = records.add(desk.session, "partner", {"name": "One"}).id
    for name in ("Two", "Three"):
        records.edit(desk.session, "partner", made, {"name": name})
        records.add(desk.session, "person", {})
    return made


def sequence_of(desk: Desk, value: str) -> int:
    """Return where in the log a value stands."""
    found = desk.session.store.connection.execute(
        "SELECT sequence FROM value WHERE content = ?", (f'"{value}"',)
    )
    return int(found.fetchone()[0])


def test_the_log_only_grows(desk: Desk, partner: str) -> None:
    before = records.history(desk.session, "partner", partner)
    for statement in GROWS:
        with pytest.raises(dbapi2.IntegrityError, match=r"append-only|never altered|no order"):
            desk.session.store.connection.execute(statement)
        assert records.history(desk.session, "partner", partner) == before
    assert log.find_break(desk.session.store.connection) is None


def test_a_value_goes_where_an_order_stands(desk: Desk, partner: str) -> None:
    raw = desk.session.store.connection
    sequence = sequence_of(desk, "One")
    raw.execute("INSERT INTO erasure VALUES (?, '', 'retention', '')", (partner,))
    raw.execute("DELETE FROM value WHERE sequence = ?", (sequence,))
    first = log.read_record(raw, "partner", partner)[0]
    assert (first.field, first.value, first.is_erased) == ("name", None, True)
    assert log.find_break(raw) is None


@pytest.mark.usefixtures("partner")
def test_an_order_for_one_record_frees_no_other(desk: Desk) -> None:
    raw = desk.session.store.connection
    raw.execute("INSERT INTO erasure VALUES ('other', '', 'retention', '')")
    with pytest.raises(dbapi2.IntegrityError, match="no order"):
        raw.execute("DELETE FROM value WHERE sequence = ?", (sequence_of(desk, "One"),))


@contextmanager
def altered(desk: Desk, alteration: str, sequence: int) -> Iterator[Any]:
    """Hold a database that somebody with its key has altered at one place; afterwards it is as before."""
    raw = desk.session.store.connection
    raw.execute("BEGIN")
    with with_key_in_hand(desk.session):
        raw.execute(f"{alteration} WHERE sequence = ?", (sequence,))
    yield raw
    raw.execute("ROLLBACK")


@pytest.mark.usefixtures("partner")
def test_whatever_is_altered_is_found(desk: Desk) -> None:
    sequence = sequence_of(desk, "Two")
    for alteration in ALTERED:
        with altered(desk, alteration, sequence) as raw:
            assert log.find_break(raw) == sequence, alteration
    with altered(desk, "DELETE FROM change", sequence) as raw:
        assert log.find_break(raw) == sequence + 1
    assert log.find_break(raw) is None


@pytest.mark.usefixtures("partner")
def test_entries_in_another_order_are_found(desk: Desk) -> None:
    first, second = sequence_of(desk, "Two"), sequence_of(desk, "Three")
    with with_key_in_hand(desk.session) as raw:
        for before, after in ((first, -1), (second, first), (-1, second)):
            raw.execute("UPDATE change SET sequence = ? WHERE sequence = ?", (after, before))
            raw.execute("UPDATE value SET sequence = ? WHERE sequence = ?", (after, before))
    assert log.find_break(raw) == first


def test_a_sealed_value_cannot_be_altered_unseen(desk: Desk) -> None:
    made = records.add(desk.session, "allegation", {"conduct": "unknown", "survivor_words": "Only mine"}).id
    raw = desk.session.store.connection
    assert log.find_break(raw) is None
    (sequence,) = raw.execute(
        "SELECT sequence FROM change WHERE record = ? AND field = 'survivor_words'", (made,)
    ).fetchone()
    for alteration in SEALED:
        with altered(desk, alteration, sequence):
            assert log.find_break(raw) == sequence, alteration


@pytest.mark.usefixtures("partner")
def test_links_follow_from_a_fixed_start(desk: Desk) -> None:
    raw = desk.session.store.connection
    newest, head = log.read_tail(raw)
    assert log.link_at(raw, 0) == log.START
    assert log.link_at(raw, newest) == head
    assert log.link_at(raw, newest + 1) is None
    with with_key_in_hand(desk.session):
        raw.execute("DELETE FROM change")
        raw.execute("DELETE FROM value")
    assert log.read_tail(raw) == (0, log.START)
    assert log.find_break(raw) is None


def test_a_link_binds_what_goes_before_the_names_and_the_value() -> None:
    change = Change(
        scope="a", device="b", counter=1, lamport=2, kind="c", record="d", field="e", value="f", base=("g:1",)
    )
    others = [
        log.next_link(log.START, change, chain.salted(b"1", bytes(16))),
        log.next_link(bytes(31) + b"\1", change, chain.salted(b"1", bytes(16))),
        log.next_link(log.START, change, chain.salted(b"2", bytes(16))),
        log.next_link(log.START, change, chain.salted(b"1", bytes(15) + b"\1")),
    ]
    assert len(set(others)) == len(others)


def test_a_record_is_read_in_the_order_it_came(desk: Desk, partner: str) -> None:
    found = log.read_record(desk.session.store.connection, "partner", partner)
    assert [(c.field, c.value) for c in found] == [("name", "One"), ("name", "Two"), ("name", "Three")]
    assert [c.base for c in found] == [(), (found[0].name,), (found[1].name,)]
    assert log.read_record(desk.session.store.connection, "person", partner) == []


@pytest.mark.usefixtures("partner")
def test_what_this_device_wrote_is_read_by_its_counters(desk: Desk) -> None:
    (scope,) = desk.session.scopes(Scope.DESK)
    raw, device = desk.session.store.connection, desk.session.person.device
    found = log.read_own(raw, scope.id, device, 0, 1000)
    assert [c.counter for c in found] == list(range(1, scope.counter + 1))
    assert log.read_own(raw, scope.id, device, 2, 3) == found[2:5]
    assert log.read_own(raw, scope.id, "other", 0, 1000) == []
    assert log.read_own(raw, "other", device, 0, 1000) == []


def test_a_row_without_a_link_is_damage() -> None:
    """As where a page of another day was put back under the table."""
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute("CREATE TABLE change (sequence INTEGER, link BLOB)")
        other.execute("INSERT INTO change VALUES (1, NULL)")
        with refused("damaged"):
            log.read_tail(other)

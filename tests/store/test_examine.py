"""Reading a vault from end to end finds what was damaged or altered, names it, and tells no content."""

from __future__ import annotations

import pytest

from focal_desktop.store import examine
from focal_desktop.store.examine import Found
from focal_desktop.usecases import acts, records
from tests.desks import Desk, full_disk, refused, with_key_in_hand

PAGE_BYTES = 4096
RECORD = (
    "UPDATE record SET reference = 'AAAAAA' WHERE id = ?",
    "UPDATE record SET title = 'Other' WHERE id = ?",
    "UPDATE record SET state = 'closed' WHERE id = ?",
    "UPDATE record SET office = 'UGA' WHERE id = ?",
    "UPDATE record SET on_date = '2020-01-01' WHERE id = ?",
    "UPDATE record SET parent = 'other' WHERE id = ?",
    "UPDATE record SET body = '{}' WHERE id = ?",
    "UPDATE record SET body = 'no JSON' WHERE id = ?",
    "UPDATE record SET clashes = '{\"name\":[]}' WHERE id = ?",
    "UPDATE record SET kind = 'partner' WHERE id = ?",
    "DELETE FROM record WHERE id = ?",
    "UPDATE search SET text = 'other' WHERE rowid = (SELECT number FROM record WHERE id = ?)",
    "DELETE FROM search WHERE rowid = (SELECT number FROM record WHERE id = ?)",
)


@pytest.fixture
def case(desk: Desk) -> str:
    """A notified allegation with a sealed part, amid other records."""
    said = {"regime": "sea", "received_on": "2026-03-01", "area": "North", "survivor_words": "Marked words"}
    made = records.add(desk.session, "allegation", said).id
    acts.act(desk.session, "allegation", made, "notify", {})
    records.add_many(desk.session, "partner", [{"name": f"Partner {number}"} for number in range(20)])
    return made


def holds(found: Found) -> bool:
    """Say whether all of it holds."""
    return found.pages and found.chain and found.anchor and found.refold and not found.first_bad


def test_a_sound_vault_holds(desk: Desk, case: str) -> None:
    for _ in range(2):
        found = examine.examine(desk.reopen().store)
        assert holds(found)
        assert (found.records, found.changes) == (22, 3 + 4 + 5 + 20)
    assert records.read(desk.session, "allegation", case)


def test_a_new_vault_holds(desk: Desk) -> None:
    assert holds(examine.examine(desk.session.store))


def test_a_row_that_does_not_follow_from_its_log_is_found(desk: Desk, case: str) -> None:
    raw = desk.session.store.connection
    for alteration in RECORD:
        raw.execute("BEGIN")
        raw.execute(alteration, (case,))
        found = examine._find_bad_record(raw, desk.session.store.rules)
        raw.execute("ROLLBACK")
        assert found in (f"record {case}", "record"), alteration
    assert examine._find_bad_record(raw, desk.session.store.rules) == ""


def test_a_row_from_nowhere_is_found(desk: Desk) -> None:
    raw = desk.session.store.connection
    raw.execute(
        "INSERT INTO record SELECT NULL, kind, 'other', reference, title, state, office, on_date, parent,"
        " body, clashes FROM record LIMIT 1"
    )
    found = examine.examine(desk.session.store)
    assert (found.refold, found.chain, found.first_bad) == (False, True, "record")


def test_an_altered_log_is_named_by_its_place(desk: Desk, case: str) -> None:
    with with_key_in_hand(desk.session) as raw:
        raw.execute("UPDATE value SET content = '\"Marked\"' WHERE sequence = 5")
    found = examine.examine(desk.session.store)
    assert (found.chain, found.anchor, found.first_bad) == (False, True, "change 5")
    assert case not in found.first_bad


def test_a_log_without_its_end_is_found(desk: Desk, case: str) -> None:
    last = desk.session.store.tail()[0]
    with with_key_in_hand(desk.session) as raw:
        raw.execute("DELETE FROM change WHERE sequence = ?", (last,))
        raw.execute("DELETE FROM value WHERE sequence = ?", (last,))
    found = examine.examine(desk.session.store)
    assert (found.chain, found.anchor, found.first_bad) == (True, False, "anchor")
    assert records.read(desk.session, "allegation", case)


def test_a_value_that_is_no_value_is_found(desk: Desk, case: str) -> None:
    with with_key_in_hand(desk.session) as raw:
        raw.execute("UPDATE value SET content = 'no JSON' WHERE sequence = 5")
    found = examine.examine(desk.session.store)
    assert (found.chain, found.refold) == (False, False)
    assert records.read(desk.session, "allegation", case)


def test_every_flipped_page_is_found(desk: Desk, case: str) -> None:
    desk.lock()
    whole = desk.database.read_bytes()
    pages = len(whole) // PAGE_BYTES
    assert pages > 20
    assert case
    raw = bytearray(whole)
    for page in range(2, pages, 5):
        raw[page * PAGE_BYTES + 100] ^= 4
    desk.database.write_bytes(raw)
    found = examine.examine(desk.session.store)
    assert (found.pages, found.anchor, found.first_bad) == (False, True, "page")
    assert (found.records, found.changes) == (0, 0)


def test_damage_under_an_open_vault_is_found_and_no_fault_of_ours(desk: Desk, case: str) -> None:
    desk.reopen()
    assert case
    raw = bytearray(desk.database.read_bytes())
    for place in range(PAGE_BYTES + 100, len(raw), PAGE_BYTES):
        raw[place] ^= 4
    desk.database.write_bytes(raw)
    desk.session.store.connection.execute("PRAGMA shrink_memory").fetchall()
    found = examine.examine(desk.session.store)
    assert (found.pages, found.chain, found.anchor, found.refold) == (False, False, False, False)
    assert (found.records, found.changes) == (0, 0)


def test_a_full_disk_is_no_damage(desk: Desk, case: str) -> None:
    assert case
    with full_disk(1), refused("disk_full"):
        examine.examine(desk.session.store)
    assert holds(examine.examine(desk.session.store))


def test_a_row_that_is_not_there_does_not_follow_from_its_log(desk: Desk, case: str) -> None:
    store = desk.session.store
    assert examine._is_folded(store.connection, store.rules, "allegation", case)
    assert not examine._is_folded(store.connection, store.rules, "partner", case)


def test_a_scope_that_counts_from_an_earlier_day_is_found(desk: Desk, case: str) -> None:
    """As where one page of the disk came back: the next save would take names that are taken."""
    raw = desk.session.store.connection
    raw.execute("UPDATE scope SET counter = counter - 3, lamport = lamport - 1 WHERE class = 'sea'")
    found = examine.examine(desk.session.store)
    assert (found.chain, found.first_bad) == (False, "scope")
    assert records.read(desk.session, "allegation", case)

"""What waits in the log is read in pages: what is urgent, then the newest, as far as there is room."""

from __future__ import annotations

import pytest

from focal_desktop.domain.change import Change
from focal_desktop.store import log
from focal_desktop.sync import outbox, packing, turns
from focal_desktop.usecases import acts, records
from focal_desktop.usecases.session import Session
from tests.sync.company import Company, scope_of

CASE = {"regime": "sea", "received_on": "2026-03-01"}
FIELDS = ("title", "text", "owner")


def queue(session: Session, scope: str) -> outbox.Queue:
    """List what waits."""
    return turns.finish(outbox.queue(session, scope))


@pytest.mark.long
def test_a_long_log_is_read_in_pages_and_the_newest_goes_first(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    scope = scope_of(desk, "desk")
    assert queue(desk, scope) == outbox.Queue()
    count = outbox.LISTED // len(FIELDS) + 10
    records.add_many(desk, "recommendation", [dict.fromkeys(FIELDS, f"Words {n}") for n in range(count)])
    listing = turns.Course(outbox.queue(desk, scope))
    taken = 0
    while not listing.is_over:
        assert listing.next_turn() is None
        taken += 1
    waiting = listing.result
    assert taken > 1
    assert len(waiting.counters) == count * len(FIELDS) > outbox.LISTED
    assert (waiting.rank, waiting.urgent) == (outbox.BULK, 0)
    assert list(waiting.counters) == sorted(waiting.counters, reverse=True)
    whole = turns.finish(outbox.take(desk, scope, waiting, packing.PLAIN_BYTES))
    assert [change.counter for change in whole] == sorted(waiting.counters)
    few = turns.finish(outbox.take(desk, scope, waiting, 1000))
    assert 0 < len(few) < outbox.READ
    assert [change.counter for change in few] == sorted(waiting.counters[: len(few)])


def test_what_is_urgent_goes_even_where_there_is_no_room(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    scope = scope_of(desk, "sea")
    case = records.add(desk, "allegation", CASE).id
    acts.act(desk, "allegation", case, "notify", {})
    waiting = queue(desk, scope)
    assert (waiting.rank, waiting.urgent) == (0, len(waiting.counters))
    found = turns.finish(outbox.take(desk, scope, waiting, 0))
    assert {change.record for change in found} == {case}
    assert len(found) == waiting.urgent
    held = log.read_own(desk.store.connection, scope, desk.person.device, 0, 1000)
    assert {change.counter for change in found} <= {change.counter for change in held}


def make_changes(record: str, count: int, letters: int) -> list[Change]:
    """Return the changes of one save."""
    return [
        Change(
            scope="aa",
            device="one",
            counter=n,
            lamport=1,
            kind="partner",
            record=record,
            field="f",
            value="x" * letters,
        )
        for n in range(1, count + 1)
    ]


def test_a_record_is_cut_in_two_only_where_it_is_too_much_for_one_envelope() -> None:
    quarter = packing.RAW_BYTES // 4
    many = [change for name in "abcdefgh" for change in make_changes(name, 3, quarter // 2)]
    parts = outbox.split(many)
    assert len(parts) > 1
    assert [len({change.record for change in part}) for part in parts] == [len(part) // 3 for part in parts]
    assert sorted(c.record for part in parts for c in part) == sorted(c.record for c in many)
    alone = make_changes("a", 20, quarter)
    assert 1 < max(len(part) for part in outbox.split(alone)) <= 8

"""What leaves an office after Nairobi has read it: record, parts, and the envelopes that carried them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from focal_desktop.crypto import sealing, signing
from focal_desktop.store import feeds, header, reader
from focal_desktop.store.connection import Connection
from focal_desktop.sync import packing
from focal_desktop.sync.opening import Opener
from focal_desktop.usecases import (
    acts,
    audit,
    checking,
    erased,
    forms,
    orders,
    records,
    reporting,
    retention,
    unlocking,
)
from focal_desktop.usecases.session import Session
from focal_desktop.wire import Envelope, RosterState
from tests.conftest import HandClock
from tests.desks import refused
from tests.sync import feeding

SEA = "bb" * 8
CASE = {
    "regime": "sea",
    "received_on": "2026-03-01",
    "area": "CANARY-area",
    "survivor_name": "CANARY-survivor",
    "survivor_contact": "CANARY-contact",
    "subject_name": "CANARY-subject",
}


class Two(NamedTuple):
    """An office and headquarters that know each other, and the clock of both."""

    office: Session
    hq: Session
    state: RosterState
    clock: HandClock

    def exchange(self) -> None:
        """Let each hear the other until nothing is new, and count what was read."""
        feeding.exchange([self.office, self.hq], self.state)
        retention.note_reads(self.office)

    def go_on(self, days: int) -> None:
        """Let days go by, with an exchange a week as the empty envelope brings it."""
        for _ in range(days // 7):
            self.clock.move(days=7)
            self.exchange()
        self.clock.move(days=days % 7)
        self.exchange()

    def tell(self, **more: str) -> str:
        """Take down a case and pass it on."""
        identity = records.add(self.office, "allegation", {**CASE, **more}).id
        acts.act(self.office, "allegation", identity, "notify", {})
        return identity

    def due(self) -> list[tuple[str, str, date]]:
        """Return what is due within the days shown ahead."""
        return [(d.rule, d.part, d.leaves_on) for d in retention.look_ahead(self.office).due]


@pytest.fixture
def two(tmp_path: Path, clock: HandClock) -> Iterator[Two]:
    office = feeding.make_desk(tmp_path / "office", clock)
    hq = feeding.make_desk(tmp_path / "hq", clock, "root", "hq_desk", "hq_case")
    state = feeding.know(office, hq)
    devices = {device.id: device for device in state.devices.values()}
    for one in (office, hq):
        private = reader.read_key(one.store.connection, unlocking.DEVICE_SEAL) or b""
        known = signing.device_bytes(one.person.device)
        devices[known] = msgspec.structs.replace(devices[known], seal=sealing.public_of(private))
    state = msgspec.structs.replace(state, devices=devices)
    for one in (office, hq):
        one.store.adopt_roster(state)
    yield Two(office, hq, state, clock)
    office.store.close()
    hq.store.close()


def read_sealed_bytes(session: Session) -> str:
    """Return all that the envelopes of a vault say to whoever holds its keys."""
    connection, opener, found = session.store.connection, Opener(), []
    for kept in [one for state in (feeds.OWN, feeds.TAKEN) for one in feeds.read_state(connection, state)]:
        if kept.content:
            found.append(opener.open(session, Envelope.decode(kept.content), kept).decode())
    return "\n".join(found)


def test_an_unread_case_stays_for_ever(two: Two) -> None:
    identity = two.tell()
    two.clock.move(days=900)
    assert (two.due(), retention.tend(two.office)) == ([], 0)
    assert records.read(two.office, "allegation", identity)


def test_a_part_leaves_30_days_of_nairobis_after_it_was_read(two: Two) -> None:
    identity = two.tell()
    two.exchange()
    read_on = datetime.fromisoformat(two.office.at).date()
    two.go_on(1)
    assert two.due() == [("sealed_parts", "survivor", date.fromordinal(read_on.toordinal() + 30))]
    two.go_on(28)
    assert retention.tend(two.office) == 0
    two.go_on(7)  # Nairobi's word comes once a week, so it may be a week late
    assert retention.tend(two.office) == 1
    kept = records.reveal(two.office, "allegation", identity, "survivor", "To see")
    assert not any(kept.values())
    left = records.reveal(two.office, "allegation", identity, "subject", "To see")
    assert left["subject_name"] == "CANARY-subject", "headquarters never got it, so it stays"
    lines = [line for line in audit.list_about(two.office, "allegation", identity) if line.what == "erased"]
    assert [(line.part, line.reason) for line in lines] == [("survivor", "retention/sealed_parts")]
    assert checking.check(two.office).ok


def test_a_part_that_was_passed_on_leaves_after_it_was_read(two: Two) -> None:
    identity = two.tell(subject_points_to_survivor="no", consent_contact="given")
    two.exchange()
    two.go_on(14)
    acts.act(two.office, "allegation", identity, "share_subject", {})
    two.exchange()
    passed_on = datetime.fromisoformat(two.office.at).date()
    two.go_on(1)
    found = dict((part, on) for _, part, on in two.due())
    assert found["subject"] == date.fromordinal(passed_on.toordinal() + 30)
    two.go_on(45)
    assert retention.tend(two.office) == 2
    left = records.reveal(two.office, "allegation", identity, "survivor", "To see")
    assert {name: value for name, value in left.items() if value} == {"survivor_contact": "CANARY-contact"}
    assert not any(records.reveal(two.office, "allegation", identity, "subject", "To see").values())
    found_there = records.reveal(two.hq, "allegation", identity, "subject", "To see")
    assert found_there["subject_name"] == "CANARY-subject", "headquarters holds the record copy"


def test_a_part_written_on_since_it_was_passed_on_waits(two: Two) -> None:
    identity = two.tell(subject_points_to_survivor="no")
    acts.act(two.office, "allegation", identity, "share_subject", {})
    records.edit(two.office, "allegation", identity, {"subject_name": "CANARY-more"})
    two.exchange()
    two.go_on(60)
    retention.tend(two.office)
    left = records.reveal(two.office, "allegation", identity, "subject", "To see")
    assert left["subject_name"] == "CANARY-more"


def close_case(two: Two) -> str:
    """Let a case be read and closed."""
    identity = two.tell()
    acts.act(two.office, "allegation", identity, "share_details", {})
    two.exchange()
    acts.act(two.hq, "allegation", identity, "answer", {"answer": "received"})
    two.exchange()
    acts.act(two.hq, "allegation", identity, "close", {})
    two.exchange()
    return identity


def test_the_case_leaves_with_its_envelopes(two: Two) -> None:
    identity = close_case(two)
    other = records.add(two.office, "partner", {"name": "CANARY stays"}).id
    forms.keep(two.office, f"allegations/{identity}", {"area": "CANARY-typed"})
    two.go_on(98)
    assert "CANARY-area" in read_sealed_bytes(two.office)
    assert ("case_row", "", date(2026, 5, 31)) in two.due()
    key = header.unlock(header.read(two.office.store.folder / "header.bin"), feeding.PHRASE).data_key
    assert retention.tend(two.office) > 0
    with refused("not_found"):
        records.read(two.office, "allegation", identity)
    assert erased.find(two.office, two.office.kind("allegation"), identity)
    assert "CANARY-area" not in read_sealed_bytes(two.office)
    assert "CANARY" not in read_cells(two.office.store.connection).replace("CANARY stays", "")
    assert records.read(two.office, "partner", other).title == "CANARY stays"
    assert records.read(two.hq, "allegation", identity).values["area"] == "CANARY-area"
    front = header.unlock(header.read(two.office.store.folder / "header.bin"), feeding.PHRASE)
    assert front.data_key != key
    two.go_on(7)
    records.add(two.office, "partner", {"name": "After"})
    two.exchange()
    assert {row.title for row in records.list_page(two.hq, "partner", {})[0]} == {"CANARY stays", "After"}
    assert checking.check(two.office).ok


def read_cells(connection: Connection) -> str:
    """Return every value that stands in the clear for whoever has the database open."""
    names = ("value", "record", "search", "search_content", "draft", "meta")
    rows = [row for name in names for row in connection.execute(f"SELECT * FROM {name}").fetchall()]  # noqa: S608 names of tables
    return "\n".join(str(cell) for row in rows for cell in row)


def test_what_headquarters_asks_to_keep_stays(two: Two) -> None:
    identity = close_case(two)
    acts.act(two.hq, "allegation", identity, "hold", {})
    two.go_on(200)
    outlook = retention.look_ahead(two.office)
    assert outlook.due
    assert all(due.is_held for due in outlook.due)
    assert retention.tend(two.office) == 0
    acts.act(two.hq, "allegation", identity, "release", {})
    two.exchange()
    assert retention.tend(two.office) > 0
    assert records.list_page(two.office, "allegation", {})[0] == []


@pytest.mark.parametrize("year", [1970, 2090])
def test_a_wrong_clock_erases_nothing_early(two: Two, year: int) -> None:
    identity = close_case(two)
    two.clock.set(datetime(year, 1, 1, tzinfo=UTC))
    assert retention.tend(two.office) == 0
    assert records.read(two.office, "allegation", identity)
    two.clock.set(datetime(2026, 3, 3, tzinfo=UTC))
    two.exchange()
    assert retention.tend(two.office) == 0


def test_headquarters_keeps_the_record_copy(two: Two) -> None:
    identity = close_case(two)
    two.go_on(140)
    assert (retention.look_ahead(two.hq).due, retention.tend(two.hq)) == ([], 0)
    assert records.read(two.hq, "allegation", identity)


def test_the_subjects_part_leaves_at_once_where_nothing_was_substantiated(two: Two) -> None:
    identity = two.tell(subject_points_to_survivor="no")
    acts.act(two.office, "allegation", identity, "share_subject", {})
    two.exchange()
    two.go_on(7)
    assert retention.tend(two.office) == 0
    acts.act(two.hq, "allegation", identity, "end_subject", {})
    two.exchange()
    assert ("subject_part_after_outcome", "subject") in [(rule, part) for rule, part, _ in two.due()]
    assert retention.tend(two.office) == 1
    assert not any(records.reveal(two.office, "allegation", identity, "subject", "To see").values())
    kept = records.reveal(two.office, "allegation", identity, "survivor", "To see")
    assert kept["survivor_name"] == "CANARY-survivor"
    there = records.reveal(two.hq, "allegation", identity, "subject", "To see")
    assert there["subject_name"] == "CANARY-subject", "headquarters holds the record copy"
    assert checking.check(two.office).ok


def test_a_subjects_part_that_was_never_passed_on_waits_for_it(two: Two) -> None:
    identity = two.tell(subject_points_to_survivor="no")
    two.exchange()
    acts.act(two.hq, "allegation", identity, "end_subject", {})
    two.go_on(14)
    assert retention.tend(two.office) == 0
    acts.act(two.office, "allegation", identity, "share_subject", {})
    two.exchange()
    two.go_on(7)
    retention.tend(two.office)
    assert not any(records.reveal(two.office, "allegation", identity, "subject", "To see").values())


def test_a_word_on_the_outcome_that_was_taken_back_counts_no_more(two: Two) -> None:
    identity = two.tell(subject_points_to_survivor="no")
    acts.act(two.office, "allegation", identity, "share_subject", {})
    two.exchange()
    acts.act(two.hq, "allegation", identity, "end_subject", {})
    records.edit(two.hq, "allegation", identity, {"subject_ended_on": None})
    two.exchange()
    two.go_on(7)
    assert retention.tend(two.office) == 0


def test_only_case_officers_speak_of_an_outcome(two: Two) -> None:
    identity = two.tell()
    for name in ("end_subject", "enter_in_cmts"):
        with refused("not_allowed"):
            acts.act(two.office, "allegation", identity, name, {})


class Three(NamedTuple):
    """An office and two officers, each of whom dates the other's days."""

    two: Two
    other: Session

    def go_on(self, days: int) -> None:
        """Let days go by, and then all three hear one another."""
        self.two.clock.move(days=days)
        feeding.exchange([self.two.office, self.two.hq, self.other], self.two.state)
        retention.note_reads(self.two.office)


@pytest.fixture
def three(two: Two, tmp_path: Path) -> Iterator[Three]:
    other = feeding.make_desk(tmp_path / "other", two.clock, "root", "hq_desk", "hq_case")
    state = feeding.know(two.office, two.hq, other)
    devices = {device.id: device for device in state.devices.values()}
    for one in (two.office, two.hq, other):
        private = reader.read_key(one.store.connection, unlocking.DEVICE_SEAL) or b""
        known = signing.device_bytes(one.person.device)
        devices[known] = msgspec.structs.replace(devices[known], seal=sealing.public_of(private))
    state = msgspec.structs.replace(state, devices=devices)
    for one in (two.office, two.hq, other):
        one.store.adopt_roster(state)
    yield Three(two._replace(state=state), other)
    other.store.close()


def test_working_copies_leave_headquarters_once_the_outcome_is_in_cmts(three: Three) -> None:
    identity, hq = close_case(three.two), three.two.hq
    three.go_on(7)
    acts.act(hq, "allegation", identity, "enter_in_cmts", {})
    three.go_on(77)
    assert [(d.rule, d.part) for d in retention.look_ahead(hq).due] == [("hq_working_copy", "")]
    assert (retention.tend(hq), retention.tend(three.other)) == (0, 0)
    three.go_on(14)
    retention.tend(three.two.office)
    for one in (hq, three.other):
        assert retention.tend(one) == 1
        assert erased.find(one, one.kind("allegation"), identity)
        assert "CANARY" not in read_cells(one.store.connection)
        (line,) = [n for n in audit.list_about(one, "allegation", identity) if n.what == "erased"]
        assert line.reason == "retention/hq_working_copy"
        (left,) = reporting.read_entity(one).allegations or ()
        assert (left.state, left.received_on, left.regime) == ("closed", date(2026, 1, 1), "sea")
        assert (left.id, left.area, left.survivor_name) == ("", "", "")
        assert checking.check(one).ok
    three.go_on(14)
    for one in (hq, three.other):
        retention.tend(one)
        assert "CANARY" not in read_sealed_bytes(one)
        assert len(reporting.read_entity(one).allegations or ()) == 1, "it is counted once"


def test_what_an_office_wrote_too_late_is_told_though_nobody_reads_it(three: Three) -> None:
    identity, hq = close_case(three.two), three.two.hq
    acts.act(hq, "allegation", identity, "enter_in_cmts", {})
    feeding.exchange([hq, three.other], three.two.state)
    three.two.clock.move(days=100)
    feeding.exchange([hq, three.other], three.two.state)
    assert retention.tend(hq) == 1
    assert retention.list_late(hq) == []
    records.edit(three.two.office, "allegation", identity, {"danger_now": "yes"})
    three.go_on(1)
    assert retention.list_late(hq) == [identity]
    assert retention.list_late(three.other) == [], "it has read it before letting go"
    assert retention.list_late(three.two.office) == []


def test_a_working_copy_that_is_held_stays(three: Three) -> None:
    identity, hq = close_case(three.two), three.two.hq
    acts.act(hq, "allegation", identity, "enter_in_cmts", {})
    acts.act(hq, "allegation", identity, "hold", {})
    three.go_on(140)
    assert [due.is_held for due in retention.look_ahead(hq).due] == [True]
    assert (retention.tend(hq), retention.tend(three.other)) == (0, 0)
    assert records.read(hq, "allegation", identity)


def test_an_officer_alone_lets_no_working_copy_go(two: Two) -> None:
    """Nobody else at headquarters has dated a day, and one computer's clock may be wrong."""
    identity = close_case(two)
    acts.act(two.hq, "allegation", identity, "enter_in_cmts", {})
    two.go_on(200)
    assert retention.find_day(two.hq) is None
    assert retention.tend(two.hq) == 0
    assert retention.find_due(two.hq, identity)


def test_an_order_empties_the_envelopes_of_both(two: Two) -> None:
    identity = close_case(two)
    orders.order(two.hq, "allegation", identity, "asked_for")
    two.exchange()
    assert erased.find(two.office, two.office.kind("allegation"), identity)
    (given,) = orders.list_given(two.hq)
    assert (len(given.confirmed), given.missing) == (2, ())
    two.go_on(14)  # later batches come, so that none needs the earlier ones to be opened
    for one in (two.office, two.hq):
        retention.tend(one)
        assert "CANARY" not in read_sealed_bytes(one)
        assert checking.check(one).ok


def test_a_batch_that_is_still_coming_is_opened(two: Two) -> None:
    """What was received goes only once a later batch has come; else what follows could not be opened."""
    identity = two.tell()
    acts.act(two.office, "allegation", identity, "share_details", {})
    many = [{"title": f"Title {number}", "text": "words " * 900} for number in range(30)]
    records.add_many(two.office, "recommendation", many)
    sent = feeding.send(two.office, two.state)
    primed = [c for c in sent if Envelope.decode(c).header.dictionary == packing.PRIMED]
    assert primed, "the batch has several envelopes"
    early = [c for c in sent if c not in primed]
    feeding.take(two.hq, two.state, early)
    for row in records.list_page(two.hq, "recommendation", {})[0]:
        orders.order(two.hq, "recommendation", row.id, "mistake")
    orders.carry_out(two.hq)
    feeding.take(two.hq, two.state, sent)
    assert feeds.read_state(two.hq.store.connection, feeds.PARKED) == []


def test_an_old_word_dates_nothing_before_it_was_read(two: Two) -> None:
    """What another officer said earlier may come later; the day counted from is never before the reading."""
    two.tell()
    two.exchange()
    two.clock.move(days=20)
    later = two.tell()
    two.exchange()
    with two.office.store.transaction() as writer:
        writer.run("DELETE FROM meta WHERE name = ?", f"read/{SEA}")
        for scope in feeding.SCOPES:
            writer.set_meta(f"word/{scope}", b"2026-03-02T09:00:00Z")
    retention.note_reads(two.office)
    (due,) = retention.find_due(two.office, later)
    assert due.leaves_on >= date(2026, 3, 22) + timedelta(days=30)


def test_a_clock_far_ahead_makes_it_late_and_not_for_ever(two: Two) -> None:
    identity = two.tell()
    feeding.exchange([two.office, two.hq], two.state)
    now = two.clock.now()
    two.clock.set(datetime(2090, 1, 1, tzinfo=UTC))
    retention.note_reads(two.office)
    two.clock.set(now)
    (due,) = retention.find_due(two.office, identity)
    assert due.leaves_on == now.date() + timedelta(days=60)

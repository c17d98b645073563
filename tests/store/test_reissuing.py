"""What a restored vault names anew keeps its value, each sealed part under its own key."""

from __future__ import annotations

from focal_desktop.domain.record import Leaves
from focal_desktop.store import reissuing
from focal_desktop.usecases import checking, records, sealed_parts
from tests.desks import Desk

PARTS = (Leaves.SURVIVOR, Leaves.REPORTER, Leaves.SUBJECT, Leaves.ACCOUNT)
CASE = {
    "regime": "sea",
    "received_on": "2026-03-01",
    "survivor_name": "Marked survivor",
    "reporter_name": "Marked reporter",
    "subject_name": "Marked subject",
    "account": "Marked account",
}


def test_each_sealed_part_is_bound_anew_under_its_own_key(desk: Desk) -> None:
    session = desk.session
    case = records.add(session, "allegation", CASE).id
    kind = session.kind("allegation")
    before = {part: sealed_parts.read_local(session, kind, case, part) for part in PARTS}
    assert [part for part, said in before.items() if not said] == []
    former = session.person.device
    with session.store.transaction() as writer:
        assert reissuing.reissue(writer, session.store.connection, former, "another") >= 0
    for part, said in before.items():
        assert sealed_parts.read_local(session, kind, case, part) == said
    assert {c.device for c in records.history(session, "allegation", case)} == {"another"}
    found = checking.check(session)
    assert (found.chain, found.refold) == (True, True)
    assert case in [row.id for row in records.list_page(session, "allegation", {})[0]]

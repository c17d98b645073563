"""The audit trail's lines: what was altered or is no line tells nothing, and hides no other."""

from __future__ import annotations

import msgspec
import pytest

from focal_desktop.domain.change import Change
from focal_desktop.store import trail
from focal_desktop.usecases import audit, records
from tests.desks import Desk


@pytest.fixture
def chain(desk: Desk) -> trail.Chain:
    """The chain of a vault in which one sealed part was opened, for a reason."""
    made = records.add(desk.session, "allegation", {"regime": "sea", "survivor_name": "Canary"}).id
    records.reveal(desk.session, "allegation", made, "survivor", "Canary-reason")
    return trail.read_chain(desk.session.store.connection)


def find_place(chain: trail.Chain, field: str) -> int:
    """Return the place of the last entry of the trail with this field."""
    return max(n for n, e in enumerate(chain.entries, 1) if (e.kind, e.field) == (trail.KIND, field))


@pytest.mark.parametrize("text", ["no text of ours", "3", "\ud800"])
def test_a_reason_in_another_form_is_told_as_none(chain: trail.Chain, text: str) -> None:
    place = find_place(chain, trail.REASON)
    altered = msgspec.structs.replace(chain, said={**chain.said, place: (text, chain.said[place][1])})
    assert [one.reason for one in trail.list_told(chain)][-1] == "Canary-reason"
    assert [one.reason for one in trail.list_told(altered)][-1] == ""


def test_a_reason_whose_line_is_gone_stands_for_nothing(chain: trail.Chain) -> None:
    place = find_place(chain, trail.DEED)
    entries = list(chain.entries)
    entries[place - 1] = msgspec.structs.replace(entries[place - 1], kind="partner")
    altered = msgspec.structs.replace(chain, entries=tuple(entries))
    assert [one.reason for one in trail.list_told(altered)] == [
        one.reason for one in trail.list_told(chain)[:-1]
    ]


def test_a_record_under_a_lines_id_is_no_line(desk: Desk, chain: trail.Chain) -> None:
    """Whoever sends one can put it among the lines by its id; it is not told as an act."""
    before = audit.list_lines(desk.session)
    strange = Change(
        scope="aa" * 8,
        device="other",
        counter=1,
        lamport=1,
        kind="partner",
        record=trail.new_id(),
        field=trail.DEED,
        value=trail.write_told(trail.Told("opened")),
    )
    with desk.session.store.transaction() as writer:
        writer.append([strange])
    assert audit.list_lines(desk.session) == before
    assert trail.find_flaw(chain) is None

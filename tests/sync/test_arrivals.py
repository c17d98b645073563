"""What a hub names that it could not know is not believed, and what a later version sends is left alone."""

from __future__ import annotations

import pytest

from focal_desktop import wire
from focal_desktop.sync import arrivals, following
from tests.desks import refused
from tests.sync.company import Company, facts_of, scope_of


def test_an_item_of_a_kind_we_do_not_know_changes_nothing(company: Company) -> None:
    desk = company.staff()
    before = desk.store.tail()
    with desk.store.transaction() as writer:
        found = arrivals.take(desk, writer, desk.store.roster, wire.Item(99, b"of a later version"))
    assert found == arrivals.Arrived()
    assert desk.store.tail() == before


@pytest.mark.parametrize(("first", "count"), [(1, 2**40), (1_000_000, 1)], ids=["endless", "unknown"])
def test_own_items_that_never_were_are_not_believed(company: Company, first: int, count: int) -> None:
    desk = company.join(company.invite()).session
    stream = bytes.fromhex(scope_of(company.hq, "hq/all"))
    run = wire.Run(stream, 1, (wire.Own(first, count),))
    with desk.store.transaction() as writer:
        writer.run("DELETE FROM outgoing")
    with refused("hub_inconsistent"):
        following.follow(desk, facts_of(desk), wire.Answer(runs=(run,)), {}, is_whole=False)

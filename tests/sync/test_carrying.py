"""More than one request holds, and hubs that never agree: nothing is lost, nothing goes in a circle."""

from __future__ import annotations

import random

import pytest

from focal_desktop import wire
from focal_desktop.store import feeds
from focal_desktop.sync import exchange, outgoing, turns
from focal_desktop.sync.remote import Exchanged
from focal_desktop.usecases import records
from focal_desktop.usecases.session import Session
from tests.desks import refused
from tests.sync.company import Company, Line, facts_of
from tests.sync.test_succeeding import cut_off


class Counting(Line):
    """A line that remembers how long each request was."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.hub)
        self.sizes: list[int] = []

    def exchange(self, request: bytes) -> Exchanged:
        """Send one request."""
        self.sizes.append(len(request))
        return super().exchange(request)


class Stubborn(Line):
    """A line to a hub that never takes a counter."""

    def exchange(self, request: bytes) -> Exchanged:
        """Refuse whatever was asked."""
        return Exchanged(
            wire.REFUSALS["counter"], b"counter 5", is_whole=True, bytes_up=len(request), bytes_down=9
        )


class Restless(Counting):
    """A line to a hub that always says there is more."""

    def exchange(self, request: bytes) -> Exchanged:
        """Send the request, and promise more."""
        super().exchange(request)
        more = wire.Answer(more=True).encode()
        return Exchanged(200, more, is_whole=True, bytes_up=len(request), bytes_down=len(more))


def round_over(session: Session, line: Line) -> exchange.Round:
    """Return a round over a line."""
    return exchange.Round(session, facts_of(session), line)  # type: ignore[arg-type]  # a line is a remote here


def fill(desk: Session, count: int) -> set[str]:
    """Write what does not compress; return the ids."""
    chance = random.Random(7)  # noqa: S311 text that does not compress, not a secret
    words = [{"title": f"Title {n}", "text": chance.randbytes(2500).hex()} for n in range(count)]
    return {saved.id for saved in records.add_many(desk, "recommendation", words)}


@pytest.mark.long
def test_what_one_request_does_not_hold_goes_in_several(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    made = fill(desk, 500)
    line, goes_on = Counting(Line(company.hub)), True
    while goes_on:
        _, goes_on = round_over(desk, line).run(exchange.Synced())
    assert sum(line.sizes) > outgoing.REQUEST_BYTES > max(line.sizes) - 4096
    company.sync(company.hq)
    rows, _ = records.list_page(company.hq, "recommendation", {}, limit=1000)
    assert {row.id for row in rows} >= made


def test_after_a_cut_the_hub_is_asked_before_much_is_sent_again(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    fill(desk, 40)
    with cut_off(company, desk):
        waiting = feeds.count_waiting_bytes(desk.store.connection, desk.person.device)
    assert waiting > outgoing.AHEAD_BYTES
    line = Counting(Line(company.hub))
    looked = turns.finish(round_over(desk, line).look_first(exchange.Synced()))
    assert (looked.requests, len(line.sizes)) == (1, 1)
    assert line.sizes[0] < 1000
    company.sync(desk)
    assert not turns.finish(round_over(desk, line).look_first(exchange.Synced())).requests


def test_a_hub_that_never_takes_a_counter_is_given_up(company: Company) -> None:
    desk = company.staff()
    company.sync(desk)
    records.add(desk, "partner", {"name": "Water for all"})
    with refused("hub_inconsistent"):
        round_over(desk, Stubborn(company.hub)).run(exchange.Synced())
    company.sync(desk)
    assert not feeds.count_waiting_bytes(desk.store.connection, desk.person.device)


def test_a_hub_that_always_has_more_is_left_after_so_many_rounds(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    line = Restless(Line(company.hub))
    found = turns.finish(exchange.converse(round_over(desk, line)))
    assert found.requests == len(line.sizes) == exchange.MOST_ROUNDS

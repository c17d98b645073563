"""Recovery from an older hub in many steps: cut, in pieces, piled up, with keys; it comes to its end."""

from __future__ import annotations

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.store import rosters, streams
from focal_desktop.sync import exchange, outgoing, revoking, rollback, turns
from focal_desktop.sync.remote import Exchanged
from focal_desktop.usecases import records
from focal_desktop.usecases.session import Session
from tests.desks import refused
from tests.hub.hubs import Hub
from tests.sync.company import PATIENT, Company, Line, facts_of, scope_of, sealing_of, waiting_of
from tests.sync.test_carrying import Counting, fill
from tests.sync.test_rollback import add, go_on_alone, notify, put_back_after, require_whole, titles
from tests.sync.test_succeeding import cut_off

SMALL = msgspec.structs.replace(PATIENT, answer_kib=1)


def sync_over(session: Session, line: Line) -> exchange.Synced:
    """Exchange over a line of the test's own until nothing is new."""
    held = exchange.Round(session, facts_of(session), line)  # type: ignore[arg-type]  # a line is a remote here
    return turns.finish(exchange.converse(held))


def lose_three_and_go_on(company: Company, desk: Session, alternate: Session) -> None:
    """Let the hub lose what two vaults hold, and let another write in its place."""
    with put_back_after(company):
        for number in range(3):
            add(desk, f"Lost {number}")
            company.sync(desk)
        company.sync(company.hq, desk)
    go_on_alone(company, alternate)


class Shortening(Line):
    """A line that is cut half through each answer of some size, as often as it is told."""

    def __init__(self, hub: Hub, spared: int, often: int) -> None:
        super().__init__(hub)
        self.spared, self.often, self.cut = spared, often, 0

    def exchange(self, request: bytes) -> Exchanged:
        """Send the request, and bring a part of the answer."""
        found = super().exchange(request)
        if len(found.body) < 400 or self.cut == self.often:
            return found
        self.spared -= 1
        if self.spared >= 0:
            return found
        self.cut += 1
        return found._replace(body=found.body[: len(found.body) * 3 // 4], is_whole=False)


@pytest.mark.parametrize("spared", range(2))
def test_a_look_further_back_goes_on_where_it_was_cut(company: Company, spared: int) -> None:
    desk, alternate = company.staff(), company.staff(role="alternate")
    everybody = (desk, alternate, company.hq)
    require_whole(company, *everybody)
    lose_three_and_go_on(company, desk, alternate)
    line = Shortening(company.hub, spared, 2)
    sync_over(desk, line)
    assert line.cut
    require_whole(company, *everybody)
    assert len(titles(desk)) == 6


def test_a_look_further_back_may_take_many_small_answers(company: Company) -> None:
    desk, alternate = company.staff(), company.staff(role="alternate")
    everybody = (desk, alternate, company.hq)
    require_whole(company, *everybody)
    lose_three_and_go_on(company, desk, alternate)
    company.hub.close()
    company.hub = Hub(company.folder / "hub", company.clock, SMALL)
    found = sync_over(desk, Line(company.hub))
    assert found.requests > 6
    require_whole(company, *everybody)
    assert len(titles(desk)) == 6


class Misleading(Line):
    """A line to a hub that first claims another past, then answers so often with what it was given."""

    def __init__(self, hub: Hub, said: Exchanged, often: int) -> None:
        super().__init__(hub)
        self.said, self.often, self.asked = said, often, 0

    def exchange(self, request: bytes) -> Exchanged:
        """Answer as told, then as the hub does."""
        self.asked += 1
        if self.asked == 1:
            return tell(wire.Answer(strayed=True).encode())
        return self.said if self.asked <= self.often + 1 else super().exchange(request)


def tell(body: bytes, status: int = 200) -> Exchanged:
    """Return a whole answer."""
    return Exchanged(status, body, is_whole=True, bytes_up=1, bytes_down=len(body))


def test_a_hub_that_says_nothing_of_an_earlier_past_is_read_again_from_there(company: Company) -> None:
    desk = company.staff()
    add(desk, "Here")
    require_whole(company, desk, company.hq)
    line = Misleading(company.hub, tell(b"", 204), 1)
    sync_over(desk, line)
    assert line.asked > 2
    require_whole(company, desk, company.hq)
    assert titles(company.hq) == ["Here"]


def test_a_hub_that_always_has_more_of_an_earlier_past_is_given_up(company: Company) -> None:
    desk = company.staff()
    add(desk, "Here")
    require_whole(company, desk, company.hq)
    line = Misleading(company.hub, tell(wire.Answer(more=True).encode()), 1 << 30)
    with refused("hub_inconsistent"):
        sync_over(desk, line)
    assert line.asked == 1 + len(exchange.LOOKS_BACK) * exchange.MOST_ROUNDS
    assert streams.read_lost(desk.store.connection) == []
    require_whole(company, desk, company.hq)


@pytest.mark.long
def test_much_that_the_hub_lost_comes_back_in_several_requests(company: Company) -> None:
    desk, other = company.staff(), company.staff(role="alternate")
    require_whole(company, desk, other, company.hq)
    with put_back_after(company):
        made = fill(desk, 450)
        company.sync(desk, company.hq)
    line = Counting(Line(company.hub))
    sync_over(company.hq, line)
    assert sum(line.sizes) > outgoing.REQUEST_BYTES > max(line.sizes) - 4096
    company.sync(other)  # its author never comes again
    rows, _ = records.list_page(other, "recommendation", {}, limit=1000)
    assert {row.id for row in rows} >= made


def test_what_was_sealed_twice_over_an_older_hub_waits_in_order(company: Company) -> None:
    desk = company.staff()
    require_whole(company, desk, company.hq)
    with put_back_after(company):
        add(desk, "Lost")
        company.sync(desk)
    for number in range(2):
        add(desk, f"Sealed {number}")
        with cut_off(company, desk):
            pass
    assert "The hub lost" in company.sync(desk)[0].in_english()
    require_whole(company, desk, company.hq)
    assert titles(company.hq) == ["Lost", "Sealed 0", "Sealed 1"]


def test_the_earliest_of_what_the_hub_lost_is_told(company: Company) -> None:
    desk = company.staff()
    require_whole(company, desk, company.hq)
    with put_back_after(company):
        company.clock.move(days=1)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
        add(desk, "Lost first")
        company.sync(desk)
        company.clock.move(days=1)  # type: ignore[attr-defined]  # the same
        notify(desk)
        company.sync(desk)
    add(desk, "New")
    notify(desk)
    (found,) = company.sync(desk)
    assert found.in_english().startswith("The hub lost what came after 2026-03-03;")
    require_whole(company, desk, company.hq)


def test_an_invitation_made_over_an_older_hub_follows_what_that_lost(company: Company) -> None:
    desk = company.staff()
    require_whole(company, desk, company.hq)
    with put_back_after(company):
        company.invite("IRQ")
        company.sync(company.hq)
    invitation = company.invite("UGA")
    assert "The hub lost" in company.sync(company.hq)[0].in_english()
    newcomer = company.admit(company.join(invitation))
    add(newcomer, "From the newcomer")
    require_whole(company, newcomer, company.hq)
    require_whole(company, desk)


def test_a_gap_that_no_hub_can_find_before_an_entry_changes_nothing(company: Company) -> None:
    company.staff()
    company.sync(company.hq)
    company.invite("IRQ")
    waiting = waiting_of(company.hq, wire.Kind.ENTRY)
    gaps = wire.Answer(receipts=(wire.Receipt(len(waiting), wire.Fate.GAP, 0),))

    class Claiming(Line):
        def exchange(self, _request: bytes) -> Exchanged:
            return tell(gaps.encode())

    sync_over(company.hq, Claiming(company.hub))
    assert waiting_of(company.hq, wire.Kind.ENTRY) == waiting != []
    assert rollback.read_loss(company.hq) is None
    company.sync(company.hq)
    assert waiting_of(company.hq, wire.Kind.ENTRY) == []


def test_every_parcel_of_keys_that_the_hub_lost_is_sent_again(company: Company) -> None:
    """Its sender reads no inbox: the last one is a question, and the answer says how many the hub lacks."""
    desk, *leaving = (company.staff(), company.staff(), company.staff(), company.staff())
    require_whole(company, desk, company.hq)
    with put_back_after(company):
        for one in leaving[:2]:
            revoking.revoke(company.hq, one.person.device)
            company.sync(company.hq)
    assert "The hub lost" in company.sync(company.hq)[0].in_english()
    assert waiting_of(company.hq, wire.Kind.ADDRESSED) == []
    company.sync(desk)
    scope = scope_of(desk, "desk")
    assert sealing_of(desk)[scope] == sealing_of(company.hq)[scope]
    assert [company.word(one) for one in leaving] == ["revoked", "revoked", ""]
    require_whole(company, desk, company.hq, leaving[2])


@pytest.mark.parametrize("data", [b"", b"bent", b"\x09later form"])
def test_what_nobody_can_read_is_not_taken_for_another_past(company: Company, data: bytes) -> None:
    desk = company.staff()
    scope = scope_of(desk, "desk")
    with desk.store.transaction() as writer:
        for kind in (wire.Kind.ENVELOPE, wire.Kind.ENTRY, wire.Kind.ADDRESSED):
            assert not rollback.is_other(desk, writer, scope, wire.Item(kind, data))
    assert rosters.read_named(desk.store.connection, "fork/") == {}

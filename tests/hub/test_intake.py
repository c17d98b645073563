"""What is kept and what is not: right, place, signature, room; repeated as often as anyone likes."""

import random
from pathlib import Path

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.hub.limits import Limits
from focal_desktop.wire.request import Kind
from tests.conftest import HandClock
from tests.hub.hubs import Hub
from tests.wire.cast import Player, World, frame

Fate = wire.Fate


@pytest.fixture
def hub(tmp_path: Path, clock: HandClock) -> Hub:
    """A new hub."""
    return Hub(tmp_path, clock)


@pytest.fixture
def world(hub: Hub) -> World:
    """Headquarters and two offices, known to the hub."""
    return hub.found()


def sealed(player: Player, scope: bytes, count: int) -> list[wire.Frame]:
    """Return the next envelopes of a feed as frames."""
    return [frame(Kind.ENVELOPE, player.envelope(scope, b"sealed %d" % n)) for n in range(count)]


def test_a_feed_is_kept_in_order(hub: Hub, world: World) -> None:
    answer = hub.exchange(world.north, sealed(world.north, world.north_scopes[0], 3))
    assert answer.receipts == (wire.Receipt(3, Fate.KEPT, 3),)


def test_two_feeds_have_receipts_of_their_own(hub: Hub, world: World) -> None:
    one, two = (sealed(world.north, scope, 2) for scope in world.north_scopes)
    answer = hub.exchange(world.north, [*one, *two, *one])
    assert answer.receipts == (
        wire.Receipt(2, Fate.KEPT, 2),
        wire.Receipt(2, Fate.KEPT, 2),
        wire.Receipt(2, Fate.KEPT, 2),
    )
    assert hub.kept.held(world.north_scopes[0], world.north.id) == 2


def test_whatever_is_repeated_is_kept_once(hub: Hub, world: World) -> None:
    frames = sealed(world.north, world.north_scopes[0], 4)
    before = hub.count()
    for _ in range(3):
        assert hub.fates(world.north, frames) == [Fate.KEPT] * 4
    assert hub.count() == before + 4


def test_in_any_order_and_with_repeats_the_hub_holds_what_was_sent(hub: Hub, world: World) -> None:
    frames = [item for scope in world.north_scopes for item in sealed(world.north, scope, 12)]
    dice = random.Random(7)  # noqa: S311 an order, not a secret
    for _ in range(60):
        hub.exchange(world.north, dice.choices(frames, k=8))
    hub.exchange(world.north, frames)
    for scope in world.north_scopes:
        assert [item.seq for item in hub.kept.after(scope, 0)] == list(range(1, 13))


def test_a_gap_is_named_with_what_is_held(hub: Hub, world: World) -> None:
    frames = sealed(world.north, world.north_scopes[0], 4)
    answer = hub.exchange(world.north, [frames[0], frames[2], frames[3]])
    assert answer.receipts == (wire.Receipt(1, Fate.KEPT, 1), wire.Receipt(2, Fate.GAP, 1))
    assert hub.fates(world.north, frames[1:]) == [Fate.KEPT] * 3


def test_a_fork_is_refused_and_kept_as_evidence(hub: Hub, world: World) -> None:
    scope = world.north_scopes[0]
    hub.exchange(world.north, sealed(world.north, scope, 1))
    mine = world.north.envelope(scope, b"mine", stays=True)
    copy = world.north.envelope(scope, b"from a copy of the laptop")
    assert hub.fates(world.north, [frame(Kind.ENVELOPE, mine)]) == [Fate.KEPT]
    for _ in range(2):
        answer = hub.exchange(world.north, [frame(Kind.ENVELOPE, copy)])
        assert answer.receipts == (wire.Receipt(1, Fate.FORK, 2),)
    assert hub.count("fork") == 1
    follows = frame(Kind.ENVELOPE, world.north.envelope(scope, b"behind the copy's"))
    assert hub.fates(world.north, [follows]) == [Fate.FORK]
    assert [item.body for item in hub.kept.after(scope, 1)] == [mine]


def test_evidence_does_not_fill_the_disk(tmp_path: Path, clock: HandClock) -> None:
    hub = Hub(tmp_path, clock, Limits(disk_free_bytes=0, forks=3))
    world = hub.found()
    frames = [
        frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0], b"%d" % n, stays=True))
        for n in range(8)
    ]
    assert hub.fates(world.north, frames) == [Fate.KEPT] + [Fate.FORK] * 7
    assert hub.count("fork") == 3


def test_a_signature_that_does_not_hold_is_bad_and_no_evidence(hub: Hub, world: World) -> None:
    scope = world.north_scopes[0]
    hub.exchange(world.north, sealed(world.north, scope, 1))
    forged = wire.Envelope.decode(world.north.envelope(scope)).signed(bytes(64)).encode()
    world.north.fed[scope] = (0, wire.ZEROS)
    forged_fork = wire.Envelope.decode(world.north.envelope(scope, b"x")).signed(bytes(64)).encode()
    frames = [frame(Kind.ENVELOPE, forged), frame(Kind.ENVELOPE, forged_fork)]
    assert hub.fates(world.north, frames) == [Fate.BAD] * 2
    assert hub.count("fork") == 0


def test_nobody_writes_where_they_may_not(hub: Hub, world: World) -> None:
    for scope in (*world.south_scopes, world.all_scope, b"nowhere.", world.root.id, world.north.id[:8]):
        assert hub.fates(world.north, sealed(world.north, scope, 1)) == [Fate.FORBIDDEN], scope
    assert hub.fates(world.north, sealed(Player(), world.north_scopes[0], 1)) == [Fate.FORBIDDEN]


def test_a_device_may_write_what_it_cannot_read(hub: Hub, world: World) -> None:
    assert hub.fates(world.north, sealed(world.north, world.case_scope, 1)) == [Fate.KEPT]
    assert world.case_scope not in {run.stream for run in hub.exchange(world.south).runs}
    assert world.case_scope in {run.stream for run in hub.exchange(world.hq).runs}


def test_a_courier_brings_what_others_wrote(hub: Hub, world: World) -> None:
    carried = sealed(world.north, world.north_scopes[0], 2)
    assert hub.fates(world.south, carried) == [Fate.FORBIDDEN] * 2
    assert hub.fates(world.hq, carried) == [Fate.KEPT] * 2
    assert hub.fates(world.north, carried) == [Fate.KEPT] * 2


def test_of_a_revoked_device_a_courier_brings_what_still_counts(hub: Hub, world: World) -> None:
    scope = world.north_scopes[0]
    carried = sealed(world.north, scope, 3)
    entry = world.north_office.add(wire.Revoke(device=world.north.id, last=((scope, 2),)), world.hq)
    hub.exchange(world.hq, [frame(Kind.ENTRY, entry)])
    assert hub.fates(world.hq, carried) == [Fate.KEPT, Fate.KEPT, Fate.FORBIDDEN]
    assert hub.word(world.north, carried) == "revoked"
    assert hub.word(world.north) == "revoked"


def test_revoked_in_the_middle_of_a_request_nothing_more_is_kept(hub: Hub, world: World) -> None:
    talk = hub.talk()
    frames = sealed(world.north, world.north_scopes[0], 2)
    body = world.north.request(hub.card.hub, frames)
    talk.feed(body[: -len(frames[1].encode())])
    still_counts = ((world.north_scopes[0], 9),)
    entry = world.north_office.add(wire.Revoke(device=world.north.id, last=still_counts), world.hq)
    hub.exchange(world.hq, [frame(Kind.ENTRY, entry)])
    talk.feed(frames[1].encode())
    assert talk.kept == 1
    assert hub.kept.held(world.north_scopes[0], world.north.id) == 1
    assert hub.fates(world.hq, [frame(Kind.ADDRESSED, world.hq.addressed(world.north, 1))]) == [
        Fate.FORBIDDEN
    ]


def test_only_headquarters_addresses_a_device(hub: Hub, world: World) -> None:
    wrapped = [frame(Kind.ADDRESSED, world.hq.addressed(world.north, seq)) for seq in (1, 2)]
    answer = hub.exchange(world.hq, [wrapped[1], *wrapped, wrapped[0]])
    assert [receipt.fate for receipt in answer.receipts] == [Fate.GAP, Fate.KEPT]
    assert hub.fates(world.hq, [frame(Kind.ADDRESSED, world.hq.addressed(world.south, 1))]) == [Fate.KEPT]
    assert hub.fates(world.south, [frame(Kind.ADDRESSED, world.south.addressed(world.north, 1))]) == [
        Fate.FORBIDDEN
    ]
    assert hub.fates(world.north, wrapped) == [Fate.FORBIDDEN] * 2
    assert hub.fates(world.hq, [frame(Kind.ADDRESSED, world.hq.addressed(Player(), 1))]) == [Fate.FORBIDDEN]
    inbox = [run for run in hub.exchange(world.north).runs if run.stream == world.north.id[:8]]
    assert [item.data for run in inbox for item in run.items if isinstance(item, wire.Item)] == [
        item.data for item in wrapped
    ]


def test_a_roster_entry_is_taken_on_the_head_alone(hub: Hub, world: World) -> None:
    grant = wire.Grant(device=world.north.id, read=world.north_scopes)
    late = world.north_office.draft(wire.Grant(device=world.north.id), world.hq)
    entry = world.north_office.add(grant, world.hq)
    assert hub.fates(world.hq, [frame(Kind.ENTRY, entry)] * 2) == [Fate.KEPT] * 2
    assert hub.fates(world.hq, [frame(Kind.ENTRY, late)]) == [Fate.HEAD]
    ahead = msgspec.structs.replace(world.north_office.draft(grant, world.hq), seq=99)
    signed = ahead.signed([(world.hq.id, world.hq.sign(ahead.signed_part()))])
    assert hub.fates(world.hq, [frame(Kind.ENTRY, signed)]) == [Fate.HEAD]


def test_an_office_brings_no_roster_entry_whoever_signed_it(hub: Hub, world: World) -> None:
    mine = world.north_office.draft(wire.Grant(device=world.north.id), world.north)
    theirs = world.north_office.draft(wire.Grant(device=world.north.id), world.hq)
    for entry in (mine, theirs):
        assert hub.fates(world.north, [frame(Kind.ENTRY, entry)]) == [Fate.FORBIDDEN]
    assert hub.fates(world.hq, [frame(Kind.ENTRY, mine)]) == [Fate.FORBIDDEN]
    forged = theirs.signed([(world.hq.id, bytes(64))])
    assert hub.fates(world.hq, [frame(Kind.ENTRY, forged)]) == [Fate.BAD]


def test_a_chain_never_takes_the_place_of_a_feed(hub: Hub, world: World) -> None:
    hub.exchange(world.north, sealed(world.north, world.north_scopes[0], 1))
    opening = wire.RosterEntry.draft(
        world.north_scopes[0], 0, wire.ZEROS, wire.OpenOffice(office="EAST", root=world.root.id)
    )
    signed = opening.signed([(world.hq.id, world.hq.sign(opening.signed_part()))])
    assert hub.fates(world.hq, [frame(Kind.ENTRY, signed)]) == [Fate.FORBIDDEN]


def test_a_feed_never_takes_the_place_of_an_inbox(hub: Hub, world: World) -> None:
    hub.exchange(world.hq, [frame(Kind.ADDRESSED, world.hq.addressed(world.south, 1))])
    inbox = world.south.id[:8]
    entry = world.north_office.add(wire.Grant(device=world.north.id, read=(inbox,), write=(inbox,)), world.hq)
    hub.exchange(world.hq, [frame(Kind.ENTRY, entry)])
    assert hub.fates(world.north, sealed(world.north, inbox, 1)) == [Fate.FORBIDDEN]
    assert inbox not in {run.stream for run in hub.exchange(world.north).runs}


def test_a_bad_frame_harms_none_around_it(hub: Hub, world: World) -> None:
    one, two = sealed(world.north, world.north_scopes[0], 2)
    strange = [
        wire.Frame(kind, data) for kind in (0, 1, 2, 3, 4, 5, 77) for data in (b"", b"FENV\x01", b"x" * 99)
    ]
    fates = hub.fates(world.north, [one, *strange, two])
    assert fates[0] == fates[-1] == Fate.KEPT
    assert set(fates[1:-1]) == {Fate.BAD}


def test_a_quota_refuses_more_and_keeps_what_is_there(tmp_path: Path, clock: HandClock) -> None:
    hub = Hub(tmp_path, clock, Limits(disk_free_bytes=0, quota_bytes=5000))
    world = hub.found()
    frames = [
        frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0], bytes(1000))) for _ in range(6)
    ]
    answer = hub.exchange(world.north, frames)
    assert answer.receipts[0] == wire.Receipt(4, Fate.KEPT, 4)
    assert answer.receipts[1] == wire.Receipt(1, Fate.FULL, 4)
    assert hub.fates(world.north, frames[:4]) == [Fate.KEPT] * 4
    assert hub.fates(world.south, sealed(world.south, world.south_scopes[0], 1)) == [Fate.KEPT]


def test_a_nearly_full_disk_takes_nothing_and_gives_everything(tmp_path: Path, clock: HandClock) -> None:
    hub = Hub(tmp_path, clock)
    world = hub.found()
    hub.exchange(world.north, sealed(world.north, world.north_scopes[0], 1))
    hub.close()
    full = Hub(tmp_path, clock, Limits(disk_free_bytes=1 << 62))
    more = sealed(world.north, world.north_scopes[0], 1)
    assert full.fates(world.north, more) == [Fate.FULL]
    assert world.north_scopes[0] in {run.stream for run in full.exchange(world.hq).runs}
    seed = world.invite(world.north_office, "NORTH")
    assert full.fates(world.hq, [frame(Kind.ENTRY, world.north_office.entries[-1])]) == [Fate.FULL]
    full.close()
    again = Hub(tmp_path, clock)
    assert again.fates(world.north, more) == [Fate.KEPT]
    assert again.fates(world.hq, [frame(Kind.ENTRY, world.north_office.entries[-1])]) == [Fate.KEPT]
    again.close()
    newcomer = Player()
    crowded = Hub(tmp_path, clock, Limits(disk_free_bytes=1 << 62))
    assert crowded.word(newcomer, [frame(Kind.CLAIM, newcomer.claim(seed))]) == "full"


def test_a_database_that_cannot_grow_loses_nothing(hub: Hub, world: World) -> None:
    first, *more = sealed(world.north, world.north_scopes[0], 30)
    hub.exchange(world.north, [first])
    pages = hub.kept._number("PRAGMA page_count")
    hub.kept._number(f"PRAGMA max_page_count = {pages}")
    big = [frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[1], bytes(200_000)))]
    assert hub.fates(world.north, big) == [Fate.FULL]
    entry = world.root.draft(wire.Grant(device=world.hq.id, read=(b"r" * 8,) * 900), world.hq)
    assert hub.fates(world.hq, [frame(Kind.ENTRY, entry)] * 3) == [Fate.FULL] * 3
    assert hub.mailbox.find(world.hq.id[:8]) == hub.mailbox._register.state.devices[world.hq.id]
    assert b"r" * 8 not in hub.mailbox._register.state.devices[world.hq.id].read
    hub.kept._number("PRAGMA max_page_count = 1000000")
    assert hub.fates(world.north, [first, *more, *big]) == [Fate.KEPT] * 31

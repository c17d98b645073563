"""What is handed out: everything lacking, nothing of one's own, never another office's, in signed order."""

from pathlib import Path

import pytest

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.hub.refusal import Refusal
from focal_desktop.wire.request import Kind
from tests.conftest import HandClock
from tests.hub.hubs import Hub, verify_heads
from tests.wire.cast import World, frame, positions, texts


@pytest.fixture
def hub(tmp_path: Path, clock: HandClock) -> Hub:
    """A new hub."""
    return Hub(tmp_path, clock)


@pytest.fixture
def world(hub: Hub) -> World:
    """Headquarters and two offices, known to the hub."""
    return hub.found()


def write(hub: Hub, world: World, count: int, size: int = 20) -> None:
    """Let the north write into its first scope."""
    scope = world.north_scopes[0]
    frames = [
        frame(Kind.ENVELOPE, world.north.envelope(scope, b"%03d" % n + bytes(size))) for n in range(count)
    ]
    hub.exchange(world.north, frames)


def test_a_device_gets_all_it_lacks_and_then_nothing(hub: Hub, world: World) -> None:
    write(hub, world, 3)
    answer = hub.exchange(world.hq)
    assert [text[:3] for text in texts(answer, world.north_scopes[0])] == [b"000", b"001", b"002"]
    held = dict(positions(answer))
    assert hub.post([world.hq.request(hub.card.hub, ask=wire.ask(held, 256))]) == (204, b"")
    write(hub, world, 1)
    more = hub.exchange(world.hq, ask=wire.ask(held, 256))
    assert [(run.stream, run.first, len(run.items)) for run in more.runs] == [(world.north_scopes[0], 4, 1)]


def test_two_offices_never_see_each_other(hub: Hub, world: World) -> None:
    write(hub, world, 2)
    hub.exchange(world.hq, [frame(Kind.ADDRESSED, world.hq.addressed(world.north, 1))])
    hidden = {*world.north_scopes, world.north_office.id, world.north.id[:8], world.case_scope}
    for ask in (wire.ask({}, 256), wire.Ask(budget_kib=256, positions=tuple((name, 0) for name in hidden))):
        body = hub.post([world.south.request(hub.card.hub, ask=ask)])[1]
        assert not any(name in body for name in hidden)
        assert {run.stream for run in wire.Answer.decode(body).runs} == {world.root.id, world.south_office.id}


def test_nobody_is_sent_their_own(hub: Hub, world: World) -> None:
    write(hub, world, 3)
    answer = hub.exchange(world.north)
    runs = {run.stream: run for run in answer.runs}
    assert runs[world.north_scopes[0]].items == (wire.Own(1, 3),)
    founder = hub.exchange(world.hq)
    assert {run.stream: run for run in founder.runs}[world.root.id].items == (wire.Own(0, 1),)


def test_whoever_lost_their_own_may_ask_for_it(hub: Hub, world: World) -> None:
    write(hub, world, 2)
    answer = hub.exchange(world.north, ask=wire.ask({}, 256, with_own=True))
    assert [text[:3] for text in texts(answer, world.north_scopes[0])] == [b"000", b"001"]


def test_own_items_among_others_keep_their_places(hub: Hub, world: World) -> None:
    scope = world.north_scopes[0]
    for player in (world.north, world.north, world.hq, world.north):
        hub.exchange(player, [frame(Kind.ENVELOPE, player.envelope(scope))])
    run = next(run for run in hub.exchange(world.north).runs if run.stream == scope)
    assert [type(item) for item in run.items] == [wire.Own, wire.Item, wire.Own]
    assert (run.items[0], run.items[2], run.last()) == (wire.Own(1, 2), wire.Own(3, 1), 4)


def test_the_hubs_signed_heads_follow_from_the_items(hub: Hub, world: World) -> None:
    scope = world.north_scopes[0]
    mine = world.north.envelope(scope, b"mine")
    chains: dict[bytes, bytes] = {}
    first = hub.exchange(world.north, [frame(Kind.ENVELOPE, mine)])
    verify_heads(first, hub.card, chains, {scope: wire.digest(mine)})
    hub.exchange(world.hq, [frame(Kind.ENVELOPE, world.hq.envelope(scope, b"theirs"))])
    ask = wire.ask(positions(first), 256)
    verify_heads(hub.exchange(world.north, ask=ask), hub.card, chains, {})
    wrong = dict.fromkeys(chains, b"w" * 32)
    hub.exchange(world.hq, [frame(Kind.ENVELOPE, world.hq.envelope(scope, b"more"))])
    with pytest.raises(AssertionError):
        verify_heads(hub.exchange(world.north, ask=ask), hub.card, wrong, {})


def test_a_hub_says_where_it_does_not_hold_the_past_that_is_named(hub: Hub, world: World) -> None:
    write(hub, world, 2)
    chains: dict[bytes, bytes] = {}
    answer = hub.exchange(world.hq, ask=wire.ask({}, 256, with_own=True))
    verify_heads(answer, hub.card, chains, {})
    held = positions(answer)
    same = wire.check_heads(head for _, head in sorted(chains.items()))
    assert hub.exchange(world.hq, ask=wire.ask(held, 256, check=same)) == wire.Answer()
    assert hub.exchange(world.hq, ask=wire.ask(held, 256)) == wire.Answer()
    others = [
        wire.ask(held, 256, check=bytes(len(same))),
        wire.ask({**held, world.north_scopes[0]: 99}, 256, check=same),
        wire.ask({**held, b"unknown!": 1}, 256, check=same),
    ]
    for ask in others:
        assert hub.exchange(world.hq, ask=ask).strayed, ask
    nothing = wire.ask({}, 256, check=b"ck")
    assert not hub.exchange(world.hq, ask=nothing).strayed


def test_the_same_stream_has_one_hash_for_every_reader(hub: Hub, world: World) -> None:
    write(hub, world, 5)
    scope = world.north_scopes[0]
    whole: dict[bytes, bytes] = {}
    verify_heads(hub.exchange(world.hq, ask=wire.ask({}, 256, with_own=True)), hub.card, whole, {})
    other: dict[bytes, bytes] = {}
    verify_heads(hub.exchange(world.north, ask=wire.ask({}, 256, with_own=True)), hub.card, other, {})
    assert whole[scope] == other[scope]


def test_a_budget_is_kept_and_the_rest_announced(hub: Hub, world: World) -> None:
    write(hub, world, 10, size=1000)
    held: dict[bytes, int] = {}
    chains: dict[bytes, bytes] = {}
    came: list[bytes] = []
    own = wire.ask({}, 3).positions
    assert own == ()
    for _ in range(20):
        answer = hub.exchange(world.hq, ask=wire.ask(held, 3, with_own=True))
        assert len(answer.encode()) < 3 * 1024 + 400
        verify_heads(answer, hub.card, chains, {})
        held.update(positions(answer))
        came += texts(answer, world.north_scopes[0])
        if not answer.more:
            break
    assert [text[:3] for text in came] == [b"%03d" % n for n in range(10)]


def test_one_item_comes_however_small_the_budget(hub: Hub, world: World) -> None:
    write(hub, world, 2, size=5000)
    held = dict(positions(hub.exchange(world.hq)))
    held[world.north_scopes[0]] = 0
    answer = hub.exchange(world.hq, ask=wire.ask(held, 1))
    assert (len(texts(answer, world.north_scopes[0])), answer.more) == (1, True)


def test_without_a_budget_only_receipts_come(hub: Hub, world: World) -> None:
    envelope = frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0]))
    answer = hub.exchange(world.north, [envelope], ask=wire.ask({}, 0))
    assert (answer.receipts, answer.runs, answer.more) == ((wire.Receipt(1, wire.Fate.KEPT, 1),), (), True)


def test_the_roster_comes_before_the_records(hub: Hub, world: World) -> None:
    write(hub, world, 1)
    hub.exchange(world.hq, [frame(Kind.ADDRESSED, world.hq.addressed(world.north, 1))])
    hub.exchange(world.hq, [frame(Kind.ENVELOPE, world.hq.envelope(world.all_scope))])
    streams = [run.stream for run in hub.exchange(world.north).runs]
    assert streams == [
        world.root.id,
        world.north_office.id,
        world.north.id[:8],
        world.north_scopes[0],
        world.all_scope,
    ]


def test_a_hub_that_fell_behind_says_so_itself(hub: Hub, world: World) -> None:
    write(hub, world, 2)
    answer = hub.exchange(world.hq)
    chains: dict[bytes, bytes] = {}
    verify_heads(hub.exchange(world.hq, ask=wire.ask({}, 256, with_own=True)), hub.card, chains, {})
    held = {**positions(answer), world.north_scopes[0]: 9, world.south_scopes[0]: 4}
    behind = hub.exchange(world.hq, ask=wire.ask(held, 256))
    assert set(behind.runs) == {wire.Run(world.north_scopes[0], 3), wire.Run(world.south_scopes[0], 1)}
    verify_heads(behind, hub.card, chains, {})


def test_a_hub_that_is_behind_still_gives_an_item_over_the_budget(hub: Hub, world: World) -> None:
    held = {**positions(hub.exchange(world.north)), world.north_scopes[0]: 9}
    hub.exchange(world.hq, [frame(Kind.ENVELOPE, world.hq.envelope(world.all_scope, bytes(9000)))])
    answer = hub.exchange(world.north, ask=wire.ask(held, 1))
    assert len(texts(answer, world.all_scope)) == 1


def test_a_name_that_fits_two_streams_is_asked_for_in_full(hub: Hub, world: World) -> None:
    twins = (b"twin___1", b"twin___2")
    grant = wire.Grant(device=world.north.id, read=twins, write=twins)
    hub.exchange(world.hq, [frame(Kind.ENTRY, world.north_office.add(grant, world.hq))])
    frames = [frame(Kind.ENVELOPE, world.north.envelope(twin)) for twin in twins]
    known_to_device = wire.ask({twins[0]: 1}, 256)
    assert hub.word(world.north, frames, ask=known_to_device) == "ambiguous"
    whole = wire.ask({twins[0]: 1}, 256, whole_ids=True)
    answer = hub.exchange(world.north, frames, ask=whole)
    assert {run.stream for run in answer.runs} >= {twins[1]}
    assert twins[0] not in {run.stream for run in answer.runs}


def test_a_counter_never_repeats_once_something_was_kept(hub: Hub, world: World) -> None:
    assert hub.post([world.north.request(hub.card.hub, counter=5)])[0] == 200
    assert hub.post([world.north.request(hub.card.hub, counter=5)])[0] == 200
    envelope = [frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0]))]
    posted = world.north.request(hub.card.hub, envelope, counter=9)
    assert hub.post([posted])[0] == 200
    assert hub.post([posted]) == (409, b"counter 9")
    assert hub.word(world.north, counter=8) == "counter 9"
    assert hub.post([world.north.request(hub.card.hub, counter=10)])[0] == 200


def test_a_request_for_another_hub_is_refused(hub: Hub, world: World) -> None:
    assert hub.post([world.north.request(b"o" * 16)]) == (401, b"bad_signature")


def test_a_restart_keeps_all(hub: Hub, world: World, clock: HandClock) -> None:
    write(hub, world, 3)
    before = hub.exchange(world.hq, ask=wire.ask({}, 256, with_own=True))
    hub.close()
    again = Hub(hub.folder, clock)
    assert again.exchange(world.hq, ask=wire.ask({}, 256, with_own=True)) == before
    assert again.word(world.north, counter=1).startswith("counter ")
    write(again, world, 1)


def test_a_roster_that_was_altered_is_not_served(hub: Hub, clock: HandClock) -> None:
    hub.found()
    with hub.kept.writing():
        hub.kept._db.execute("UPDATE item SET body = zeroblob(length(body)) WHERE kind = 2 AND number = 3")
    hub.close()
    with pytest.raises(Trouble) as refused:
        Hub(hub.folder, clock)
    assert refused.value.code == "damaged"


def test_revoked_before_the_answer_nothing_is_given(hub: Hub, world: World) -> None:
    talk = hub.talk()
    talk.feed(world.north.request(hub.card.hub))
    entry = world.north_office.add(wire.Revoke(device=world.north.id), world.hq)
    hub.exchange(world.hq, [frame(Kind.ENTRY, entry)])
    with pytest.raises(Refusal, match="revoked"):
        talk.finish()


def test_what_another_process_admits_is_known_at_once(hub: Hub, world: World, clock: HandClock) -> None:
    other = Hub(hub.folder, clock)
    entry = world.north_office.add(wire.Revoke(device=world.north.id), world.hq)
    assert hub.exchange(world.north).runs != ()
    other.exchange(world.hq, [frame(Kind.ENTRY, entry)])
    assert hub.word(world.north) == "revoked"
    assert hub.fates(world.hq, [frame(Kind.ENTRY, entry)]) == [wire.Fate.KEPT]

"""Rates fill again with time, and time is whatever the counter says."""

from pathlib import Path

import pytest

from focal_desktop import wire
from focal_desktop.hub import limits
from focal_desktop.hub.refusal import Refusal
from focal_desktop.wire.request import Kind
from tests.conftest import HandClock
from tests.hub.hubs import Hub, Ticks
from tests.wire.cast import Player, frame

FEW = limits.Limits(
    requests_a_minute=6, requests_at_once=3, failures_a_minute=2, connections=2, disk_free_bytes=0
)


def test_a_device_may_ask_so_often_and_later_again() -> None:
    ticks = Ticks()
    rates = limits.Rates(FEW, ticks)
    for _ in range(3):
        rates.enter(b"one")
        rates.leave(b"one")
    with pytest.raises(Refusal, match="too_many"):
        rates.enter(b"one")
    rates.enter(b"two")
    ticks.now_s += 9.9
    with pytest.raises(Refusal):
        rates.enter(b"one")
    ticks.now_s += 0.2
    rates.enter(b"one")


def test_a_long_silence_saves_no_more_than_the_store() -> None:
    ticks = Ticks()
    rates = limits.Rates(FEW, ticks)
    ticks.now_s += 1_000_000
    for _ in range(3):
        rates.enter(b"one")
        rates.leave(b"one")
    with pytest.raises(Refusal):
        rates.enter(b"one")


def test_a_device_has_so_many_requests_open() -> None:
    rates = limits.Rates(FEW, Ticks())
    rates.enter(b"one")
    rates.enter(b"one")
    with pytest.raises(Refusal, match="too_many"):
        rates.enter(b"one")
    rates.leave(b"one")
    rates.enter(b"one")


def test_failures_count_against_their_address_alone() -> None:
    ticks = Ticks()
    rates = limits.Rates(FEW, ticks)
    for _ in range(2):
        rates.check_address("a")
        rates.fail("a")
    with pytest.raises(Refusal, match="too_many"):
        rates.check_address("a")
    with pytest.raises(Refusal, match="too_many"):
        rates.fail("a")
    rates.check_address("b")
    ticks.now_s += 31
    rates.check_address("a")


def test_the_longest_unseen_are_forgotten() -> None:
    rates = limits.Rates(FEW, Ticks())
    for n in range(25_000):
        rates.enter(n.to_bytes(4, "big"))
        rates.leave(n.to_bytes(4, "big"))
    assert len(rates._left) == 20_000
    assert not rates._open


def test_a_busy_device_is_told_to_wait_and_goes_on_later(tmp_path: Path, clock: HandClock) -> None:
    hub = Hub(tmp_path, clock, FEW)
    world = hub.found()
    for _ in range(3):
        hub.exchange(world.north)
    assert hub.word(world.north) == "too_many"
    hub.exchange(world.south)
    hub.ticks.now_s += 11
    hub.exchange(world.north)


def test_strangers_at_one_address_do_not_lock_out_a_device_there(tmp_path: Path, clock: HandClock) -> None:
    hub = Hub(tmp_path, clock, FEW)
    world = hub.found()
    assert [hub.word(Player()) for _ in range(3)] == ["unknown_device"] * 2 + ["too_many"]
    hub.exchange(world.north)


def test_a_forger_uses_up_the_address_and_not_the_device(tmp_path: Path, clock: HandClock) -> None:
    hub = Hub(tmp_path, clock, FEW)
    world = hub.found()
    forged = bytearray(world.north.request(hub.card.hub))
    forged[-1] ^= 1
    words = [hub.post([bytes(forged)])[1] for _ in range(4)]
    assert words == [b"bad_signature"] * 2 + [b"too_many"] * 2
    for _ in range(3):
        hub.exchange(world.north)


def test_a_request_that_ends_badly_is_not_open_any_more(tmp_path: Path, clock: HandClock) -> None:
    hub = Hub(tmp_path, clock, limits.Limits(connections=1, disk_free_bytes=0))
    world = hub.found()
    body = world.north.request(
        hub.card.hub, [frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0]))]
    )
    for _ in range(3):
        assert hub.post([body[:-5]])[1] == b"bad_request"
    talk = hub.talk()
    talk.feed(world.north.request(hub.card.hub))
    assert hub.word(world.north) == "too_many"
    talk.close()
    hub.exchange(world.north)


def test_a_request_too_large_keeps_what_came_before(tmp_path: Path, clock: HandClock) -> None:
    hub = Hub(tmp_path, clock, limits.Limits(request_bytes=12_000, disk_free_bytes=0))
    world = hub.card.world()
    frames = [world.founding(hub.card.token), *world.roster_frames()]
    for index in range(len(frames)):
        hub.exchange(world.hq, [frames[index]])
    sent = [frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0], bytes(4000))) for _ in range(4)]
    body = world.north.request(hub.card.hub, sent)
    pieces = [body[start : start + 1000] for start in range(0, len(body), 1000)]
    assert hub.post(pieces) == (413, b"too_large")
    assert hub.kept.held(world.north_scopes[0], world.north.id) == 2


def test_a_newcomer_sends_little(tmp_path: Path, clock: HandClock) -> None:
    hub = Hub(tmp_path, clock)
    hub.found()
    stranger = Player()
    whole = stranger.request(hub.card.hub, [wire.Frame(Kind.CLAIM, bytes(200_000))])
    pieces = [whole[start : start + 10_000] for start in range(0, len(whole), 10_000)]
    assert hub.post(pieces) == (413, b"too_large")

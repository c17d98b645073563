"""The request: short asks, a body that may come in any pieces, never more than one frame in hand."""

import secrets
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.wire import octets, request
from tests.wire.cast import Player

HUB = b"h" * 16
STREAMS = st.dictionaries(st.binary(min_size=8, max_size=8), st.integers(0, 1 << 40), max_size=30)


@given(STREAMS, st.integers(0, 1 << 20), st.booleans(), st.booleans(), st.sampled_from([b"", b"ck"]))
def test_an_ask_comes_back(held: dict[bytes, int], budget: int, whole: bool, own: bool, check: bytes) -> None:
    made = wire.ask(held, budget, whole_ids=whole, with_own=own, check=check)
    assert wire.Ask.decode(made.encode()) == made
    assert made.check == (check if made.positions else b"")
    assert (made.budget_kib, made.with_own) == (budget, own)
    assert {name for name, _ in made.positions} == {
        stream[: made.width()] for stream, position in held.items() if position
    }


@given(st.binary(max_size=60))
def test_an_ask_has_one_spelling(data: bytes) -> None:
    try:
        found = wire.Ask.decode(data)
    except wire.Malformed:
        return
    assert found.encode() == data


def test_an_ask_names_streams_by_as_little_as_differs() -> None:
    assert wire.ask({b"aa345678": 1, b"ab345678": 2}, 1).width() == 2
    assert wire.ask({b"abc45678": 1, b"abd45678": 2}, 1).width() == 3
    assert wire.ask({b"abc45678": 1, b"abd45678": 0}, 1).width() == 3
    assert wire.ask({b"abc45678": 1}, 1, whole_ids=True).width() == 8


def test_a_stream_is_named_once() -> None:
    with pytest.raises(wire.Malformed):
        wire.Ask.decode(b"\x01\x02" + b"ab\x01" + b"ab\x02")
    for width in (0, 9, 0x7F, 0x80):
        with pytest.raises(wire.Malformed):
            wire.Ask.decode(bytes([1, width]) + b"x" * 40)


def test_an_opening_is_signed_for_one_hub_counter_and_ask() -> None:
    player = Player()
    opening = wire.Opening(asker=player.id[:8], counter=7, ask=wire.ask({b"12345678": 3}, 64))
    signed = opening.signed(player.sign(opening.signed_part(HUB)))
    found = wire.Opening.read(octets.Octets(signed.encode()))
    assert found == signed
    assert signing.is_signed(player.keys.sign, found.signed_part(HUB), found.signature)
    others = [
        found.signed_part(b"i" * 16),
        wire.Opening(asker=player.id[:8], counter=8, ask=found.ask).signed_part(HUB),
        wire.Opening(asker=player.id[:8], counter=7, ask=wire.ask({b"12345678": 4}, 64)).signed_part(HUB),
    ]
    assert not any(signing.is_signed(player.keys.sign, other, found.signature) for other in others)


@given(st.lists(st.tuples(st.integers(0, 255), st.binary(max_size=300)), max_size=6), st.data())
def test_a_body_may_come_in_any_pieces(posted: list[tuple[int, bytes]], data: st.DataObject) -> None:
    frames = [wire.Frame(kind, body) for kind, body in posted]
    body = Player().request(HUB, frames)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=8)))
    reader = wire.BodyReader()
    found: list[wire.Frame] = []
    for start, end in zip([0, *cuts], [*cuts, len(body)], strict=True):
        found += reader.feed(body[start:end])
    assert found == frames
    assert reader.is_between_frames()


def test_a_half_frame_is_not_between_frames() -> None:
    reader = wire.BodyReader()
    body = Player().request(HUB, [wire.Frame(1, b"one"), wire.Frame(1, b"two")])
    assert reader.feed(body[:-1]) == (wire.Frame(1, b"one"),)
    assert not reader.is_between_frames()
    assert reader.feed(body[-1:]) == (wire.Frame(1, b"two"),)


def test_a_frame_too_long_ends_the_reading_at_its_front() -> None:
    reader = wire.BodyReader()
    reader.feed(Player().request(HUB))
    with pytest.raises(wire.Malformed):
        reader.feed(bytes([1]) + octets.varint(request.FRAME_BYTES + 1))


def test_an_opening_without_end_is_not_collected() -> None:
    reader = wire.BodyReader()
    front = b"\x01" + bytes(8) + b"\x01" + octets.varint(request.ASK_BYTES)
    reader.feed(front)
    for _ in range(16):
        assert reader.feed(b"\x01" * 1000) == ()
    with pytest.raises(wire.Malformed):
        reader.feed(b"\x01" * 1000)


def test_another_version_of_the_request_says_so() -> None:
    with pytest.raises(wire.TooNew):
        wire.BodyReader().feed(b"\x02" + bytes(200))


def test_reading_holds_one_frame_at_most() -> None:
    reader = wire.BodyReader()
    reader.feed(Player().request(HUB))
    piece = wire.Frame(1, secrets.token_bytes(200_000)).encode()
    reader.feed(piece)
    tracemalloc.start()
    try:
        for _ in range(20):
            for start in range(0, len(piece), 10_000):
                reader.feed(piece[start : start + 10_000])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000

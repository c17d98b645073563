"""Headquarters' word on what it has read: bytes there and back, of one size, and nothing else is one."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.wire import octets
from focal_desktop.wire.parcel import Parcel
from focal_desktop.wire.reading import Reading, Span, is_reading

SPAN = Span(3, 5, b"d" * 16)
READING = Reading(scope=b"scope--1", key_id=b"key-id-----0-1-2", sealed=b"sealed")
PARCEL = Parcel(names=(), head=b"h" * 16, sealed=b"sealed")


def test_both_come_back_as_they_were() -> None:
    assert Span.decode(SPAN.encode()) == SPAN
    assert Reading.decode(READING.encode()) == READING


def test_both_are_laid_out_like_this() -> None:
    assert SPAN.encode().hex() == "00" * 7 + "03" + "00" * 7 + "05" + b"d".hex() * 16
    assert READING.encode() == b"\x01\x03scope--1key-id-----0-1-2\x06sealed"
    assert READING.bound_part(b"t" * 16, b"s" * 16) == (
        b"focal reading\0" + b"t" * 16 + b"s" * 16 + READING.encode()[:26]
    )


@given(st.integers(0, (1 << 63) - 1), st.integers(0, (1 << 63) - 1))
def test_every_span_has_one_size(first: int, last: int) -> None:
    made = Span(first, last, bytes(16))
    assert len(made.encode()) == len(SPAN.encode())
    assert Span.decode(made.encode()) == made


@pytest.mark.parametrize("data", [b"", SPAN.encode()[:-1], SPAN.encode() + b"x", b"\xff" * 32])
def test_what_is_no_span_is_refused(data: bytes) -> None:
    with pytest.raises(octets.Malformed):
        Span.decode(data)


@given(st.binary(max_size=400))
def test_garbage_is_malformed_and_nothing_else(rest: bytes) -> None:
    whole = READING.encode()
    for data in (rest, b"\x01\x03" + rest, whole + b"x" + rest, whole[: len(rest) % len(whole)]):
        try:
            again = Reading.decode(data)
        except octets.Malformed:
            continue
        assert again.encode() == data


def test_a_word_too_long_is_refused() -> None:
    with pytest.raises(octets.Malformed):
        Reading.decode(msgspec.structs.replace(READING, sealed=bytes(257)).encode())


def test_a_parcel_of_keys_is_no_reading_and_no_reading_a_parcel() -> None:
    assert is_reading(READING.encode())
    assert not is_reading(PARCEL.encode())
    with pytest.raises(octets.TooNew):
        Parcel.decode(READING.encode())
    with pytest.raises(octets.TooNew):
        Reading.decode(PARCEL.encode())

"""The plain parts: one spelling for each number, nothing read beyond the end."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.wire import magic, octets

NUMBERS = st.integers(min_value=0, max_value=(1 << 63) - 1)


@given(NUMBERS)
def test_a_number_comes_back(number: int) -> None:
    reader = octets.Octets(octets.varint(number))
    assert reader.varint() == number
    assert reader.is_at_end()


@given(st.binary(max_size=12))
def test_a_number_has_one_spelling(data: bytes) -> None:
    reader = octets.Octets(data)
    try:
        number = reader.varint()
    except wire.Malformed:
        return
    assert octets.varint(number) == data[: reader.position]


@pytest.mark.parametrize("data", [b"\x80\x00", b"\xff\x00", b"\x80" * 9 + b"\x01", b"\xff" * 9 + b"\x7f"])
def test_long_spellings_are_refused(data: bytes) -> None:
    with pytest.raises(wire.Malformed):
        octets.Octets(data).varint()


@pytest.mark.parametrize("number", [-1, 1 << 63])
def test_only_63_bits_are_written(number: int) -> None:
    with pytest.raises(ValueError, match="63 bits"):
        octets.varint(number)


def test_a_sized_field_is_refused_before_it_is_taken() -> None:
    with pytest.raises(wire.Malformed) as refused:
        octets.Octets(octets.varint(1 << 40) + b"x").sized(10)
    assert not isinstance(refused.value, wire.Truncated)


def test_the_end_is_the_end() -> None:
    reader = octets.Octets(b"abc")
    assert reader.take(2) == b"ab"
    with pytest.raises(wire.Truncated):
        reader.take(2)
    with pytest.raises(wire.Malformed):
        reader.finish()
    assert reader.byte() == ord("c")
    reader.finish()


def test_our_own_wrong_lengths_are_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="8 bytes"):
        octets.fixed(b"seven..", 8)


def test_wire_and_ciphers_name_a_device_alike() -> None:
    public = signing.public_key(signing.new_seed())
    assert wire.device_id(public) == signing.device_id(public)


def test_a_stream_is_chained_item_by_item() -> None:
    first = wire.chain_on(wire.START, b"d" * 16)
    assert first == hashlib.sha256(bytes(32) + b"d" * 16).digest()
    assert wire.chain_on(first, b"d" * 16) != first


def test_the_claims_have_a_stream_of_their_own() -> None:
    assert wire.claims_stream(b"h" * 16) != wire.claims_stream(b"i" * 16)
    assert len(wire.claims_stream(b"h" * 16)) == 8


def test_no_two_forms_begin_alike() -> None:
    assert len({form.letters for form in magic.EVERY}) == len(magic.EVERY)
    assert all(len(form.letters) == 4 and form.letters.startswith(b"F") for form in magic.EVERY)


def test_a_later_version_is_not_called_damaged() -> None:
    with pytest.raises(wire.TooNew):
        magic.CLAIM.enter(octets.Octets(b"FCLM\x02"))
    for wrong in (b"FCLM\x00", b"FENV\x01"):
        with pytest.raises(wire.Malformed) as refused:
            magic.CLAIM.enter(octets.Octets(wrong))
        assert not isinstance(refused.value, wire.TooNew)

"""Signatures hold, and garbage of any shape is refused without an error."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.crypto import signing

SEED = bytes(range(32))
PUBLIC = signing.public_key(SEED)


def test_seeds_are_fresh_and_of_the_right_size() -> None:
    """Two seeds differ, so two devices do."""
    first, second = signing.new_seed(), signing.new_seed()
    assert first != second
    assert len(first) == signing.SEED_BYTES
    assert len(signing.public_key(first)) == signing.PUBLIC_BYTES
    assert signing.public_key(first) != signing.public_key(second)


def test_known_answer_of_the_standard() -> None:
    """RFC 8032, 7.1, test 1: the library is the one we think it is."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    assert signing.public_key(seed) == public
    assert signing.sign(seed, b"").hex().startswith("e5564300c360ac729086e2cc806e828a")
    assert signing.is_signed(public, b"", signing.sign(seed, b""))


@given(message=st.binary(max_size=200), at=st.integers(0, 63), bit=st.integers(0, 7))
def test_only_the_exact_signature_counts(message: bytes, at: int, bit: int) -> None:
    """One flipped bit of the signature, or one more byte of the message, and it is none."""
    signature = signing.sign(SEED, message)
    assert len(signature) == signing.SIGNATURE_BYTES
    assert signing.is_signed(PUBLIC, message, signature)
    flipped = bytearray(signature)
    flipped[at] ^= 1 << bit
    assert not signing.is_signed(PUBLIC, message, bytes(flipped))
    assert not signing.is_signed(PUBLIC, message + b"\0", signature)
    assert not signing.is_signed(signing.public_key(bytes(32)), message, signature)


@given(public=st.binary(max_size=70), message=st.binary(max_size=20), signature=st.binary(max_size=70))
def test_garbage_is_refused_without_an_error(public: bytes, message: bytes, signature: bytes) -> None:
    """What a stranger sends to the hub may have any length."""
    assert not signing.is_signed(public, message, signature)
    assert not signing.is_signed(PUBLIC, message, signature)
    assert not signing.is_signed(public, message, signing.sign(SEED, message))


def test_a_device_is_named_by_its_key() -> None:
    """The layout that every other device and the hub compute."""
    device = signing.device_id(PUBLIC)
    assert device == hashlib.sha256(b"focal device\0" + PUBLIC).digest()[:16]
    assert signing.device_id(signing.public_key(bytes(32))) != device


@given(device=st.binary(min_size=16, max_size=16))
def test_the_name_of_a_device_is_written_one_way(device: bytes) -> None:
    """26 lower-case letters and digits, there and back."""
    text = signing.device_text(device)
    assert len(text) == signing.DEVICE_LETTERS
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert signing.device_bytes(text) == device
    # 26 letters hold two bits more than 16 bytes: each of the other spellings is refused.
    assert text[-1] in "aeimquy4"
    with pytest.raises(ValueError, match="not how"):
        signing.device_bytes(text[:-1] + "b")


@pytest.mark.parametrize("text", ["", "a" * 25, "a" * 27, "A" * 26, "0" * 26, "a" * 25 + "=", "é" * 26])
def test_other_spellings_of_a_device_are_refused(text: str) -> None:
    """One device has one name, so that lists and comparisons cannot be led astray."""
    with pytest.raises(ValueError, match="device id"):
        signing.device_bytes(text)


def test_a_device_id_of_another_length_has_no_text() -> None:
    """A cut id must not pass for another device."""
    with pytest.raises(ValueError, match="16 bytes"):
        signing.device_text(b"short")

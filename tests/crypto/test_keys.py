"""Keys are separate by purpose, and sealed bytes open whole or not at all."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.crypto import keys

SECRET = bytes(range(32))


def test_new_keys_differ() -> None:
    """Two keys are never the same."""
    assert len(keys.new_key()) == keys.KEY_BYTES
    assert keys.new_key() != keys.new_key()


def test_each_purpose_has_its_own_key() -> None:
    """A backup's key opens no draft."""
    made = {keys.derive_key(SECRET, purpose) for purpose in get_args(keys.Purpose)}
    assert len(made) == len(keys.PURPOSES)
    assert SECRET not in made
    assert all(len(key) == keys.KEY_BYTES for key in made)


def test_a_derived_key_stays_the_same_for_ever() -> None:
    """What was sealed by this release opens with the next: the answer is written down."""
    assert keys.derive_key(SECRET, "database").hex() == DATABASE_KEY
    assert keys.derive_key(SECRET, "database") != keys.derive_key(bytes(32), "database")
    assert len(keys.derive_key(SECRET, "anchor", 16)) == 16


def test_an_unlisted_purpose_is_refused() -> None:
    """A slip of spelling must not quietly make a new key."""
    purpose: keys.Purpose = "databse"  # type: ignore[assignment]  # the slip under test
    with pytest.raises(ValueError, match="purpose"):
        keys.derive_key(SECRET, purpose)


def test_a_key_has_a_public_name() -> None:
    """Sixteen bytes, different for each key, and no part of it."""
    assert keys.key_id(SECRET).hex() == KEY_NAME
    assert keys.key_id(SECRET) != keys.key_id(bytes(32))


@given(data=st.binary(max_size=60), claimed=st.binary(max_size=40))
def test_a_mark_is_made_by_the_key_alone(data: bytes, claimed: bytes) -> None:
    """Another key, other data or made-up bytes are no mark."""
    mark = keys.mac(SECRET, data)
    assert len(mark) == 32
    assert keys.is_mac(SECRET, data, mark)
    assert not keys.is_mac(bytes(32), data, mark)
    assert not keys.is_mac(SECRET, data + b"\0", mark)
    assert not keys.is_mac(SECRET, data, claimed)


@given(plaintext=st.binary(max_size=300), associated=st.binary(max_size=30))
def test_sealed_bytes_come_back(plaintext: bytes, associated: bytes) -> None:
    """There and back, at a fixed price in bytes."""
    sealed = keys.seal_bytes(SECRET, plaintext, associated)
    assert len(sealed) == len(plaintext) + keys.NONCE_BYTES + keys.TAG_BYTES
    assert keys.open_bytes(SECRET, sealed, associated) == plaintext
    with pytest.raises(keys.NotForUs):
        keys.open_bytes(bytes(32), sealed, associated)
    with pytest.raises(keys.NotForUs):
        keys.open_bytes(SECRET, sealed, associated + b"\0")


@given(at=st.integers(0, 47), bit=st.integers(0, 7), cut=st.integers(0, 47))
def test_damaged_bytes_do_not_open(at: int, bit: int, cut: int) -> None:
    """Each flipped bit and each cut is refused."""
    sealed = keys.seal_bytes(SECRET, b"twenty bytes exactly", b"place")
    flipped = bytearray(sealed)
    flipped[at] ^= 1 << bit
    with pytest.raises(keys.NotForUs):
        keys.open_bytes(SECRET, bytes(flipped), b"place")
    with pytest.raises(keys.NotForUs):
        keys.open_bytes(SECRET, sealed[:cut], b"place")


def test_equal_texts_seal_differently() -> None:
    """Nobody sees that a value was saved twice."""
    assert keys.seal_bytes(SECRET, b"same", b"") != keys.seal_bytes(SECRET, b"same", b"")


DATABASE_KEY = "34395a0577fb5e853b117ff5c7e363494aae11740086418167ac32afc0d93e3f"
KEY_NAME = "34af7281ec5a22fbf9afb4f0abfd01bc"

"""An envelope opens with its own key, its own header and its own bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.crypto import envelope, keys

KEY = bytes(range(32))
ID = keys.key_id(KEY)
HEADER = b"scope, device, sequence, key"


@given(plaintext=st.binary(max_size=500), header=st.binary(max_size=80))
def test_an_envelope_comes_back(plaintext: bytes, header: bytes) -> None:
    """There and back, with the nonce apart as the wire has it."""
    nonce, ciphertext = envelope.seal(KEY, header, plaintext)
    assert len(nonce) == keys.NONCE_BYTES
    assert len(ciphertext) == len(plaintext) + keys.TAG_BYTES
    assert envelope.open_sealed(KEY, ID, header, nonce, ciphertext) == plaintext


def test_another_header_does_not_open() -> None:
    """A ciphertext moved to another place or author is refused."""
    nonce, ciphertext = envelope.seal(KEY, HEADER, b"text")
    with pytest.raises(envelope.NotForUs):
        envelope.open_sealed(KEY, ID, HEADER + b"!", nonce, ciphertext)


def test_the_named_key_is_compared_first() -> None:
    """The cipher alone would open one ciphertext under two prepared keys; the name stops that."""
    nonce, ciphertext = envelope.seal(KEY, HEADER, b"text")
    for name in (keys.key_id(bytes(32)), ID[:-1], b""):
        with pytest.raises(envelope.NotForUs):
            envelope.open_sealed(KEY, name, HEADER, nonce, ciphertext)


@pytest.mark.parametrize("length", [0, 11, 13])
def test_a_nonce_of_another_length_is_refused(length: int) -> None:
    """Bytes must not move between nonce and ciphertext."""
    nonce, ciphertext = envelope.seal(KEY, HEADER, b"text")
    both = nonce + ciphertext
    with pytest.raises(envelope.NotForUs):
        envelope.open_sealed(KEY, ID, HEADER, both[:length], both[length:])


@given(at=st.integers(0, 31), bit=st.integers(0, 7))
def test_a_flipped_bit_is_found(at: int, bit: int) -> None:
    """In nonce or ciphertext, wherever."""
    nonce, ciphertext = envelope.seal(KEY, HEADER, b"text")
    both = bytearray(nonce + ciphertext)
    both[at] ^= 1 << bit
    with pytest.raises(envelope.NotForUs):
        envelope.open_sealed(KEY, ID, HEADER, bytes(both[:12]), bytes(both[12:]))

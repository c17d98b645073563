"""Digests tell contents apart, and a chain shows each change before its head."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.crypto import chain

SALT = b"s" * chain.SALT_BYTES
digests = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=6)


def head_of(parts: list[bytes]) -> bytes:
    """Walk a chain from its start."""
    head = chain.START
    for part in parts:
        head = chain.link(head, part)
    return head


def test_the_short_digest_is_the_one_on_the_wire() -> None:
    """Sixteen bytes of SHA-256, as every other device computes it."""
    assert chain.digest16(b"abc") == hashlib.sha256(b"abc").digest()[:16]


@given(content=st.binary(max_size=50), other=st.binary(max_size=50))
def test_a_salted_digest_commits_to_content_and_salt(content: bytes, other: bytes) -> None:
    """Equal for equal content, different for another content or another salt."""
    digest = chain.salted(content, SALT)
    assert len(digest) == chain.LINK_BYTES
    assert (chain.salted(other, SALT) == digest) == (content == other)
    assert chain.salted(content, b"t" * 16) != digest
    assert digest != hashlib.sha256(SALT + content).digest()


def test_a_short_salt_is_refused() -> None:
    """With a guessable salt the digest of a name is the name."""
    with pytest.raises(ValueError, match="16 random bytes"):
        chain.salted(b"content", b"short")


@given(parts=digests, at=st.integers(0, 5))
def test_a_chain_shows_each_change(parts: list[bytes], at: int) -> None:
    """A changed, dropped or doubled link gives another head."""
    at %= len(parts)
    head = head_of(parts)
    changed = bytes([parts[at][0] ^ 1]) + parts[at][1:]
    assert head_of([*parts[:at], changed, *parts[at + 1 :]]) != head
    assert head_of([*parts[:at], *parts[at + 1 :]]) != head
    assert head_of([*parts, parts[-1]]) != head


def test_a_chain_shows_changed_order() -> None:
    """The same links in another order are another history."""
    first, second = b"1" * 32, b"2" * 32
    assert head_of([first, second]) != head_of([second, first])


def test_a_link_needs_a_whole_head() -> None:
    """A cut head must not shift bytes between head and digest."""
    with pytest.raises(ValueError, match="32 bytes"):
        chain.link(b"short", b"digest")

"""What is sealed to a person opens for that person, in that place, and for nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.crypto import sealing

ANA, BEN, EVE = (sealing.new_private() for _ in range(3))
TO_ANA, TO_BEN = sealing.public_of(ANA), sealing.public_of(BEN)
INFO = b"scope, key, reader"


def test_keys_have_their_sizes_and_differ() -> None:
    """Two parts, against a breaker of either."""
    assert len(ANA) == sealing.PRIVATE_BYTES
    assert len(TO_ANA) == sealing.PUBLIC_BYTES == 1216
    assert TO_ANA != TO_BEN
    assert sealing.public_of(ANA) == TO_ANA


@given(plaintext=st.binary(max_size=200), info=st.binary(max_size=30), aad=st.binary(max_size=30))
def test_sealed_to_a_person_comes_back(plaintext: bytes, info: bytes, aad: bytes) -> None:
    """There and back, with whatever is bound to it."""
    assert sealing.open_sealed(ANA, sealing.seal(TO_ANA, plaintext, info, aad), info, aad) == plaintext


def test_nobody_else_opens_it() -> None:
    """Not another person, not under another info or aad, not with bytes moved between them."""
    sealed = sealing.seal(TO_ANA, b"text", INFO, b"aad")
    with pytest.raises(sealing.NotForUs):
        sealing.open_sealed(EVE, sealed, INFO, b"aad")
    for info, aad in ((INFO + b"a", b"ad"), (INFO, b"aa"), (INFO, b""), (b"", INFO + b"aad")):
        with pytest.raises(sealing.NotForUs):
            sealing.open_sealed(ANA, sealed, info, aad)


@given(data=st.data())
def test_damage_does_not_open(data: st.DataObject) -> None:
    """A flipped bit, a cut or made-up bytes raise NotForUs and nothing else."""
    sealed = sealing.seal(TO_ANA, b"text", INFO)
    at = data.draw(st.integers(0, len(sealed) - 1))
    flipped = bytearray(sealed)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    for wrong in (bytes(flipped), sealed[:at], data.draw(st.binary(max_size=40))):
        with pytest.raises(sealing.NotForUs):
            sealing.open_sealed(ANA, wrong, INFO)


@pytest.mark.parametrize("private", [b"", b"x" * 95, ANA + b"x"])
def test_what_is_no_private_key_opens_nothing(private: bytes) -> None:
    """A damaged key says the same as a wrong one."""
    with pytest.raises(sealing.NotForUs):
        sealing.open_sealed(private, sealing.seal(TO_ANA, b"text", INFO), INFO)
    with pytest.raises(sealing.NotForUs):
        sealing.open_outer(private, TO_BEN, b"", INFO)
    with pytest.raises(sealing.NotForUs):
        sealing.open_inner(private, TO_ANA, b"", INFO)


@pytest.mark.parametrize("public", [b"", TO_ANA[:-1], b"\xff" * 1216, TO_ANA[:1184] + bytes(32)])
def test_a_strangers_bad_key_is_found_before_sealing(public: bytes) -> None:
    """Too short, not a lattice key, a curve point of no order."""
    assert not sealing.can_seal_to(public)
    with pytest.raises(ValueError, match="key"):
        sealing.seal(public, b"text", INFO)


def test_a_good_key_can_be_sealed_to() -> None:
    """The other side of the same question."""
    assert sealing.can_seal_to(TO_ANA)


def test_equal_texts_seal_differently() -> None:
    """The hub cannot tell that two readers got the same key."""
    assert sealing.seal(TO_ANA, b"text", INFO) != sealing.seal(TO_ANA, b"text", INFO)


def test_two_must_act() -> None:
    """A alone gets closed bytes, B alone nothing."""
    sealed = sealing.seal_to_two(TO_ANA, TO_BEN, b"the data key", INFO)
    inner = sealing.open_outer(ANA, TO_BEN, sealed, INFO)
    assert b"the data key" not in inner
    assert sealing.open_inner(BEN, TO_ANA, inner, INFO) == b"the data key"
    with pytest.raises(sealing.NotForUs):
        sealing.open_inner(ANA, TO_ANA, inner, INFO)
    with pytest.raises(sealing.NotForUs):
        sealing.open_outer(BEN, TO_BEN, sealed, INFO)
    with pytest.raises(sealing.NotForUs):
        sealing.open_inner(BEN, TO_ANA, sealed, INFO)


def test_the_pair_and_the_place_are_bound() -> None:
    """What was sealed for one pair opens as no other pair's, and not for another purpose."""
    sealed = sealing.seal_to_two(TO_ANA, TO_BEN, b"the data key", INFO)
    with pytest.raises(sealing.NotForUs):
        sealing.open_outer(ANA, sealing.public_of(EVE), sealed, INFO)
    with pytest.raises(sealing.NotForUs):
        sealing.open_outer(ANA, TO_BEN, sealed, INFO + b"!")
    inner = sealing.open_outer(ANA, TO_BEN, sealed, INFO)
    with pytest.raises(sealing.NotForUs):
        sealing.open_inner(BEN, sealing.public_of(EVE), inner, INFO)

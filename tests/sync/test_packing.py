"""What an envelope holds opens again whole, in its batch alone, and never to more than its cap."""

from __future__ import annotations

import hashlib
import random

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base import paths
from focal_desktop.crypto import keys, signing
from focal_desktop.sync import packing
from focal_desktop.sync.packing import ALONE, PRIMED, SHIPPED, Pressed
from focal_desktop.wire import Envelope, Header, Malformed

RELEASED = {"dictionary-1.zdict": "4798fe50ebbd909abfa768f30063ba98f6c6d2596a8627418988ddf797ce13de"}
TEXTS = st.lists(st.binary(max_size=300), min_size=1, max_size=6)
NOTICE = (
    b'{"c":[["allegation",["b7mqy3o5zq4n2jkd6xw1h2fa"],41,9,1795165200,[["conduct",["sexual_exploitation"]],'
    b'["received_on",["2026-11-14"]],["subject_group",["partner"]],["state",["passed_on"]]]]]}'
)


@given(TEXTS)
def test_each_text_of_a_batch_comes_back(texts: list[bytes]) -> None:
    batch = packing.press(texts)
    assert [one.how for one in batch] == [SHIPPED] + [PRIMED] * (len(texts) - 1)
    assert [packing.expand(batch[:place], batch[place]) for place in range(len(batch))] == texts


def test_a_batch_ends_before_it_grows_too_long() -> None:
    half = bytes(packing.BATCH_BYTES // 2)
    batch = packing.press([half, half, b"next"])
    assert [one.how for one in batch] == [ALONE, PRIMED, SHIPPED]
    assert packing.expand(batch[:1], batch[1]) == half
    assert packing.expand([], batch[2]) == b"next"
    assert packing.press([]) == []


def test_a_large_batch_is_primed_by_itself() -> None:
    chance = random.Random(7)  # noqa: S311 the same texts each time, and nothing secret
    words = [chance.randbytes(4).hex().encode() for _ in range(400)]
    texts = [b" ".join(chance.choices(words, k=2000)) for _ in range(8)]
    batch = packing.press(texts)
    assert [one.how for one in batch] == [ALONE] + [PRIMED] * 7
    whole = zstandard.ZstdCompressor(level=packing.LEVEL).compress(b"".join(texts))
    assert sum(len(one.data) for one in batch) < len(whole) * 1.05


def test_what_repeats_the_batch_before_it_is_short() -> None:
    first, second = packing.press([NOTICE * 3, NOTICE * 3])
    assert len(second.data) * 4 < len(first.data)


def test_the_dictionary_knows_the_words_of_our_records() -> None:
    alone = zstandard.ZstdCompressor(level=packing.LEVEL).compress(NOTICE)
    assert len(packing.press([NOTICE])[0].data) * 2 < len(alone)


def test_what_was_compressed_without_a_dictionary_opens() -> None:
    plain = zstandard.ZstdCompressor(level=packing.LEVEL).compress(NOTICE)
    assert packing.expand([], Pressed(ALONE, plain)) == NOTICE


@pytest.mark.parametrize("how", [PRIMED, 3, 255])
def test_what_does_not_begin_a_batch_opens_with_its_batch_alone(how: int) -> None:
    with pytest.raises(Malformed):
        packing.expand([], Pressed(how, packing.press([NOTICE])[0].data))


@pytest.mark.parametrize("data", [b"\x00", b"no frame at all", bytes(64)])
def test_what_is_not_compressed_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        packing.expand([], Pressed(SHIPPED, data))


def test_a_text_longer_than_the_cap_is_malformed() -> None:
    bomb = zstandard.ZstdCompressor(level=1).compress(bytes(packing.PLAIN_BYTES + 1))
    assert len(bomb) < 2000
    with pytest.raises(Malformed):
        packing.expand([], Pressed(ALONE, bomb))


def test_a_released_dictionary_is_never_edited() -> None:
    folder = paths.resource("feed")
    found = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}
    assert found == RELEASED


@given(st.integers(0, 40_000))
def test_padding_tells_little_and_costs_little(size: int) -> None:
    padded = len(packing.pad(bytes(size)))
    assert padded >= max(size, packing.FLOOR_BYTES)
    assert padded <= max(size * 1.13, packing.FLOOR_BYTES)
    assert padded == len(packing.pad(bytes(padded)))


def test_few_lengths_are_seen() -> None:
    assert len({len(packing.pad(bytes(size))) for size in range(12_000)}) < 100


def test_an_envelope_opens_by_its_key_and_no_other() -> None:
    key, seed = keys.new_key(), signing.new_seed()
    header = Header(
        scope=b"a scope!",
        device=signing.device_id(signing.public_key(seed)),
        seq=1,
        key_id=keys.key_id(key),
        dictionary=SHIPPED,
    )
    (pressed,) = packing.press([NOTICE])
    found = Envelope.decode(packing.seal(header, key, packing.enclose(pressed, NOTICE), seed))
    stated, mine = packing.disclose(found, key)
    assert packing.expand([], mine) == NOTICE
    assert stated == packing.name_text(NOTICE)
    assert packing.is_by(found, signing.public_key(seed))
    assert not packing.is_by(found, signing.public_key(signing.new_seed()))
    with pytest.raises(Malformed):
        packing.disclose(found, keys.new_key())

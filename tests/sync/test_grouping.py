"""The text of a feed: what was grouped comes back, and nothing else is read."""

from __future__ import annotations

import string
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base import clock
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Plain
from focal_desktop.sync import grouping

WORDS = st.text(max_size=12)
NAMES = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
VALUES: st.SearchStrategy[Plain] = st.none() | st.integers(0, 2**53) | WORDS | st.lists(WORDS, max_size=3)
INSTANTS = st.just("") | st.datetimes().map(
    lambda when: clock.instant(when.replace(year=max(1971, when.year), tzinfo=UTC))
)


@st.composite
def feeds(draw: st.DrawFn) -> list[Change]:
    """Return what one device wrote into one scope, in order: saves of several fields, bases of any device."""
    found: list[Change] = []
    counter = 0
    for _ in range(draw(st.integers(0, 4))):
        kind, record, lamport, at = draw(NAMES), draw(NAMES), draw(st.integers(0, 99)), draw(INSTANTS)
        counter += draw(st.integers(1, 2))
        for _ in range(draw(st.integers(1, 3))):
            devices = st.tuples(st.sampled_from(["ours", "theirs"]), st.integers(1, 99))
            base = {f"{device}:{number}" for device, number in draw(st.lists(devices, max_size=3))}
            found.append(
                Change(
                    scope="q7ba",
                    device="ours",
                    counter=counter,
                    lamport=lamport,
                    kind=kind,
                    record=record,
                    field=draw(NAMES),
                    value=draw(VALUES),
                    base=tuple(sorted(base)),
                    at=at,
                )
            )
            counter += 1
    return found


@given(feeds())
def test_unpacking_gives_back_what_was_packed(feed: list[Change]) -> None:
    assert grouping.unpack(grouping.pack(feed), "q7ba", "ours") == feed


@given(feeds())
def test_packing_is_the_same_bytes_each_time(feed: list[Change]) -> None:
    packed = grouping.pack(feed)
    assert grouping.pack(grouping.unpack(packed, "q7ba", "ours")) == packed


def pack_of(entry: str) -> bytes:
    return f'[["allegation", "one", 1, 1, 0, [{entry}]]]'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"{}",
        b"[1]",
        b'[["allegation", "one", 1, 1, 0]]',
        b'[["allegation", "one", 1, 1, 0, [], "more"]]',
        b'[["allegation", "one", "1", 1, 0, []]]',
        b'[["allegation", "one", 1, 1, -1, [["word", "a"]]]]',
        b'[["allegation", "one", 1, 1, 253402300800, [["word", "a"]]]]',
        pack_of('["word"]'),
        pack_of('[1, "a"]'),
        pack_of('["word", 1.5]'),
        pack_of('["word", true]'),
        pack_of('["word", {"nested": "a"}]'),
        pack_of('["word", ["a", ["b"]]]'),
        pack_of('["word", "a", true]'),
        pack_of('["word", "a", null]'),
        pack_of('["word", "a", {}]'),
    ],
)
def test_what_is_no_pack_of_changes_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        grouping.unpack(data, "q7ba", "ours")


def test_a_name_in_a_base_cannot_reach_another_scope() -> None:
    (found,) = grouping.unpack(pack_of('["word", "a", 1, "theirs:2"]'), "q7ba", "ours")
    assert found.replaces == (("q7ba", "ours:1"), ("q7ba", "theirs:2"))
    with pytest.raises(ValueError, match="not a change"):
        grouping.unpack(pack_of('["word", "a", "sealed/ours:1"]'), "q7ba", "ours")

"""The text of a feed: what was grouped comes back, and nothing else is read."""

from __future__ import annotations

import string
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from focal_desktop.base import clock
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Plain
from focal_desktop.sync import grouping

WORDS = st.text(max_size=12)
NAMES = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
VALUES: st.SearchStrategy[Plain] = st.none() | st.integers(0, 2**53) | WORDS | st.lists(WORDS, max_size=3)
INSTANTS = st.just("") | st.datetimes(datetime(1970, 1, 2)).map(  # noqa: DTZ001 the next line says UTC
    lambda when: clock.instant(when.replace(tzinfo=UTC))
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


def test_what_is_alike_stands_together() -> None:
    first = Change(
        scope="q7ba",
        device="ours",
        counter=7,
        lamport=3,
        kind="action",
        record="one",
        field="unit",
        value="people",
        at="2026-03-02T09:00:00Z",
    )
    feed = [
        first,
        replace(first, counter=8, field="target", value=40),
        replace(first, counter=9, lamport=4, record="two", value="places", at="2026-03-02T09:01:00Z"),
        replace(first, counter=12, lamport=6, record="one", value="days", base=("ours:7", "theirs:5")),
        replace(first, counter=13, lamport=7, kind="plan", record="three", base=("ours:2",)),
    ]
    assert grouping.pack(feed).decode() == (
        '[["action",["one","two","one"],7,3,1772442000,'
        '[["unit",["people","places","days"],[0,0,[7,"theirs:5"]]],["target",[40],[],[0]]],'
        '[0,2],[0,1],[60,-60]],["plan",["three"],13,7,1772442000,[["unit",["people"],[2]]]]]'
    )
    assert grouping.unpack(grouping.pack(feed), "q7ba", "ours") == feed


def pack_of(columns: str, rest: str = "") -> bytes:
    return f'[["allegation", ["one", "two"], 1, 1, 5, [{columns}]{rest}]]'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"{}",
        b"[1]",
        b'[["allegation", ["one"], 1, 1, 0]]',
        b'[["allegation", ["one"], "1", 1, 0, []]]',
        b'[["allegation", ["one"], 0, 1, 0, []]]',
        b'[["allegation", ["one"], 1, -1, 0, []]]',
        b'[["allegation", ["one"], 1, 1, -1, []]]',
        b'[["allegation", ["one"], 1, 1, 253402300800, []]]',
        b'[["allegation", "one", 1, 1, 0, []]]',
        pack_of("", ", [], [], [], []"),
        pack_of("", ", [1, 1]"),
        pack_of("", ", [-2]"),
        pack_of("", ", [], [-3]"),
        pack_of("", ", [], [], [-6]"),
        pack_of('["word"]'),
        pack_of('["word", ["a"]]'),
        pack_of('["word", ["a", "b", "c"]]'),
        pack_of('["word", ["a", "b"], [1]]'),
        pack_of('["word", [], [], []]'),
        pack_of('["word", ["a"], [], [2]]'),
        pack_of('["word", ["a"], [], [-1]]'),
        pack_of('["word", ["a", "b"], [], [1, 0]]'),
        pack_of('["word", ["a", "b"], [], [1, 1]]'),
        pack_of('[1, ["a", "b"]]'),
        pack_of('["word", ["a", 1.5]]'),
        pack_of('["word", ["a", true]]'),
        pack_of('["word", ["a", {"nested": "a"}]]'),
        pack_of('["word", ["a", ["b", ["c"]]]]'),
        pack_of('["word", ["a", ["b", 1]]]'),
        pack_of('["word", ["a", "b"], [0, true]]'),
        pack_of('["word", ["a", "b"], [0, null]]'),
        pack_of('["word", ["a", "b"], [0, {}]]'),
        pack_of('["word", ["a", "b"], [0, [[1]]]]'),
        pack_of('["word", ["a", "b"], [], [], []]'),
    ],
)
def test_what_is_no_pack_of_changes_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        grouping.unpack(data, "q7ba", "ours")


def test_a_name_in_a_base_cannot_reach_another_scope() -> None:
    found, _ = grouping.unpack(pack_of('["word", ["a", "b"], [[1, "theirs:2"], 0]]'), "q7ba", "ours")
    assert found.replaces == (("q7ba", "ours:1"), ("q7ba", "theirs:2"))
    for base in ('"sealed/ours:1"', '["sealed/ours:1", 1]'):
        with pytest.raises(ValueError, match="another scope"):
            grouping.unpack(pack_of(f'["word", ["a", "b"], [0, {base}]]'), "q7ba", "ours")

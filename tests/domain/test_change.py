"""Changes: their names, what a person really changed, and the bytes they travel in."""

from __future__ import annotations

import string
from datetime import UTC

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base import clock
from focal_desktop.domain import change
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Plain, Scope
from tests.domain.logs import KIND

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
    assert change.unpack(change.pack(feed), "q7ba", "ours") == feed


@given(feeds())
def test_packing_is_the_same_bytes_each_time(feed: list[Change]) -> None:
    packed = change.pack(feed)
    assert change.pack(change.unpack(packed, "q7ba", "ours")) == packed


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
        change.unpack(data, "q7ba", "ours")


def test_a_name_in_a_base_cannot_reach_another_scope() -> None:
    (found,) = change.unpack(pack_of('["word", "a", 1, "theirs:2"]'), "q7ba", "ours")
    assert found.replaces == (("q7ba", "ours:1"), ("q7ba", "theirs:2"))
    with pytest.raises(ValueError, match="not a change"):
        change.unpack(pack_of('["word", "a", "sealed/ours:1"]'), "q7ba", "ours")


def test_a_local_change_may_name_what_another_scope_holds() -> None:
    kept = msgspec.structs.replace(one(), scope=Scope.SEALED, base=("hq/case/theirs:2", "ours:1"))
    assert kept.is_local
    assert kept.replaces == (("hq/case", "theirs:2"), ("sealed", "ours:1"))


def one() -> Change:
    return Change(
        scope="q7ba",
        device="ours",
        counter=3,
        lamport=1,
        kind="sample",
        record="one",
        field="word",
        value="a",
    )


def test_names_are_sorted_and_each_stands_once() -> None:
    assert one().name == "ours:3"
    assert not one().is_local
    assert change.names_of([one(), one(), msgspec.structs.replace(one(), counter=2)]) == ("ours:2", "ours:3")


@pytest.mark.parametrize(
    ("opened", "edited", "changed"),
    [
        ({}, {"word": "a"}, {"word": "a"}),
        ({}, {"word": "", "child": "not_asked", "colours": [], "on": None}, {}),
        ({"word": "a"}, {"word": "a"}, {}),
        ({"word": "a"}, {"word": ""}, {"word": ""}),
        ({"colours": ["red"]}, {"colours": []}, {"colours": []}),
        ({"word": "a", "story": "b"}, {"story": "c"}, {"story": "c"}),
    ],
)
def test_only_what_differs_from_what_was_opened_is_a_change(
    opened: dict[str, Plain], edited: dict[str, Plain], changed: dict[str, Plain]
) -> None:
    assert change.find_difference(KIND, opened, edited) == changed

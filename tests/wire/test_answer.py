"""The answer: what goes in comes out; cut short, everything before the cut is still there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop import wire

NUMBERS = st.integers(0, 1 << 40)
ITEMS = st.one_of(
    st.builds(wire.Item, st.integers(1, 255), st.binary(max_size=60)),
    st.builds(wire.Own, NUMBERS, st.integers(1, 1 << 40)),
)
RUNS = st.builds(
    wire.Run,
    st.binary(min_size=8, max_size=8),
    st.integers(1, 1 << 40),
    st.lists(ITEMS, max_size=5).map(tuple),
)
RECEIPTS = st.builds(wire.Receipt, st.integers(1, 99), st.sampled_from(wire.Fate), NUMBERS)


@st.composite
def answers(draw: st.DrawFn) -> wire.Answer:
    """Return any answer a hub may give."""
    runs = tuple(draw(st.lists(RUNS, max_size=4)))
    receipts = tuple(draw(st.lists(RECEIPTS, max_size=4)))
    signature = draw(st.binary(min_size=64, max_size=64)) if runs else b""
    return wire.Answer(more=draw(st.booleans()), receipts=receipts, runs=runs, signature=signature)


@given(answers())
def test_an_answer_comes_back(answer: wire.Answer) -> None:
    assert wire.Answer.decode(answer.encode()) == answer


@given(answers(), st.data())
def test_a_cut_answer_keeps_what_came(answer: wire.Answer, data: st.DataObject) -> None:
    whole = answer.encode()
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(wire.Malformed):
        wire.Answer.decode(whole[:cut])
    try:
        found = wire.Answer.decode(whole[:cut], is_whole=False)
    except wire.Truncated:
        return  # cut within the receipts: nothing of it may be used
    assert found.signature == b""
    came = [item for run in found.runs for item in run.items]
    assert came == [item for run in answer.runs for item in run.items][: len(came)]
    assert [run.stream for run in found.runs] == [run.stream for run in answer.runs][: len(found.runs)]


def test_a_cut_inside_a_run_keeps_its_first_items() -> None:
    run = wire.Run(b"s" * 8, 5, (wire.Item(1, b"first"), wire.Item(1, b"second")))
    answer = wire.Answer(runs=(run,), signature=bytes(64))
    found = wire.Answer.decode(answer.encode()[: -64 - 3], is_whole=False)
    assert found.runs == (wire.Run(b"s" * 8, 5, (wire.Item(1, b"first"),)),)
    assert found.runs[0].last() == 5


def test_a_run_knows_where_it_ends() -> None:
    assert wire.Run(b"s" * 8, 5, (wire.Item(1, b""), wire.Own(9, 4))).last() == 9
    assert wire.Run(b"s" * 8, 5).last() == 4


@pytest.mark.parametrize(
    "data",
    [
        b"\x01\x08\x00",  # a flag of a later version
        b"\x02\x00\x00",  # a later version
        b"\x01\x00\x01\x00\x00\x01",  # a receipt for no frame
        b"\x01\x00\x01\x01\x63\x01",  # a fate nobody knows
        b"\x01\x00\x00\x00",  # something left over
        b"\x01\x02\x01" + b"s" * 8 + b"\x00\x00" + bytes(64),  # a run from position 0
        b"\x01\x02\x01" + b"s" * 8 + b"\x01\x01\x00\x01\x00" + bytes(64),  # none of my own
        b"\x01\x02\x01" + b"s" * 8 + b"\x01\x01\x01" + b"\xff\xff\x7f" + bytes(64),  # an item too long
    ],
)
def test_what_a_hub_cannot_mean_is_malformed(data: bytes) -> None:
    with pytest.raises(wire.Malformed):
        wire.Answer.decode(data)


def test_heads_are_signed_in_one_form() -> None:
    part = wire.heads_part(b"h" * 16, [(b"s" * 8, 3, b"c" * 32), (b"t" * 8, 1, b"d" * 32)])
    assert part == b"focal heads 1" + b"h" * 16 + b"s" * 8 + bytes(7) + b"\x03" + b"c" * 32 + (
        b"t" * 8 + bytes(7) + b"\x01" + b"d" * 32
    )


def test_each_refusal_has_a_status_above_400() -> None:
    assert all(400 <= status < 600 and word.islower() for word, status in wire.REFUSALS.items())

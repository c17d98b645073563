"""Bundles as they lie on sticks: one of each way to write them, and what each lets its reader notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop import wire
from focal_desktop.sync import folder, packing
from focal_desktop.wire import Envelope
from tests.conftest import HandClock
from tests.sync import feeding

DATA = Path(__file__).parents[1] / "data"
SCOPE, KEY = "aa" * 8, bytes(range(32))


@pytest.mark.parametrize(("name", "is_named"), [("bundle-1", False), ("bundle-1-heads", True)])
def test_a_bundle_of_each_way_is_read(tmp_path: Path, clock: HandClock, name: str, *, is_named: bool) -> None:
    """One envelope of an office, and headquarters' answer that names it; only the later way by its digest."""
    desk = feeding.make_desk(tmp_path / "desk", clock)
    with desk.store.transaction() as writer:
        feeding.give_key(writer, SCOPE, KEY)
    items = folder.open_bundle(desk, (DATA / f"{name}.bin").read_bytes())
    desk.store.close()
    assert items is not None
    assert [item.kind for item in items] == [wire.Kind.ENVELOPE, wire.Kind.ENVELOPE]
    texts = []
    for item in items:
        pressed = packing.disclose(Envelope.decode(item.data), KEY)[1]
        texts.append(packing.read_segment(packing.expand([], pressed)))
    (change,) = texts[0].changes(SCOPE, "device")
    assert (change.kind, change.field, change.value) == ("partner", "name", "Water for all")
    (author,) = texts[1].heads
    assert texts[1].heads == {author: 1}
    front = wire.digest(items[0].data)[: packing.FRONT_BYTES]
    assert texts[1].list_fronts() == ({author: front} if is_named else {})


def test_fronts_that_do_not_fit_the_heads_name_nothing() -> None:
    heads, fronts = {"one": 1, "two": 2}, {"one": b"1" * 8, "two": b"2" * 8}
    assert packing.read_segment(packing.write_segment([], heads, "", fronts)).list_fronts() == fronts
    assert packing.read_segment(packing.write_segment([], {}, "", fronts)).list_fronts() == {}
    assert packing.read_segment(packing.write_segment([], heads, "", {"one": b"1" * 8})).list_fronts() == {}
    assert packing.Segment(heads=heads, fronts=b"too short").list_fronts() == {}

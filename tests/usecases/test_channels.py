"""Channels with their tests: fresh, stale, failed, taken back."""

from __future__ import annotations

from datetime import date

from focal_desktop.usecases import channels, records
from tests.desks import Desk


def add(desk: Desk, name: str, *tests: tuple[str, str], **more: str) -> str:
    """Keep a channel with tests; return its id."""
    made = records.add(desk.session, "channel", {"name": name, "reach": "1", **more}).id
    for day, result in tests:
        said = {"channel": made, "tested_on": day, "result": result}
        records.add(desk.session, "channel_test", said)
    return made


def test_a_test_shows_that_a_channel_works_while_it_is_fresh(desk: Desk) -> None:
    add(desk, "A", ("2026-02-20", "answered"))
    add(desk, "B", ("2025-01-01", "answered"))
    add(desk, "C", ("2026-02-20", "not_answered"), ("2026-02-10", "answered"))
    add(desk, "D")
    found = {way.channel.name: way for way in channels.list_ways(desk.session)}
    assert [found[name].is_fresh for name in "ABCD"] == [True, False, False, False]
    last = found["C"].last
    assert last is not None
    assert (last.tested_on, last.result) == (date(2026, 2, 20), "not_answered")
    assert found["D"].last is None


def test_closed_channels_stand_last(desk: Desk) -> None:
    add(desk, "A", closed_on="2026-01-01")
    add(desk, "B")
    assert [(way.channel.name, way.is_open) for way in channels.list_ways(desk.session)] == [
        ("B", True),
        ("A", False),
    ]


def test_a_test_that_was_taken_back_counts_for_no_channel(desk: Desk) -> None:
    made = add(desk, "A", ("2026-02-20", "answered"))
    test = records.list_page(desk.session, "channel_test", {"channel": made})[0][0]
    channels.take_back_test(desk.session, test.id)
    assert channels.list_ways(desk.session)[0].tests == ()

"""What stood where in a stream: earlier heads, going back, and what is lost until it is shown again."""

from __future__ import annotations

import functools

from focal_desktop import wire
from focal_desktop.store import streams
from tests.desks import Desk

STREAM, AT = "ab" * 8, "2026-03-02T09:00:00Z"
NAMES = [bytes([number]) * 16 for number in range(1, 7)]


def head_of(names: list[bytes]) -> bytes:
    return functools.reduce(wire.chain_on, names, wire.START)


def read(desk: Desk, names: list[bytes]) -> streams.Place:
    store = desk.session.store
    with store.transaction() as writer:
        return streams.go_on(writer, STREAM, streams.read_place(store.connection, STREAM), names)


def test_a_stream_begins_at_its_start(desk: Desk) -> None:
    connection = desk.session.store.connection
    assert streams.read_place(connection, STREAM) == streams.Place(0, wire.START)
    assert streams.read_head(connection, STREAM, 0) == wire.START
    assert streams.read_head(connection, STREAM, 1) is None


def test_the_head_of_every_earlier_position_is_known(desk: Desk) -> None:
    connection = desk.session.store.connection
    read(desk, NAMES[:2])
    assert read(desk, NAMES[2:]) == streams.Place(6, head_of(NAMES))
    for position in range(7):
        assert streams.read_head(connection, STREAM, position) == head_of(NAMES[:position])
    assert streams.read_head(connection, STREAM, 7) is None


def test_what_stood_behind_is_lost_until_it_is_shown_again(desk: Desk) -> None:
    connection = desk.session.store.connection
    read(desk, NAMES)
    with desk.session.store.transaction() as writer:
        streams.go_back(writer, STREAM, streams.Place(4, head_of(NAMES[:4])), AT)
    assert streams.read_place(connection, STREAM).position == 4
    assert [(one.position, one.digest, one.at) for one in streams.read_lost(connection)] == [
        (5, NAMES[4], AT),
        (6, NAMES[5], AT),
    ]
    assert streams.is_lost(connection, STREAM, NAMES[5])
    assert not streams.is_lost(connection, "cd" * 8, NAMES[5])
    other = b"o" * 16
    read(desk, [other, NAMES[5]])
    assert [one.digest for one in streams.read_lost(connection, STREAM)] == [NAMES[4]]
    assert streams.read_head(connection, STREAM, 6) == head_of([*NAMES[:4], other, NAMES[5]])
    with desk.session.store.transaction() as writer:
        streams.find_again(writer, STREAM, [NAMES[4]])
    assert streams.read_lost(connection) == []


def test_a_vault_that_did_not_keep_its_past_knows_its_place_alone(desk: Desk) -> None:
    connection = desk.session.store.connection
    place = read(desk, NAMES)
    with desk.session.store.transaction() as writer:
        writer.run("DELETE FROM passed")
    assert streams.read_head(connection, STREAM, 6) == place.head
    assert streams.read_head(connection, STREAM, 5) is None
    assert streams.read_head(connection, STREAM, 0) == wire.START

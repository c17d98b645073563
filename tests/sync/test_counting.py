"""Bytes are counted as they cross the socket, and the socket closes once, when nobody reads any more."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from focal_desktop.sync.counting import CountedSocket, Tally


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Two ends of one line."""
    near, far = socket.socketpair()
    with near, far:
        yield near, far


def test_both_ways_are_counted(ends: tuple[socket.socket, socket.socket]) -> None:
    near, far = ends
    tally = Tally()
    counted = CountedSocket(near, tally)
    counted.sendall(b"front")
    assert (tally.has_begun, tally.up) == (True, 0)
    reader = counted.makefile("rb")
    assert (far.recv(100), tally.up) == (b"front", 5)
    far.sendall(b"an answer")
    assert (reader.read(9), tally.down) == (b"an answer", 9)
    tally.clear()
    assert (tally.up, tally.down, tally.has_begun) == (0, 0, False)


def test_an_answer_is_read_to_its_end_before_the_line_closes(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    """However often each of them is closed."""
    near, far = ends
    counted = CountedSocket(near, Tally())
    reader, other = counted.makefile(), counted.makefile()
    counted.close()
    far.sendall(b"late")
    assert reader.read(4) == b"late"
    raw = reader.detach()
    for _ in range(3):
        raw.close()
    assert near.fileno() >= 0
    other.close()
    assert near.fileno() == -1

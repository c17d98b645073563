"""Letting go of envelopes: only once a later batch has come for sure, and a fork's bytes go with them."""

from __future__ import annotations

import pytest

from focal_desktop import wire
from focal_desktop.store import carriers, erasing, feeds, rosters
from focal_desktop.store.erasures import Erasure
from focal_desktop.store.reader import read_history
from focal_desktop.usecases import records
from tests.desks import Desk

AT = "2026-03-02T09:00:00Z"
Feed = tuple[str, str]


@pytest.fixture
def feed(desk: Desk) -> Feed:
    """The feed of one erased record, whose changes are carried by its first envelope."""
    made, raw = records.add(desk.session, "partner", {"name": "Canary"}).id, desk.session.store.connection
    changes = read_history(raw, "partner", made)
    scope, device = changes[0].scope, changes[0].device
    with desk.session.store.transaction() as writer:
        erasing.erase_record(writer, raw, Erasure(made, "", "test", AT))
    counters = [change.counter for change in changes]
    keep(desk, (scope, device), 1, b"sealed", ((min(counters), max(counters)),))
    return scope, device


def keep(
    desk: Desk, feed: Feed, sequence: int, content: bytes, covers: tuple[tuple[int, int], ...] = ((900, 901),)
) -> None:
    """Keep a received envelope."""
    scope, device = feed
    with desk.session.store.transaction() as writer:
        kept = feeds.Kept(
            scope=scope,
            device=device,
            sequence=sequence,
            digest=bytes(32),
            content=content,
            state=feeds.TAKEN,
            covers=covers,
            at=AT,
        )
        feeds.keep(writer, kept)


def let_go(desk: Desk) -> int:
    """Let go of whatever may go."""
    store = desk.session.store
    with store.transaction() as writer:
        return carriers.let_go(writer, store.connection)


def held(desk: Desk, feed: Feed) -> list[int]:
    """Return the envelopes of a feed whose bytes stand."""
    found = carriers.list_carried(desk.session.store.connection, *feed)
    return [one.sequence for one in found if not one.is_let_go]


def envelope(dictionary: int) -> bytes:
    """Return an envelope that needs those before it, or needs none."""
    header = wire.Header(
        scope=bytes(8),
        device=bytes(16),
        seq=2,
        prev=bytes([1]) * len(wire.ZEROS),
        key_id=bytes(16),
        dictionary=dictionary,
    )
    return wire.Envelope(header=header, nonce=bytes(12), ciphertext=b"sealed", signature=bytes(64)).encode()


def test_the_last_of_a_feed_stays(desk: Desk, feed: Feed) -> None:
    assert let_go(desk) == 0
    assert held(desk, feed) == [1]


@pytest.mark.parametrize("later", [b"no envelope", b"FENV\xff\xff"])
def test_what_cannot_be_read_begins_no_batch(desk: Desk, feed: Feed, later: bytes) -> None:
    keep(desk, feed, 2, later)
    assert let_go(desk) == 0
    assert held(desk, feed) == [1, 2]


def test_a_later_envelope_of_the_same_batch_keeps_the_earlier(desk: Desk, feed: Feed) -> None:
    keep(desk, feed, 2, envelope(dictionary=1))
    assert let_go(desk) == 0
    keep(desk, feed, 3, envelope(dictionary=0))
    assert let_go(desk) == 1
    assert held(desk, feed) == [2, 3]


def test_behind_one_that_was_let_go_a_later_batch_has_come(desk: Desk, feed: Feed) -> None:
    keep(desk, feed, 2, b"")
    assert let_go(desk) == 1
    assert held(desk, feed) == []


def test_of_a_fork_the_digest_is_kept(desk: Desk, feed: Feed) -> None:
    """Once: a digest is not digested again. A fork of another feed keeps its bytes."""
    names = [f"fork/{feed[0]}/{feed[1]}/1", "fork/other/feed/1"]
    with desk.session.store.transaction() as writer:
        for name in names:
            writer.set_meta(name, b"Canary" * 100)
    for _ in range(2):
        let_go(desk)
        found = rosters.read_named(desk.session.store.connection, "fork/")
        assert [*found.values()].count(wire.digest(b"Canary" * 100)) == 1
        assert [*found.values()].count(b"Canary" * 100) == 1

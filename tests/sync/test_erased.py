"""What was erased here by an order stays erased: whoever sends it again, by whatever way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from focal_desktop.store import erasing, reader
from focal_desktop.store.erasures import Erasure
from focal_desktop.usecases import checking, records
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import refused
from tests.sync import feeding


@pytest.fixture
def desks(tmp_path: Path, clock: HandClock) -> Iterator[list[Session]]:
    made = [feeding.make_desk(tmp_path / name, clock) for name in ("one", "two")]
    yield made
    for desk in made:
        desk.store.close()


def erase(desk: Session, record: str) -> None:
    """Destroy a record, as an erase order asks."""
    with desk.store.transaction() as writer:
        order = Erasure(record, "", "order/test", desk.at)
        erasing.erase_record(writer, desk.store.connection, order)


def test_an_erased_value_never_returns(desks: list[Session]) -> None:
    state = feeding.know(*desks)
    one, two = desks
    saved = records.add(one, "recommendation", {"title": "CANARY", "text": "CANARY"})
    envelopes = feeding.send(one, state)
    feeding.take(two, state, envelopes)
    erase(two, saved.id)
    assert feeding.take(two, state, envelopes * 2) == 0
    assert not records.search(two, "canary")
    log = reader.read_history(two.store.connection, "recommendation", saved.id)
    assert len(log) > 1
    assert all(c.is_erased and c.value is None for c in log)
    assert checking.check(two).ok


def test_a_later_change_of_it_is_not_kept(desks: list[Session]) -> None:
    """By whoever has not heard yet; it is named, so that what builds on it waits for nothing."""
    state = feeding.know(*desks)
    one, two = desks
    saved = records.add(one, "recommendation", {"title": "CANARY"})
    feeding.take(two, state, feeding.send(one, state))
    erase(two, saved.id)
    records.edit(one, "recommendation", saved.id, {"title": "CANARY again"})
    feeding.take(two, state, feeding.send(one, state))
    log = reader.read_history(two.store.connection, "recommendation", saved.id)
    assert [c.value for c in log if c.field == "title"] == [None, None]
    with refused("not_found"):
        records.read(two, "recommendation", saved.id)
    assert checking.check(two).ok

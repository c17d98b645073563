"""What was erased here by an order stays erased: whoever sends it again, by whatever way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from focal_desktop.usecases import checking, records
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.sync import feeding


@pytest.fixture
def desks(tmp_path: Path, clock: HandClock) -> Iterator[list[Session]]:
    made = [feeding.make_desk(tmp_path / name, clock) for name in ("one", "two")]
    yield made
    for desk in made:
        desk.store.close()


def erase(desk: Session, record: str) -> None:
    """Destroy every value of a record, as an erase order asks."""
    with desk.store.transaction() as writer:
        writer.run("INSERT INTO erasure VALUES (?, '', 'order', '')", record)
        writer.run(
            "DELETE FROM value WHERE sequence IN (SELECT sequence FROM change WHERE record = ?)", record
        )
        writer.fold("recommendation", record)


def test_an_erased_value_never_returns(desks: list[Session]) -> None:
    state = feeding.know(*desks)
    one, two = desks
    saved = records.add(one, "recommendation", {"title": "CANARY", "text": "CANARY"})
    envelopes = feeding.send(one, state)
    feeding.take(two, state, envelopes)
    erase(two, saved.id)
    assert feeding.take(two, state, envelopes * 2) == 0
    assert not records.search(two, "canary")
    assert "CANARY" not in str(records.read(two, "recommendation", saved.id))
    assert all(c.is_erased and c.value is None for c in records.history(two, "recommendation", saved.id))
    assert checking.check(two).ok


def test_a_later_change_still_finds_its_base(desks: list[Session]) -> None:
    state = feeding.know(*desks)
    one, two = desks
    saved = records.add(one, "recommendation", {"title": "CANARY"})
    feeding.take(two, state, feeding.send(one, state))
    erase(two, saved.id)
    records.edit(one, "recommendation", saved.id, {"title": "Written anew"})
    feeding.take(two, state, feeding.send(one, state))
    row = records.read(two, "recommendation", saved.id)
    assert (row.values["title"], row.clashes) == ("Written anew", {})

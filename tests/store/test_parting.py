"""What another person takes over: a record that a case touched stays as far as it is known elsewhere."""

from __future__ import annotations

import pytest

from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Scope
from focal_desktop.store import log, parting, reader
from focal_desktop.store.connection import Connection, write_transaction
from focal_desktop.store.writer import Writer
from focal_desktop.usecases import records
from tests.desks import Desk


@pytest.fixture
def partner(desk: Desk) -> str:
    """A partner whose name was changed once more where a case lives, as an altered feed may do."""
    made = records.add(desk.session, "partner", {"name": "Open"}).id
    store = desk.session.store
    [first] = [c for c in reader.read_history(store.connection, "partner", made) if c.field == "name"]
    [sea] = [one.id for one in reader.read_scopes(store.connection) if one.scope_class == Scope.SEA]
    later = Change(
        scope=sea,
        device=first.device,
        counter=1,
        lamport=first.lamport + 1,
        kind="partner",
        record=made,
        field="name",
        value="Canary",
        base=(f"{first.scope}/{first.name}",),
    )
    with store.transaction() as writer:
        writer.append([later])
    return made


def part(desk: Desk) -> Connection:
    """Take every case out of an open vault."""
    connection = desk.session.store.connection
    with write_transaction(connection):
        parting.part(Writer(connection, desk.session.store.rules), connection)
    return connection


def test_what_stands_elsewhere_is_folded_without_the_case(desk: Desk, partner: str) -> None:
    case = records.add(desk.session, "allegation", {"regime": "sea", "area": "Canary"}).id
    assert len(records.search(desk.session, "canary")) == 2
    connection = part(desk)
    row = reader.read_row(connection, "partner", partner)
    assert row is not None
    assert row.values["name"] == "Open"
    assert reader.read_row(connection, "allegation", case) is None
    assert records.search(desk.session, "canary") == []
    assert log.find_break(connection) is None

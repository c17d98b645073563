"""What holds a secret prints nothing of it, and a vault without its own keys signs nothing."""

from __future__ import annotations

import pytest

from focal_desktop.crypto import sealing, signing
from focal_desktop.domain.record import Scope
from focal_desktop.store import epochs as held_keys
from focal_desktop.sync import admitting, engine, founding, identity, joining, parcels, succeeding
from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.session import Session
from tests.desks import Desk
from tests.sync.company import Company, scope_of


def drop_key(session: Session, name: str) -> None:
    """Take a key out of a vault."""
    with session.store.transaction() as writer:
        writer.run("DELETE FROM key WHERE name = ?", name)


def test_nothing_of_a_secret_is_printed(company: Company) -> None:
    card = founding.read_card((company.folder / "hub" / "hub.card").read_bytes())
    assert (repr(card), card.claim in str(card)) == ("HubCard()", False)
    opened = joining.open_invitation(*company.invite())
    assert (repr(opened), str(opened)) == ("Opened()", "Opened()")
    device = succeeding.Device(signing.new_seed(), sealing.new_private())
    assert f"{device}" == "Device()"
    records.add(company.hq, "recommendation", {"title": "A marked title"})
    batch = engine.collect(company.hq, company.hq.store.roster)
    assert (repr(batch), {repr(load) for load in batch.loads}) == ("Batch()", {"Load()"})


def test_a_vault_without_its_device_signs_and_opens_nothing(company: Company) -> None:
    public = sealing.public_of(sealing.new_private())
    sealed = sealing.seal(public, b"words", b"why")
    drop_key(company.hq, unlocking.DEVICE_SEAL)
    with pytest.raises(ValueError, match="a vault has"):
        identity.open_sealed(company.hq, sealed, b"why")
    drop_key(company.hq, unlocking.DEVICE_SIGN)
    with pytest.raises(ValueError, match="a vault has"):
        engine.collect(company.hq, company.hq.store.roster)


def test_a_key_that_is_not_held_is_not_given(company: Company) -> None:
    scope = scope_of(company.hq, Scope.HQ_CASE)
    (epoch,) = held_keys.read_all(company.hq.store.connection, scope)
    assert parcels._held(company.hq, epoch, {}).secret == held_keys.read_secret(
        company.hq.store.connection, epoch
    )
    drop_key(company.hq, f"epoch/{scope}/{epoch.key_id}")
    with pytest.raises(ValueError, match="held"):
        parcels._held(company.hq, epoch, {})


def test_a_vault_that_stands_alone_compares_no_words(desk: Desk) -> None:
    with pytest.raises(ValueError, match="root chain"):
        admitting._root_entry(desk.session)

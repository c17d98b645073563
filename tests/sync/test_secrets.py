"""What holds a secret prints nothing of it, and a vault without its own keys signs nothing."""

from __future__ import annotations

import pytest

from focal_desktop.crypto import sealing, signing
from focal_desktop.domain.record import Scope
from focal_desktop.store import epochs as held_keys
from focal_desktop.store import feeds
from focal_desktop.sync import (
    admitting,
    answering,
    engine,
    founding,
    identity,
    joining,
    parcels,
    succeeding,
)
from focal_desktop.usecases import acts, checking, records, unlocking
from focal_desktop.usecases.session import Session
from tests.desks import Desk
from tests.sync.company import Company, scope_of
from tests.sync.test_succeeding import back_up, cut_off, reports_of, restore

SAID = {"account": "Words"}


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


def test_a_feed_whose_key_is_gone_is_answered_by_no_word(company: Company) -> None:
    clerk = company.staff("KEN", "hr_clerk")
    company.sync(clerk, company.hq, clerk)
    scope, device = scope_of(company.hq, Scope.HQ_CASE), clerk.person.device
    last = feeds.read_heads(company.hq.store.connection, scope)[device]
    to = signing.device_bytes(device)
    assert answering._write(company.hq, scope, to, last) is not None
    for epoch in held_keys.read_all(company.hq.store.connection, scope):
        drop_key(company.hq, f"epoch/{scope}/{epoch.key_id}")
    assert answering._write(company.hq, scope, to, last) is None


def test_a_vault_restored_without_a_key_leaves_out_what_it_closed(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    acts.act(desk, "sealed_report", records.add(desk, "sealed_report", SAID).id, "seal", {})
    with cut_off(company, desk):
        scope = scope_of(desk, Scope.HQ_CASE)
    for epoch in held_keys.read_all(desk.store.connection, scope):
        drop_key(desk, f"epoch/{scope}/{epoch.key_id}")
    restored = restore(company, back_up(desk))
    assert reports_of(restored) == 0
    assert checking.check(restored).ok

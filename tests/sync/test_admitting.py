"""Of several devices that would take one place, the one that a person chose, and then no other."""

from __future__ import annotations

from focal_desktop import wire
from focal_desktop.sync import admitting, confirming, entries, identity, succeeding
from tests.desks import refused
from tests.sync.company import Company, states_of, waiting_of
from tests.sync.test_succeeding import back_up, restore


def test_of_two_restored_from_one_vault_one_takes_its_place(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    first, second = (restore(company, back_up(desk, name)) for name in ("first", "second"))
    for one in (first, second):
        assert company.word(one) == "not_admitted"
    company.sync(company.hq)
    admitting.admit(company.hq, first.person.device, succeeding.read_words(first))
    for _ in range(2):
        with refused("invitation_used", "device"):
            admitting.admit(company.hq, second.person.device, succeeding.read_words(second))
        company.sync(company.hq)
    states = states_of(admitting.list_devices(company.hq))
    assert (states[desk.person.device], states[first.person.device]) == ("revoked", "admitted")
    company.sync(first)
    assert company.word(second) in ("revoked", "not_admitted", "invitation_used")


def test_an_office_adds_nothing_to_headquarters_chain(company: Company) -> None:
    desk = company.staff()
    act = wire.Revoke(device=identity.own_id(company.hq))
    with refused("not_allowed"), desk.store.transaction() as writer:
        entries.add(desk, writer, desk.store.roster.root, act)
    assert not waiting_of(desk, wire.Kind.ENTRY)
    assert not waiting_of(desk, wire.Kind.ADDRESSED)


def test_a_change_of_what_a_device_reads_is_said_in_words(company: Company) -> None:
    act = wire.Grant(device=identity.own_id(company.hq))
    assert confirming._say(act, "hq_desk") == "Change what this device (hq_desk) reads and writes."

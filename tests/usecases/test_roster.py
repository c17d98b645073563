"""Who is who: by the chains of a small world, without a vault; and what a vault reads of them."""

from __future__ import annotations

from datetime import date

import pytest

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.domain import access
from focal_desktop.domain.record import Scope
from focal_desktop.usecases import offices, people, roster, unlocking
from tests.desks import Desk, refused
from tests.wire.cast import Chain, Player

SCOPES = {name: bytes([number]) * 8 for number, name in enumerate(("hq/desk", "hq/case", "hq/all"), start=1)}
OFFICE = {"hq_desk": (b"desk----", b"figures-"), "hq_case": (b"sea-----", b"work----")}


class World:
    """A root chain and one office's, with whoever stands on them."""

    def __init__(self) -> None:
        self.founder, self.desk, self.field = Player(), Player(), Player()
        self.root, self.ken = Chain(), Chain()
        every = tuple(sorted(SCOPES.values()))
        found = wire.Found(
            hub=bytes(16),
            receipt=bytes(32),
            device=self.founder.keys,
            scopes={name: scope.hex() for name, scope in SCOPES.items()},
            read=every,
            write=every,
        )
        self.root.add(found, self.founder)
        self.ken.add(wire.OpenOffice(office="KEN", root=self.root.id, share=OFFICE), self.founder)
        self.admit(self.root, self.desk, "HQ", "hq_desk")
        self.admit(self.ken, self.field, "KEN", "focal_point")

    def admit(self, chain: Chain, player: Player, office: str, role: str) -> None:
        """Invite and admit."""
        join = signing.public_key(signing.new_seed())
        chain.add(wire.Invite(join=join, office=office, role=role, until=date(2030, 1, 1)), self.founder)
        chain.add(wire.Admit(join=join, device=player.keys, office=office, role=role), self.founder)

    @property
    def state(self) -> wire.RosterState:
        """What the chains say."""
        return wire.roster.fold([*self.root.entries, *self.ken.entries], signing.is_signed)


def text(player: Player) -> str:
    """Return a device's id as vaults write it."""
    return signing.device_text(player.id)


def test_headquarters_is_whoever_ever_stood_on_its_chain_with_a_role_of_it() -> None:
    world = World()
    assert roster.list_hq(world.state) == {text(world.founder), text(world.desk)}
    world.root.add(wire.Revoke(device=world.desk.id), world.founder)
    assert roster.list_hq(world.state) == {text(world.founder), text(world.desk)}
    assert roster.list_hq(wire.RosterState()) == frozenset()


def test_a_device_is_found_by_its_exact_name_alone() -> None:
    world = World()
    found = roster.find(world.state, text(world.field))
    assert found is not None
    assert (found.office, found.roles) == ("KEN", ("focal_point",))
    for nobody in (text(Player()), text(world.field).upper(), "", "x" * 26, text(world.field)[:-1]):
        assert roster.find(world.state, nobody) is None


def test_each_scope_has_its_class_and_office_by_the_roster() -> None:
    found = roster.list_places(World().state)
    assert found == {
        SCOPES["hq/desk"]: roster.Place(Scope.HQ_DESK, "HQ"),
        SCOPES["hq/case"]: roster.Place(Scope.HQ_CASE, "HQ"),
        SCOPES["hq/all"]: roster.Place(Scope.HQ_ALL, "HQ"),
        b"desk----": roster.Place(Scope.DESK, "KEN"),
        b"figures-": roster.Place(Scope.FIGURES, "KEN"),
        b"sea-----": roster.Place(Scope.SEA, "KEN"),
        b"work----": roster.Place(Scope.WORK, "KEN"),
    }


def test_what_an_office_shares_is_what_those_roles_read_and_write() -> None:
    classes = set(roster.OFFICE_CLASSES)
    assert {scope for shared in roster.SHARED.values() for scope in shared} == classes
    for role, shared in roster.SHARED.items():
        assert access.readable([role]) & classes == set(shared) == access.writable([role]) & classes
    assert not access.readable(["root"]) & classes
    assert set(roster.HQ_ROLES) == access.HQ_ROLES
    assert not set(roster.OFFICE_ROLES) & access.HQ_ROLES


@pytest.mark.parametrize(
    ("office", "roles", "read", "written"),
    [
        ("KEN", ["hr_clerk"], {"desk", "hq/all"}, {"desk", "hq/case"}),
        ("KEN", ["alternate"], {"desk", "hq/all"}, {"desk", "sea", "hq/case"}),
        ("KEN", ["monitor"], {"figures", "hq/all"}, {"hq/case"}),
        ("KEN", ["focal_point"], {"desk", "sea", "work", "hq/all"}, {"desk", "sea", "work", "hq/case"}),
        ("HQ", ["hq_desk"], {"hq/desk", "hq/all"}, {"hq/desk", "hq/all"}),
        ("HQ", ["hq_case", "root"], {"hq/case", "hq/all"}, {"hq/case", "hq/all"}),
        ("UGA", ["focal_point"], {"hq/all"}, {"hq/case"}),
    ],
)
def test_rights_are_the_offices_own_scopes_and_headquarters(
    office: str, roles: list[str], read: set[str], written: set[str]
) -> None:
    state = World().state
    places = roster.list_places(state)
    found = roster.list_rights(state, office, roles)
    assert [{places[scope].scope_class.value for scope in some} for some in found] == [read, written]


def test_a_chain_is_found_by_its_office() -> None:
    world = World()
    assert roster.find_chain(world.state, "HQ") == world.root.id
    assert roster.find_chain(world.state, "KEN") == world.ken.id
    assert roster.find_chain(world.state, "UGA") is None


def test_a_vault_that_stands_alone_is_nobodys_headquarters(desk: Desk) -> None:
    session = desk.session
    assert roster.load(session.store) == wire.RosterState()
    assert roster.read_hq(session.store) is None
    assert unlocking.find_hq(session.store, session.person) == frozenset()
    assert people.describe(session, session.person.device) == "focal_point KEN"
    assert people.describe(session, "a" * 26) == "unknown"
    with refused("not_allowed"):
        roster.require_officer(session, "root")
    with refused("not_allowed"):
        offices.switch(session, "KEN", "workplace_logging", is_on=True)


def test_records_are_folded_by_whom_the_vault_noted(desk: Desk) -> None:
    with desk.session.store.transaction() as writer:
        roster.keep_hq(writer, frozenset({"b", "a"}))
    assert desk.reopen().store.rules.hq == {"a", "b"}

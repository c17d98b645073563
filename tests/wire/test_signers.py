"""Two signatures on the root chain: whose count, and what a lost officer's claim stands for."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.wire import roster
from focal_desktop.wire.parcel import Parcel, read_proposal, write_proposal
from tests.wire.cast import UNTIL_ON, Chain, Player, World

OFFICER = "root hq_desk"


class Root(World):
    """A world whose root chain has a second officer and one who is none, and where two officers sign."""

    def __init__(self) -> None:
        super().__init__(b"h" * 16, b"r" * 32)
        self.second, self.case = Player(), Player()
        self.admit(self.root, self.second, "HQ", (), OFFICER)
        self.admit(self.root, self.case, "HQ", (), "hq_case")
        self.root.add(wire.Quorum(signatures=2), self.hq)

    @property
    def state(self) -> wire.RosterState:
        """What the chains say."""
        return roster.fold(self.entries(), signing.is_signed)

    def invite_third(self) -> bytes:
        """Invite a third officer by two signatures; return the seed of the join key."""
        seed = signing.new_seed()
        join = signing.public_key(seed)
        self.root.add(wire.Invite(join=join, office="HQ", role="root", until=UNTIL_ON), self.hq, self.second)
        return seed

    def replace(self, before: Player, newcomer: Player, **changed: Any) -> wire.Admit:
        """Return the admission of a device in a former one's place, under that one's own claim."""
        device = self.state.devices[before.id]
        last = tuple((chain.id, 99) for chain in (self.north_office, self.south_office))
        act = wire.Admit(
            join=before.keys.sign,
            device=newcomer.keys,
            office="HQ",
            role=" ".join(device.roles),
            read=device.read,
            write=device.write,
            former=wire.Former(newcomer.claim(before.seed), last),
        )
        return msgspec.structs.replace(act, **changed)


@pytest.fixture
def root() -> Root:
    """Two officers."""
    return Root()


def invite(role: str = "hq_case") -> wire.Invite:
    """Return an act that two officers must want."""
    return wire.Invite(join=secrets.token_bytes(32), office="HQ", role=role, until=UNTIL_ON)


def fate(state: wire.RosterState, entry: wire.RosterEntry) -> wire.Fate | None:
    """Return why an entry may not stand; nothing where it may."""
    try:
        roster.extend(state, entry, signing.is_signed)
    except roster.Refused as refused:
        return refused.fate
    return None


def lacking(state: wire.RosterState, entry: wire.RosterEntry) -> int:
    """Return how many officers are still to sign."""
    return roster.count_lacking(state, entry, signing.is_signed)


def test_a_draft_says_how_many_are_still_to_sign(root: Root) -> None:
    state, act = root.state, invite()
    alone, both = root.root.draft(act, root.hq), root.root.draft(act, root.second, root.hq)
    assert (lacking(state, alone), fate(state, alone)) == (1, wire.Fate.FORBIDDEN)
    assert (lacking(state, both), fate(state, both)) == (0, None)
    office = root.north_office.draft(wire.Share(share={}), root.hq)
    assert (lacking(state, office), fate(state, office)) == (0, None)


def test_only_different_officers_count(root: Root) -> None:
    state, act = root.state, invite()
    for signers in ((root.hq, root.hq), (root.hq, root.case), (root.hq, root.north), (root.hq, Player())):
        entry = root.root.draft(act, *signers)
        assert fate(state, entry) is wire.Fate.FORBIDDEN
        with pytest.raises(roster.Refused):
            lacking(state, entry)
    forged = root.root.draft(act, root.hq)
    bent = forged.signed([*forged.signatures, (root.second.id, bytes(64))])
    assert fate(state, bent) is wire.Fate.BAD


def test_one_alone_never_lowers_what_two_decided(root: Root) -> None:
    act = wire.Quorum(signatures=1)
    for officer in (root.hq, root.second):
        assert fate(root.state, root.root.draft(act, officer)) is wire.Fate.FORBIDDEN
    assert fate(root.state, root.root.draft(act, root.hq, root.second)) is None
    three = root.root.draft(wire.Quorum(signatures=3), root.hq, root.second)
    assert fate(root.state, three) is wire.Fate.FORBIDDEN


def test_two_officers_stay(root: Root) -> None:
    last = tuple((chain.id, 99) for chain in (root.north_office, root.south_office))
    ending = wire.Revoke(device=root.second.id, last=last)
    assert fate(root.state, root.root.draft(ending, root.hq, root.second)) is wire.Fate.FORBIDDEN
    join = signing.public_key(root.invite_third())
    third = Player()
    act = wire.Admit(join=join, device=third.keys, office="HQ", role="root")
    root.root.add(act, root.hq, root.second)
    assert fate(root.state, root.root.draft(ending, root.hq)) is wire.Fate.FORBIDDEN
    assert fate(root.state, root.root.draft(ending, root.hq, third)) is None


def test_a_lost_officers_claim_is_that_officers_signature(root: Root) -> None:
    newcomer = Player()
    act = root.replace(root.second, newcomer)
    entry = root.root.draft(act, root.hq)
    assert lacking(root.state, entry) == 0
    state = roster.extend(root.state, entry, signing.is_signed)
    assert state.devices[root.second.id].is_revoked()
    assert state.devices[newcomer.id].roles == state.devices[root.second.id].roles
    assert len([one for one in state.active() if one.has_role("root")]) == state.quorum == 2
    again = roster.fold([*root.entries(), entry], signing.is_signed)
    assert again == state
    assert again.left_out == ()


def test_a_claim_counts_for_its_own_place_alone(root: Root) -> None:
    """Other rights, a former device that goes on, one that was no officer's, its own signature: none adds."""
    newcomer = Player()
    honest = root.replace(root.second, newcomer)
    for changed in (
        {"role": "root hq_desk hq_case"},
        {"role": "root"},
        {"read": (root.case_scope,)},
        {"write": ()},
        {"former": msgspec.UNSET},
    ):
        act = msgspec.structs.replace(honest, **changed)
        assert lacking(root.state, root.root.draft(act, root.hq)) == 1, changed
    assert lacking(root.state, root.root.draft(honest, root.second)) == 1
    other = root.replace(root.case, newcomer)
    assert lacking(root.state, root.root.draft(other, root.hq)) == 1
    assert lacking(root.state, root.root.draft(other, root.hq, root.second)) == 0


@pytest.mark.parametrize(
    "bend",
    [
        lambda _root, _new: b"nonsense",
        lambda root, _new: Player().claim(root.second.seed),
        lambda root, new: new.claim(root.case.seed),
        lambda root, new: new.claim(root.second.seed)[:-64] + bytes(64),
        lambda root, new: new.claim(root.second.seed)[:-128] + bytes(64) + new.claim(root.second.seed)[-64:],
    ],
    ids=["nonsense", "for another device", "by another key", "not by the newcomer", "not by the former"],
)
def test_a_claim_that_does_not_hold_is_refused_with_any_signatures(
    root: Root, bend: Callable[[Root, Player], bytes]
) -> None:
    newcomer = Player()
    act = root.replace(root.second, newcomer, former=wire.Former(bend(root, newcomer)))
    for signers in ((root.hq,), (root.hq, root.second)):
        assert fate(root.state, root.root.draft(act, *signers)) is wire.Fate.BAD


def test_a_place_is_taken_over_once(root: Root) -> None:
    first, other = Player(), Player()
    late = root.replace(root.second, other)
    root.root.add(root.replace(root.second, first), root.hq)
    assert fate(root.state, root.root.draft(late, root.hq)) is wire.Fate.FORBIDDEN
    assert not roster.can_stand(root.state, root.root.draft(late, root.hq))
    assert fate(root.state, root.root.draft(invite(), root.second, root.hq)) is wire.Fate.FORBIDDEN
    assert fate(root.state, root.root.draft(invite(), first, root.hq)) is None


def test_what_the_former_signed_on_an_office_chain_is_named(root: Root) -> None:
    act = root.replace(root.hq, Player())
    assert isinstance(act.former, wire.Former)
    forgotten = msgspec.structs.replace(act, former=wire.Former(act.former.claim))
    assert fate(root.state, root.root.draft(forgotten, root.second)) is wire.Fate.HEAD
    assert fate(root.state, root.root.draft(act, root.second)) is None


def test_an_office_device_gives_way_in_one_act_too(root: Root) -> None:
    newcomer, device = Player(), root.state.devices[root.north.id]
    act = wire.Admit(
        join=root.north.keys.sign,
        device=newcomer.keys,
        office="NORTH",
        role="focal_point",
        read=device.read,
        write=device.write,
        former=wire.Former(newcomer.claim(root.north.seed), ((root.north_scopes[0], 4),)),
    )
    state = roster.extend(root.state, root.north_office.draft(act, root.hq), signing.is_signed)
    assert state.devices[root.north.id].last == {root.north_scopes[0]: 4}
    assert not state.devices[newcomer.id].is_revoked()


def test_an_admission_by_invitation_ends_nobody(root: Root) -> None:
    newcomer, seed = Player(), root.invite_third()
    act = wire.Admit(
        join=signing.public_key(seed),
        device=newcomer.keys,
        office="HQ",
        role="root",
        former=wire.Former(newcomer.claim(seed)),
    )
    assert fate(root.state, root.root.draft(act, root.hq, root.second)) is wire.Fate.FORBIDDEN
    assert msgspec.structs.replace(act, former=msgspec.UNSET).ends() == b""


def test_a_proposal_comes_back_and_nothing_else_is_one(root: Root) -> None:
    entry = root.root.draft(invite(), root.hq)
    data = write_proposal(entry)
    assert read_proposal(data) == entry
    with pytest.raises(wire.TooNew):
        Parcel.decode(data)
    assert read_proposal(Parcel(names=(), head=b"h" * 16).encode()) is None
    for bent in (b"", data[:-1], data + b"x", data[:2] + b"\x04nope"):
        with pytest.raises(wire.Malformed):
            read_proposal(bent)


def test_the_rule_alone_tells_what_can_still_happen(root: Root) -> None:
    again = root.root.draft(invite(), Player())
    assert roster.can_stand(root.state, again)
    strange = Chain().draft(wire.Grant(device=Player().id), root.hq)
    assert not roster.can_stand(root.state, strange)
    assert not roster.can_stand(root.state, msgspec.structs.replace(again, body=b"{}"))
